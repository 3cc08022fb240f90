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

# Generated clients and servers of a description that has everything.
set(EVERYTHING ${CMAKE_BINARY_DIR}/generated/fibrils/idl/testing)
set(EVERYTHING_FILES)
foreach(file types.hpp client.hpp client.cpp server.hpp server.cpp description.hpp)
    list(APPEND EVERYTHING_FILES ${EVERYTHING}/everything_${file})
endforeach()
add_custom_command(OUTPUT ${EVERYTHING_FILES}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${EVERYTHING}
    COMMAND ${IDLC} fibrils/idl/testing/everything.idl --root ${CMAKE_SOURCE_DIR} --cpp ${EVERYTHING}
    DEPENDS ${IDLC_TARGET} ${CMAKE_SOURCE_DIR}/fibrils/idl/testing/everything.idl
    VERBATIM)
add_executable(generated_test ${EVERYTHING_FILES} ${CMAKE_SOURCE_DIR}/fibrils/idl/testing/everything_test.cpp
    ${CMAKE_SOURCE_DIR}/fibrils/testing/fake_kernel.cpp)
target_include_directories(generated_test PRIVATE ${CMAKE_BINARY_DIR}/generated)
target_compile_definitions(generated_test PRIVATE GTEST_HAS_CXXABI_H_=0)
target_compile_options(generated_test PRIVATE -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all)
target_link_options(generated_test PRIVATE -fsanitize=address,undefined)
target_link_libraries(generated_test PRIVATE fibrils GTest::gtest_main)
add_test(NAME generated_test COMMAND generated_test)
