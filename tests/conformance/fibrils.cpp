// SPDX-License-Identifier: MIT
#include "fibrils/fibril.hpp"
#include "fibrils/sync/mutex.hpp"
#include "tests/conformance/case.hpp"

#include <string>

using namespace conformance;
using abi::Error;

CLAIM(ten_thousand_fibrils_run_in_one_task) {
    static uint32_t ran;
    static fibril::Id ids[10000];
    ran = 0;
    for (fibril::Id& id : ids) {
        auto made = fibril::spawn(
            [](void*) {
                fibril::yield();
                ++ran;
            },
            nullptr, {.name = "many", .stack_size = fibril::kMinimumStackSize});
        EXPECT_ERROR(made.error(), Error::ok);
        if (!made.ok())
            return;
        id = *made;
    }
    for (fibril::Id id : ids)
        EXPECT_ERROR(fibril::join(id).error(), Error::ok);
    EXPECT_NUMBER(ran, 10000);
}

namespace {

/// Three sleep, the first to start for the longest; `order` gets their names as they wake. False: the task
/// was stopped for so long that a deadline had passed before all of them slept.
bool let_three_sleep(uint64_t unit, std::string& order) {
    const uint64_t begin = fibril::now();
    auto sleeper = [&](char name, uint64_t units) {
        return fibril::spawn(fibril::Options{.name = "sleeper"},
                             [&order, name, deadline = begin + units * unit] {
                                 fibril::Event event;
                                 (void)event.wait_until(deadline);
                                 order += name;
                             });
    };
    auto c = sleeper('c', 3), a = sleeper('a', 1), b = sleeper('b', 2);
    fibril::yield();
    const bool in_time = fibril::now() < begin + unit;
    for (auto* made : {&a, &b, &c})
        EXPECT(made->ok() && fibril::join(**made).ok());
    return in_time;
}

} // namespace

CLAIM(sleepers_wake_in_the_order_of_their_deadlines) {
    constexpr uint64_t kLongest = 10'000'000; // microseconds
    std::string order;
    for (uint64_t unit = 1000; unit < kLongest && !let_three_sleep(unit, order); unit *= 2)
        order.clear();
    EXPECT(order == "abc");
}

CLAIM(a_fibril_that_joins_itself_is_told) {
    EXPECT_ERROR(fibril::join(fibril::self()).error(), Error::deadlock);
}

CLAIM(a_mutex_is_handed_on_in_order) {
    static sync::Mutex mutex;
    static int order[3];
    static int at;
    at = 0;
    mutex.lock();
    fibril::Id ids[3];
    for (int number = 0; number < 3; ++number) {
        auto made = fibril::spawn(fibril::Options{.name = "locker"}, [number] {
            mutex.lock();
            order[at++] = number;
            fibril::yield();
            mutex.unlock();
        });
        EXPECT(made.ok());
        ids[number] = made.ok() ? *made : 0;
    }
    fibril::yield();
    mutex.unlock();
    for (fibril::Id id : ids)
        (void)fibril::join(id);
    EXPECT(order[0] == 0 && order[1] == 1 && order[2] == 2);
}
