// SPDX-License-Identifier: MIT
#include "fibrils/lib/fatal.hpp"

#include "fibrils/arch/context.hpp"

namespace lib {

void die() {
    fibril::arch::trap();
}

} // namespace lib
