# SPDX-License-Identifier: MIT
# add_task_executable(<name> PLACE boot|srv|bin|test SOURCES... [LIBRARIES...] [USER] [LIBC])
#
# Makes <build>/system/<place>/<name>, a WebAssembly module that the kernel can start:
#   1. compiled for size, optimized as a whole, and linked at -O1 (a link at -O2 would inline the fibril primitives
#      before Asyncify). Fewer and smaller functions are left then in which a fibril can wait. The option -flto is not
#      given to the link, which would want system libraries of that kind, too;
#   2. wasm-opt: Asyncify, then optimisation;
#   3. .tools/executable.mjs: refuses imports that the kernel does not offer, adds the stack check and, for USER
#      programs, loop fuel; strips names.
# USER: a program that is not trusted to return to the kernel in time. LIBC: links the C library with files.
find_program(WASM_OPT wasm-opt REQUIRED)
find_program(NODE node REQUIRED)
set(TASK_EXECUTABLE_TOOL ${CMAKE_SOURCE_DIR}/.tools/executable.mjs CACHE INTERNAL "")
set(TASK_TOOL_PARTS ${CMAKE_SOURCE_DIR}/.tools/executable_module.mjs ${CMAKE_SOURCE_DIR}/.tools/executable_code.mjs
    CACHE INTERNAL "")
set(TASK_COMPILE_FLAGS # of everything that executables are linked from; with -Os alone, Emscripten switches inlining off
    -Os -finline-functions -flto -fwhole-program-vtables -fvisibility=hidden -mbulk-memory -fno-exceptions -fno-rtti -ffunction-sections -fdata-sections
    CACHE INTERNAL "")
set(TASK_LINK_FLAGS
    -O1 --no-entry -nostdlib --profiling-funcs
    -sSTANDALONE_WASM=1 -sMALLOC=emmalloc -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=67108864
    -sINITIAL_MEMORY=262144 -sTOTAL_STACK=16384 -sFILESYSTEM=0
    -sERROR_ON_UNDEFINED_SYMBOLS=0 -sWARN_ON_UNDEFINED_SYMBOLS=0 # the tool names what is missing
    -Wl,--stack-first -Wl,--undefined=task_enter -Wl,--undefined=_initialize -Wl,--gc-sections
    CACHE INTERNAL "")
# Not Emscripten's standalone library: what we need of it is in fibrils/arch/wasm.
set(TASK_SYSTEM_LIBRARIES -lc++-noexcept -lc++abi-noexcept -lc -lemmalloc -lcompiler_rt CACHE INTERNAL "")

add_library(task_fuel OBJECT ${CMAKE_CURRENT_LIST_DIR}/fuel.S)

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
    add_executable(${target} ${TASK_SOURCES})
    set_target_properties(${target} PROPERTIES SUFFIX ".wasm" OUTPUT_NAME ${name}
        RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/linked)
    target_compile_options(${target} PRIVATE ${TASK_COMPILE_FLAGS} -Oz) # what is hot is in fibrils
    target_link_options(${target} PRIVATE ${TASK_LINK_FLAGS})
    target_link_libraries(${target} PRIVATE ${TASK_LIBRARIES})
    if(TASK_LIBC)
        target_sources(${target} PRIVATE $<TARGET_OBJECTS:task_libc_start>)
        target_link_libraries(${target} PRIVATE task_libc) # named here, so that it comes before -lc
    else()
        target_compile_options(${target} PRIVATE -fno-c++-static-destructors)
    endif()
    target_link_libraries(${target} PRIVATE interfaces fibrils)
    if(TASK_LIBC)
        # Time, strftime and exit of musl, which Emscripten's libc leaves to JavaScript. Before -lc, after fibrils.
        target_link_libraries(${target} PRIVATE -lstandalonewasm-memgrow)
    endif()
    target_link_libraries(${target} PRIVATE ${TASK_SYSTEM_LIBRARIES})
    if(TASK_USER)
        target_sources(${target} PRIVATE $<TARGET_OBJECTS:task_fuel>)
        set(fuel --fuel)
    else()
        set(fuel)
    endif()
    add_custom_command(OUTPUT ${output}
        COMMAND ${CMAKE_COMMAND} -E make_directory ${folder}
        COMMAND ${WASM_OPT} --enable-bulk-memory $<TARGET_FILE:${target}> --asyncify --pass-arg=asyncify-ignore-imports
                -Os -g -o ${CMAKE_BINARY_DIR}/linked/${name}.fibrils.wasm
        COMMAND ${NODE} ${TASK_EXECUTABLE_TOOL} ${fuel} ${CMAKE_BINARY_DIR}/linked/${name}.fibrils.wasm ${output}
        DEPENDS ${target} ${TASK_EXECUTABLE_TOOL} ${TASK_TOOL_PARTS}
        COMMENT "Executable ${TASK_PLACE}/${name}"
        VERBATIM)
    add_custom_target(executable_${name} ALL DEPENDS ${output})
endfunction()
