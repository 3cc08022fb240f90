# SPDX-License-Identifier: MIT
# The toolchain for a PC: clang and lld of LLVM 14, LLVM's C++ library and musl's headers; no system below.
#   cmake -S . -B .build/x86_64 -DCMAKE_TOOLCHAIN_FILE=native/x86_64.cmake
# Sets SWITCHBOARD_MACHINE. Kernel and tasks add their own code model, registers and linker script.
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(SWITCHBOARD_MACHINE x86_64)

find_program(SWITCHBOARD_CLANG NAMES clang-14 REQUIRED)
find_program(SWITCHBOARD_CLANGXX NAMES clang++-14 REQUIRED)
find_program(SWITCHBOARD_LINKER NAMES ld.lld-14 REQUIRED)
find_program(CMAKE_AR NAMES llvm-ar-14 REQUIRED)
find_program(CMAKE_RANLIB NAMES llvm-ranlib-14 REQUIRED)
find_program(CMAKE_STRIP NAMES llvm-strip-14 REQUIRED)
find_program(CMAKE_OBJCOPY NAMES llvm-objcopy-14 REQUIRED)
find_program(CMAKE_OBJDUMP NAMES llvm-objdump-14 REQUIRED)
find_path(SWITCHBOARD_LIBCXX_HEADERS NAMES __config_site PATHS /usr/lib/llvm-14/include/c++/v1
    NO_DEFAULT_PATH REQUIRED)
find_path(SWITCHBOARD_LIBCXX_ARCHIVES NAMES libc++.a PATHS /usr/lib/llvm-14/lib NO_DEFAULT_PATH REQUIRED)

set(CMAKE_C_COMPILER ${SWITCHBOARD_CLANG})
set(CMAKE_CXX_COMPILER ${SWITCHBOARD_CLANGXX})
set(CMAKE_ASM_COMPILER ${SWITCHBOARD_CLANG})
foreach(language C CXX ASM)
    set(CMAKE_${language}_COMPILER_TARGET x86_64-unknown-none-elf)
endforeach()

# Nothing of this machine's own headers and libraries is used, and no program can be linked before there is a
# kernel to run it.
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
foreach(kind LIBRARY INCLUDE PACKAGE)
    set(CMAKE_FIND_ROOT_PATH_MODE_${kind} NEVER)
endforeach()
set(CMAKE_C_FLAGS_INIT "-nostdlibinc")
set(CMAKE_CXX_FLAGS_INIT "-nostdlibinc -nostdinc++")

# The linker itself: a compiler for this target would call that of the building machine.
set(link "<LINK_FLAGS> <OBJECTS> --start-group <LINK_LIBRARIES> --end-group -o <TARGET>")
set(CMAKE_C_LINK_EXECUTABLE "${SWITCHBOARD_LINKER} ${link}")
set(CMAKE_CXX_LINK_EXECUTABLE "${SWITCHBOARD_LINKER} ${link}")
unset(link)
