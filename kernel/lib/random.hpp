// SPDX-License-Identifier: MIT
// SplitMix64 (Steele, Lea, Flood 2014): the machine's only source of chance, so that a seed replays.
#pragma once

#include <cstdint>

namespace kernel {

class Random {
  public:
    void seed(uint64_t value) { state_ = value; }
    uint64_t next() {
        uint64_t mixed = state_ += 0x9e3779b97f4a7c15;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
        return mixed ^ (mixed >> 31);
    }
    uint64_t state() const { return state_; }

  private:
    uint64_t state_ = 0;
};

} // namespace kernel
