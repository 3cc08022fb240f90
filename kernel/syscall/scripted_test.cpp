// SPDX-License-Identifier: MIT
// One conversation of three tasks that uses every system method. It is cut short at every step by every
// death, and starved at every allocation; whoever is left gets each answer once and the kernel stays
// consistent.
#include "kernel/arch/host/kernel_fixture.hpp"

using namespace kernel;
using namespace kernel::host;
using abi::ForwardMode;
using abi::Handle;
using abi::Message;
using abi::MessageKind;
using abi::SystemMethod;

namespace {

/// Client, broker and server; the steps tolerate that an earlier one failed or that a task is dead.
class Conversation {
  public:
    Conversation(std::vector<TestTask> tasks, Handle to_broker, Handle to_server)
        : tasks_(std::move(tasks)), to_broker_(to_broker), to_server_(to_server) {}

    static constexpr size_t kSteps = 24;

    void step(size_t number) {
        const TestTask &client = tasks_[0], &broker = tasks_[1], &server = tasks_[2];
        switch (number) {
        case 0:
            return send(client, to_broker_, SystemMethod::connect_me_to, 1);
        case 1:
            return forward(broker, to_server_);
        case 2:
            return answer(server, 0, 0, 5);
        case 3:
            new_phone_ = static_cast<Handle>(receive(client).words[5]);
            return;
        case 4:
            return send(client, to_broker_, SystemMethod::data_read, 0x100, 64);
        case 5:
            return send(client, to_broker_, SystemMethod::data_write, 0x200, 64);
        case 6:
        case 7:
            return forward(broker, to_server_);
        case 8:
        case 9:
            return answer(server, 0x300, 32, 0);
        case 10:
        case 11:
            receive(client);
            return;
        case 12:
            return send(client, new_phone_, SystemMethod::connect_to_me, 0, 0);
        case 13:
            return answer(server, 0, 0, 0);
        case 14:
            if (client.alive())
                client.area_create(0x1000u, 256u, 3u);
            return send(client, to_broker_, SystemMethod::share_out, 0x1000, 0);
        case 15:
            return answer(broker, 0x2000, 0, 0);
        case 16:
            if (server.alive())
                server.area_create(0x4000u, 128u, 3u);
            return send(client, new_phone_, SystemMethod::share_in, 128, 0x6000);
        case 17:
            return answer(server, 0x4000, 1, 0);
        case 18:
            return send(client, to_broker_, SystemMethod::delegate, new_phone_);
        case 19:
            return forward(broker, to_server_);
        case 20:
            return answer(server, 0, 0, 0);
        case 21:
            send(broker, to_server_, SystemMethod::ping, 0);
            if (broker.alive())
                broker.ipc_hangup(to_server_);
            return;
        case 22:
            receive(client);
            return;
        default:
            if (client.alive())
                client.ipc_hangup(to_broker_);
        }
    }

    /// Everybody alive answers everything and takes every answer.
    void finish() {
        for (bool busy = true; busy;) {
            busy = false;
            for (const TestTask& task : tasks_)
                while (task.alive() && receive(task).kind != MessageKind::none)
                    busy = true;
            for (const TestTask& task : tasks_)
                if (task.alive())
                    task.task().handles.for_each([&](Handle handle, HandleEntry& entry) {
                        if (entry.type != static_cast<uint32_t>(abi::HandleType::call))
                            return;
                        task.ipc_answer(handle, 4u, 0u, 0u, 0u, 0u, 0u);
                        busy = true;
                    });
        }
        for (const TestTask& task : tasks_)
            if (task.alive()) {
                EXPECT_EQ(task.task().active_calls.size(), 0u) << task.task().name;
                EXPECT_EQ(task.task().calls_sent, task.task().answers_received) << task.task().name;
            }
    }

    const TestTask& task(size_t number) const { return tasks_[number]; }

  private:
    void send(const TestTask& task, Handle phone, SystemMethod method, uint64_t a1, uint64_t a2 = 0) {
        if (task.alive())
            task.send(phone, method, a1, a2, 1);
    }
    Message receive(const TestTask& task) { return task.alive() ? task.receive() : Message(); }
    void forward(const TestTask& task, Handle phone) {
        Message call = receive(task);
        if (task.alive())
            task.forward(call, phone, 0, 1, 2, 3, ForwardMode::route_from_me);
    }
    void answer(const TestTask& task, uint64_t a1, uint64_t a2, uint64_t a5) {
        Message call = receive(task);
        if (task.alive())
            task.answer(call, abi::Error::ok, a1, a2, 0, 0, a5);
    }

    std::vector<TestTask> tasks_;
    Handle to_broker_;
    Handle to_server_;
    Handle new_phone_ = 0;
};

class ScriptedTest : public KernelTest {
  protected:
    Conversation begin() {
        TestTask client = spawn("client");
        TestTask broker = spawn("broker");
        TestTask server = spawn("server");
        Handle to_broker = connect(client, broker);
        Handle to_server = connect(broker, server);
        return Conversation({client, broker, server}, to_broker, to_server);
    }
    static void end(Conversation& conversation) {
        for (size_t number = 0; number < 3; ++number)
            if (conversation.task(number).alive())
                conversation.task(number).kill();
        ASSERT_EQ(kernel::kernel().heap.used(), 0u);
    }
};

TEST_F(ScriptedTest, the_conversation_works_when_nobody_interferes) {
    Conversation conversation = begin();
    for (size_t step = 0; step < Conversation::kSteps; ++step) {
        conversation.step(step);
        ASSERT_EQ(find_contradiction(), "") << "step " << step;
    }
    EXPECT_EQ(conversation.task(0).task().areas.size(), 2u);
    EXPECT_EQ(conversation.task(1).task().areas.size(), 1u);
    EXPECT_EQ(conversation.task(2).task().areas.size(), 1u);
    conversation.finish();
    end(conversation);
}

// Attack C1, as far as it concerns the kernel.
TEST_F(ScriptedTest, any_one_may_die_at_any_step) {
    for (size_t victim = 0; victim < 3; ++victim)
        for (size_t fatal = 0; fatal <= Conversation::kSteps; ++fatal) {
            Conversation conversation = begin();
            for (size_t step = 0; step < Conversation::kSteps; ++step) {
                if (step == fatal)
                    conversation.task(victim).kill();
                conversation.step(step);
                ASSERT_EQ(find_contradiction(), "")
                    << "victim " << victim << " at " << fatal << ", step " << step;
            }
            conversation.finish();
            ASSERT_EQ(find_contradiction(), "") << "victim " << victim << " at " << fatal;
            end(conversation);
        }
}

TEST_F(ScriptedTest, any_two_may_die_at_any_two_steps) {
    for (size_t alive = 0; alive < 3; ++alive)
        for (size_t first = 0; first < Conversation::kSteps; ++first)
            for (size_t second = first; second < Conversation::kSteps; ++second) {
                Conversation conversation = begin();
                for (size_t step = 0; step < Conversation::kSteps; ++step) {
                    if (step == first)
                        conversation.task((alive + 1) % 3).kill();
                    if (step == second)
                        conversation.task((alive + 2) % 3).kill();
                    conversation.step(step);
                }
                conversation.finish();
                ASSERT_EQ(find_contradiction(), "") << alive << " survives " << first << " and " << second;
                end(conversation);
            }
}

// Attack D3: each allocation in turn is refused, to one task or to all.
TEST_F(ScriptedTest, an_account_may_be_full_at_any_allocation) {
    for (size_t poor = 0; poor < 3; ++poor)
        for (uint64_t room = 0; room < 4096; room += 32) {
            Conversation conversation = begin();
            Account& account = conversation.task(poor).task().account;
            uint64_t filled = abi::kMaxKernelMemory - account.used() - room;
            ASSERT_TRUE(account.charge(filled));
            for (size_t step = 0; step < Conversation::kSteps; ++step)
                conversation.step(step);
            conversation.finish();
            account.refund(filled);
            ASSERT_EQ(find_contradiction(), "") << "task " << poor << " with room for " << room;
            end(conversation);
        }
}

TEST_F(ScriptedTest, the_machine_may_run_out_of_memory_at_any_allocation) {
    for (int spare = 0; spare < 24; ++spare) {
        Conversation conversation = begin();
        machine().memory_exhausted = true;
        std::vector<std::pair<void*, size_t>> taken;
        for (size_t size = 32; size <= 4096; size *= 2) {
            size_t first = taken.size();
            while (void* block = kernel::kernel().heap.allocate(size))
                taken.emplace_back(block, size);
            for (int kept = 0; kept < spare && taken.size() > first; ++kept) {
                kernel::kernel().heap.release(taken.back().first, size);
                taken.pop_back();
            }
        }
        for (size_t step = 0; step < Conversation::kSteps; ++step)
            conversation.step(step);
        conversation.finish();
        for (const auto& [block, size] : taken)
            kernel::kernel().heap.release(block, size);
        machine().memory_exhausted = false;
        ASSERT_EQ(find_contradiction(), "") << spare << " blocks of each size";
        end(conversation);
    }
}

} // namespace
