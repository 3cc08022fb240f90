// SPDX-License-Identifier: MIT
#include "servers/clock/service.hpp"

#include "fibrils/arch/syscall.hpp"
#include "fibrils/async/transfer.hpp"

namespace clocks {

using abi::Error;
using async::Call;
using protocol::Method;

namespace {

int64_t real_time() {
    return sys_clock_read(uint32_t(abi::Clock::real_time));
}

} // namespace

void Service::serve(Call opening) {
    async::accept(opening);
    for (;;) {
        Call call = async::get_call();
        if (call.hung_up())
            return;
        handle(std::move(call));
    }
}

void Service::handle(Call call) {
    switch (call.method()) {
    case uint64_t(Method::now):
        call.answer_ok(real_time(), fibril::now(), int64_t(zone_.offset));
        return;
    case uint64_t(Method::zone_name):
        call.answer(give_zone_name().error());
        return;
    case uint64_t(Method::set_zone):
        call.answer(set_zone(int32_t(call.argument(1))).error());
        return;
    case uint64_t(Method::sleep_until):
        return sleep(std::move(call));
    default:
        call.answer(Error::not_supported);
    }
}

abi::Result<void> Service::give_zone_name() {
    return async::data_read_reply(zone_.name.data(), zone_.name.size());
}

abi::Result<void> Service::set_zone(int32_t offset) {
    char name[protocol::kMaxZoneName];
    const size_t size = TRY(async::data_write_accept(name, sizeof(name)));
    zone_ = TRY(make_zone(offset, {name, size}));
    return {};
}

void Service::sleep(Call call) {
    if (sleepers_ >= protocol::kMaxSleepers) {
        call.answer(Error::limit);
        return;
    }
    const auto until = int64_t(call.argument(1));
    const abi::Handle right = call.handle();
    auto sleeper = fibril::spawn({.name = "sleeper"}, [this, until, right] {
        abi::Message message;
        message.kind = abi::MessageKind::call;
        message.call = right;
        Call parked(message);
        // The time of day may be set while we sleep: look again.
        for (int64_t left; (left = until - real_time()) > 0;)
            fibril::sleep(uint64_t(left));
        parked.answer_ok();
        sleepers_--;
    });
    if (!sleeper.ok()) {
        call.answer(sleeper.error());
        return;
    }
    (void)fibril::detach(*sleeper);
    call.release();
    sleepers_++;
}

} // namespace clocks
