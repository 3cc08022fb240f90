// SPDX-License-Identifier: MIT
// What the parser makes of a command line. Words stay as they were written, quotes included: the expander
// takes them apart when the command runs, because only then the variables have their values.
#pragma once

#include "servers/shell/shared.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace shell {

enum class RedirectionKind : uint8_t {
    input,         // < file
    output,        // > file
    append,        // >> file
    read_write,    // <> file
    duplicate,     // <&n or >&n; the word is a number or "-"
    both,          // &> file
    here_document, // << word: `body` is the text
};

struct Redirection {
    RedirectionKind kind;
    int descriptor;        // the one that changes
    std::string word;      // raw target; for a here-document the raw delimiter
    std::string body;      // of a here-document
    bool literal = false;  // here-document with a quoted delimiter: nothing in it is expanded
    size_t body_begin = 0; // where the body lies in the source
};

enum class NodeKind : uint8_t {
    list,      // children one after the other; a child's `background` says how
    and_or,    // children[0] (&& or ||) children[1] ...; `connectors` between them
    pipeline,  // children connected by pipes; `negated`
    simple,    // assignments and words
    group,     // { list }
    subshell,  // ( list )
    branch,    // if: condition, body, condition, body, ... and perhaps the else body
    loop,      // while or until (`negated`): condition, body
    iteration, // for: words[0] is the variable, the others are the items; body
    selection, // case: words[0] is the subject; `patterns[i]` belong to children[i]
    function,  // words[0] is the name; body
};

struct Node;
using NodePointer = Shared<Node>; // shared: a function outlives the line that defined it

/// The text that a tree was made of.
struct Source {
    explicit Source(std::string text) : text(std::move(text)) {}
    std::string text;
    References references;
};

struct Node {
    NodeKind kind = NodeKind::list;
    bool background = false;
    bool negated = false;
    bool explicit_items = false;          // for NAME in ...
    uint32_t line = 0;                    // 1-based line of the source
    std::vector<std::string> assignments; // raw NAME=value
    std::vector<std::string> words;
    std::vector<Redirection> redirections;
    std::vector<NodePointer> children;
    std::vector<char> connectors; // '&' or '|'
    std::vector<std::vector<std::string>> patterns;
    Shared<Source> source; // text that [begin, end) refers to
    size_t begin = 0;
    size_t end = 0;
    size_t close = 0; // of a subshell: the place of its ')'
    References references;
};

/// The text of a command as it was written, with the here-documents that follow it.
std::string source_text(const Node& node);

/// The same for a shell that was started to run it: a subshell becomes a group, or it would start the next
/// shell.
std::string text_to_run(const Node& node);

} // namespace shell
