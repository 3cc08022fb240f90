# SPDX-License-Identifier: MIT
# The kernel as a library on top of a simulated machine, and its unit tests, under sanitizers.
find_package(GTest REQUIRED)

set(sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all)

add_library(kernel_host STATIC ${kernel_sources} arch/host/hardware.cpp arch/host/invariants.cpp
    arch/host/machine.cpp)
target_compile_options(kernel_host PRIVATE -O1 -g1 -fno-exceptions -fno-rtti)
target_compile_options(kernel_host PUBLIC ${sanitizers})
target_link_options(kernel_host PUBLIC ${sanitizers})

file(GLOB_RECURSE kernel_tests CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*_test.cpp)
list(FILTER kernel_tests EXCLUDE REGEX "/arch/x86_64/") # see native/CMakeLists.txt
add_executable(kernel_test ${kernel_tests} arch/host/kernel_fixture.cpp)
target_compile_options(kernel_test PRIVATE -O0 -g1 -Wno-missing-field-initializers)
target_precompile_headers(kernel_test PRIVATE arch/host/kernel_fixture.hpp)
# <cxxabi.h> makes abi a name of the C++ runtime; here it is the kernel's.
target_compile_definitions(kernel_test PRIVATE GTEST_HAS_CXXABI_H_=0)
target_link_libraries(kernel_test PRIVATE kernel_host GTest::gtest GTest::gtest_main)
add_test(NAME kernel COMMAND kernel_test)
