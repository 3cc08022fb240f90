// SPDX-License-Identifier: MIT
#include "web/inspector/model/format.hpp"
#include "web/inspector/model/traffic.hpp"

#include "web/inspector/tests/fake_trace.hpp"

#include <gtest/gtest.h>

namespace inspector {

using testing::FakeTrace;

namespace {

constexpr uint32_t kVfs = abi::interface_id("vfs ");

class FormatTest : public ::testing::Test {
  protected:
    void SetUp() override {
        names_.add_interface(kVfs, "vfs");
        names_.add_method(kVfs, 1024, "open", "flags mode", "fd");
    }

    const Call& last() {
        for (const abi::TraceRecord& record : trace_.take()) {
            tasks_.append(record);
            log_.append(record);
        }
        return log_.at(log_.end_row() - 1);
    }

    FakeTrace trace_;
    CallLog log_;
    TaskTable tasks_;
    InterfaceTable names_;
};

} // namespace

TEST_F(FormatTest, words_have_the_names_of_the_protocol) {
    trace_.whole_call(7, 3, kVfs, 1024, {0x41, 0, 9}, 0, 0, {3});
    const Call& call = last();
    EXPECT_EQ(method_text(call, names_), "vfs.open");
    EXPECT_EQ(joined(argument_words(call, names_)), "flags=0x41 mode=0 a3=9");
    EXPECT_EQ(answer_text(call, names_), "ok fd=3");
}

TEST_F(FormatTest, fields_that_share_a_word_have_their_own_names_and_values) {
    names_.add_method(kVfs, 1025, "seek",
                      "flags@1.0.8:|read=1,write=2 kind@1.8.8:pipe=1,device=2 by@1.16.16i to@2", "");
    trace_.whole_call(7, 3, kVfs, 1025, {0xffff0203, 420, 0, 7}, 0, 0, {5});
    EXPECT_EQ(joined(argument_words(last(), names_)), "flags=read|write kind=device by=-1 to=420 a4=7");
    EXPECT_EQ(answer_text(log_.at(0), names_), "ok a1=5");
    trace_.whole_call(7, 3, kVfs, 1025, {0x00010905, 0xffffffff});
    EXPECT_EQ(joined(argument_words(last(), names_)), "flags=read|4 kind=9 by=1 to=-1");
}

TEST_F(FormatTest, a_damaged_description_shows_numbers_and_nothing_worse) {
    names_.add_method(kVfs, 1025, "odd", "a@9.99.999 b@ c@1.4.0:x,|,=3 :", "");
    trace_.whole_call(7, 3, kVfs, 1025, {0x10, 0, 0, 0, 0});
    EXPECT_EQ(joined(argument_words(last(), names_)), "a=0 b=16 c=1 =0");
}

TEST_F(FormatTest, the_kernels_methods_need_no_description) {
    trace_.whole_call(7, 3, kVfs, 2, {kVfs, 0, 0, 1});
    EXPECT_EQ(method_text(last(), names_), "connect_me_to");
    EXPECT_EQ(joined(argument_words(log_.at(0), names_)), "interface=vfs flags=1");
}

TEST_F(FormatTest, unknown_protocols_show_letters_and_numbers) {
    trace_.whole_call(7, 3, abi::interface_id("abcd"), 2000, {1});
    EXPECT_EQ(method_text(last(), names_), "abcd.method 2000");
    EXPECT_EQ(joined(argument_words(log_.at(0), names_)), "a1=1");
}

TEST_F(FormatTest, an_error_hides_the_results) {
    trace_.whole_call(7, 3, kVfs, 1024, {}, 0, 1, {77});
    EXPECT_EQ(answer_text(last(), names_), "no_entry");
    EXPECT_EQ(badges(log_.at(0)), "E");
}

TEST_F(FormatTest, a_forward_shows_in_route_and_badge) {
    trace_.task_created(0, 7, "cat");
    uint32_t id = trace_.call(7, 3, kVfs, 1024);
    trace_.forward(id, 3, 5, kVfs, 1024);
    EXPECT_EQ(route_text(last(), tasks_, " > "), "cat > task 3 > task 5");
    EXPECT_EQ(badges(log_.at(0)), "F");
    EXPECT_EQ(answer_text(log_.at(0), names_), "queued");
}

TEST_F(FormatTest, a_long_route_keeps_its_ends) {
    uint32_t id = trace_.call(1, 2, kVfs, 1024);
    trace_.forward(id, 2, 3, kVfs, 1024);
    trace_.forward(id, 3, 4, kVfs, 1024);
    const Call& call = last();
    EXPECT_EQ(route_stops(call, 10), (std::vector<uint32_t>{1, 2, 3, 4}));
    EXPECT_EQ(route_stops(call, 4), (std::vector<uint32_t>{1, 2, 3, 4}));
    EXPECT_EQ(route_stops(call, 3), (std::vector<uint32_t>{1, kSkipped, 4}));
}

TEST_F(FormatTest, durations_are_in_dispatches_while_the_clock_stands_still) {
    trace_.whole_call(7, 3, kVfs, 1024);
    EXPECT_EQ(duration_text(last()), "2 steps");
    uint32_t id = trace_.call(7, 3, kVfs, 1024);
    trace_.advance(1500, 3);
    trace_.answer(id, 3, 7);
    EXPECT_EQ(duration_text(last()), "1.5 ms");
    trace_.call(7, 3, kVfs, 1024);
    EXPECT_EQ(duration_text(last()), "");
}

TEST(Format, figures_are_short) {
    EXPECT_EQ(bytes_text(640), "640 B");
    EXPECT_EQ(bytes_text(4096), "4.0 KiB");
    EXPECT_EQ(bytes_text(16u << 20), "16.0 MiB");
    EXPECT_EQ(count_text(9999), "9999");
    EXPECT_EQ(count_text(12'300), "12.3 k");
}

TEST(Names, every_error_of_the_kernel_has_a_name_and_a_sentence) {
    for (uint32_t error = 0; error <= uint32_t(abi::Error::read_only); ++error) {
        EXPECT_EQ(error_name(error).find("error "), std::string::npos) << error;
        EXPECT_NE(error_text(error), "") << error;
    }
    EXPECT_EQ(error_name(uint32_t(abi::Error::read_only)), "read_only");
    EXPECT_EQ(error_name(12345), "error 12345");
}

TEST(Traffic, cables_of_a_dead_task_are_pulled_out) {
    FakeTrace trace;
    Traffic traffic;
    trace.whole_call(7, 3, kVfs, 1024);
    trace.whole_call(8, 3, kVfs, 1024);
    trace.task_ended(7, 3, 0);
    for (const abi::TraceRecord& record : trace.records())
        traffic.append(record);
    ASSERT_EQ(traffic.cables().size(), 1u);
    EXPECT_EQ(traffic.cables().begin()->second.from, 8);
}

TEST(Traffic, cables_and_pulses_are_bounded) {
    FakeTrace trace;
    Traffic traffic;
    for (uint16_t i = 0; i < 5000; ++i)
        trace.call(i, uint16_t(i + 1), kVfs, 1024);
    for (const abi::TraceRecord& record : trace.records())
        traffic.append(record);
    EXPECT_LE(traffic.cables().size(), Traffic::kMaxCables);
    EXPECT_EQ(traffic.total(), 5000u);
    EXPECT_EQ(traffic.take_pulses().size(), Traffic::kMaxPulses);
    EXPECT_TRUE(traffic.take_pulses().empty());
}

} // namespace inspector
