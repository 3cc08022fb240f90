// SPDX-License-Identifier: MIT
#include "tests/conformance/peer.hpp"

#include "fibrils/arch/syscall.hpp"
#include "fibrils/async/transfer.hpp"
#include "servers/naming/client.hpp"

#include <cstdlib>
#include <vector>

namespace conformance {

namespace {

using abi::Error;
using async::Call;

constexpr size_t kArea = 8192;
uint8_t buffer[abi::kMaxTransfer + 16];
alignas(16) uint8_t area[kArea];
// Never destroyed: at an exit the kernel shall answer these, not a destructor.
auto& held = *new std::vector<Call>;
Error kept = Error::ok;
abi::Handle back = abi::kNoHandle;
uint64_t hang_ups = 0;
volatile int zero = 0;

int recurse(int depth) {
    volatile int frame[64] = {depth};
    return recurse(depth + 1) + frame[depth & 63];
}

void die(Death death) {
    switch (death) {
    case Death::exit:
        std::exit(7);
    case Death::unreachable:
        __builtin_trap();
    case Death::out_of_bounds:
        *reinterpret_cast<volatile char*>(0x7ffffff0) = 1;
        break;
    case Death::divide:
        zero = 7654321 / zero; // 1 / x would be compiled without a division
        break;
    case Death::stack:
        zero = recurse(0);
        break;
    case Death::bad_call:
        reinterpret_cast<void (*)()>(static_cast<uintptr_t>(12345678))();
        break;
    case Death::loop:
        while (zero == 0) {
        }
    }
}

void release(Call& call) {
    uint64_t count = held.size();
    for (Call& waiting : held)
        waiting.answer_ok(call.argument(1));
    held.clear();
    call.answer_ok(count);
}

void answer_twice(Call& call) {
    abi::Handle handle = call.handle();
    call.answer_ok(1);
    kept = static_cast<Error>(-sys_ipc_answer(handle, 0, 2, 0, 0, 0, 0));
}

void call_back(Call& call) {
    auto phone = async::callback_receive();
    if (!phone.ok()) {
        call.answer(phone.error());
        return;
    }
    if (back != abi::kNoHandle)
        async::hang_up(back);
    back = *phone;
    uint64_t sum = 0;
    for (uint64_t trip = 0; trip < call.argument(1); ++trip) {
        auto result = async::request_words(back, PeerMethod::echo, trip);
        sum += result.ok() ? (*result)[0] : 0;
    }
    call.answer_ok(sum);
}

void read_from(Call& call) {
    auto transfer = async::data_read_receive();
    if (!transfer.ok()) {
        call.answer(transfer.error());
        return;
    }
    auto* source =
        call.argument(2) ? reinterpret_cast<uint8_t*>(static_cast<uintptr_t>(call.argument(2))) : buffer;
    if (source == buffer)
        for (size_t at = 0; at < sizeof(buffer); ++at)
            buffer[at] = pattern(at);
    call.answer(async::data_read_finalize(*transfer, source, call.argument(1)).error());
}

void write_to(Call& call) {
    auto transfer = async::data_write_receive();
    if (!transfer.ok()) {
        call.answer(transfer.error());
        return;
    }
    auto* destination =
        call.argument(2) ? reinterpret_cast<uint8_t*>(static_cast<uintptr_t>(call.argument(2))) : buffer;
    auto result = async::data_write_finalize(*transfer, destination, call.argument(1));
    uint64_t sum = 0;
    for (size_t at = 0; result.ok() && destination == buffer && at < call.argument(1); ++at)
        sum += buffer[at];
    call.answer(result.error(), {sum});
}

void share_out(Call& call) {
    auto share = async::share_out_receive();
    if (!share.ok() || share->size > kArea) {
        if (share.ok())
            share->call.answer(Error::limit);
        call.answer(Error::limit);
        return;
    }
    call.answer(async::share_out_finalize(*share, area).error());
}

void share_in(Call& call) {
    auto share = async::share_in_receive();
    if (!share.ok()) {
        call.answer(share.error());
        return;
    }
    sys_area_create(reinterpret_cast<uintptr_t>(area), kArea, 3);
    call.answer(async::share_in_finalize(*share, area, call.argument(1)).error());
}

void poke(Call& call) {
    area[call.argument(1) % kArea] = static_cast<uint8_t>(call.argument(2));
    int64_t result = sys_area_publish(reinterpret_cast<uintptr_t>(area), call.argument(1), 1);
    call.answer(result < 0 ? static_cast<Error>(-result) : Error::ok);
}

void take_handle(Call& call) {
    auto handle = async::delegate_receive();
    if (!handle.ok()) {
        call.answer(handle.error());
        return;
    }
    auto result = async::request_words(*handle, PeerMethod::echo, call.argument(1));
    async::hang_up(*handle);
    call.answer(result.error(), result.ok() ? *result : async::Arguments{});
}

void refuse_data(Call& call) {
    Call data = async::get_call();
    data.answer(static_cast<Error>(call.argument(1)));
    call.answer_ok();
}

void forward_to_self(Call& call) {
    static abi::Handle self = abi::kNoHandle;
    if (self == abi::kNoHandle) {
        auto phone = naming::connect(kPeerInterface, false);
        if (!phone.ok()) {
            call.answer(phone.error());
            return;
        }
        self = *phone;
    }
    call.forward(self, call.method());
}

void serve(Call& call) {
    switch (static_cast<PeerMethod>(call.method())) {
    case PeerMethod::echo:
        call.answer_ok(call.argument(1), call.argument(2), call.argument(3), call.argument(4),
                       call.argument(5));
        return;
    case PeerMethod::hold:
        held.push_back(std::move(call));
        return;
    case PeerMethod::release:
        return release(call);
    case PeerMethod::answer_twice:
        return answer_twice(call);
    case PeerMethod::last_error:
        call.answer_ok(static_cast<uint64_t>(kept));
        return;
    case PeerMethod::forward:
        call.forward(back, call.argument(1), call.argument(1), call.argument(2), call.argument(3));
        return;
    case PeerMethod::forward_to_self:
        return forward_to_self(call);
    case PeerMethod::call_back:
        return call_back(call);
    case PeerMethod::read_from:
        return read_from(call);
    case PeerMethod::write_to:
        return write_to(call);
    case PeerMethod::refuse_data:
        return refuse_data(call);
    case PeerMethod::share_out:
        return share_out(call);
    case PeerMethod::share_in:
        return share_in(call);
    case PeerMethod::peek:
        call.answer_ok(area[call.argument(1) % kArea]);
        return;
    case PeerMethod::poke:
        return poke(call);
    case PeerMethod::take_handle:
        return take_handle(call);
    case PeerMethod::die:
        return die(static_cast<Death>(call.argument(1)));
    case PeerMethod::hang_ups:
        call.answer_ok(hang_ups);
        return;
    }
    call.answer(Error::not_supported);
}

void connection(async::Connection&, Call opening, void*) {
    async::accept(opening);
    for (Call call = async::get_call(); !call.hung_up(); call = async::get_call())
        serve(call);
    ++hang_ups;
}

} // namespace

int run_peer() {
    async::set_handler(kPeerInterface, connection, nullptr, {.name = "peer", .stack_size = 64 * 1024});
    auto provided = naming::provide(kPeerInterface);
    if (!provided.ok())
        return 1;
    async::run();
}

} // namespace conformance
