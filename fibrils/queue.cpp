// SPDX-License-Identifier: MIT
#include "fibrils/queue.hpp"

#include "fibrils/scheduler.hpp"

namespace fibril {

void Queue::push(Fibril* fibril) {
    fibril->queue = this;
    fibril->next = nullptr;
    fibril->previous = last_;
    (last_ ? last_->next : first_) = fibril;
    last_ = fibril;
}

Fibril* Queue::pop() {
    Fibril* fibril = first_;
    if (fibril)
        remove(fibril);
    return fibril;
}

Fibril* Queue::rotate(Fibril* fibril) {
    Fibril* first = first_;
    if (!first)
        return fibril;
    fibril->queue = this;
    fibril->previous = last_;
    last_->next = fibril;
    last_ = fibril;
    first_ = first->next;
    first_->previous = first->next = nullptr;
    first->queue = nullptr;
    return first;
}

void Queue::remove(Fibril* fibril) {
    (fibril->previous ? fibril->previous->next : first_) = fibril->next;
    (fibril->next ? fibril->next->previous : last_) = fibril->previous;
    fibril->next = fibril->previous = nullptr;
    fibril->queue = nullptr;
}

} // namespace fibril
