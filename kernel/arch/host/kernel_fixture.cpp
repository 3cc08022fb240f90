// SPDX-License-Identifier: MIT
#include "kernel/arch/host/kernel_fixture.hpp"

#include "kernel/task/create.hpp"

namespace abi {

void PrintTo(Error error, std::ostream* out) {
    *out << describe(error);
}

void PrintTo(MessageKind kind, std::ostream* out) {
    constexpr const char* kNames[] = {"none", "start", "call", "answer", "notification"};
    *out << kNames[static_cast<uint32_t>(kind)];
}

} // namespace abi

namespace kernel::host {

using abi::Message;
using abi::MessageKind;

KernelTest::KernelTest() {
    reset_machine();
    reset_kernel();
}

void KernelTest::TearDown() {
    EXPECT_CONSISTENT();
    kernel().tasks.for_each([](Task& task) { destroy_task(task, {abi::TaskState::killed, 0, 0}); });
    kernel().monitor.reset();
    EXPECT_EQ(kernel().heap.used(), 0u) << "kernel objects leaked";
    EXPECT_EQ(kernel().tasks.count(), 0u);
    EXPECT_EQ(kernel().timeouts.next(), -1);
    EXPECT_TRUE(kernel().scheduler.ready().empty());
    const SimulatedHardware& hardware = machine().hardware;
    EXPECT_TRUE(hardware.dma.empty() && hardware.mappings.empty() && hardware.unmasked.empty() &&
                hardware.message_lines.empty())
        << "hardware that nobody owns was not given back";
    for (uint32_t slot = 1; slot < TaskTable::kSlots; ++slot)
        EXPECT_EQ(kernel().tasks.at(slot).account.used(), 0u) << "account of slot " << slot;
}

TestTask KernelTest::spawn(std::string_view name) {
    Task& task = *create_task(name, 1, 0).value();
    task.state = abi::TaskState::running;
    return TestTask(task);
}

abi::Handle KernelTest::connect(const TestTask& client, const TestTask& server, uint64_t label,
                                abi::InterfaceId interface) {
    Phone* phone = create_phone(client.task(), interface);
    connect_phone(*phone, server.task().box, label);
    return phone->handle;
}

abi::Handle KernelTest::grant_system(const TestTask& task, abi::Right rights) {
    return task.task().handles.add(abi::HandleType::system, 1, rights).value();
}

abi::Handle KernelTest::make_image(const TestTask& task, abi::Handle system) {
    task.store(0x100, "image");
    int64_t image = task.image_create(system, 0x100u, 5u);
    EXPECT_GT(image, 0);
    return static_cast<abi::Handle>(image);
}

Message KernelTest::receive_call(const TestTask& task) {
    Message message = task.receive();
    EXPECT_EQ(message.kind, MessageKind::call);
    return message;
}

Message KernelTest::receive_answer(const TestTask& task) {
    Message message = task.receive();
    EXPECT_EQ(message.kind, MessageKind::answer);
    return message;
}

Message KernelTest::receive_notification(const TestTask& task) {
    Message message = task.receive();
    EXPECT_EQ(message.kind, MessageKind::notification);
    return message;
}

void KernelTest::expect_nothing(const TestTask& task) {
    EXPECT_EQ(task.receive().kind, MessageKind::none);
}

Message KernelTest::serve(const TestTask& client, const TestTask& server, abi::Error error, uint64_t a1,
                          uint64_t a2) {
    server.answer(receive_call(server), error, a1, a2);
    return receive_answer(client);
}

} // namespace kernel::host
