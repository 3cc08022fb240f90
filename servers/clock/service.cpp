// SPDX-License-Identifier: MIT
#include "servers/clock/service.hpp"

#include "fibrils/arch/syscall.hpp"

namespace clocks {

using abi::Error;
using async::Context;

namespace {

int64_t real_time() {
    return sys_clock_read(uint32_t(abi::Clock::real_time));
}

} // namespace

abi::Result<ClockNow> Service::now(Context&) {
    return ClockNow{real_time(), fibril::now(), zone_.offset};
}

abi::Result<std::string> Service::zone_name(Context&) {
    return zone_.name;
}

abi::Result<void> Service::set_zone(Context&, int32_t offset, std::string_view name) {
    zone_ = TRY(make_zone(offset, name));
    return {};
}

void Service::sleep_until(Context&, int64_t until, async::AnswerRight<void> answer) {
    if (sleepers_ >= kMaxSleepers) {
        std::move(answer).fail(Error::limit);
        return;
    }
    const abi::Handle right = answer.handle();
    auto sleeper = fibril::spawn({.name = "sleeper"}, [this, until, right] {
        async::AnswerRight<void> parked(right);
        // The time of day may be set while we sleep: look again.
        for (int64_t left; (left = until - real_time()) > 0;)
            fibril::sleep(uint64_t(left));
        std::move(parked).answer();
        sleepers_--;
    });
    if (!sleeper.ok()) {
        std::move(answer).fail(sleeper.error());
        return;
    }
    (void)fibril::detach(*sleeper);
    answer.release();
    sleepers_++;
}

} // namespace clocks
