// SPDX-License-Identifier: MIT
#include "fibrils/async/message_queue.hpp"

#include "fibrils/lib/fatal.hpp"

#include <cstdlib>
#include <utility>

namespace async {

constinit MessageQueue::Node* MessageQueue::spare = nullptr;
constinit MessageQueue::Node MessageQueue::first_node{};
constinit bool MessageQueue::first_taken = false;

// The first one lies beside the other variables of the runtime: most tasks never have two messages waiting.
MessageQueue::Node* MessageQueue::make_node() {
    if (!std::exchange(first_taken, true))
        return &first_node;
    auto* node = static_cast<Node*>(malloc(sizeof(Node)));
    if (!node)
        lib::fatal("out of memory");
    return node;
}

void MessageQueue::push(const abi::Message& message) {
    Node* node = spare;
    if (node)
        spare = node->next;
    else
        node = make_node();
    node->message = message;
    node->next = nullptr;
    (first_ ? last_->next : first_) = node;
    last_ = node;
}

abi::Message MessageQueue::pop() {
    Node* node = first_;
    first_ = node->next;
    abi::Message message = node->message;
    node->next = spare;
    spare = node;
    return message;
}

} // namespace async
