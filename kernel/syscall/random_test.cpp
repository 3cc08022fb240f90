// SPDX-License-Identifier: MIT
// Tasks that make random system calls, with live, stale, foreign and invented handles and addresses, and that
// are killed at random. SWITCHBOARD_RANDOM_CALLS and SWITCHBOARD_RANDOM_SEED change how many and which.
#include "kernel/arch/host/kernel_fixture.hpp"
#include "kernel/inspect/inspect.hpp"
#include "kernel/monitor/sample_table.hpp"
#include "kernel/task/create.hpp"

#include <cstdlib>
#include <set>

using namespace kernel;
using namespace kernel::host;
using abi::HandleType;
using abi::Message;
using abi::MessageKind;
using abi::SystemMethod;

namespace {

uint64_t from_environment(const char* name, uint64_t otherwise) {
    const char* text = std::getenv(name);
    return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

class RandomTest : public KernelTest {
  protected:
    static constexpr uint32_t kPopulation = 8;

    void begin(uint64_t seed) {
        waiting_.clear();
        last_cookie_ = 0;
        for (abi::Handle& handle : old_handles_)
            handle = 0;
        random_.seed(seed);
        kernel::kernel().random.seed(seed);
        machine().modules = {"archive", "", "second"};
    }

    /// One random thing happens.
    void step() {
        while (kernel::kernel().tasks.count() < kPopulation)
            add_task();
        Task& task = any_task();
        switch (below(16)) {
        case 0:
            return dispatch();
        case 1:
            return happen_outside();
        case 2:
        case 3:
        case 4:
        case 5:
            return send(task);
        case 6:
        case 7:
        case 8:
            return receive(task);
        case 9:
        case 10:
        case 11:
            return answer_or_forward(task);
        default:
            call_anything(task);
        }
    }

    /// Answers that have not come yet, to calls of tasks that live.
    std::set<uint64_t> waiting_;
    uint32_t answered_ = 0;
    uint64_t system_calls_ = 0;

    uint32_t below(uint32_t limit) { return static_cast<uint32_t>(random_.next() % limit); }

    Task& any_task() {
        for (;;) {
            Task& task = kernel::kernel().tasks.at(1 + below(abi::kMaxTasks));
            if (task.alive() && task.state == abi::TaskState::running)
                return task;
        }
    }

    void note(const Task& task, const Message& message) {
        if (message.kind == MessageKind::answer && message.label != 0) {
            EXPECT_EQ(waiting_.erase(cookie(task.id, message.label)), 1u)
                << "answered twice, or never called";
            ++answered_;
        }
    }

    void forget_dead() {
        for (auto at = waiting_.begin(); at != waiting_.end();)
            at = kernel::kernel().tasks.find(static_cast<uint32_t>(*at >> 32)) ? std::next(at)
                                                                               : waiting_.erase(at);
    }

  private:
    static uint64_t cookie(abi::TaskId task, uint64_t number) { return uint64_t(task) << 32 | number; }

    void add_task() {
        auto created = create_task("random", 1, 0);
        ASSERT_TRUE(created.ok());
        TestTask task(**created);
        task.task().state = abi::TaskState::running;
        if (!kernel::kernel().naming)
            kernel::kernel().naming = &task.task();
        if (!kernel::kernel().monitor.memory())
            load_monitor(task.task());
        task.store(0x100, "image");
        if (below(2))
            grant_system(task, static_cast<abi::Right>(below(0x800)));
        for (uint32_t count = below(4); count > 0; --count) {
            connect(task, TestTask(any_task()), below(100), below(3));
            connect(TestTask(any_task()), task, below(100));
        }
    }

    /// Knows the interfaces 1 and 2 of the phones that are made here.
    static void load_monitor(Task& payer) {
        SampleTable table;
        table.interfaces[0].id = 1;
        table.interfaces[1].id = 2;
        const auto bytes = table.bytes();
        void* memory = allocate_charged(payer, bytes.size());
        std::memcpy(memory, bytes.data(), bytes.size());
        ASSERT_EQ(kernel::kernel().monitor.load(memory, bytes.size(), payer), abi::Error::ok);
    }

    void dispatch() {
        for (Space& space : machine().spaces)
            if (space.present && !space.entry)
                space.entry = [this](const Message& message) {
                    note(kernel::kernel().scheduler.current(), message);
                    return below(4) ? abi::kForever : kernel::kernel().clock.uptime() + below(1000);
                };
        kernel::kernel().scheduler.run(kernel::kernel().scheduler.dispatches() + below(5));
    }

    void happen_outside() {
        auto& state = kernel::kernel();
        state.stopped = false;
        char text[300] = "typed";
        switch (below(9)) {
        case 0:
            return destroy_task(any_task(), {abi::TaskState::killed, 0, 0});
        case 1:
            return destroy_task(any_task(), {abi::TaskState::faulted, below(10), below(1000)});
        case 2:
            state.devices[below(abi::kTerminalCount)].input(text, below(sizeof(text)));
            return;
        case 3:
            return state.devices[below(abi::kTerminalCount)].state_changed(abi::DeviceState::resized, 1, 2);
        case 4:
            return state.trace.set_mask(below(4));
        case 5:
            return machine().hardware.interrupt(below(110));
        default:
            state.clock.advance(state.clock.uptime() + below(500), 0);
            state.timeouts.fire(state.clock.uptime());
        }
    }

    void send(Task& task) {
        static constexpr uint64_t kMethods[] = {kMethod, kMethod + 1, 1, 2, 4, 5, 6, 7, 8, 8, 9, 0, 3, ~0ull};
        uint64_t method = kMethods[below(std::size(kMethods))];
        TestTask sender(task);
        uint64_t number = ++last_cookie_;
        abi::Handle phone = below(8) ? handle_of(task, HandleType::phone) : any_handle();
        ++system_calls_;
        int64_t sent = sender.ipc_call(phone, method, any_word(), any_word(), any_word(), any_word(),
                                       any_word(), number, below(100));
        if (sent >= 0)
            waiting_.insert(cookie(task.id, number));
    }

    void receive(Task& task) { note(task, TestTask(task).receive()); }

    void answer_or_forward(Task& task) {
        TestTask server(task);
        abi::Handle call = below(8) ? handle_of(task, HandleType::call) : any_handle();
        uint64_t error = below(3) ? 0 : below(42);
        ++system_calls_;
        if (below(4))
            server.ipc_answer(call, error, any_word(), any_word(), any_word(), any_word(), any_word());
        else
            server.ipc_forward(call, handle_of(task, HandleType::phone), below(4) ? kMethod : any_word(),
                               any_word(), any_word(), any_word(), below(3));
    }

    template<typename... Arguments>
    void call_with_random_arguments(Task& task, int64_t (*function)(Arguments...)) {
        ++system_calls_;
        kernel::kernel().scheduler.set_current(&task);
        function(static_cast<Arguments>(sizeof(Arguments) == 4 ? any_handle() : any_word())...);
        kernel::kernel().scheduler.set_current(nullptr);
        if (task.exiting)
            destroy_task(task, {abi::TaskState::exited, task.exit_status, 0});
    }

    void call_anything(Task& task) {
        uint32_t wanted = below(kSystemCalls);
        uint32_t number = 0;
        // ipc_call is left to send(), which keeps the books.
#define CALL_ONE(name, arguments)                                                                            \
    if (number++ == wanted && std::string_view(#name) != "ipc_call")                                         \
        return call_with_random_arguments(task, &sys_##name);
        SWITCHBOARD_SYSCALLS(CALL_ONE)
#undef CALL_ONE
    }

    abi::Handle handle_of(Task& task, HandleType type) {
        abi::Handle found = any_handle();
        uint32_t seen = 0;
        task.handles.for_each([&](abi::Handle handle, HandleEntry& entry) {
            if (entry.type == static_cast<uint32_t>(type) && below(++seen) == 0)
                found = handle;
        });
        old_handles_[below(std::size(old_handles_))] = found;
        return found;
    }

    uint32_t any_handle() {
        switch (below(6)) {
        case 0:
            return static_cast<uint32_t>(random_.next());
        case 1:
            return old_handles_[below(std::size(old_handles_))];
        default:
            return below(24);
        }
    }

    // Addresses, sizes, flags, rights: small, at the edges of memory and of 32 and 64 bits.
    uint64_t any_word() {
        static constexpr uint64_t kEdges[] = {0,
                                              1,
                                              0x100,
                                              5,
                                              0x1000,
                                              64,
                                              abi::kMaxTransfer,
                                              abi::kMaxTransfer + 1,
                                              SimulatedMachine::kTaskMemory - 1,
                                              SimulatedMachine::kTaskMemory,
                                              1ull << 31,
                                              ~0u,
                                              1ull << 32,
                                              ~0ull};
        switch (below(5)) {
        case 0:
            return random_.next();
        case 1:
            return any_handle();
        case 2:
            return below(16) * 0x1000;
        default:
            return kEdges[below(std::size(kEdges))];
        }
    }

#define COUNT_ONE(name, arguments) +1
    static constexpr uint32_t kSystemCalls = 0 SWITCHBOARD_SYSCALLS(COUNT_ONE);
#undef COUNT_ONE

    Random random_;
    abi::Handle old_handles_[32] = {};
    uint64_t last_cookie_ = 0;
};

TEST_F(RandomTest, nothing_that_tasks_do_breaks_the_kernel) {
    uint64_t calls = from_environment("SWITCHBOARD_RANDOM_CALLS", 200000);
    uint64_t every = from_environment("SWITCHBOARD_RANDOM_CHECK", 200);
    begin(from_environment("SWITCHBOARD_RANDOM_SEED", 1));
    for (uint64_t number = 0; system_calls_ < calls; ++number) {
        step();
        if (number % every == 0) {
            ASSERT_EQ(find_contradiction(), "") << "after " << system_calls_ << " system calls";
        }
    }
    EXPECT_GT(answered_, calls / 100) << "the test does not reach what it should test";
    EXPECT_GT(kernel::kernel().monitor.violations().total(), calls / 100);
}

TEST_F(RandomTest, every_call_of_a_survivor_is_answered_once_when_all_others_die) {
    for (uint64_t seed = 100; seed < 120; ++seed) {
        begin(seed);
        for (int number = 0; number < 2000; ++number)
            step();
        abi::TaskId survivor = any_task().id;
        kernel::kernel().tasks.for_each([&](Task& task) {
            if (task.id != survivor)
                destroy_task(task, {abi::TaskState::killed, 0, 0});
        });
        forget_dead();
        TestTask alone(*kernel::kernel().tasks.find(survivor));
        for (Message message = alone.receive(); message.kind != MessageKind::none;
             message = alone.receive()) {
            note(alone.task(), message);
            if (message.kind == MessageKind::call) // its own, to itself, or hang-ups
                alone.answer(message);
        }
        alone.task().handles.for_each([&](abi::Handle handle, HandleEntry& entry) {
            if (entry.type == static_cast<uint32_t>(HandleType::call))
                alone.ipc_answer(handle, 0u, 0u, 0u, 0u, 0u, 0u);
        });
        for (Message message = alone.receive(); message.kind != MessageKind::none; message = alone.receive())
            note(alone.task(), message);
        EXPECT_TRUE(waiting_.empty()) << "seed " << seed;
        EXPECT_EQ(alone.task().active_calls.size(), 0u) << "seed " << seed;
        ASSERT_EQ(find_contradiction(), "") << "seed " << seed;
    }
}

TEST_F(RandomTest, the_same_seed_gives_the_same_state) {
    uint64_t first = 0;
    for (int round = 0; round < 2; ++round) {
        kernel::kernel().tasks.for_each([](Task& task) {
            destroy_task(task, {abi::TaskState::killed, 0, 0});
        });
        reset_machine();
        reset_kernel();
        begin(7);
        for (int number = 0; number < 5000; ++number)
            step();
        if (round == 0)
            first = hash_kernel();
    }
    EXPECT_EQ(hash_kernel(), first);
}

} // namespace
