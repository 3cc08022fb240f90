# SPDX-License-Identifier: MIT
# boot_font(<target>): font_tables.inc for the kernel's own screen, made of the Terminus Font as Debian packages it.
find_program(NODE node REQUIRED)
find_file(TERMINUS_FONT ter-u16n_unicode.pcf.gz PATHS /usr/share/fonts/X11/misc NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH)
if(NOT TERMINUS_FONT)
    message(FATAL_ERROR "The Terminus Font for X11 is missing (Debian package xfonts-terminus)")
endif()

function(boot_font target)
    set(folder ${CMAKE_BINARY_DIR}/boot_font)
    file(MAKE_DIRECTORY ${folder})
    add_custom_command(OUTPUT ${folder}/font_tables.inc
        COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/.tools/font.mjs ${folder}/font_tables.inc Regular16=${TERMINUS_FONT}
        DEPENDS ${CMAKE_SOURCE_DIR}/.tools/font.mjs
        COMMENT "Glyphs for the kernel's screen"
        VERBATIM)
    target_sources(${target} PRIVATE ${folder}/font_tables.inc)
    target_include_directories(${target} PRIVATE ${folder})
endfunction()
