// SPDX-License-Identifier: MIT
#include "tests/conformance/case.hpp"
#include "tests/conformance/flood.hpp"
#include "tests/conformance/liar.hpp"
#include "tests/conformance/peer.hpp"

#include <cstring>

int main(int argc, char** argv) {
    if (argc > 1 && std::strcmp(argv[1], "peer") == 0)
        return conformance::run_peer();
    if (argc > 1 && std::strcmp(argv[1], "liar") == 0)
        return conformance::run_liar();
    if (argc > 1 && std::strcmp(argv[1], "flood") == 0)
        return conformance::run_flood();
    return conformance::run_cases(argc > 1 ? argv[1] : nullptr) > 0 ? 1 : 0;
}
