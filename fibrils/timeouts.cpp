// SPDX-License-Identifier: MIT
#include "fibrils/timeouts.hpp"

namespace fibril {

namespace {

bool earlier(const Fibril* left, const Fibril* right) {
    return left->deadline != right->deadline ? left->deadline < right->deadline : left->id < right->id;
}

} // namespace

void Timeouts::add(Fibril* fibril) {
    heap_.push_back(fibril);
    sift_up(heap_.size() - 1, fibril);
}

void Timeouts::remove(Fibril* fibril) {
    size_t index = fibril->timeout_index;
    if (index == kNoTimeout)
        return;
    fibril->timeout_index = kNoTimeout;
    Fibril* last = heap_.back();
    heap_.pop_back();
    if (last == fibril)
        return;
    sift_up(index, last);
    sift_down(last->timeout_index, last);
}

Fibril* Timeouts::take_due(uint64_t time) {
    if (heap_.empty() || heap_[0]->deadline > time)
        return nullptr;
    Fibril* fibril = heap_[0];
    remove(fibril);
    return fibril;
}

void Timeouts::place(size_t index, Fibril* fibril) {
    heap_[index] = fibril;
    fibril->timeout_index = static_cast<uint32_t>(index);
}

void Timeouts::sift_up(size_t index, Fibril* fibril) {
    while (index > 0) {
        size_t parent = (index - 1) / 2;
        if (!earlier(fibril, heap_[parent]))
            break;
        place(index, heap_[parent]);
        index = parent;
    }
    place(index, fibril);
}

void Timeouts::sift_down(size_t index, Fibril* fibril) {
    for (;;) {
        size_t child = 2 * index + 1;
        if (child >= heap_.size())
            break;
        if (child + 1 < heap_.size() && earlier(heap_[child + 1], heap_[child]))
            child++;
        if (!earlier(heap_[child], fibril))
            break;
        place(index, heap_[child]);
        index = child;
    }
    place(index, fibril);
}

} // namespace fibril
