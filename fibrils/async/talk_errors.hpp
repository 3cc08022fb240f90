// SPDX-License-Identifier: MIT
// Error numbers under the names of the slides; values are those of abi::Error. For programs written in that
// style only: the names of <errno.h> have other values, and are gone after this header.
#pragma once

#include "kernel/abi/error.hpp"

#include <cerrno> // first, so that it does not come back later

#undef ENOENT
#undef ENOMEM
#undef EPERM
#undef EEXIST
#undef EINVAL
#undef ENOTSUP
#undef ETIMEOUT
#undef EBUSY
#undef EOVERFLOW
#undef EINTR
#undef EMFILE
#undef ENAMETOOLONG
#undef EISDIR
#undef ENOTDIR
#undef ENOSPC
#undef ENOTEMPTY
#undef EBADF
#undef ERANGE
#undef EXDEV
#undef EIO
#undef EMLINK
#undef EAGAIN
#undef EPIPE

enum talk_error : int {
    EOK = int(abi::Error::ok),
    ENOENT = int(abi::Error::no_entry),
    ENOMEM = int(abi::Error::no_memory),
    ELIMIT = int(abi::Error::limit),
    EREFUSED = int(abi::Error::refused),
    EFORWARD = int(abi::Error::forward_failed),
    EPERM = int(abi::Error::permission),
    EHANGUP = int(abi::Error::hung_up),
    EPARTY = int(abi::Error::bad_party),
    EEXIST = int(abi::Error::exists),
    EBADMEM = int(abi::Error::bad_memory),
    ENOTSUP = int(abi::Error::not_supported),
    ETIMEOUT = int(abi::Error::timeout),
    EINVAL = int(abi::Error::invalid),
    EBUSY = int(abi::Error::busy),
    EOVERFLOW = int(abi::Error::overflow),
    EINTR = int(abi::Error::interrupted),
    EMFILE = int(abi::Error::too_many_files),
    ENAMETOOLONG = int(abi::Error::name_too_long),
    EISDIR = int(abi::Error::is_directory),
    ENOTDIR = int(abi::Error::not_directory),
    ENOSPC = int(abi::Error::no_space),
    ENOTEMPTY = int(abi::Error::not_empty),
    EBADF = int(abi::Error::bad_file),
    ERANGE = int(abi::Error::range),
    EXDEV = int(abi::Error::cross_device),
    EIO = int(abi::Error::io),
    EMLINK = int(abi::Error::too_many_links),
    EAGAIN = int(abi::Error::again),
    EPIPE = int(abi::Error::broken_pipe),
};
