// SPDX-License-Identifier: MIT
// For tests: functions whose configuration is an array.
#pragma once

#include "servers/pci/configuration.hpp"

#include <array>
#include <map>

namespace pci {

class SimulatedBus : public Configuration {
  public:
    struct Simulated {
        std::array<uint8_t, 256> bytes{};
        std::map<uint32_t, uint32_t> writable; // bits of the 4-byte registers that keep what is written

        void set(uint32_t offset, uint32_t width, uint32_t value) {
            for (uint32_t i = 0; i < width; i++)
                bytes[offset + i] = uint8_t(value >> (8 * i));
        }
        uint32_t get(uint32_t offset, uint32_t width) const {
            uint32_t value = 0;
            for (uint32_t i = 0; i < width; i++)
                value |= uint32_t(bytes[offset + i]) << (8 * i);
            return value;
        }
        /// A range register with `size` bytes; `flags` are its read-only low bits.
        void bar(uint32_t index, uint32_t base, uint32_t size, uint32_t flags) {
            set(kBars + 4 * index, 4, base | flags);
            writable[kBars + 4 * index] = ~(size - 1);
        }
    };

    Simulated& add(Address address, uint16_t vendor, uint16_t product, uint32_t class_code) {
        Simulated& function = functions_[address.packed()];
        function.set(kVendor, 2, vendor);
        function.set(kProduct, 2, product);
        function.set(kClass, 1, class_code & 0xff);
        function.set(kClass + 1, 2, class_code >> 8);
        function.writable[kCommand] = 0xffff;
        return function;
    }

    uint32_t read(Address address, uint32_t offset, uint32_t width) override {
        const auto found = functions_.find(address.packed());
        return found == functions_.end() ? ~0u >> (32 - 8 * width) : found->second.get(offset, width);
    }
    void write(Address address, uint32_t offset, uint32_t width, uint32_t value) override {
        const auto found = functions_.find(address.packed());
        if (found == functions_.end())
            return;
        const uint32_t start = offset & ~3u;
        const auto writable = found->second.writable.find(start);
        const uint32_t mask =
            (writable == found->second.writable.end() ? 0 : writable->second) >> (8 * (offset & 3));
        const uint32_t old = found->second.get(offset, width);
        found->second.set(offset, width, (old & ~mask) | (value & mask));
        decoded_while_sizing_ =
            decoded_while_sizing_ || (value == ~0u && (found->second.get(kCommand, 2) & 3) != 0);
    }
    bool decoded_while_sizing() const { return decoded_while_sizing_; }

  private:
    std::map<uint32_t, Simulated> functions_;
    bool decoded_while_sizing_ = false;
};

} // namespace pci
