// SPDX-License-Identifier: MIT
// A client that takes as much of vfs as it is given, and holds it.
#pragma once

namespace conformance {

/// Opens connections and fills each with calls that wait, tells how far it came, and sleeps. Returns a
/// status.
int run_flood();

} // namespace conformance
