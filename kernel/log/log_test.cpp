// SPDX-License-Identifier: MIT
#include "kernel/arch/host/kernel_fixture.hpp"

#include <memory>

using namespace kernel;
using namespace kernel::host;

namespace {

class LogTest : public KernelTest {
  protected:
    Log& log_ = kernel::kernel().log;

    std::string text(uint64_t from = 0) {
        std::string bytes(Log::kSize + 1, 0);
        bytes.resize(log_.read(from, bytes.data(), static_cast<uint32_t>(bytes.size())));
        return bytes;
    }
};

TEST_F(LogTest, a_line_has_time_origin_and_text) {
    log_.write(12345678, "origin", "text");
    EXPECT_EQ(text(), "[   12.345678] origin: text\n");
}

TEST_F(LogTest, control_characters_and_line_feeds_do_not_pass) {
    log_.write(0, "o", "a\x1b[31mb\nc\td\r");
    EXPECT_EQ(text(), "[    0.000000] o: a?[31mbc\td?\n");
}

TEST_F(LogTest, a_long_line_is_cut) {
    log_.write(0, "o", std::string(2000, 'x'));
    EXPECT_EQ(text().size(), std::string("[    0.000000] o: \n").size() + Log::kMaxLine);
}

TEST_F(LogTest, a_full_log_keeps_the_newest_bytes) {
    for (int line = 0; line < 5000; ++line)
        log_.write(line, "o", "some text that fills the log");
    EXPECT_EQ(text().size(), Log::kSize);
    EXPECT_EQ(text(log_.position() - 5), " log\n");
    EXPECT_EQ(text(log_.position()), "");
    EXPECT_EQ(text(~0ull), "");
}

TEST_F(LogTest, a_task_writes_lines_under_its_name) {
    TestTask task = spawn("writer");
    task.store(0x10, "hello");
    EXPECT_OK(task.log_write(0x10u, 5u));
    EXPECT_EQ(text(), "[    0.000000] writer: hello\n");
    EXPECT_ERROR(task.log_write(~0ull, 5u), bad_memory);
    EXPECT_OK(task.log_write(0x10u, ~0ull)); // as much as a line holds
}

TEST_F(LogTest, reading_the_log_needs_the_right) {
    TestTask task = spawn("reader");
    log_.write(0, "o", "secret");
    EXPECT_ERROR(task.log_read(grant_system(task, abi::Right::trace), 0u, 0u, 10u), permission);
    abi::Handle system = grant_system(task, abi::Right::inspect);
    EXPECT_EQ(task.log_read(system, 18u, 0x100u, 100u), 7);
    EXPECT_EQ(task.load(0x100, 7), "secret\n");
    EXPECT_ERROR(task.log_read(system, 0u, SimulatedMachine::kTaskMemory, 10u), bad_memory);
}

} // namespace
