# SPDX-License-Identifier: MIT
# The kernel for a PC, linked twice: the second time with the names of its functions, for backtraces.
enable_language(ASM)
set(arch ${CMAKE_CURRENT_LIST_DIR})
set(boot ${CMAKE_SOURCE_DIR}/native/boot)

add_library(kernel_objects OBJECT ${kernel_sources}
    ${arch}/acpi.cpp
    ${arch}/apic.cpp
    ${arch}/archive.cpp
    ${arch}/clock.cpp
    ${arch}/dispatch.cpp
    ${arch}/dma.cpp
    ${arch}/early_console.cpp
    ${arch}/early_screen.cpp
    ${arch}/executable.cpp
    ${arch}/executable_image.cpp
    ${arch}/fault.cpp
    ${arch}/frames.cpp
    ${arch}/hardware.cpp
    ${arch}/interrupt.cpp
    ${arch}/loop.cpp
    ${arch}/machine.cpp
    ${arch}/memory.cpp
    ${arch}/page_table.cpp
    ${arch}/panic.cpp
    ${arch}/power.cpp
    ${arch}/serial_port.cpp
    ${arch}/sharing.cpp
    ${arch}/space.cpp
    ${arch}/start.cpp
    ${arch}/support.cpp
    ${arch}/symbol.cpp
    ${arch}/system_call.cpp
    ${arch}/trace_port.cpp
    ${arch}/trap.S
    ${arch}/trap.cpp
    ${boot}/entry.S
    ${boot}/information.cpp
    ${boot}/multiboot.cpp
    ${boot}/pvh.cpp
    ${boot}/start.cpp)
include(${CMAKE_SOURCE_DIR}/native/boot/font.cmake)
boot_font(kernel_objects)
target_compile_options(kernel_objects PRIVATE
    -O2 -ffreestanding -mcmodel=kernel -mno-red-zone -mno-sse -mno-mmx -fno-pic -fno-stack-protector
    -flto -fno-omit-frame-pointer -ffunction-sections -fdata-sections
    $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions -fno-rtti -fno-threadsafe-statics>)

function(add_kernel_link name symbols output)
    add_executable(${name} $<TARGET_OBJECTS:kernel_objects> ${symbols})
    target_link_options(${name} PRIVATE -static -nostdlib --gc-sections -z max-page-size=4096
        --symbol-ordering-file=${boot}/hot_functions.txt --no-warn-symbol-ordering
        -T ${boot}/kernel.ld -Map=${CMAKE_BINARY_DIR}/linked/${name}.map)
    set_target_properties(${name} PROPERTIES OUTPUT_NAME ${output} SUFFIX "" LINK_DEPENDS "${boot}/kernel.ld;${boot}/hot_functions.txt")
endfunction()

set(linked ${CMAKE_BINARY_DIR}/linked)
file(MAKE_DIRECTORY ${linked})
find_program(NODE node REQUIRED)
add_kernel_link(kernel_unnamed ${boot}/symbols.S kernel_unnamed)
set_target_properties(kernel_unnamed PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${linked})
add_custom_command(OUTPUT ${linked}/symbols.S
    COMMAND ${NODE} ${boot}/symbols.mjs $<TARGET_FILE:kernel_unnamed> ${linked}/symbols.S
    DEPENDS kernel_unnamed ${boot}/symbols.mjs
    COMMENT "Names of the kernel's functions"
    VERBATIM)
add_kernel_link(kernel ${linked}/symbols.S kernel.elf)
set_target_properties(kernel PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
# These are what a compiler would otherwise see in their own loops, and call for ever.
set_source_files_properties(${arch}/support.cpp PROPERTIES COMPILE_OPTIONS -fno-builtin)
