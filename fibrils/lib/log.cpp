// SPDX-License-Identifier: MIT
#include "fibrils/lib/log.hpp"

#include "fibrils/arch/syscall.hpp"

namespace lib {

void write_log(std::string_view line) {
    sys_log_write(fibril::address_of(line.data()), line.size());
}

} // namespace lib
