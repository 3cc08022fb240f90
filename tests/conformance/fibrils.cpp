// SPDX-License-Identifier: MIT
#include "fibrils/fibril.hpp"
#include "fibrils/sync/mutex.hpp"
#include "tests/conformance/case.hpp"

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

CLAIM(sleepers_wake_in_the_order_of_their_deadlines) {
    static char order[4];
    static int at;
    at = 0;
    auto sleeper = [](char name, uint64_t time) {
        return fibril::spawn(fibril::Options{.name = "sleeper"}, [name, time] {
            fibril::sleep(time);
            order[at++] = name;
        });
    };
    auto c = sleeper('c', 3000);
    auto a = sleeper('a', 1000);
    auto b = sleeper('b', 2000);
    for (auto* made : {&a, &b, &c})
        EXPECT(made->ok() && fibril::join(**made).ok());
    EXPECT(order[0] == 'a' && order[1] == 'b' && order[2] == 'c');
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
