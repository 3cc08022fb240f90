# SPDX-License-Identifier: MIT
# Unit tests of the compiler of interfaces, with sanitizers.
find_package(GTest REQUIRED)
file(GLOB IDL_TESTS CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/fibrils/idl/*_test.cpp)
list(FILTER IDL_SOURCES EXCLUDE REGEX "/idlc\\.cpp$")
add_executable(idl_test ${IDL_SOURCES} ${IDL_TESTS} ${CMAKE_SOURCE_DIR}/kernel/abi/error.cpp)
# <cxxabi.h> makes abi a name of the C++ runtime; here it is the kernel's.
target_compile_definitions(idl_test PRIVATE GTEST_HAS_CXXABI_H_=0 IDL_ROOT="${CMAKE_SOURCE_DIR}")
target_compile_options(idl_test PRIVATE -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all)
target_link_options(idl_test PRIVATE -fsanitize=address,undefined)
target_link_libraries(idl_test PRIVATE GTest::gtest_main)
add_test(NAME idl_test COMMAND idl_test)

# The target of fuzz.test.mjs. libFuzzer comes with clang.
find_program(FUZZ_CXX NAMES clang++-14 clang++ REQUIRED)
link_idl(${CMAKE_BINARY_DIR}/idl/fuzz
    COMPILER ${FUZZ_CXX} -g -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all "-DIDL_ROOT=\"${CMAKE_SOURCE_DIR}\""
    SOURCES ${IDL_SOURCES} ${CMAKE_SOURCE_DIR}/fibrils/idl/fuzz.cpp)
add_custom_target(idl_fuzz ALL DEPENDS ${CMAKE_BINARY_DIR}/idl/fuzz)
