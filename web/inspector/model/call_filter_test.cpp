// SPDX-License-Identifier: MIT
#include "web/inspector/model/filtered_rows.hpp"

#include "web/inspector/tests/fake_trace.hpp"

#include <gtest/gtest.h>

namespace inspector {

using testing::FakeTrace;

namespace {

constexpr uint32_t kVfs = abi::interface_id("vfs ");

class CallFilterTest : public ::testing::Test {
  protected:
    void SetUp() override {
        names_.add_interface(kVfs, "vfs");
        names_.add_method(kVfs, 1024, "open", "flags", "fd");
        names_.add_method(kVfs, 1025, "read", "fd", "size");
        trace_.task_created(0, 3, "vfs");
        trace_.task_created(0, 5, "tmpfs");
        trace_.task_created(0, 7, "cat");
    }

    void feed() {
        for (const abi::TraceRecord& record : trace_.take()) {
            tasks_.append(record);
            log_.append(record);
        }
        rows_.update(log_, tasks_, names_);
    }

    std::vector<uint32_t> shown(const std::string& filter) {
        rows_.set_filter(CallFilter(filter));
        feed();
        std::vector<uint32_t> ids;
        for (size_t i = 0; i < rows_.size(); ++i)
            ids.push_back(log_.at(rows_.at(i)).id);
        return ids;
    }

    FakeTrace trace_;
    CallLog log_;
    TaskTable tasks_;
    InterfaceTable names_;
    FilteredRows rows_;
};

using Ids = std::vector<uint32_t>;

} // namespace

TEST_F(CallFilterTest, an_empty_filter_shows_all) {
    trace_.whole_call(7, 3, kVfs, 1024);
    trace_.notification(7, 2);
    EXPECT_EQ(shown("").size(), 2u);
    EXPECT_EQ(shown("   ").size(), 2u);
}

TEST_F(CallFilterTest, a_task_is_found_as_sender_receiver_and_forward) {
    uint32_t open = trace_.whole_call(7, 3, kVfs, 1024);
    uint32_t read = trace_.call(7, 3, kVfs, 1025);
    trace_.forward(read, 3, 5, kVfs, 1025);
    EXPECT_EQ(shown("task:tmpfs"), Ids{read});
    EXPECT_EQ(shown("from:cat"), (Ids{open, read}));
    EXPECT_EQ(shown("to:cat"), Ids{});
    EXPECT_EQ(shown("task:cat -to:tmpfs"), Ids{open});
}

TEST_F(CallFilterTest, a_task_is_meant_by_the_beginning_of_its_name) {
    trace_.task_created(0, 9, "devfs");
    uint32_t to_vfs = trace_.whole_call(7, 3, kVfs, 1024);
    uint32_t to_devfs = trace_.whole_call(7, 9, abi::interface_id("dev "), 1024);
    EXPECT_EQ(shown("task:vfs"), Ids{to_vfs});
    EXPECT_EQ(shown("task:dev"), Ids{to_devfs});
    EXPECT_EQ(shown("vfs"), (Ids{to_vfs, to_devfs})) << "a bare word is searched everywhere";
}

TEST_F(CallFilterTest, words_match_names_in_any_case_and_must_all_hold) {
    uint32_t open = trace_.whole_call(7, 3, kVfs, 1024);
    trace_.whole_call(7, 3, kVfs, 1025);
    EXPECT_EQ(shown("OPEN"), Ids{open});
    EXPECT_EQ(shown("method:open iface:vfs"), Ids{open});
    EXPECT_EQ(shown("open read"), Ids{});
}

TEST_F(CallFilterTest, errors_only) {
    trace_.whole_call(7, 3, kVfs, 1024);
    uint32_t missing = trace_.whole_call(7, 3, kVfs, 1024, {}, 0, 1);
    EXPECT_EQ(shown("is:error"), Ids{missing});
    EXPECT_EQ(shown("error:no_entry"), Ids{missing});
    EXPECT_EQ(shown("-is:error").size(), 1u);
}

TEST_F(CallFilterTest, a_row_appears_when_its_answer_makes_it_match) {
    uint32_t first = trace_.call(7, 3, kVfs, 1024);
    uint32_t second = trace_.call(7, 3, kVfs, 1025);
    EXPECT_EQ(shown("is:error"), Ids{});
    trace_.answer(second, 3, 7, 1);
    feed();
    trace_.answer(first, 3, 7, 1);
    feed();
    ASSERT_EQ(rows_.size(), 2u);
    EXPECT_EQ(log_.at(rows_.at(0)).id, first) << "rows stay in the order in which the calls were sent";
}

TEST_F(CallFilterTest, a_row_disappears_when_its_answer_ends_the_match) {
    uint32_t id = trace_.call(7, 3, kVfs, 1024);
    EXPECT_EQ(shown("is:open"), Ids{id});
    trace_.answer(id, 3, 7);
    trace_.returned(id, 7);
    feed();
    EXPECT_EQ(rows_.size(), 0u);
}

TEST_F(CallFilterTest, id_shows_a_call_and_all_that_it_caused) {
    uint32_t root = trace_.call(7, 3, kVfs, 1024);
    uint32_t child = trace_.call(3, 5, kVfs, 1025, {}, root);
    uint32_t grandchild = trace_.call(5, 5, kVfs, 1025, {}, child);
    trace_.call(7, 3, kVfs, 1024);
    EXPECT_EQ(shown("id:" + std::to_string(root)), (Ids{root, child, grandchild}));
    EXPECT_EQ(shown("id:" + std::to_string(child)), (Ids{child, grandchild}));
}

TEST_F(CallFilterTest, words_that_mean_nothing_are_told_and_hold_for_no_call) {
    trace_.whole_call(7, 3, kVfs, 1024);
    EXPECT_EQ(shown("is:purple"), Ids{});
    EXPECT_NE(rows_.filter().problem().find("is:purple"), std::string::npos);
    EXPECT_NE(CallFilter("id:many").problem(), "");
    EXPECT_EQ(CallFilter("is:error").problem(), "");
}

TEST_F(CallFilterTest, dropped_rows_leave_the_list_and_are_counted) {
    log_ = CallLog(10);
    rows_.set_filter(CallFilter(""));
    for (int i = 0; i < 10; ++i)
        trace_.whole_call(7, 3, kVfs, 1024);
    feed();
    for (int i = 0; i < 4; ++i)
        trace_.whole_call(7, 3, kVfs, 1024);
    feed();
    EXPECT_EQ(rows_.size(), 10u);
    EXPECT_EQ(rows_.dropped(), 4u);
    EXPECT_EQ(rows_.at(0), log_.first_row());
}

} // namespace inspector
