# SPDX-License-Identifier: MIT
# /etc/interfaces.json: compiled and run on the building machine, because programs of the system
# cannot run there.
if(SWITCHBOARD_TASKS)
    find_program(HOST_CXX NAMES c++ g++ clang++ REQUIRED NO_CMAKE_FIND_ROOT_PATH)
    set(INTERFACES_TOOL ${CMAKE_BINARY_DIR}/interfaces)
    set(INTERFACES_JSON ${CMAKE_BINARY_DIR}/system/etc/interfaces.json)
    file(GLOB protocols CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/servers/*/*protocol.hpp)
    add_custom_command(OUTPUT ${INTERFACES_JSON}
        COMMAND ${HOST_CXX} -std=c++20 -I${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/servers/interfaces.cpp -o ${INTERFACES_TOOL}
        COMMAND ${CMAKE_COMMAND} -E make_directory ${CMAKE_BINARY_DIR}/system/etc
        COMMAND ${INTERFACES_TOOL} > ${INTERFACES_JSON}
        DEPENDS ${CMAKE_SOURCE_DIR}/servers/interfaces.cpp ${protocols} ${CMAKE_SOURCE_DIR}/kernel/abi/interface.hpp
        COMMENT "Descriptions of all interfaces"
        VERBATIM)
    add_custom_target(interfaces_json ALL DEPENDS ${INTERFACES_JSON})
else()
    add_executable(interfaces ${CMAKE_SOURCE_DIR}/servers/interfaces.cpp)
    add_test(NAME interfaces_do_not_contradict_each_other COMMAND interfaces)
endif()
