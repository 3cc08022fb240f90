// SPDX-License-Identifier: MIT
// A device that the host offers as a stream of bytes: a terminal. Input waits in a bounded queue.
#pragma once

#include "kernel/abi/event.hpp"
#include "kernel/event/events.hpp"

namespace kernel {

class Device {
  public:
    static constexpr uint32_t kQueueSize = 16 * 1024; // bytes, a power of two

    void set_number(uint32_t number) { number_ = number; }
    /// Takes as many bytes as fit; the host offers the rest again.
    uint32_t input(const char* data, uint32_t size);
    /// Copies at most `size` waiting bytes to the task. Error bad_memory: nothing taken.
    abi::Result<uint32_t> read(Task& task, uint64_t address, uint32_t size);
    void state_changed(abi::DeviceState state, uint32_t a3, uint32_t a4);

    abi::Error subscribe(Task& task, abi::Event event, uint64_t method);
    abi::Error unsubscribe(Task& task, abi::Event event);
    void drop_subscriber(Task& task);

    uint32_t waiting() const { return tail_ - head_; }
    char peek(uint32_t offset) const { return queue_[(head_ + offset) % kQueueSize]; }

  private:
    void announce();

    uint32_t number_ = 0;
    uint32_t head_ = 0;
    uint32_t tail_ = 0;
    Subscription input_;
    Subscription state_;
    char queue_[kQueueSize] = {};
};

} // namespace kernel
