// SPDX-License-Identifier: MIT
// How start-up reaches the program's main, which compilers do not let be called by its name.
#pragma once

namespace startup {

int call_main(int count, char** arguments);

} // namespace startup
