// SPDX-License-Identifier: MIT
#include "tests/posix/claim.h"

#include <stdio.h>

static int number, failed;

void claim(int holds, const char* what) {
    printf("%sok %d - %s\n", holds ? "" : "not ", ++number, what);
    fflush(stdout);
    failed += !holds;
}

int failures(void) {
    return failed;
}
