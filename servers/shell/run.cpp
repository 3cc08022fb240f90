// SPDX-License-Identifier: MIT
// The part of Shell that follows the syntax tree: lists, conditions, loops.
#include "servers/shell/interrupt.hpp"
#include "servers/shell/pattern.hpp"
#include "servers/shell/quoting.hpp"
#include "servers/shell/shell.hpp"

namespace shell {

namespace {
constexpr int kMaxDepth = 400; // of commands inside commands; about 300 bytes of stack each
constexpr uint32_t kCommandsBetweenPauses = 256;
} // namespace

int Shell::run_command(const Node& node) {
    if (depth_ >= kMaxDepth) {
        report("commands are nested too deeply (a function that calls itself for ever?)");
        flow = options.interactive ? Flow::interrupt : Flow::exit_shell;
        return status = 2;
    }
    ++depth_;
    switch (node.kind) {
    case NodeKind::list:
        run_list(node);
        break;
    case NodeKind::and_or:
        run_and_or(node);
        break;
    case NodeKind::pipeline:
        run_pipeline(node);
        break;
    case NodeKind::simple:
        run_simple(node);
        break;
    default:
        run_compound(node);
        break;
    }
    --depth_;
    return status;
}

int Shell::run_list(const Node& node) {
    for (const auto& child : node.children) {
        if (child->background)
            run_background(*child);
        else
            run_command(*child);
        if (++commands_ % kCommandsBetweenPauses == 0)
            pause_for_others();
        take_interrupt();
        if (flow != Flow::none)
            break;
    }
    return status;
}

int Shell::run_and_or(const Node& node) {
    for (size_t i = 0; i < node.children.size(); ++i) {
        if (i > 0 && (status == 0) != (node.connectors[i - 1] == '&'))
            continue;
        bool last = i + 1 == node.children.size();
        condition_depth_ += !last;
        run_command(*node.children[i]);
        condition_depth_ -= !last;
        if (flow != Flow::none)
            return status;
        bool counts = last && condition_depth_ == 0 && !node.children[i]->negated;
        if (counts && status != 0 && options.exit_on_error)
            flow = Flow::exit_shell;
    }
    return status;
}

int Shell::run_compound(const Node& node) {
    if (node.kind == NodeKind::subshell)
        return run_subshell(node); // which opens the files
    Redirections redirections;
    Expander expander(*this);
    std::string message;
    if (!redirections.open(node.redirections, expander, message)) {
        report(message);
        return status = 1;
    }
    if (node.kind == NodeKind::function) {
        define_function(NodePointer::make(node));
        return status = 0;
    }
    DescriptorScope scope(redirections.changes());
    switch (node.kind) {
    case NodeKind::branch:
        return run_branch(node);
    case NodeKind::loop:
        return run_loop(node);
    case NodeKind::iteration:
        return run_iteration(node);
    case NodeKind::selection:
        return run_selection(node);
    default:
        return run_command(*node.children[0]);
    }
}

int Shell::run_condition(const Node& node) {
    ++condition_depth_;
    run_command(node);
    --condition_depth_;
    return status;
}

int Shell::run_branch(const Node& node) {
    for (size_t i = 0; i < node.children.size(); i += 2) {
        bool otherwise = i + 1 == node.children.size();
        if (otherwise)
            return run_command(*node.children[i]);
        if (run_condition(*node.children[i]) == 0 && flow == Flow::none)
            return run_command(*node.children[i + 1]);
        if (flow != Flow::none)
            return status;
    }
    return status = 0;
}

bool Shell::loop_goes_on() {
    if (flow == Flow::none)
        return true;
    if (flow != Flow::break_loop && flow != Flow::continue_loop)
        return false;
    bool go_on = flow == Flow::continue_loop && flow_count == 1;
    if (--flow_count <= 0)
        flow = Flow::none;
    return go_on;
}

int Shell::run_loop(const Node& node) {
    int result = 0;
    ++loop_depth;
    while ((run_condition(*node.children[0]) == 0) != node.negated && loop_goes_on()) {
        result = run_command(*node.children[1]);
        if (!loop_goes_on())
            break;
    }
    --loop_depth;
    return status = flow == Flow::none ? result : status;
}

int Shell::run_iteration(const Node& node) {
    std::vector<std::string> items = variables_.parameters;
    if (node.explicit_items) {
        items.clear();
        Expander expander(*this);
        if (!expander.expand_words({node.words.begin() + 1, node.words.end()}, items)) {
            expansion_failed(expander);
            return status;
        }
    }
    status = 0;
    ++loop_depth;
    for (const auto& item : items) {
        variables_.set(node.words[0], item);
        run_command(*node.children[0]);
        if (!loop_goes_on())
            break;
    }
    --loop_depth;
    return status;
}

int Shell::run_selection(const Node& node) {
    Expander expander(*this);
    std::string subject;
    bool good = expander.expand_value(node.words[0], subject);
    for (size_t i = 0; i < node.patterns.size() && good; ++i) {
        for (const auto& raw : node.patterns[i]) {
            std::string pattern;
            good = good && expander.expand_pattern(raw, pattern);
            if (!good || !matches(pattern, subject))
                continue;
            status = 0;
            return node.children[i] ? run_command(*node.children[i]) : 0;
        }
    }
    if (!good) {
        expansion_failed(expander);
        return status;
    }
    return status = 0;
}

} // namespace shell
