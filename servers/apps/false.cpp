// SPDX-License-Identifier: MIT
// Does nothing, unsuccessfully.
int main(int, char**) {
    return 1;
}
