// SPDX-License-Identifier: MIT
// An ordinary C program: what it says about the C library it says on any POSIX system.
#include "tests/posix/claim.h"

#include <stdlib.h>
#include <string.h>

int main(int count, char** arguments) {
    if (count > 1 && strcmp(arguments[1], "exit") == 0)
        return count > 2 ? atoi(arguments[2]) : 0;
    if (count > 1 && strcmp(arguments[1], "terminal") == 0) {
        claim_terminal();
        return failures() != 0;
    }
    claim_files();
    claim_processes();
    claim_commands();
    claim_signals();
    return failures() != 0;
}
