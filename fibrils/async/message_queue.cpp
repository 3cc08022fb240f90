// SPDX-License-Identifier: MIT
#include "fibrils/async/message_queue.hpp"

#include "fibrils/lib/fatal.hpp"

#include <cstdlib>

namespace async {

constinit MessageQueue::Node* MessageQueue::spare = nullptr;

void MessageQueue::push(const abi::Message& message) {
    Node* node = spare;
    if (node)
        spare = node->next;
    else if (!(node = static_cast<Node*>(malloc(sizeof(Node)))))
        lib::fatal("out of memory");
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
