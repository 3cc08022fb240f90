// SPDX-License-Identifier: MIT
// Runs tests/filter/cases.txt, which the twin in TypeScript runs as well.
#include "web/inspector/model/call_filter.hpp"

#include "web/inspector/tests/fake_trace.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace inspector {

namespace {

/// The trace of the file, line by line.
class CaseTrace {
  public:
    void take(const std::string& line) {
        std::istringstream words(line);
        std::string kind, letters, name;
        uint32_t a = 0, b = 0, c = 0, d = 0, number = 0;
        words >> kind;
        if (kind == "interface") {
            words >> letters >> name;
            names.add_interface(id_of(letters), name);
        } else if (kind == "method") {
            words >> letters >> number >> name;
            names.add_method(id_of(letters), number, name, "", "");
        } else if (kind == "task") {
            words >> a >> name;
            tasks_.push_back({a, name});
        } else if (kind == "call") {
            words >> a >> b >> letters >> number >> c;
            trace_.call(uint16_t(a), uint16_t(b), id_of(letters), number, {}, c);
        } else if (kind == "forward") {
            words >> a >> b >> c >> letters >> number;
            trace_.forward(a, uint16_t(b), uint16_t(c), id_of(letters), number);
        } else {
            words >> a >> b >> c >> d;
            add(kind, a, b, c, d);
        }
    }

    void finish() {
        testing::FakeTrace births;
        for (const auto& [id, name] : tasks_)
            births.task_created(0, uint16_t(id), name);
        for (const abi::TraceRecord& record : births.take())
            tasks.append(record);
        for (const abi::TraceRecord& record : trace_.take())
            log.append(record);
    }

    std::string meant_by(const CallFilter& filter) const {
        std::string ids;
        for (Row row = log.first_row(); row < log.end_row(); ++row)
            if (filter.matches(log.at(row), log, tasks, names))
                ids += (ids.empty() ? "" : " ") + std::to_string(log.at(row).id);
        return ids;
    }

    CallLog log;
    TaskTable tasks;
    InterfaceTable names;

  private:
    static uint32_t id_of(std::string letters) {
        std::replace(letters.begin(), letters.end(), '_', ' ');
        uint32_t id = 0;
        for (size_t i = 0; i < 4 && i < letters.size(); ++i)
            id |= uint32_t(uint8_t(letters[i])) << (8 * i);
        return id;
    }

    void add(const std::string& kind, uint32_t a, uint32_t b, uint32_t c, uint32_t d) {
        constexpr uint8_t kRefused = uint8_t(abi::TraceFlag::refused) | uint8_t(abi::TraceFlag::automatic);
        if (kind == "delivered")
            trace_.delivered(a, uint16_t(b));
        else if (kind == "data")
            trace_.data(a, uint16_t(b), uint16_t(c), d);
        else if (kind == "shared")
            trace_.shared(a, uint16_t(b), uint16_t(c), d);
        else if (kind == "answer")
            trace_.answer(a, uint16_t(b), uint16_t(c), d);
        else if (kind == "refuse")
            trace_.answer(a, uint16_t(b), uint16_t(c), d, {}, kRefused);
        else if (kind == "returned")
            trace_.returned(a, uint16_t(b));
        else if (kind == "forgotten")
            trace_.forgotten(a, uint16_t(b));
        else if (kind == "steps")
            trace_.advance(0, a);
        else if (kind == "lose")
            trace_.lose(a);
        else
            ADD_FAILURE() << "what is " << kind << "?";
    }

    testing::FakeTrace trace_;
    std::vector<std::pair<uint32_t, std::string>> tasks_;
};

struct Case {
    int line;
    std::string filter;
    bool error;
    std::string wanted; // calls, or place and words
};

/// False: the line belongs to the trace.
bool read_case(const std::string& text, int line, std::vector<Case>& cases) {
    size_t means = text.find(" =>"), fails = text.find(" !! ");
    if (means == std::string::npos && fails == std::string::npos)
        return false;
    bool error = fails != std::string::npos;
    size_t at = error ? fails : means;
    std::string rest = at + 4 < text.size() ? text.substr(at + 4) : "";
    cases.push_back({line, text.substr(0, at), error, rest});
    return true;
}

} // namespace

TEST(CallFilterCases, each_filter_of_the_shared_file_means_the_calls_or_is_the_error_that_the_file_says) {
    std::ifstream file(FILTER_CASES);
    CaseTrace trace;
    std::vector<Case> cases;
    std::string text;
    for (int line = 1; std::getline(file, text); ++line)
        if (!text.empty() && text[0] != '#' && !read_case(text, line, cases))
            trace.take(text);
    trace.finish();
    ASSERT_GT(cases.size(), 90u);
    for (const Case& one : cases) {
        CallFilter filter(one.filter);
        std::string problem = std::to_string(filter.problem_at()) + " " + filter.problem_message();
        EXPECT_EQ(filter.problem_message().empty() ? "" : problem, one.error ? one.wanted : "")
            << FILTER_CASES << ":" << one.line << ": " << one.filter;
        EXPECT_EQ(trace.meant_by(filter), one.error ? "" : one.wanted)
            << FILTER_CASES << ":" << one.line << ": " << one.filter;
    }
}

TEST(CallFilterCases, a_filter_of_endless_length_or_depth_is_refused_and_costs_no_stack) {
    std::string words, opening, negation;
    for (int i = 0; i < 1000; ++i)
        words += "vfs ";
    for (int i = 0; i < 300; ++i)
        opening += "(", negation += "not ";
    EXPECT_NE(CallFilter(words).problem().find("at most 2000 characters"), std::string::npos);
    EXPECT_NE(CallFilter(opening).problem().find("too deep"), std::string::npos);
    EXPECT_NE(CallFilter(negation).problem().find("too deep"), std::string::npos);
}

} // namespace inspector
