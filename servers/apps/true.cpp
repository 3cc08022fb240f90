// SPDX-License-Identifier: MIT
// Does nothing, successfully.
int main(int, char**) {
    return 0;
}
