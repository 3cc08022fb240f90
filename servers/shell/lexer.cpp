// SPDX-License-Identifier: MIT
#include "servers/shell/lexer.hpp"

#include "servers/shell/quoting.hpp"

#include <algorithm>
#include <cstring>

namespace shell {

namespace {

// Longest first, so that the first match is the right one.
constexpr const char* kOperators[] = {"<<-", "&&", "||", ";;", "<<", ">>", "<&", ">&", "<>",
                                      ">|",  "&>", "&",  "|",  ";",  "<",  ">",  "(",  ")"};

bool ends_word(char c) {
    return strchr(" \t\n&|;<>()", c) != nullptr;
}

const char* failure_message(size_t reason, char c) {
    if (reason == kTooDeep)
        return "substitutions are nested too deeply";
    if (reason == kBroken)
        return "the command in $( ) is not one";
    switch (c) {
    case '\\':
        return "a backslash ends the text";
    case '\'':
        return "a single quote is not closed";
    case '"':
        return "a double quote is not closed";
    case '`':
        return "a back quote is not closed";
    default:
        return "a substitution is not closed";
    }
}

} // namespace

Lexer::Lexer(Shared<Source> source, size_t at, int depth)
    : source_(std::move(source)), text_(&source_->text), at_(at), depth_(depth) {}

uint32_t Lexer::line_of(size_t at) const {
    if (at < line_at_) {
        line_at_ = 0;
        line_ = 1;
    }
    at = std::min(at, text_->size());
    line_ += std::count(text_->begin() + line_at_, text_->begin() + at, '\n');
    line_at_ = at;
    return line_;
}

std::string Lexer::describe_place(size_t at) const {
    size_t line_begin = at == 0 ? std::string::npos : text_->rfind('\n', at - 1);
    line_begin = line_begin == std::string::npos ? 0 : line_begin + 1;
    return "line " + std::to_string(line_of(at)) + ", column " + std::to_string(at - line_begin + 1);
}

void Lexer::skip_blanks() {
    while (at_ < text_->size()) {
        char c = (*text_)[at_];
        if (c == ' ' || c == '\t' || c == '\r')
            ++at_;
        else if (c == '#')
            at_ = std::min(text_->find('\n', at_), text_->size());
        else if (text_->compare(at_, 2, "\\\n") == 0)
            at_ += 2;
        else
            return;
    }
}

Token Lexer::next() {
    if (!error_.message.empty())
        return Token{TokenKind::end, "", at_, at_};
    skip_blanks();
    if (at_ >= text_->size())
        return Token{TokenKind::end, "", at_, at_};
    char c = (*text_)[at_];
    if (c == '\n') {
        Token token{TokenKind::newline, "\n", at_, at_ + 1};
        ++at_;
        read_here_documents();
        return token;
    }
    return ends_word(c) ? scan_operator() : scan_word();
}

Token Lexer::scan_operator() {
    for (const char* name : kOperators) {
        size_t size = strlen(name);
        if (text_->compare(at_, size, name) != 0)
            continue;
        Token token{TokenKind::operation, name, at_, at_ + size};
        at_ += size;
        return token;
    }
    return Token{TokenKind::end, "", at_, at_};
}

Token Lexer::scan_word() {
    size_t begin = at_;
    bool digits = true;
    while (at_ < text_->size() && !ends_word((*text_)[at_])) {
        char c = (*text_)[at_];
        digits = digits && c >= '0' && c <= '9';
        size_t end = skip_piece(*text_, at_, depth_);
        if (!is_place(end)) {
            error_ = {end == kUnfinished, failure_message(end, c), at_};
            return Token{TokenKind::end, "", at_, at_};
        }
        at_ = end;
    }
    bool redirects = at_ < text_->size() && ((*text_)[at_] == '<' || (*text_)[at_] == '>');
    return Token{digits && redirects ? TokenKind::number : TokenKind::word, text_->substr(begin, at_ - begin),
                 begin, at_};
}

void Lexer::expect_here_document(NodePointer node, size_t redirection, bool strip_tabs) {
    pending_.push_back({std::move(node), redirection, strip_tabs});
}

void Lexer::read_here_documents() {
    std::vector<HereDocument> documents;
    documents.swap(pending_);
    for (const auto& document : documents)
        if (!read_here_document(document))
            return;
}

bool Lexer::read_here_document(const HereDocument& document) {
    Redirection& redirection = document.node->redirections[document.index];
    std::string delimiter = unquote(redirection.word);
    redirection.literal = redirection.word.find_first_of("\\'\"") != std::string::npos;
    redirection.body_begin = at_;
    while (at_ < text_->size()) {
        size_t end = std::min(text_->find('\n', at_), text_->size());
        std::string line = text_->substr(at_, end - at_);
        at_ = std::min(end + 1, text_->size());
        if (document.strip_tabs)
            line.erase(0, line.find_first_not_of('\t'));
        if (line == delimiter)
            return true;
        redirection.body += line + "\n";
    }
    error_ = {true, "the here-document does not end with \"" + delimiter + "\"", redirection.body_begin};
    return false;
}

} // namespace shell
