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
    static Node* spare; // used nodes, for all queues

    Node* first_ = nullptr;
    Node* last_ = nullptr;
};

} // namespace async
