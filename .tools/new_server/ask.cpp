// SPDX-License-Identifier: MIT
// The program ask_NAME: makes the calls by hand, for people and tests.
#include "servers/NAME/client.hpp"

#include <cstdio>

int main(int count, char** values) {
    auto answer = NAME::echo(count > 1 ? values[1] : "hello");
    if (!answer.ok()) {
        fprintf(stderr, "ask_NAME: error %d\n", int(answer.error()));
        return 1;
    }
    printf("%s\n", (*answer).c_str());
    return 0;
}
