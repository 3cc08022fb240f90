// SPDX-License-Identifier: MIT
// The one vocabulary of errors, shared by kernel and tasks. Numbers follow HelenOS, so a
// reader can compare traces; 0 is success and never travels as an Error inside a Result.
#pragma once

#include <cstdint>

namespace abi {

enum class Error : int32_t {
    ok = 0,
    no_entry = 1,       // no such handle, file, service, task
    no_memory = 2,      // the kernel or a server has no memory left
    limit = 3,          // a fixed limit or a quota of the caller is reached
    refused = 4,        // the partner declined
    forward_failed = 5, // a forwarded call could not reach, or lost, its last server
    permission = 6,     // the handle lacks the right
    hung_up = 7,        // the other end of the phone is gone
    bad_party = 8,      // the partner made the operation impossible (its table is full, ...)
    exists = 9,         // the name is taken
    bad_memory = 10,    // an address outside the task
    not_supported = 11, // unknown method, or one that this object has not
    address_unavailable = 12,
    timeout = 13,
    invalid = 14, // an argument makes no sense
    busy = 15,
    overflow = 16,    // a number or a buffer is too small for the result
    interrupted = 17, // cancelled from outside
    too_many_files = 18,
    name_too_long = 19,
    is_directory = 20,
    not_directory = 21,
    no_space = 22,
    not_empty = 23,
    bad_file = 24, // not an open file descriptor
    domain = 25,
    range = 26,
    cross_device = 27,
    io = 28,
    too_many_links = 29,
    no_device = 30,
    no_file_system = 31,
    bad_checksum = 32,
    stalled = 33,
    empty = 34,
    negative_acknowledge = 35,
    again = 36,
    broken_pipe = 37,
    bad_executable = 38, // not a program that this machine can run
    protocol = 39,       // a message that the protocol does not allow here
    deadlock = 40,       // the wait would close a cycle
    read_only = 41,      // the file system cannot be changed
};

/// A short English sentence without full stop, for people. Never null; unknown numbers get one too.
const char* describe(Error error);

} // namespace abi
