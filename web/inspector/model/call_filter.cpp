// SPDX-License-Identifier: MIT
#include "web/inspector/model/call_filter.hpp"

#include "web/inspector/model/filter_words.hpp"

#include <algorithm>

namespace inspector {

namespace {

using Kind = FilterToken::Kind;
using Tests = std::vector<FilterTest>;

constexpr int kDeepest = 50; // parentheses and "not" inside one another

FilterTest all_of(Tests tests) {
    if (tests.size() == 1)
        return std::move(tests[0]);
    return [tests = std::move(tests)](const Call& call, const FilterFacts& facts) {
        return std::all_of(tests.begin(), tests.end(), [&](const auto& test) { return test(call, facts); });
    };
}

FilterTest any_of(Tests tests) {
    if (tests.size() == 1)
        return std::move(tests[0]);
    return [tests = std::move(tests)](const Call& call, const FilterFacts& facts) {
        return std::any_of(tests.begin(), tests.end(), [&](const auto& test) { return test(call, facts); });
    };
}

FilterTest none_of(FilterTest test) {
    return
        [test = std::move(test)](const Call& call, const FilterFacts& facts) { return !test(call, facts); };
}

/// The grammar; the twin in TypeScript is web/page/filter/parse.ts. After a problem only the end is left.
class Parser {
  public:
    Parser(const std::string& source, FilterProblem& problem)
        : tokens_(read_filter_tokens(source, problem)), problem_(problem) {}

    /// Null when the filter is empty or has a problem.
    FilterTest whole() {
        if (peek().kind == Kind::end)
            return nullptr;
        FilterTest test = alternatives();
        if (peek().kind != Kind::end)
            fail(peek().at, "there is no \"(\" for this \")\"");
        return problem_.found() ? nullptr : test;
    }

  private:
    const FilterToken& peek() const { return tokens_[next_]; }
    FilterToken take() { return tokens_[next_ + 1 < tokens_.size() ? next_++ : next_]; }
    bool is_word(const char* word) const { return peek().kind == Kind::word && peek().text == word; }
    static bool joins(const FilterToken& token) { return token.text == "and" || token.text == "or"; }

    FilterTest fail(size_t at, std::string message) {
        if (!problem_.found())
            problem_ = {at, std::move(message)};
        next_ = tokens_.size() - 1;
        return [](const Call&, const FilterFacts&) { return false; };
    }

    /// `token`, which was just taken, cannot be here.
    FilterTest refuse(const FilterToken& token) {
        if (token.kind != Kind::end)
            return fail(token.at, "something is missing before \"" + token.text + "\"");
        const std::string& before = tokens_.size() > 1 ? tokens_[tokens_.size() - 2].text : token.text;
        return fail(token.at, "something is missing after \"" + before + "\"");
    }

    FilterTest alternatives() {
        Tests tests{conjunction()};
        while (is_word("or")) {
            take();
            tests.push_back(conjunction());
        }
        return any_of(std::move(tests));
    }

    FilterTest conjunction() {
        Tests tests{term()};
        for (;;) {
            if (is_word("and"))
                take();
            else if (is_word("or") || peek().kind == Kind::end || peek().kind == Kind::close)
                return all_of(std::move(tests));
            tests.push_back(term());
        }
    }

    FilterTest term() {
        FilterToken token = take();
        if (token.kind == Kind::open)
            return inside(token);
        if (token.kind == Kind::text)
            return word(token);
        if (token.kind != Kind::word || joins(token))
            return refuse(token);
        if (token.text == "not")
            return deeper(token, [this] { return none_of(term()); });
        if (token.text == "under" && peek().kind == Kind::open)
            return under();
        return peek().kind == Kind::op ? comparison(token) : word(token);
    }

    FilterTest comparison(const FilterToken& name) {
        FilterToken op = take(), value = take();
        if (value.kind != Kind::text && (value.kind != Kind::word || joins(value)))
            return refuse(value);
        return checked([&](FilterProblem& problem) { return compare(name, op, value, problem); });
    }

    FilterTest word(FilterToken token) {
        bool negated = token.kind == Kind::word && token.text.size() > 1 && token.text[0] == '-';
        if (negated)
            token.text.erase(0, 1);
        FilterTest test = checked([&](FilterProblem& problem) { return test_of_word(token, problem); });
        return negated ? none_of(std::move(test)) : test;
    }

    FilterTest under() {
        FilterTest test = inside(take());
        return [test = std::move(test)](const Call& call, const FilterFacts& facts) {
            return any_ancestor(call, facts.log, [&](const Call& above) { return test(above, facts); });
        };
    }

    FilterTest inside(const FilterToken& open) {
        FilterTest test = deeper(open, [this] { return alternatives(); });
        if (peek().kind != Kind::close)
            return fail(open.at, "this \"(\" has no \")\"");
        take();
        return test;
    }

    template<typename Read>
    FilterTest deeper(const FilterToken& token, Read read) {
        if (++depth_ > kDeepest)
            return fail(token.at, "this is too deep inside other parts");
        FilterTest test = read();
        --depth_;
        return test;
    }

    template<typename Make>
    FilterTest checked(Make make) {
        FilterProblem problem;
        FilterTest test = make(problem);
        return problem.found() ? fail(problem.at, problem.message) : test;
    }

    std::vector<FilterToken> tokens_;
    FilterProblem& problem_;
    size_t next_ = 0;
    int depth_ = 0;
};

/// Which character of UTF-8 the byte `at` belongs to, from 1.
size_t character_at(const std::string& text, size_t at) {
    auto begins_character = [](char byte) { return (byte & 0xc0) != 0x80; };
    auto end = text.begin() + std::ptrdiff_t(std::min(at, text.size()));
    return size_t(std::count_if(text.begin(), end, begins_character)) + 1;
}

} // namespace

CallFilter::CallFilter(const std::string& text) {
    test_ = Parser(text, problem_).whole();
    if (problem_.found())
        problem_.at = character_at(text, problem_.at);
}

std::string CallFilter::problem() const {
    return problem_.found() ? "At " + std::to_string(problem_.at) + ": " + problem_.message : "";
}

bool CallFilter::matches(const Call& call, const CallLog& log, const TaskTable& tasks,
                         const InterfaceTable& names) const {
    if (problem_.found())
        return false;
    return !test_ || test_(call, {log, tasks, names});
}

} // namespace inspector
