// SPDX-License-Identifier: MIT
// How start-up reaches the program's main; defined under fibrils/arch, because compilers rename main.
#pragma once

namespace startup {

int call_main(int count, char** arguments);

} // namespace startup
