// SPDX-License-Identifier: MIT
// How Dear ImGui is compiled; included by its headers.
#pragma once

// WebGL has no base vertex, so long lists need indices beyond 65535.
#define ImDrawIdx unsigned int

#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
#ifdef NDEBUG
#define IM_ASSERT(condition) ((void)(condition))
#endif
