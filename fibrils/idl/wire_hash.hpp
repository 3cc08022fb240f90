// SPDX-License-Identifier: MIT
// A number for what travels: it stays when only names and texts change.
#pragma once

#include "fibrils/idl/tree.hpp"

namespace idl {

/// 64-bit FNV-1a over the methods with their words and attachments, and over the connects.
uint64_t wire_hash(const Interface& interface);

} // namespace idl
