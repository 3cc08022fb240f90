// SPDX-License-Identifier: MIT
// A counted reference. Not std::shared_ptr: that one calls through a table of functions, and Asyncify would
// take every function that drops one for a function that may block.
#pragma once

#include <cstdint>
#include <utility>

namespace shell {

/// The count inside an object; a copy of the object begins with a count of its own.
struct References {
    uint32_t count = 0;
    References() = default;
    References(const References&) {}
    References& operator=(const References&) { return *this; }
};

/// Owns a T, which has a member `references`, together with all its copies.
template<typename T>
class Shared {
  public:
    Shared() = default;
    Shared(decltype(nullptr)) {}
    Shared(const Shared& other) : object_(other.object_) {
        if (object_)
            ++object_->references.count;
    }
    Shared(Shared&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
    Shared& operator=(Shared other) noexcept {
        std::swap(object_, other.object_);
        return *this;
    }
    ~Shared() {
        if (object_ && --object_->references.count == 0)
            delete object_;
    }

    template<typename... Arguments>
    static Shared make(Arguments&&... arguments) {
        Shared made;
        made.object_ = new T{std::forward<Arguments>(arguments)...};
        made.object_->references.count = 1;
        return made;
    }

    T* get() const { return object_; }
    T& operator*() const { return *object_; }
    T* operator->() const { return object_; }
    explicit operator bool() const { return object_ != nullptr; }
    bool operator==(decltype(nullptr)) const { return object_ == nullptr; }

  private:
    T* object_ = nullptr;
};

} // namespace shell
