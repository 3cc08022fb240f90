// SPDX-License-Identifier: MIT
// A growing array for the runtime's own globals: usable before constructors have run and after destructors.
#pragma once

#include "fibrils/lib/fatal.hpp"

#include <cstdlib>
#include <type_traits>

namespace lib {

template<typename T>
class Array {
    static_assert(std::is_trivially_copyable_v<T>);

  public:
    constexpr Array() = default;
    Array(const Array&) = delete;
    Array& operator=(const Array&) = delete;

    size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    T& operator[](size_t index) { return items_[index]; }
    const T& operator[](size_t index) const { return items_[index]; }
    T& back() { return items_[size_ - 1]; }
    T* begin() { return items_; }
    T* end() { return items_ + size_; }
    const T* begin() const { return items_; }
    const T* end() const { return items_ + size_; }

    /// Ends the task when there is no memory.
    void push_back(const T& item) {
        T copy = item;
        if (size_ == capacity_)
            grow();
        items_[size_++] = copy;
    }
    void pop_back() { size_--; }
    /// Drops the items and the memory.
    void release() {
        free(items_);
        items_ = nullptr;
        size_ = capacity_ = 0;
    }

  private:
    void grow() {
        capacity_ = capacity_ ? capacity_ * 2 : 8;
        items_ = static_cast<T*>(realloc(static_cast<void*>(items_), capacity_ * sizeof(T)));
        if (!items_)
            fatal("out of memory");
    }

    T* items_ = nullptr;
    size_t size_ = 0;
    size_t capacity_ = 0;
};

} // namespace lib
