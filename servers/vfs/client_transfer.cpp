// SPDX-License-Identifier: MIT
// Contents of files. The bytes go straight between this program and the file system; vfs forwards the data
// call.
#include "servers/vfs/operation.hpp"

namespace vfs {

Result<size_t> Client::read(int descriptor, void* buffer, size_t size) {
    Operation operation(session_, Method::read, {uint64_t(descriptor)});
    operation.take(buffer, std::min<size_t>(size, abi::kMaxTransfer));
    return TRY(operation.finish())[0];
}

Result<size_t> Client::write(int descriptor, const void* data, size_t size) {
    Operation operation(session_, Method::write, {uint64_t(descriptor)});
    operation.give(data, std::min<size_t>(size, abi::kMaxTransfer));
    return TRY(operation.finish())[0];
}

Result<size_t> Client::read_at(int descriptor, uint64_t position, void* buffer, size_t size) {
    Operation operation(session_, Method::read_at, {uint64_t(descriptor), position});
    operation.take(buffer, std::min<size_t>(size, abi::kMaxTransfer));
    return TRY(operation.finish())[0];
}

Result<size_t> Client::write_at(int descriptor, uint64_t position, const void* data, size_t size) {
    Operation operation(session_, Method::write_at, {uint64_t(descriptor), position});
    operation.give(data, std::min<size_t>(size, abi::kMaxTransfer));
    return TRY(operation.finish())[0];
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
