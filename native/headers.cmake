# SPDX-License-Identifier: MIT
# The headers that everything for x86_64 is compiled with: LLVM's C++ library on top of musl. There is one
# processor thread in the kernel and in a task, so the C++ library needs no locks.
include(${CMAKE_CURRENT_LIST_DIR}/musl/sources.cmake)

add_compile_definitions(_GNU_SOURCE _LIBCPP_HAS_NO_THREADS _LIBCPP_HAS_MUSL_LIBC)
include_directories(SYSTEM $<$<COMPILE_LANGUAGE:CXX>:${SWITCHBOARD_LIBCXX_HEADERS}> ${SWITCHBOARD_MUSL_HEADERS})
