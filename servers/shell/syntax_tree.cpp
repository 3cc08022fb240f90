// SPDX-License-Identifier: MIT
#include "servers/shell/syntax_tree.hpp"

#include "servers/shell/quoting.hpp"

namespace shell {

namespace {

void append_here_documents(const Node& node, size_t end, std::string& text) {
    for (const auto& redirection : node.redirections)
        if (redirection.kind == RedirectionKind::here_document && redirection.body_begin >= end)
            text += "\n" + redirection.body + unquote(redirection.word);
    for (const auto& child : node.children)
        if (child)
            append_here_documents(*child, end, text);
}

} // namespace

std::string source_text(const Node& node) {
    std::string text = node.source->text.substr(node.begin, node.end - node.begin);
    append_here_documents(node, node.end, text);
    return text;
}

std::string text_to_run(const Node& node) {
    std::string text = source_text(node);
    if (node.kind == NodeKind::subshell)
        text = "{ " + text.substr(1, node.close - node.begin - 1) + "\n}" +
               text.substr(node.close - node.begin + 1);
    return text;
}

} // namespace shell
