// SPDX-License-Identifier: MIT
#include "tests/circle/keeper.hpp"

int main() {
    return circle::keep<circle::RightServer, circle::LeftClient>(circle::kRightInterface);
}
