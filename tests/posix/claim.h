// SPDX-License-Identifier: MIT
// What the claims of this program are made with: TAP on standard output.
#pragma once

/// "ok N - claim" or "not ok N - claim".
void claim(int holds, const char* what);
/// How many did not hold.
int failures(void);

void claim_files(void);
void claim_processes(void);
void claim_commands(void);
void claim_signals(void);
/// Waits until somebody types Ctrl-C.
void claim_terminal(void);
