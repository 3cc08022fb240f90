// SPDX-License-Identifier: MIT
#include "kernel/arch/host/kernel_fixture.hpp"
#include "kernel/task/boot.hpp"
#include "kernel/task/create.hpp"

using namespace kernel;
using namespace kernel::host;
using abi::Error;
using abi::Handle;
using abi::HandleType;
using abi::Right;
using abi::TaskState;

namespace {

class CreateTest : public KernelTest {
  protected:
    TestTask parent_ = spawn("parent");
    Handle system_ = grant_system(parent_);
    Handle image_ = make_image(parent_, system_);

    int64_t create(std::string_view name = "child", uint64_t arguments = 0, uint64_t size = 0) {
        parent_.store(0x200, name);
        return parent_.task_create(system_, image_, 0x200u, name.size(), arguments, size);
    }
    static TestTask behind(const TestTask& holder, int64_t handle) {
        auto id = static_cast<abi::TaskId>(holder.task_query(handle));
        return TestTask(*kernel::kernel().tasks.find(id));
    }
};

TEST_F(CreateTest, a_new_task_has_name_creator_and_waits_for_its_start) {
    TestTask child = behind(parent_, create("child"));
    EXPECT_STREQ(child.task().name, "child");
    EXPECT_EQ(child.task().creator, parent_.id());
    EXPECT_EQ(child.task().state, TaskState::created);
    EXPECT_TRUE(kernel::kernel().scheduler.ready().empty());
}

TEST_F(CreateTest, ids_are_never_used_twice) {
    int64_t first = create();
    int64_t id = parent_.task_query(first);
    parent_.task_kill(first);
    EXPECT_GT(parent_.task_query(create()), id);
}

TEST_F(CreateTest, a_long_name_is_cut_and_control_characters_are_replaced) {
    EXPECT_STREQ(behind(parent_, create(std::string(100, 'n'))).task().name, std::string(31, 'n').c_str());
    EXPECT_STREQ(behind(parent_, create("a\x1b[2J\n\x7f")).task().name, "a?[2J??");
}

TEST_F(CreateTest, the_child_reads_the_arguments_that_its_creator_gave) {
    parent_.store(0x1000, "arguments");
    TestTask child = behind(parent_, create("child", 0x1000, 9));
    EXPECT_EQ(child.task_arguments(0u, 0u), 9);
    EXPECT_ERROR(child.task_arguments(0x10u, 8u), overflow);
    EXPECT_ERROR(child.task_arguments(SimulatedMachine::kTaskMemory - 1, 9u), bad_memory);
    EXPECT_EQ(child.task_arguments(0x10u, 100u), 9);
    EXPECT_EQ(child.load(0x10, 9), "arguments");
    EXPECT_EQ(parent_.task_arguments(0u, 0u), 0);
}

TEST_F(CreateTest, creation_refuses_bad_handles_rights_and_addresses) {
    EXPECT_ERROR(parent_.task_create(image_, image_, 0u, 0u, 0u, 0u), no_entry);
    EXPECT_ERROR(parent_.task_create(system_, system_, 0u, 0u, 0u, 0u), no_entry);
    EXPECT_ERROR(parent_.task_create(system_, image_, ~0ull, 5u, 0u, 0u), bad_memory);
    EXPECT_ERROR(create("child", SimulatedMachine::kTaskMemory - 10, 11), bad_memory);
    EXPECT_ERROR(create("child", 0, 1 << 20), limit);
    EXPECT_ERROR(create("child", 0, ~0ull), limit);
    Handle weak = grant_system(parent_, Right::inspect);
    EXPECT_ERROR(parent_.task_create(weak, image_, 0u, 0u, 0u, 0u), permission);
    EXPECT_ERROR(parent_.image_create(weak, 0x100u, 5u), permission);
    EXPECT_EQ(kernel::kernel().tasks.count(), 1u);
}

TEST_F(CreateTest, an_image_must_be_an_executable_inside_the_task) {
    parent_.store(0x300, "junk!");
    parent_.store(0x400, "large");
    EXPECT_ERROR(parent_.image_create(system_, 0x300u, 5u), bad_executable);
    EXPECT_ERROR(parent_.image_create(system_, 0x400u, 5u), no_memory);
    EXPECT_ERROR(parent_.image_create(system_, ~0ull, 5u), bad_memory);
    EXPECT_ERROR(parent_.image_create(system_, 0u, abi::kMaxImageSize + 1), limit);
    EXPECT_ERROR(parent_.image_create(system_, 0u, SimulatedMachine::kTaskMemory + 1), bad_memory);
}

TEST_F(CreateTest, a_machine_that_refuses_the_image_leaves_no_task) {
    machine().instantiate_status = -1;
    EXPECT_ERROR(create(), bad_executable);
    machine().instantiate_status = -2;
    EXPECT_ERROR(create(), no_memory);
    EXPECT_EQ(kernel::kernel().tasks.count(), 1u);
}

TEST_F(CreateTest, there_are_100_tasks_and_the_next_is_refused) {
    std::vector<int64_t> made;
    for (int64_t handle = create(); handle > 0; handle = create())
        made.push_back(handle);
    EXPECT_EQ(kernel::kernel().tasks.count(), 100u);
    EXPECT_ERROR(create(), limit);
    parent_.task_kill(made.back());
    EXPECT_GT(create(), 0);
}

TEST_F(CreateTest, a_creator_whose_handle_table_is_full_makes_no_task) {
    while (parent_.task().handles.add(HandleType::device, 0, Right::none).ok()) {
    }
    EXPECT_ERROR(create(), limit);
    EXPECT_EQ(kernel::kernel().tasks.count(), 1u);
}

// task_grant

TEST_F(CreateTest, a_granted_handle_moves_to_its_slot_with_fewer_rights) {
    int64_t child = create();
    EXPECT_OK(parent_.task_grant(child, system_, 3u, uint32_t(Right::trace | Right::kill_any), 1u));
    TestTask task = behind(parent_, child);
    EXPECT_EQ(task.handle_query(3u) & 0xffffffff, int64_t(Right::trace | Right::kill_any));
    EXPECT_OK(parent_.handle_query(system_)); // kept
    EXPECT_OK(parent_.task_grant(child, system_, 4u, uint32_t(Right::trace), 0u));
    EXPECT_ERROR(parent_.handle_query(system_), no_entry); // moved
}

TEST_F(CreateTest, a_granted_phone_moves_with_its_bill) {
    TestTask server = spawn("server");
    Handle phone = connect(parent_, server, 5);
    int64_t child = create();
    EXPECT_ERROR(parent_.task_grant(child, phone, 2u, ~0u, 1u), permission); // a phone is never kept
    EXPECT_OK(parent_.task_grant(child, phone, 2u, ~0u, 0u));
    EXPECT_CONSISTENT();
    TestTask task = behind(parent_, child);
    EXPECT_OK(task.send(2, kMethod));
    EXPECT_EQ(receive_call(server).sender, task.id());
}

TEST_F(CreateTest, grant_refuses_busy_phones_calls_taken_slots_and_bad_handles) {
    TestTask server = spawn("server");
    Handle phone = connect(parent_, server);
    Handle back = connect(server, parent_);
    int64_t child = create();
    parent_.send(phone, kMethod);
    EXPECT_ERROR(parent_.task_grant(child, phone, 2u, ~0u, 0u), busy);
    server.send(back, kMethod);
    EXPECT_ERROR(parent_.task_grant(child, receive_call(parent_).call, 2u, ~0u, 0u), permission);
    EXPECT_ERROR(parent_.task_grant(child, 999u, 2u, ~0u, 0u), no_entry);
    EXPECT_ERROR(parent_.task_grant(999u, system_, 2u, ~0u, 1u), no_entry);
    EXPECT_ERROR(parent_.task_grant(child, system_, 0u, ~0u, 1u), invalid);
    EXPECT_ERROR(parent_.task_grant(child, system_, 64u, ~0u, 1u), invalid);
    EXPECT_OK(parent_.task_grant(child, system_, 5u, ~0u, 1u));
    EXPECT_ERROR(parent_.task_grant(child, system_, 5u, ~0u, 1u), exists);
}

TEST_F(CreateTest, only_tasks_that_have_not_started_take_grants_and_start_once) {
    int64_t child = create();
    EXPECT_OK(parent_.task_start(child));
    EXPECT_ERROR(parent_.task_start(child), busy);
    EXPECT_ERROR(parent_.task_grant(child, system_, 5u, ~0u, 1u), busy);
    kernel::kernel().scheduler.run(100);
    EXPECT_ERROR(parent_.task_start(child), busy);
    EXPECT_EQ(behind(parent_, child).task().state, TaskState::running);
}

TEST_F(CreateTest, each_use_of_a_task_handle_needs_its_right) {
    int64_t child = create();
    int64_t kill_only = parent_.handle_duplicate(child, uint32_t(Right::kill));
    int64_t grant_only = parent_.handle_duplicate(child, uint32_t(Right::grant));
    EXPECT_ERROR(parent_.task_start(kill_only), permission);
    EXPECT_ERROR(parent_.task_grant(kill_only, system_, 5u, ~0u, 1u), permission);
    EXPECT_ERROR(parent_.task_kill(grant_only), permission);
    EXPECT_OK(parent_.task_start(grant_only));
    EXPECT_OK(parent_.task_kill(kill_only));
}

TEST_F(CreateTest, a_handle_of_a_dead_task_finds_nobody_even_in_its_slot) {
    int64_t child = create();
    parent_.task_kill(child);
    create();
    EXPECT_ERROR(parent_.task_kill(child), no_entry);
    EXPECT_ERROR(parent_.task_start(child), no_entry);
    EXPECT_ERROR(parent_.task_grant(child, system_, 5u, ~0u, 1u), no_entry);
    EXPECT_GT(parent_.task_query(child), 0); // the id is still known, for waitpid
}

TEST_F(CreateTest, killing_by_id_needs_the_right) {
    TestTask victim = spawn("victim");
    EXPECT_ERROR(parent_.system_kill(grant_system(parent_, Right::kill), victim.id()), permission);
    EXPECT_ERROR(parent_.system_kill(image_, victim.id()), no_entry);
    EXPECT_ERROR(parent_.system_kill(system_, 0u), no_entry);
    EXPECT_ERROR(parent_.system_kill(system_, 9999u), no_entry);
    EXPECT_TRUE(victim.alive());
    EXPECT_OK(parent_.system_kill(system_, victim.id()));
    EXPECT_FALSE(victim.alive());
}

TEST_F(CreateTest, an_image_outlives_its_maker) {
    TestTask other = spawn("other");
    Handle phone = connect(parent_, other);
    Handle others_system = grant_system(other);
    parent_.send(phone, abi::SystemMethod::delegate, image_);
    abi::Message call = receive_call(other);
    other.answer(call);
    parent_.kill();
    EXPECT_CONSISTENT();
    EXPECT_GT(other.task_create(others_system, call.words[1], 0u, 0u, 0u, 0u), 0);
}

TEST_F(CreateTest, executables_are_charged_to_their_maker_until_they_are_dropped) {
    const uint64_t size = 1 << 15;
    parent_.store(0, "image");
    std::vector<Handle> images;
    for (;;) {
        int64_t image = parent_.image_create(system_, 0u, size);
        if (image < 0) {
            EXPECT_ERROR(image, limit);
            break;
        }
        images.push_back(static_cast<Handle>(image));
    }
    EXPECT_EQ(images.size(), abi::kMaxImageMemory / size - 1); // image_ takes some of it
    EXPECT_CONSISTENT();
    EXPECT_OK(parent_.handle_close(images.back()));
    EXPECT_GT(parent_.image_create(system_, 0u, size), 0);
    EXPECT_EQ(machine().released_images, 1);
    parent_.kill();
    EXPECT_EQ(machine().released_images, machine().images);
}

TEST_F(CreateTest, a_task_that_kills_itself_was_killed_and_did_not_exit) {
    TestTask watcher = spawn("watcher");
    ASSERT_OK(watcher.event_subscribe(grant_system(watcher), uint32_t(abi::Event::task_state), kMethod));
    TestTask suicide(*create_task("suicide", 1, 0).value());
    const Handle system = grant_system(suicide);
    uint64_t state = 0;
    machine().spaces[watcher.task().slot].entry = [&](const abi::Message& message) {
        state = message.words[2];
        return abi::kForever;
    };
    machine().spaces[suicide.task().slot].entry = [&](const abi::Message&) {
        sys_system_kill(system, suicide.id());
        EXPECT_LT(sys_task_id(), 0); // nothing else happens in it
        return abi::kForever;
    };
    start_task(suicide.task());
    kernel::kernel().scheduler.run(100);
    EXPECT_FALSE(suicide.alive());
    EXPECT_EQ(state, uint64_t(TaskState::killed));
}

// Boot

TEST_F(CreateTest, the_first_boot_task_is_the_naming_service_and_calls_itself) {
    parent_.kill();
    EXPECT_EQ(add_boot_task("naming", 1), Error::ok);
    EXPECT_EQ(add_boot_task("loader", 2), Error::ok);
    EXPECT_EQ(start_boot_tasks(), Error::ok);
    TestTask naming(kernel::kernel().tasks.at(1));
    TestTask loader(kernel::kernel().tasks.at(2));
    for (const TestTask& task : {naming, loader}) {
        kernel::kernel().scheduler.run(100);
        EXPECT_OK(task.send(abi::kNamingHandle, kMethod, 7));
        EXPECT_EQ(receive_call(naming).sender, task.id());
        EXPECT_EQ(task.handle_query(abi::kSystemHandle) & 0xffffffff, int64_t(Right::all));
    }
}

TEST_F(CreateTest, every_task_is_born_with_a_phone_to_naming) {
    kernel::kernel().naming = &parent_.task();
    TestTask child = behind(parent_, create());
    EXPECT_OK(child.send(abi::kNamingHandle, kMethod));
    EXPECT_EQ(receive_call(parent_).label, 0u);
}

TEST_F(CreateTest, tasks_made_after_the_death_of_naming_have_no_phone) {
    TestTask naming = spawn("naming");
    kernel::kernel().naming = &naming.task();
    naming.kill();
    EXPECT_ERROR(behind(parent_, create()).send(abi::kNamingHandle, kMethod), no_entry);
}

TEST_F(CreateTest, a_machine_without_boot_tasks_does_not_start) {
    EXPECT_EQ(start_boot_tasks(), Error::invalid);
}

} // namespace
