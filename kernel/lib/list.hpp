// SPDX-License-Identifier: MIT
// Doubly linked list whose links live in the elements: linking and unlinking cannot fail.
#pragma once

#include <cstdint>

namespace kernel {

struct ListNode {
    ListNode* previous = nullptr;
    ListNode* next = nullptr;
    bool linked() const { return next != nullptr; }
};

/// A list of T through the member `Node`. An element is in at most one list through the same member.
/// Iteration allows removal of the current element.
template<typename T, ListNode T::*Node>
class List {
  public:
    List() { reset(); }
    List(const List&) = delete;
    List& operator=(const List&) = delete;

    bool empty() const { return head_.next == &head_; }
    uint32_t size() const { return size_; }

    void push_back(T& element) { insert(*head_.previous, element); }
    void insert_before(T& position, T& element) { insert(*(position.*Node).previous, element); }

    T* front() const { return empty() ? nullptr : owner(head_.next); }

    T* pop_front() {
        T* first = front();
        if (first)
            remove(*first);
        return first;
    }

    void remove(T& element) {
        ListNode& node = element.*Node;
        node.previous->next = node.next;
        node.next->previous = node.previous;
        node.previous = node.next = nullptr;
        --size_;
    }

    T* next(const T& element) const {
        ListNode* following = (element.*Node).next;
        return following == &head_ ? nullptr : owner(following);
    }

    T* back() const { return empty() ? nullptr : owner(head_.previous); }
    T* previous(const T& element) const {
        ListNode* before = (element.*Node).previous;
        return before == &head_ ? nullptr : owner(before);
    }

    template<typename Function>
    void for_each(Function function) const {
        for (ListNode* node = head_.next; node != &head_;) {
            ListNode* following = node->next;
            function(*owner(node));
            node = following;
        }
    }

    /// Forgets all elements without touching them.
    void reset() {
        head_.previous = head_.next = &head_;
        size_ = 0;
    }

  private:
    static T* owner(ListNode* node) {
        // Offset of a member pointer; offsetof does not take one.
        alignas(T) static char probe[sizeof(T)];
        auto* sample = reinterpret_cast<T*>(probe);
        auto offset = reinterpret_cast<char*>(&(sample->*Node)) - probe;
        return reinterpret_cast<T*>(reinterpret_cast<char*>(node) - offset);
    }

    void insert(ListNode& after, T& element) {
        ListNode& node = element.*Node;
        node.previous = &after;
        node.next = after.next;
        after.next->previous = &node;
        after.next = &node;
        ++size_;
    }

    ListNode head_;
    uint32_t size_ = 0;
};

} // namespace kernel
