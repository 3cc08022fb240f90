// SPDX-License-Identifier: MIT
// Memory that devices write to by themselves. A device does not know that its driver has died: what was its
// memory rests for a while, until whoever can has silenced the device, before anybody else gets it.
#pragma once

namespace kernel::arch {

/// Gives back what has rested long enough.
void settle_dma();

} // namespace kernel::arch
