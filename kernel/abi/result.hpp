// SPDX-License-Identifier: MIT
// Errors are values. A function that can fail returns Result<T>; TRY passes the error on.
#pragma once

#include "kernel/abi/error.hpp"

#include <new>
#include <type_traits>
#include <utility>

namespace abi {

/// Either a T or an Error other than Error::ok. Move-only if T is.
template<typename T>
class [[nodiscard]] Result {
  public:
    Result(Error error) : error_(error), has_value_(false) {}
    Result(T value) : value_(std::move(value)), has_value_(true) {}
    Result(Result&& other) noexcept : has_value_(other.has_value_) {
        if (has_value_)
            new (&value_) T(std::move(other.value_));
        else
            error_ = other.error_;
    }
    Result(const Result& other) requires std::is_copy_constructible_v<T> : has_value_(other.has_value_) {
        if (has_value_)
            new (&value_) T(other.value_);
        else
            error_ = other.error_;
    }
    Result& operator=(const Result&) = delete;
    ~Result() {
        if (has_value_)
            value_.~T();
    }

    bool ok() const { return has_value_; }
    explicit operator bool() const { return has_value_; }
    Error error() const { return has_value_ ? Error::ok : error_; }

    /// The caller has seen ok() return true.
    T& value() & { return value_; }
    const T& value() const& { return value_; }
    T&& value() && { return std::move(value_); }
    T value_or(T otherwise) && { return has_value_ ? std::move(value_) : std::move(otherwise); }
    T* operator->() { return &value_; }
    T& operator*() & { return value_; }
    T&& operator*() && { return std::move(value_); }

  private:
    union {
        T value_;
        Error error_;
    };
    bool has_value_;
};

/// Success, or an Error. `return {};` is success.
template<>
class [[nodiscard]] Result<void> {
  public:
    Result() = default;
    Result(Error error) : error_(error) {}
    bool ok() const { return error_ == Error::ok; }
    explicit operator bool() const { return ok(); }
    Error error() const { return error_; }
    void value() const {}

  private:
    Error error_ = Error::ok;
};

} // namespace abi

/// Evaluates to the value, or returns the error from the enclosing function.
#define TRY(expression)                                                                                      \
    ({                                                                                                       \
        auto try_result_ = (expression);                                                                     \
        if (!try_result_.ok())                                                                               \
            return try_result_.error();                                                                      \
        std::move(try_result_).value();                                                                      \
    })
