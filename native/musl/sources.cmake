# SPDX-License-Identifier: MIT
# Finds the sources of musl 1.2.3: a copy from before, else the distribution's source package, else the release at
# its home. Sets SWITCHBOARD_MUSL (sources) and SWITCHBOARD_MUSL_HEADERS (made from them as musl's own build does).
set(SWITCHBOARD_MUSL "${CMAKE_SOURCE_DIR}/.build/musl-1.2.3" CACHE PATH "Sources of musl 1.2.3; filled when empty")
set(SWITCHBOARD_MUSL_HEADERS ${CMAKE_BINARY_DIR}/musl/include)

set(musl_version "none")
execute_process(COMMAND ${CMAKE_SOURCE_DIR}/.tools/debian_source.sh musl VERSION ${SWITCHBOARD_MUSL})
if(EXISTS ${SWITCHBOARD_MUSL}/VERSION)
    file(READ ${SWITCHBOARD_MUSL}/VERSION musl_version)
    string(STRIP "${musl_version}" musl_version)
endif()
if(NOT musl_version STREQUAL "1.2.3") # a distribution with another one
    include(FetchContent)
    FetchContent_Declare(musl
        URL https://musl.libc.org/releases/musl-1.2.3.tar.gz
        URL_HASH SHA256=7d5b0b6062521e4627e099e4c9dc8248d32a30285e959b7eecaa780cf8cfd4a4)
    FetchContent_Populate(musl)
    set(SWITCHBOARD_MUSL ${musl_SOURCE_DIR})
endif()

set(musl_bits ${SWITCHBOARD_MUSL_HEADERS}/bits)
if(NOT EXISTS ${musl_bits}/alltypes.h)
    file(COPY ${SWITCHBOARD_MUSL}/include/ DESTINATION ${SWITCHBOARD_MUSL_HEADERS} FILES_MATCHING PATTERN *.h)
    file(COPY ${SWITCHBOARD_MUSL}/arch/generic/bits/ DESTINATION ${musl_bits} FILES_MATCHING PATTERN *.h)
    file(COPY ${SWITCHBOARD_MUSL}/arch/x86_64/bits/ DESTINATION ${musl_bits} FILES_MATCHING PATTERN *.h)
    execute_process(COMMAND_ERROR_IS_FATAL ANY OUTPUT_FILE ${musl_bits}/alltypes.h
        COMMAND sed -f ${SWITCHBOARD_MUSL}/tools/mkalltypes.sed ${SWITCHBOARD_MUSL}/arch/x86_64/bits/alltypes.h.in
                ${SWITCHBOARD_MUSL}/include/alltypes.h.in)
endif()
