// SPDX-License-Identifier: MIT
// Mount options of tmpfs.
#pragma once

#include "kernel/abi/result.hpp"

#include <string_view>

namespace tmpfs {

struct Options {
    uint64_t size; // bytes that the files may take
};

/// "" or "size=N", N in bytes or with k, M or G. Error invalid: anything else, 0, or more than kMaxQuota.
abi::Result<Options> parse_options(std::string_view text);

} // namespace tmpfs
