// SPDX-License-Identifier: MIT
// A queue of fibrils, linked through their own records: first in, first out, removal from the middle.
#pragma once

namespace fibril {

struct Fibril;

class Queue {
  public:
    bool empty() const { return first_ == nullptr; }
    Fibril* first() const { return first_; }
    void push(Fibril* fibril);
    /// The first one, or null.
    Fibril* pop();
    /// push and pop in one.
    Fibril* rotate(Fibril* fibril);
    /// `fibril` is in this queue.
    void remove(Fibril* fibril);

  private:
    Fibril* first_ = nullptr;
    Fibril* last_ = nullptr;
};

} // namespace fibril
