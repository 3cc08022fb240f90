// SPDX-License-Identifier: MIT
// Every kernel test begins with an empty kernel on an empty machine, and ends with a proof that nothing
// leaked.
#pragma once

#include "kernel/arch/host/invariants.hpp"
#include "kernel/arch/host/test_task.hpp"

#include <gtest/gtest.h>

#include <ostream>

namespace abi {
void PrintTo(Error error, std::ostream* out);
void PrintTo(MessageKind kind, std::ostream* out);
} // namespace abi

namespace kernel::host {

class KernelTest : public ::testing::Test {
  protected:
    static constexpr uint64_t kMethod = abi::kFirstUserMethod;
    static constexpr uint64_t kLabel = 77;

    KernelTest();
    /// Ends all tasks; then the heap and every account must be empty.
    void TearDown() override;

    /// A running task without handles.
    TestTask spawn(std::string_view name);
    /// A phone of `client` to `server` under `label`, as if the server had accepted a connection.
    abi::Handle connect(const TestTask& client, const TestTask& server, uint64_t label = kLabel,
                        abi::InterfaceId interface = 0);
    /// The system handle with these rights.
    abi::Handle grant_system(const TestTask& task, abi::Right rights = abi::Right::all);
    /// An image handle of `task`, which has the system handle `system`.
    abi::Handle make_image(const TestTask& task, abi::Handle system);

    /// The next message of `task`, which must be of that kind.
    abi::Message receive_call(const TestTask& task);
    abi::Message receive_answer(const TestTask& task);
    abi::Message receive_notification(const TestTask& task);
    void expect_nothing(const TestTask& task);
    /// `server` takes the next call and answers it; `client` takes the answer, which is returned.
    abi::Message serve(const TestTask& client, const TestTask& server, abi::Error error = abi::Error::ok,
                       uint64_t a1 = 0, uint64_t a2 = 0);
};

/// A client that is connected to a server.
class ConversationTest : public KernelTest {
  protected:
    TestTask client_ = spawn("client");
    TestTask server_ = spawn("server");
    abi::Handle phone_ = connect(client_, server_);
};

#define EXPECT_ERROR(result, error) EXPECT_EQ(::kernel::host::error_of(result), ::abi::Error::error)
#define EXPECT_OK(result) EXPECT_ERROR(result, ok)
#define ASSERT_OK(result) ASSERT_EQ(::kernel::host::error_of(result), ::abi::Error::ok)
#define EXPECT_CONSISTENT() EXPECT_EQ(::kernel::host::find_contradiction(), "")

} // namespace kernel::host
