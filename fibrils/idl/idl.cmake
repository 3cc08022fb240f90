# SPDX-License-Identifier: MIT
# idlc, the compiler of interfaces: a program of the building machine, whatever machine is built. IDLC is its path,
# IDLC_TARGET what a command that runs it depends on.
file(GLOB IDL_SOURCES CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/fibrils/idl/*.cpp)
list(FILTER IDL_SOURCES EXCLUDE REGEX "_test\\.cpp$|/fuzz\\.cpp$")
file(GLOB IDL_HEADERS CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/fibrils/idl/*.hpp ${CMAKE_SOURCE_DIR}/kernel/abi/*.hpp)

# link_idl(<program> COMPILER <words> SOURCES <files>): a program made with another compiler than this build's.
function(link_idl program)
    cmake_parse_arguments(IDL "" "" "COMPILER;SOURCES" ${ARGN})
    foreach(source ${IDL_SOURCES})
        get_filename_component(name ${source} NAME_WE)
        set(object ${program}.objects/${name}.o)
        add_custom_command(OUTPUT ${object}
            COMMAND ${CMAKE_COMMAND} -E make_directory ${program}.objects
            COMMAND ${CMAKE_CXX_COMPILER_LAUNCHER} ${IDL_COMPILER} -std=c++20 -O1 -I${CMAKE_SOURCE_DIR} -c ${source} -o ${object}
            DEPENDS ${source} ${IDL_HEADERS}
            COMMENT "${program}: ${name}.cpp"
            VERBATIM)
        list(APPEND objects ${object})
    endforeach()
    add_custom_command(OUTPUT ${program}
        COMMAND ${IDL_COMPILER} ${objects} -o ${program}
        DEPENDS ${objects}
        COMMENT "${program}"
        VERBATIM)
endfunction()

if(SWITCHBOARD_TASKS)
    find_program(HOST_CXX NAMES c++ g++ clang++ REQUIRED NO_CMAKE_FIND_ROOT_PATH)
    set(IDLC ${CMAKE_BINARY_DIR}/idl/idlc CACHE INTERNAL "")
    link_idl(${IDLC} COMPILER ${HOST_CXX} SOURCES ${IDL_SOURCES})
    add_custom_target(idlc DEPENDS ${IDLC})
    set(IDLC_TARGET idlc ${IDLC} CACHE INTERNAL "")
else()
    add_executable(idlc ${IDL_SOURCES})
    target_compile_options(idlc PRIVATE -O1)
    set(IDLC ${CMAKE_BINARY_DIR}/idl/idlc CACHE INTERNAL "")
    set(IDLC_TARGET idlc CACHE INTERNAL "")
    set_target_properties(idlc PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/idl)
    include(${CMAKE_SOURCE_DIR}/fibrils/idl/tests.cmake)
endif()
