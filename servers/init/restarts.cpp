// SPDX-License-Identifier: MIT
#include "servers/init/restarts.hpp"

namespace init {

std::optional<uint64_t> Restarts::next(bool abnormal, uint64_t lived) {
    if (policy_ == Restart::never || (policy_ == Restart::on_fault && !abnormal))
        return std::nullopt;
    in_a_row_ = lived >= kLongLife ? 1 : in_a_row_ + 1;
    if (gave_up())
        return std::nullopt;
    return in_a_row_ == 1 ? 0 : kFirstPause << (in_a_row_ - 2);
}

} // namespace init
