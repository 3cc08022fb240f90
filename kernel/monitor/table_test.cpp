// SPDX-License-Identifier: MIT
#include "kernel/monitor/table.hpp"

#include "kernel/lib/random.hpp"
#include "kernel/monitor/sample_table.hpp"

#include <algorithm>
#include <cstdlib>
#include <gtest/gtest.h>
#include <memory>

using namespace kernel;
using namespace kernel::host;

namespace {

/// In a block of exactly this size, so that the sanitizer sees each byte too far.
bool is_valid(const std::vector<char>& bytes) {
    auto block = std::make_unique<uint64_t[]>((bytes.size() + 7) / 8);
    std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(block.get()));
    return MonitorTable::is_valid(block.get(), bytes.size());
}

/// Uses everything in the table as the monitor does.
uint64_t use(const std::vector<char>& bytes) {
    auto block = std::make_unique<uint64_t[]>((bytes.size() + 7) / 8);
    std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(block.get()));
    const MonitorTable table(block.get());
    uint64_t sum = 0;
    for (uint32_t number = 0; number < table.interface_count(); ++number) {
        const auto& interface = table.interface(number);
        EXPECT_EQ(table.find(interface.id), int(number));
        sum += table.first_state(number, 7);
        for (uint32_t at = 0; at < interface.methods; ++at) {
            const auto& method = table.method(interface.first_method + at);
            sum += table.states_after(method, 0xffff, 0) + table.states_after_any(method, 0xffff);
            for (uint32_t next = 0; next < method.attachments; ++next)
                sum += table.attachment(method.first_attachment + next).most;
            for (uint32_t next = 0; next < method.effects; ++next)
                sum += table.effect(method.first_effect + next).method;
        }
    }
    return sum;
}

TEST(MonitorTableTest, the_sample_is_valid_and_interfaces_are_found_by_their_letters) {
    const auto bytes = SampleTable().bytes();
    ASSERT_TRUE(is_valid(bytes));
    const MonitorTable table(bytes.data());
    EXPECT_EQ(table.find(kBell), 0);
    EXPECT_EQ(table.find(kDoor), 1);
    EXPECT_EQ(table.find(abi::interface_id("gate")), -1);
    EXPECT_EQ(table.first_state(1, 0), SampleTable::kClosed);
    EXPECT_EQ(table.first_state(1, 7), SampleTable::kOpened);
}

TEST(MonitorTableTest, no_table_knows_no_interface) {
    EXPECT_EQ(MonitorTable().find(kDoor), -1);
}

TEST(MonitorTableTest, states_follow_the_answers) {
    const auto bytes = SampleTable().bytes();
    const MonitorTable table(bytes.data());
    const auto& open = table.method(0);
    EXPECT_EQ(table.states_after(open, SampleTable::kClosed, 0), SampleTable::kOpened);
    EXPECT_EQ(table.states_after(open, SampleTable::kClosed, uint64_t(abi::Error::busy)),
              SampleTable::kClosed);
    EXPECT_EQ(table.states_after_any(open, SampleTable::kClosed), SampleTable::kBoth);
}

TEST(MonitorTableTest, every_cut_is_refused) {
    auto bytes = SampleTable().bytes();
    for (size_t size = 0; size < bytes.size(); ++size)
        EXPECT_FALSE(is_valid({bytes.begin(), bytes.begin() + long(size)})) << size;
    bytes.push_back(0);
    EXPECT_FALSE(is_valid(bytes));
    EXPECT_FALSE(is_valid(std::vector<char>(abi::kMaxMonitorTable + 8)));
}

TEST(MonitorTableTest, every_flipped_bit_is_refused_or_harmless) {
    const auto bytes = SampleTable().bytes();
    int refused = 0;
    for (size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        auto changed = bytes;
        changed[bit / 8] = char(changed[bit / 8] ^ 1 << bit % 8);
        if (is_valid(changed))
            use(changed);
        else
            ++refused;
    }
    EXPECT_GT(refused, 24 * 8 / 2);
}

TEST(MonitorTableTest, what_leads_out_of_the_table_is_refused) {
    const auto refuses = [](auto change) {
        SampleTable table;
        change(table);
        return !is_valid(table.bytes());
    };
    EXPECT_TRUE(refuses([](SampleTable& t) { t.interfaces[1].methods = 11; }));
    EXPECT_TRUE(refuses([](SampleTable& t) { t.interfaces[1].first_connect = 1; }));
    EXPECT_TRUE(refuses([](SampleTable& t) { t.interfaces[1].start = SampleTable::kBoth; }));
    EXPECT_TRUE(refuses([](SampleTable& t) { t.interfaces[1].id = kBell; }));
    EXPECT_TRUE(refuses([](SampleTable& t) { std::swap(t.interfaces[0], t.interfaces[1]); }));
    EXPECT_TRUE(refuses([](SampleTable& t) { t.methods[6].first_attachment = 4; }));
    EXPECT_TRUE(refuses([](SampleTable& t) { t.methods[0].first_effect = 1; }));
    EXPECT_TRUE(refuses([](SampleTable& t) { t.methods[0].first_transition = 2; }));
    EXPECT_TRUE(refuses([](SampleTable& t) { t.methods[0].flags = abi::MonitorFlag(8); }));
    EXPECT_TRUE(refuses([](SampleTable& t) { t.attachments[0].kind = abi::MonitorKind(8); }));
    EXPECT_TRUE(refuses([](SampleTable& t) { t.attachments[0].most = abi::kMaxTransfer + 1; }));
    EXPECT_TRUE(refuses([](SampleTable& t) { t.attachments[2].word = 6; }));
    EXPECT_TRUE(refuses([](SampleTable& t) { t.attachments[2].most = abi::kMaxMonitorHandles + 1; }));
    EXPECT_TRUE(refuses([](SampleTable& t) { t.attachments[2].shift = 57; }));
    EXPECT_TRUE(refuses([](SampleTable& t) { t.attachments[5].inline_word = 6; }));
    EXPECT_TRUE(refuses([](SampleTable& t) { t.connects[0].states = 0; }));
    EXPECT_TRUE(refuses([](SampleTable& t) { t.effects[0].interface = 2; }));
    EXPECT_TRUE(refuses([](SampleTable& t) { t.effects[0].method = 2; }));
    EXPECT_TRUE(refuses([](SampleTable& t) { t.transitions[0].to = 16; }));
}

// SWITCHBOARD_RANDOM_CALLS and SWITCHBOARD_RANDOM_SEED as for the other random tests.
TEST(MonitorTableTest, random_tables_are_refused_or_harmless) {
    const char* seed = std::getenv("SWITCHBOARD_RANDOM_SEED");
    Random random;
    random.seed(seed ? std::strtoull(seed, nullptr, 10) : 1);
    const auto sample = SampleTable().bytes();
    int accepted = 0;
    for (int round = 0; round < 100'000; ++round) {
        auto bytes = sample;
        const uint64_t changes = 1 + random.next() % 4;
        for (uint64_t change = 0; change < changes; ++change) {
            // Half of the changes hit the entries behind the header, or nothing would ever be accepted.
            const size_t at = random.next() % bytes.size();
            bytes[random.next() % 2 ? at : 24 + at % (bytes.size() - 24)] = char(random.next());
        }
        if (!is_valid(bytes))
            continue;
        ++accepted;
        use(bytes);
    }
    EXPECT_GT(accepted, 1000);
}

} // namespace
