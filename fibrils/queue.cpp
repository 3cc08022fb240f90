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

void Queue::remove(Fibril* fibril) {
    (fibril->previous ? fibril->previous->next : first_) = fibril->next;
    (fibril->next ? fibril->next->previous : last_) = fibril->previous;
    fibril->next = fibril->previous = nullptr;
    fibril->queue = nullptr;
}

} // namespace fibril
