# SPDX-License-Identifier: MIT
# Finds the sources of Dear ImGui: a copy from before, else the distribution's source package, else the release
# at its home. Sets imgui_folder and imgui_sources. Every version from 1.86 to 1.91 compiles.
set(SWITCHBOARD_IMGUI "${CMAKE_SOURCE_DIR}/.build/imgui" CACHE PATH "Sources of Dear ImGui; filled when empty")
set(imgui_folder ${SWITCHBOARD_IMGUI})

execute_process(COMMAND ${CMAKE_SOURCE_DIR}/.tools/debian_source.sh imgui imgui.h ${imgui_folder}
    RESULT_VARIABLE imgui_missing)
if(imgui_missing)
    include(FetchContent)
    # Release 1.91.9b, by commit so that nobody can move it.
    FetchContent_Declare(imgui GIT_REPOSITORY https://github.com/ocornut/imgui.git
                               GIT_TAG f5befd2d29e66809cd1110a152e375a7f1981f06)
    FetchContent_Populate(imgui)
    set(imgui_folder ${imgui_SOURCE_DIR})
endif()

set(imgui_sources ${imgui_folder}/imgui.cpp ${imgui_folder}/imgui_draw.cpp ${imgui_folder}/imgui_tables.cpp
                  ${imgui_folder}/imgui_widgets.cpp ${imgui_folder}/backends/imgui_impl_opengl3.cpp)
