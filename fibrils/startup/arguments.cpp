// SPDX-License-Identifier: MIT
#include "fibrils/startup/arguments.hpp"

#include <cstdlib>
#include <cstring>

namespace startup {

namespace {

// False when the strings take more than `limit` bytes.
bool append(std::string& block, std::span<const std::string_view> strings, size_t limit) {
    size_t start = block.size();
    for (std::string_view text : strings) {
        block.append(text.substr(0, text.find('\0')));
        block.push_back('\0');
    }
    return block.size() - start <= limit;
}

// One string; null when the block ends first.
char* next_string(char*& position, char* end) {
    auto* terminator = static_cast<char*>(memchr(position, 0, static_cast<size_t>(end - position)));
    if (!terminator)
        return nullptr;
    char* text = position;
    position = terminator + 1;
    return text;
}

} // namespace

abi::Result<std::string> pack_arguments(std::span<const std::string_view> arguments,
                                        std::span<const std::string_view> environment) {
    abi::ArgumentsHeader header{static_cast<uint32_t>(arguments.size()),
                                static_cast<uint32_t>(environment.size())};
    std::string block(reinterpret_cast<const char*>(&header), sizeof header);
    if (!append(block, arguments, abi::kMaxArgumentsSize) ||
        !append(block, environment, abi::kMaxEnvironmentSize))
        return abi::Error::overflow;
    return block;
}

abi::Result<ArgumentLists> parse_arguments(char* block, size_t size) {
    abi::ArgumentsHeader header;
    if (size < sizeof header)
        return abi::Error::invalid;
    memcpy(&header, block, sizeof header);
    size_t count = header.argument_count;
    size_t total = count + header.environment_count;
    if (count > size || total > size) // each string has a byte at least
        return abi::Error::invalid;
    auto** lists = static_cast<char**>(calloc(total + 2, sizeof(char*)));
    if (!lists)
        return abi::Error::no_memory;
    char* position = block + sizeof header;
    char** slot = lists;
    for (size_t index = 0; index < total; index++) {
        if (index == count)
            slot++; // the null pointer behind the arguments
        if (!(*slot++ = next_string(position, block + size))) {
            free(lists);
            return abi::Error::invalid;
        }
    }
    return ArgumentLists{static_cast<int>(count), lists, lists + count + 1};
}

} // namespace startup
