# SPDX-License-Identifier: MIT
# Every description servers/<name>/<name>.idl becomes C++ (<build>/generated/servers/<name>/) in the library `interfaces`,
# and all of them together /etc/interfaces.json and the kernel's table /etc/interfaces.monitor. Each is compared with frozen.idl
# beside it, if there is one.
file(GLOB descriptions CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/servers/*/*.idl)
set(released ${descriptions})
list(FILTER released INCLUDE REGEX "/frozen\\.idl$")
list(FILTER descriptions EXCLUDE REGEX "/frozen\\.idl$")
set(sources)
set(facts)
foreach(description ${descriptions})
    file(RELATIVE_PATH path ${CMAKE_SOURCE_DIR} ${description})
    get_filename_component(folder ${CMAKE_BINARY_DIR}/generated/${path} DIRECTORY)
    get_filename_component(name ${path} NAME_WE)
    get_filename_component(place ${description} DIRECTORY)
    set(frozen)
    if(EXISTS ${place}/frozen.idl)
        set(frozen --frozen ${place}/frozen.idl)
    endif()
    set(outputs)
    foreach(file types.hpp client.hpp client.cpp server.hpp server.cpp description.hpp)
        list(APPEND outputs ${folder}/${name}_${file})
    endforeach()
    add_custom_command(OUTPUT ${outputs} ${folder}/${name}.json
        COMMAND ${CMAKE_COMMAND} -E make_directory ${folder}
        COMMAND ${IDLC} ${path} --root ${CMAKE_SOURCE_DIR} --cpp ${folder} --json ${folder}/${name}.json ${frozen}
        DEPENDS ${IDLC_TARGET} ${descriptions} ${released} # of which it may import some
        WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
        COMMENT "Interface ${path}"
        VERBATIM)
    list(APPEND sources ${outputs})
    list(APPEND facts ${folder}/${name}.json)
endforeach()

add_library(interfaces STATIC ${sources})
target_include_directories(interfaces PUBLIC ${CMAKE_BINARY_DIR}/generated)
target_link_libraries(interfaces PUBLIC fibrils)
if(SWITCHBOARD_TASKS)
    target_compile_options(interfaces PRIVATE ${TASK_COMPILE_FLAGS})
    set(generated ${CMAKE_BINARY_DIR}/generated/servers)
    set_source_files_properties(${generated}/vfs/vfs_client.cpp ${generated}/vfs/vfs_server.cpp # the way of every file
        PROPERTIES COMPILE_OPTIONS -O2)
    set(INTERFACES_JSON ${CMAKE_BINARY_DIR}/system/etc/interfaces.json)
    add_custom_command(OUTPUT ${INTERFACES_JSON}
        COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/.tools/interfaces.mjs ${INTERFACES_JSON} ${facts}
        DEPENDS ${facts} ${CMAKE_SOURCE_DIR}/.tools/interfaces.mjs
        COMMENT "Descriptions of all interfaces"
        VERBATIM)
    add_custom_target(interfaces_json ALL DEPENDS ${INTERFACES_JSON})
    set(INTERFACES_MONITOR ${CMAKE_BINARY_DIR}/system/etc/interfaces.monitor)
    add_custom_command(OUTPUT ${INTERFACES_MONITOR}
        COMMAND ${NODE} ${CMAKE_SOURCE_DIR}/.tools/monitor.mjs ${INTERFACES_MONITOR} ${CMAKE_SOURCE_DIR}/servers/system.conf ${facts}
        DEPENDS ${facts} ${CMAKE_SOURCE_DIR}/.tools/monitor.mjs ${CMAKE_SOURCE_DIR}/servers/system.conf
        COMMENT "Table of the run-time monitor"
        VERBATIM)
    add_custom_target(interfaces_monitor ALL DEPENDS ${INTERFACES_MONITOR})
endif()
