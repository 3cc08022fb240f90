// SPDX-License-Identifier: MIT
#include "kernel/abi/error.hpp"

#include <iterator>

namespace abi {

namespace {
// Indexed by the number of the error.
constexpr const char* kSentences[] = {
    "success",
    "no such entry",
    "not enough memory",
    "limit exceeded",
    "refused",
    "forwarded call was lost",
    "permission denied",
    "hung up",
    "the partner failed",
    "already exists",
    "bad memory address",
    "not supported",
    "address not available",
    "timed out",
    "invalid argument",
    "busy",
    "value too large",
    "interrupted",
    "too many open files",
    "name too long",
    "is a directory",
    "not a directory",
    "no space left",
    "directory not empty",
    "bad file descriptor",
    "argument out of domain",
    "result out of range",
    "not on the same file system",
    "input/output error",
    "too many links",
    "no such device",
    "unknown file system",
    "bad checksum",
    "stalled",
    "empty",
    "not acknowledged",
    "try again",
    "broken pipe",
    "cannot be executed",
    "protocol violation",
    "deadlock avoided",
    "read-only file system",
};
} // namespace

const char* describe(Error error) {
    auto number = static_cast<uint32_t>(error);
    return number < std::size(kSentences) ? kSentences[number] : "unknown error";
}

} // namespace abi
