// SPDX-License-Identifier: MIT
#include "web/inspector/model/violation_log.hpp"

#include "kernel/abi/interface.hpp"
#include "kernel/abi/monitor.hpp"

#include <gtest/gtest.h>

using namespace inspector;

namespace {

constexpr uint32_t kVfs = abi::interface_id("vfs ");

abi::TraceRecord violation(abi::Rule rule, uint32_t detail, uint32_t second = 0, uint32_t total = 1) {
    abi::TraceRecord record{};
    record.kind = abi::TraceKind::violation;
    record.interface = kVfs;
    record.method = 1024;
    record.source = 7;
    record.target = 4;
    record.words[0] = uint32_t(rule);
    record.words[1] = detail;
    record.words[2] = second;
    record.words[3] = total;
    return record;
}

TEST(ViolationLog, the_newest_comes_first_and_the_kernel_counts) {
    ViolationLog log;
    log.append(violation(abi::Rule::unknown_method, 1, 0, 41));
    log.append(violation(abi::Rule::wrong_state, 1, 0, 42));
    log.append(abi::TraceRecord{});
    ASSERT_EQ(log.rows().size(), 2u);
    EXPECT_EQ(log.rows()[0].rule, uint32_t(abi::Rule::wrong_state));
    EXPECT_EQ(log.rows()[0].culprit, 7u);
    EXPECT_EQ(log.total(), 42u);
    log.clear();
    EXPECT_TRUE(log.rows().empty());
    EXPECT_EQ(log.total(), 0u);
}

TEST(ViolationLog, only_so_many_are_kept) {
    ViolationLog log;
    for (uint32_t number = 0; number < ViolationLog::kCapacity + 3; ++number)
        log.append(violation(abi::Rule::unknown_method, number));
    EXPECT_EQ(log.rows().size(), ViolationLog::kCapacity);
    EXPECT_EQ(log.rows().back().detail[0], 3u);
}

TEST(ViolationLog, rules_are_told_in_words_with_names) {
    InterfaceTable names;
    names.add_interface(kVfs, "vfs");
    names.add_method(kVfs, 1024, "open", "", "");
    ViolationLog log;
    const auto told = [&](abi::Rule rule, uint32_t detail, uint32_t second = 0) {
        log.append(violation(rule, detail, second));
        return violated_rule(log.rows()[0], names);
    };
    EXPECT_EQ(told(abi::Rule::undeclared_error, 22), "undeclared error: no_space");
    EXPECT_EQ(told(abi::Rule::undeclared_effect, kVfs, 1024), "undeclared call of vfs.open");
    EXPECT_EQ(told(abi::Rule::attachment_size, 9, 8), "attachment of 9, the limit is 8");
    EXPECT_EQ(told(abi::Rule::attachment_missing, 0, 7), "data_write is missing");
    EXPECT_EQ(told(abi::Rule(99), 0), "rule 99");
    EXPECT_EQ(violated_method(log.rows()[0], names), "vfs.open");
    EXPECT_EQ(violated_method(ViolationRow{}, names), "-");
}

} // namespace
