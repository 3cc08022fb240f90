// SPDX-License-Identifier: MIT
// The builtins test and [.
#include "servers/shell/builtin.hpp"
#include "servers/shell/quoting.hpp"

#include <cerrno>
#include <cstdlib>
#include <sys/stat.h>
#include <unistd.h>

namespace shell {

namespace {

class Condition {
  public:
    Condition(Shell& shell, std::vector<std::string> words) : shell_(shell), words_(std::move(words)) {}

    /// 0 true, 1 false, 2 not understood.
    int run() {
        if (words_.empty())
            return 1;
        bool result = disjunction();
        if (!failed_ && at_ < words_.size())
            fail("unexpected \"" + words_[at_] + "\"");
        return failed_ ? 2 : !result;
    }

  private:
    bool fail(const std::string& message) {
        if (!failed_)
            shell_.error("test: " + message);
        failed_ = true;
        return false;
    }
    bool at(const char* word) const { return at_ < words_.size() && words_[at_] == word; }
    bool disjunction() {
        bool result = conjunction();
        while (!failed_ && at("-o")) {
            ++at_;
            result = conjunction() || result;
        }
        return result;
    }
    bool conjunction() {
        bool result = primary();
        while (!failed_ && at("-a")) {
            ++at_;
            result = primary() && result;
        }
        return result;
    }
    bool primary();
    bool unary(char operation, const std::string& operand);
    bool binary(const std::string& left, const std::string& operation, const std::string& right, bool& known);
    bool number(const std::string& text, long long& value) {
        char* end;
        value = strtoll(text.c_str(), &end, 10);
        return (!text.empty() && *end == '\0') || fail("\"" + text + "\" is not a number");
    }

    Shell& shell_;
    std::vector<std::string> words_;
    size_t at_ = 0;
    int depth_ = 0;
    bool failed_ = false;
};

bool Condition::primary() {
    size_t left = words_.size() - at_;
    if (left == 0 || ++depth_ > kMaxNesting)
        return fail(left == 0 ? "something is missing at the end" : "nested too deeply");
    bool result = false;
    bool known = false;
    if (left >= 3)
        result = binary(words_[at_], words_[at_ + 1], words_[at_ + 2], known);
    const std::string& word = words_[at_];
    if (known) {
        at_ += 3;
    } else if (word == "!" && left > 1) {
        ++at_;
        result = !primary();
    } else if (word == "(" && left > 1) {
        ++at_;
        result = disjunction();
        if (!failed_ && !at(")"))
            return fail("missing \")\"");
        ++at_;
    } else if (word.size() == 2 && word[0] == '-' && left > 1) {
        at_ += 2;
        result = unary(word[1], words_[at_ - 1]);
    } else {
        ++at_;
        result = !word.empty();
    }
    --depth_;
    return result;
}

bool Condition::unary(char operation, const std::string& operand) {
    struct stat attributes;
    switch (operation) {
    case 'n':
        return !operand.empty();
    case 'z':
        return operand.empty();
    case 't':
        return isatty(atoi(operand.c_str()));
    case 'r':
        return access(operand.c_str(), R_OK) == 0;
    case 'w':
        return access(operand.c_str(), W_OK) == 0;
    case 'x':
        return access(operand.c_str(), X_OK) == 0;
    case 'h':
    case 'L':
        return lstat(operand.c_str(), &attributes) == 0 && S_ISLNK(attributes.st_mode);
    case 'e':
    case 'f':
    case 'd':
    case 's':
    case 'c':
    case 'p':
        break;
    default:
        return fail(std::string("-") + operation + ": not a test that is known");
    }
    if (stat(operand.c_str(), &attributes) != 0)
        return false;
    switch (operation) {
    case 'f':
        return S_ISREG(attributes.st_mode);
    case 'd':
        return S_ISDIR(attributes.st_mode);
    case 's':
        return attributes.st_size > 0;
    case 'c':
        return S_ISCHR(attributes.st_mode);
    case 'p':
        return S_ISFIFO(attributes.st_mode);
    default:
        return true;
    }
}

bool Condition::binary(const std::string& left, const std::string& operation, const std::string& right,
                       bool& known) {
    known = true;
    if (operation == "=" || operation == "==")
        return left == right;
    if (operation == "!=")
        return left != right;
    if (operation == "<")
        return left < right;
    if (operation == ">")
        return left > right;
    if (operation == "-nt" || operation == "-ot") {
        struct stat a, b;
        bool good = stat(left.c_str(), &a) == 0 && stat(right.c_str(), &b) == 0;
        return good && (operation == "-nt" ? a.st_mtime > b.st_mtime : a.st_mtime < b.st_mtime);
    }
    constexpr const char* kComparisons[] = {"-eq", "-ne", "-lt", "-le", "-gt", "-ge"};
    int comparison = -1;
    for (int i = 0; i < 6; ++i)
        if (operation == kComparisons[i])
            comparison = i;
    known = comparison >= 0;
    long long a, b;
    if (!known || !number(left, a) || !number(right, b))
        return false;
    const bool results[] = {a == b, a != b, a<b, a <= b, a> b, a >= b};
    return results[comparison];
}

} // namespace

int run_test(Shell& shell, const std::vector<std::string>& arguments, std::string&) {
    std::vector<std::string> words(arguments.begin() + 1, arguments.end());
    if (arguments[0] == "[") {
        if (words.empty() || words.back() != "]") {
            shell.error("[: missing \"]\"");
            return 2;
        }
        words.pop_back();
    }
    return Condition(shell, std::move(words)).run();
}

} // namespace shell
