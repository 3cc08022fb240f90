// SPDX-License-Identifier: MIT
// Delivered messages that wait for a fibril. The kernel limits how many there can be.
#pragma once

#include "kernel/abi/ipc.hpp"

namespace async {

class MessageQueue {
  public:
    bool empty() const { return first_ == nullptr; }
    void push(const abi::Message& message);
    /// Not on an empty queue.
    abi::Message pop();

  private:
    struct Node {
        abi::Message message;
        Node* next;
    };
    [[gnu::cold, gnu::noinline]] static Node* make_node();
    static Node* spare; // unused nodes, for all queues
    static Node first_node;
    static bool first_taken;

    Node* first_ = nullptr;
    Node* last_ = nullptr;
};

} // namespace async
