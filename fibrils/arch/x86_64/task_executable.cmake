# SPDX-License-Identifier: MIT
# add_task_executable(<name> PLACE boot|srv|bin|test SOURCES... [LIBRARIES...] [USER] [LIBC])
#
# Makes <build>/system/<place>/<name>, an ELF file that the kernel can start (kernel/abi/arch/x86_64/machine.hpp):
#   1. compiled for size, linked by task.ld with Debian's archives of LLVM's C++ library and our build of musl;
#      <build>/linked/<name> keeps its symbols,
#   2. stripped, then .tools/executable_elf.mjs refuses what the kernel would not start, and system calls that are
#      not the kernel's.
# USER: a program that is not trusted to return to the kernel in time. LIBC: links the C library with files.
find_program(NODE node REQUIRED)
set(TASK_EXECUTABLE_TOOL ${CMAKE_SOURCE_DIR}/.tools/executable_elf.mjs CACHE INTERNAL "")
set(TASK_LINKER_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/task.ld CACHE INTERNAL "")
set(TASK_HOT_FUNCTIONS ${CMAKE_CURRENT_LIST_DIR}/hot_functions.txt CACHE INTERNAL "") # lie together, first
set(TASK_COMPILE_FLAGS # of everything that executables are linked from
    -Os -flto -fno-exceptions -fno-rtti -ffunction-sections -fdata-sections -fno-pic -fno-stack-protector
    -fno-asynchronous-unwind-tables -fno-unwind-tables -fomit-frame-pointer
    CACHE INTERNAL "")
set(TASK_LINK_FLAGS -static --gc-sections --no-dependent-libraries "SHELL:-z max-page-size=4096"
    "SHELL:-z norelro" "SHELL:-T ${TASK_LINKER_SCRIPT}"
    --symbol-ordering-file=${TASK_HOT_FUNCTIONS} --no-warn-symbol-ordering
    CACHE INTERNAL "")
set(TASK_SYSTEM_LIBRARIES ${SWITCHBOARD_LIBCXX_ARCHIVES}/libc++.a ${SWITCHBOARD_LIBCXX_ARCHIVES}/libc++abi.a musl
    CACHE INTERNAL "")
# The entry; an object, because nothing refers to it.
add_library(task_entry OBJECT ${CMAKE_CURRENT_LIST_DIR}/entry.S)

function(add_task_executable name)
    cmake_parse_arguments(TASK "USER;LIBC" "PLACE" "SOURCES;LIBRARIES" ${ARGN})
    if(NOT TASK_PLACE MATCHES "^(boot|srv|bin|test)$")
        message(FATAL_ERROR "add_task_executable(${name}): PLACE must be boot, srv, bin or test, not '${TASK_PLACE}'")
    endif()
    set(target task_${name})
    # Programs for tests go to /bin of a bundle that only tests boot.
    set(folder ${CMAKE_BINARY_DIR}/system/${TASK_PLACE})
    if(TASK_PLACE STREQUAL test)
        set(folder ${CMAKE_BINARY_DIR}/test_system/bin)
    endif()
    set(output ${folder}/${name})
    add_executable(${target} ${TASK_SOURCES} $<TARGET_OBJECTS:task_entry>)
    set_target_properties(${target} PROPERTIES OUTPUT_NAME ${name} SUFFIX ""
        RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/linked LINK_DEPENDS "${TASK_LINKER_SCRIPT};${TASK_HOT_FUNCTIONS}")
    target_compile_options(${target} PRIVATE ${TASK_COMPILE_FLAGS})
    set(flags 0)
    if(TASK_USER)
        set(flags 1) # abi::x86_64::NoteFlag::limited
    endif()
    target_link_options(${target} PRIVATE ${TASK_LINK_FLAGS} --defsym=task_flags=${flags})
    target_link_libraries(${target} PRIVATE ${TASK_LIBRARIES})
    if(TASK_LIBC)
        target_sources(${target} PRIVATE $<TARGET_OBJECTS:task_libc_start>)
        target_link_libraries(${target} PRIVATE task_libc)
    else()
        target_compile_options(${target} PRIVATE -fno-c++-static-destructors)
    endif()
    target_link_libraries(${target} PRIVATE interfaces fibrils ${TASK_SYSTEM_LIBRARIES})
    add_custom_command(OUTPUT ${output}
        COMMAND ${CMAKE_COMMAND} -E make_directory ${folder}
        COMMAND ${NODE} ${TASK_EXECUTABLE_TOOL} --objdump ${CMAKE_OBJDUMP} --strip ${CMAKE_STRIP}
                $<TARGET_FILE:${target}> ${output}
        DEPENDS ${target} ${TASK_EXECUTABLE_TOOL}
        COMMENT "Executable ${TASK_PLACE}/${name}"
        VERBATIM)
    add_custom_target(executable_${name} ALL DEPENDS ${output})
endfunction()
