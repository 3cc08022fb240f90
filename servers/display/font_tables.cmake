# SPDX-License-Identifier: MIT
# display_font_tables(<target>): font_tables.inc for font.cpp, made of the Terminus Font as Debian packages it.
find_program(NODE node REQUIRED)
set(fonts /usr/share/fonts/X11/misc)
find_file(TERMINUS_FONT ter-u16n_unicode.pcf.gz PATHS ${fonts} NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH)
if(NOT TERMINUS_FONT)
    message(FATAL_ERROR "The Terminus Font for X11 is missing (Debian package xfonts-terminus)")
endif()
get_filename_component(fonts ${TERMINUS_FONT} DIRECTORY)
set(tables ${CMAKE_CURRENT_BINARY_DIR}/tables/font_tables.inc)
file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/tables)
set(sources
    Regular16=${fonts}/ter-u16n_unicode.pcf.gz Bold16=${fonts}/ter-u16b_unicode.pcf.gz
    Regular32=${fonts}/ter-u32n_unicode.pcf.gz Bold32=${fonts}/ter-u32b_unicode.pcf.gz)
add_custom_command(OUTPUT ${tables}
    COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/.tools/font.mjs ${tables} ${sources}
    DEPENDS ${CMAKE_SOURCE_DIR}/.tools/font.mjs
    COMMENT "Glyphs of the Terminus Font"
    VERBATIM)

# Its licence goes wherever its glyphs go.
set(licence /usr/share/doc/xfonts-terminus/copyright)
if(SWITCHBOARD_DRIVERS AND EXISTS ${licence})
    configure_file(${licence} ${CMAKE_BINARY_DIR}/system/etc/licences/terminus-font COPYONLY)
endif()

function(display_font_tables target)
    target_sources(${target} PRIVATE ${tables})
    target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/tables)
endfunction()
