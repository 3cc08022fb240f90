// SPDX-License-Identifier: MIT
// Contents of files. The bytes go straight between this program and the file system; vfs forwards the data
// call.
#include "servers/vfs/client.hpp"

#include <algorithm>

namespace vfs {

namespace {

std::span<uint8_t> one_transfer(void* buffer, size_t size) {
    return {static_cast<uint8_t*>(buffer), std::min<size_t>(size, abi::kMaxTransfer)};
}

std::span<const uint8_t> one_transfer(const void* data, size_t size) {
    return {static_cast<const uint8_t*>(data), std::min<size_t>(size, abi::kMaxTransfer)};
}

} // namespace

Result<size_t> Client::read(int descriptor, void* buffer, size_t size) {
    return size_t(TRY(TRY(session())->read(uint32_t(descriptor), one_transfer(buffer, size))));
}

Result<size_t> Client::write(int descriptor, const void* data, size_t size) {
    return size_t(TRY(TRY(session())->write(uint32_t(descriptor), one_transfer(data, size))));
}

Result<size_t> Client::read_at(int descriptor, uint64_t position, void* buffer, size_t size) {
    return size_t(TRY(TRY(session())->read_at(uint32_t(descriptor), position, one_transfer(buffer, size))));
}

Result<size_t> Client::write_at(int descriptor, uint64_t position, const void* data, size_t size) {
    return size_t(TRY(TRY(session())->write_at(uint32_t(descriptor), position, one_transfer(data, size))));
}

Result<size_t> Client::read_directory(int descriptor, void* buffer, size_t size) {
    return size_t(TRY(TRY(session())->read_directory(uint32_t(descriptor), one_transfer(buffer, size))));
}

Result<size_t> Client::read_all(int descriptor, void* buffer, size_t size) {
    size_t done = 0;
    while (done < size) {
        const auto moved = read(descriptor, static_cast<char*>(buffer) + done, size - done);
        if (!moved.ok() && done == 0)
            return moved.error();
        if (!moved.ok() || moved.value() == 0)
            break;
        done += moved.value();
    }
    return done;
}

Result<size_t> Client::write_all(int descriptor, const void* data, size_t size) {
    size_t done = 0;
    while (done < size) {
        const auto moved = write(descriptor, static_cast<const char*>(data) + done, size - done);
        if (!moved.ok() && done == 0)
            return moved.error();
        if (!moved.ok() || moved.value() == 0)
            break;
        done += moved.value();
    }
    return done;
}

} // namespace vfs
