// SPDX-License-Identifier: MIT
// The trace leaves by the second serial port when the command line says trace=serial: the records of
// abi/trace.hpp, one after the other, nothing else. Records that were overwritten before they could leave are
// missing; the sequence numbers show it.
#pragma once

namespace kernel::arch {

/// Switches the trace on if it is wanted and the port is there.
void start_trace_port();
/// Sends what is new; between dispatches.
void send_trace();

} // namespace kernel::arch
