// SPDX-License-Identifier: MIT
#include "web/inspector/model/filter_tokens.hpp"

#include <cstring>

namespace inspector {

namespace {

constexpr size_t kLongest = 2000;
constexpr const char* kBlanks = " \t\n";
constexpr const char* kNoWord = " \t\n()\"=~<>!";

using Kind = FilterToken::Kind;

// "!=" and its like have two letters, "=" and its like one; 0: no operator begins here.
size_t operator_size(const std::string& source, size_t at) {
    char first = source[at], second = at + 1 < source.size() ? source[at + 1] : '\0';
    if (second == '=' && std::strchr("!<>", first))
        return 2;
    if (second == '~' && first == '!')
        return 2;
    return std::strchr("=~<>", first) ? 1 : 0;
}

FilterToken quoted(const std::string& source, size_t at, FilterProblem& problem) {
    size_t end = source.find('"', at + 1);
    if (end == std::string::npos)
        problem = {at, "this quote has no end"};
    return {Kind::text, source.substr(at + 1, end - at - 1), at};
}

FilterToken read_token(const std::string& source, size_t at, FilterProblem& problem) {
    char letter = source[at];
    if (letter == '(' || letter == ')')
        return {letter == '(' ? Kind::open : Kind::close, {letter}, at};
    if (letter == '"')
        return quoted(source, at, problem);
    if (size_t size = operator_size(source, at))
        return {Kind::op, source.substr(at, size), at};
    size_t end = std::min(source.find_first_of(kNoWord, at), source.size());
    if (end == at)
        problem = {at, "\"!\" alone means nothing; != and !~ do"};
    return {Kind::word, source.substr(at, end - at), at};
}

} // namespace

std::vector<FilterToken> read_filter_tokens(const std::string& source, FilterProblem& problem) {
    std::vector<FilterToken> tokens;
    if (source.size() > kLongest)
        problem = {kLongest, "a filter has at most " + std::to_string(kLongest) + " characters"};
    for (size_t at = source.find_first_not_of(kBlanks); at < source.size() && !problem.found();
         at = source.find_first_not_of(kBlanks, at)) {
        tokens.push_back(read_token(source, at, problem));
        at += tokens.back().text.size() + (tokens.back().kind == Kind::text ? 2 : 0);
    }
    if (problem.found())
        tokens.clear();
    tokens.push_back({Kind::end, "", source.size()});
    return tokens;
}

} // namespace inspector
