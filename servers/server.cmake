# SPDX-License-Identifier: MIT
# What the CMakeLists.txt of a server's folder uses besides add_task_executable.
#
# add_client_library(<name> SOURCES... [LIBRARIES...])  client.cpp of a server, for the tasks that call it
# add_server_test(<name> SOURCES...)                    unit test on the host, with sanitizers
# add_fibril_test(<name> SOURCES...)                    the same for what waits: with fibrils, on the fake kernel
include_guard(GLOBAL)

function(add_client_library name)
    cmake_parse_arguments(CLIENT "" "" "SOURCES;LIBRARIES" ${ARGN})
    add_library(${name} STATIC ${CLIENT_SOURCES})
    target_compile_options(${name} PRIVATE ${TASK_COMPILE_FLAGS})
    target_link_libraries(${name} PUBLIC ${CLIENT_LIBRARIES} interfaces)
endfunction()

function(add_server_test name)
    cmake_parse_arguments(TEST "" "" "SOURCES" ${ARGN})
    find_package(GTest REQUIRED)
    add_executable(${name} ${TEST_SOURCES})
    # <cxxabi.h>, which googletest would use to print names of types, wants the namespace "abi" for itself.
    target_compile_definitions(${name} PRIVATE GTEST_HAS_CXXABI_H_=0)
    target_compile_options(${name} PRIVATE -fsanitize=address,undefined -fno-sanitize-recover=all)
    target_link_options(${name} PRIVATE -fsanitize=address,undefined)
    target_link_libraries(${name} PRIVATE GTest::gtest_main interfaces)
    add_test(NAME ${name} COMMAND ${name})
endfunction()

function(add_fibril_test name)
    add_server_test(${name} ${ARGN})
    target_sources(${name} PRIVATE ${CMAKE_SOURCE_DIR}/fibrils/testing/fake_kernel.cpp)
endfunction()
