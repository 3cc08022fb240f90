// SPDX-License-Identifier: MIT
// The numbers under which a session knows its open files.
#pragma once

#include "kernel/abi/result.hpp"
#include "servers/vfs/vfs_types.hpp"

#include <array>
#include <memory>

namespace vfs {

/// `File` is shared by all descriptors that were duplicated from one.
template<typename File>
class DescriptorTable {
  public:
    using Reference = std::shared_ptr<File>;

    /// The lowest free number from `lowest` on. Errors: too_many_files, invalid (`lowest` out of range).
    abi::Result<uint32_t> insert(Reference file, uint64_t lowest = 0) {
        if (lowest >= kMaxDescriptors)
            return abi::Error::invalid;
        for (uint32_t number = uint32_t(lowest); number < kMaxDescriptors; number++) {
            if (!files_[number]) {
                files_[number] = std::move(file);
                return number;
            }
        }
        return abi::Error::too_many_files;
    }

    /// Exactly `number`; returns what was there. Error bad_file: out of range.
    abi::Result<Reference> replace(uint64_t number, Reference file) {
        if (number >= kMaxDescriptors)
            return abi::Error::bad_file;
        std::swap(files_[number], file);
        return file;
    }

    /// Error bad_file: nothing has that number.
    abi::Result<Reference> get(uint64_t number) const {
        if (number >= kMaxDescriptors || !files_[number])
            return abi::Error::bad_file;
        return files_[number];
    }

    /// The number is free again; the file lives as long as the result or another descriptor. Error bad_file.
    abi::Result<Reference> remove(uint64_t number) {
        auto file = TRY(get(number));
        files_[number].reset();
        return file;
    }

    /// Frees all numbers. The files may be closed, which blocks: the table is empty before that.
    void clear() { std::array<Reference, kMaxDescriptors> old = std::exchange(files_, {}); }

  private:
    std::array<Reference, kMaxDescriptors> files_;
};

} // namespace vfs
