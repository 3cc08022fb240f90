// SPDX-License-Identifier: MIT
#include "tests/circle/keeper.hpp"

int main() {
    return circle::keep<circle::LeftServer, circle::RightClient>(circle::kLeftInterface);
}
