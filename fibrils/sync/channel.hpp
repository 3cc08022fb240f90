// SPDX-License-Identifier: MIT
#pragma once

#include "fibrils/sync/semaphore.hpp"

#include <memory>
#include <new>

namespace sync {

/// A bounded queue of values between fibrils. First in, first out, for values, senders and receivers.
template<typename T>
class Channel {
  public:
    explicit Channel(uint32_t capacity)
        : places_(std::make_unique<Place[]>(capacity)), capacity_(capacity), free_(capacity), filled_(0) {}
    Channel(const Channel&) = delete;
    Channel& operator=(const Channel&) = delete;
    ~Channel() {
        while (filled_.try_down())
            take();
    }

    /// Waits for room. Error hung_up: closed; the value is dropped.
    abi::Result<void> send(T value) {
        TRY(free_.down());
        if (closed_)
            return abi::Error::hung_up;
        put(std::move(value));
        return {};
    }

    /// Errors: again (no room), hung_up.
    abi::Result<void> try_send(T value) {
        if (closed_)
            return abi::Error::hung_up;
        if (!free_.try_down())
            return abi::Error::again;
        put(std::move(value));
        return {};
    }

    /// Waits for a value. Error hung_up: closed, and all values have been received.
    abi::Result<T> receive() {
        TRY(filled_.down());
        return take();
    }

    /// The same until `deadline`, absolute microseconds. Errors: timeout, hung_up.
    abi::Result<T> receive_until(uint64_t deadline) {
        TRY(filled_.down_until(deadline));
        return take();
    }

    /// No more values come; what is inside can still be received. Waiting senders and receivers get hung_up.
    void close() {
        closed_ = true;
        free_.close();
        filled_.close();
    }

    bool closed() const { return closed_; }

  private:
    struct Place {
        alignas(T) unsigned char bytes[sizeof(T)];
    };

    void put(T&& value) {
        new (places_[last_].bytes) T(std::move(value));
        last_ = (last_ + 1) % capacity_;
        filled_.up();
    }

    T take() {
        T& place = *std::launder(reinterpret_cast<T*>(places_[first_].bytes));
        first_ = (first_ + 1) % capacity_;
        T value = std::move(place);
        place.~T();
        free_.up();
        return value;
    }

    std::unique_ptr<Place[]> places_;
    uint32_t capacity_;
    uint32_t first_ = 0;
    uint32_t last_ = 0;
    bool closed_ = false;
    Semaphore free_;
    Semaphore filled_;
};

} // namespace sync
