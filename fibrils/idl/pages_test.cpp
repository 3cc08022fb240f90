// SPDX-License-Identifier: MIT
// Each number that the compiler reports has a page in docs/diagnostics, whose example really causes it.
#include "fibrils/idl/testing.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

namespace idl {
namespace {

const std::filesystem::path kRoot = IDL_ROOT;

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Numbers that the compiler's sources mention when they report.
std::set<int> numbers_in_sources() {
    static const std::regex kReport(R"((?:error|warning|fail)\(\s*(\d{3}),)");
    std::set<int> numbers;
    for (const auto& entry : std::filesystem::directory_iterator(kRoot / "fibrils/idl")) {
        const std::string name = entry.path().filename();
        if (name.find(".cpp") == std::string::npos || name.find("_test") != std::string::npos)
            continue;
        const std::string text = read(entry.path());
        for (std::sregex_iterator found(text.begin(), text.end(), kReport), end; found != end; ++found)
            numbers.insert(std::stoi((*found)[1]));
    }
    return numbers;
}

std::set<int> numbers_of_pages() {
    std::set<int> numbers;
    for (const auto& entry : std::filesystem::directory_iterator(kRoot / "docs/diagnostics"))
        if (const std::string name = entry.path().filename(); name[0] == 'I')
            numbers.insert(std::stoi(name.substr(1)));
    return numbers;
}

/// The descriptions of a page: "" the example, "released", "repaired", or the path of a file that is
/// imported.
std::map<std::string, std::string> examples(int number) {
    const std::string text = read(kRoot / "docs/diagnostics" / ("I" + std::to_string(number) + ".md"));
    static const std::regex kFence("```idl ?(.*)\n([^`]*|[^`]*`[^`][^]*?)```\n");
    std::map<std::string, std::string> found;
    for (std::sregex_iterator fence(text.begin(), text.end(), kFence), end; fence != end; ++fence)
        found[(*fence)[1]] = (*fence)[2];
    return found;
}

/// Compiles the example or the repaired one, with the files that the page has, and compares with what was
/// released.
std::string reports(const std::map<std::string, std::string>& page, const std::string& which) {
    std::map<std::string, std::string> files = page;
    files.erase("");
    files[" first"] = page.at(which); // before all others
    Compiled compiled(files);
    if (page.count("released") > 0) {
        const Compiled released(page.at("released"));
        EXPECT_EQ(released.reports(), "");
        check_frozen(compiled.program, released.program, compiled.diagnostics);
    }
    return compiled.reports();
}

TEST(Pages, are_there_for_each_number_and_for_no_other) {
    EXPECT_EQ(numbers_of_pages(), numbers_in_sources());
}

TEST(Pages, have_an_example_that_causes_the_message_and_nothing_else) {
    for (const int number : numbers_of_pages()) {
        const auto page = examples(number);
        ASSERT_EQ(page.count(""), 1u) << number;
        const std::string text = reports(page, "");
        ASSERT_NE(text, "") << number;
        static const std::regex kOther("I(\\d+)");
        for (std::sregex_iterator found(text.begin(), text.end(), kOther), end; found != end; ++found)
            EXPECT_EQ((*found)[1], std::to_string(number)) << text;
    }
}

TEST(Pages, repair_it) {
    for (const int number : numbers_of_pages()) {
        const auto page = examples(number);
        if (page.count("repaired") > 0) {
            EXPECT_EQ(reports(page, "repaired"), "") << number;
        }
    }
}

TEST(Pages, are_listed) {
    const std::string list = read(kRoot / "docs/diagnostics/README.md");
    for (const int number : numbers_of_pages()) {
        const std::string name = "I" + std::to_string(number);
        const std::string page = read(kRoot / "docs/diagnostics" / (name + ".md"));
        const std::string title = page.substr(0, page.find('\n'));
        EXPECT_NE(list.find("[" + name + "](" + name + ".md) | " + title.substr(title.find(": ") + 2) + " |"),
                  std::string::npos)
            << name;
    }
}

} // namespace
} // namespace idl
