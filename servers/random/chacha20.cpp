// SPDX-License-Identifier: MIT
#include "servers/random/chacha20.hpp"

namespace random_numbers {

namespace {

using State = std::array<uint32_t, 16>;

uint32_t load(const uint8_t* bytes) {
    return uint32_t(bytes[0]) | uint32_t(bytes[1]) << 8 | uint32_t(bytes[2]) << 16 | uint32_t(bytes[3]) << 24;
}

uint32_t rotate(uint32_t word, int bits) {
    return word << bits | word >> (32 - bits);
}

void quarter_round(State& s, int a, int b, int c, int d) {
    s[a] += s[b];
    s[d] = rotate(s[d] ^ s[a], 16);
    s[c] += s[d];
    s[b] = rotate(s[b] ^ s[c], 12);
    s[a] += s[b];
    s[d] = rotate(s[d] ^ s[a], 8);
    s[c] += s[d];
    s[b] = rotate(s[b] ^ s[c], 7);
}

State initial_state(const ChachaKey& key, uint32_t counter, const ChachaNonce& nonce) {
    State state{0x61707865, 0x3320646e, 0x79622d32, 0x6b206574}; // "expand 32-byte k"
    for (int i = 0; i < 8; i++)
        state[4 + i] = load(&key[4 * i]);
    state[12] = counter;
    for (int i = 0; i < 3; i++)
        state[13 + i] = load(&nonce[4 * i]);
    return state;
}

} // namespace

ChachaBlock chacha20_block(const ChachaKey& key, uint32_t counter, const ChachaNonce& nonce) {
    const State start = initial_state(key, counter, nonce);
    State state = start;
    for (int round = 0; round < 10; round++) {
        for (int i = 0; i < 4; i++)
            quarter_round(state, i, 4 + i, 8 + i, 12 + i);
        for (int i = 0; i < 4; i++)
            quarter_round(state, i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4);
    }
    ChachaBlock block;
    for (int i = 0; i < 16; i++)
        for (int byte = 0; byte < 4; byte++)
            block[4 * i + byte] = uint8_t((state[i] + start[i]) >> (8 * byte));
    return block;
}

} // namespace random_numbers
