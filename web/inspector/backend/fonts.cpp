// SPDX-License-Identifier: MIT
#include "web/inspector/backend/fonts.hpp"

#include "imgui.h"

#include <emscripten.h>

namespace inspector {

namespace {

ImFont* faces[kFaceCount] = {};
bool new_atlas = false;

ImFontAtlas& atlas() {
    return *ImGui::GetIO().Fonts;
}

} // namespace

ImFont* font(Face face) {
    return faces[int(face)];
}

bool take_new_atlas() {
    bool was_new = new_atlas;
    new_atlas = false;
    return was_new;
}

extern "C" {

/// Starts a new atlas of one byte a pixel and returns its memory, zeroed; it belongs to the inspector.
EMSCRIPTEN_KEEPALIVE unsigned char* inspector_atlas_begin(int width, int height) {
    atlas().Clear();
    atlas().Flags |= ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoBakedLines;
    auto bytes = size_t(width) * size_t(height);
    atlas().TexPixelsAlpha8 = static_cast<unsigned char*>(IM_ALLOC(bytes));
    for (size_t i = 0; i < bytes; ++i)
        atlas().TexPixelsAlpha8[i] = 0;
    atlas().TexWidth = width;
    atlas().TexHeight = height;
    atlas().TexUvScale = ImVec2(1.0f / float(width), 1.0f / float(height));
    // The page leaves the pixels around (1, 1) white; lines and boxes are drawn with them.
    atlas().TexUvWhitePixel = ImVec2(1.5f / float(width), 1.5f / float(height));
    return atlas().TexPixelsAlpha8;
}

/// The next face, in the order of Face. Sizes in pixels of the screen.
EMSCRIPTEN_KEEPALIVE void inspector_atlas_face(int face, float size, float ascent, float descent) {
    ImFont* added = IM_NEW(ImFont);
    added->FontSize = size;
    added->Ascent = ascent;
    added->Descent = descent;
    added->ContainerAtlas = &atlas();
    added->FallbackChar = ImWchar(kReplacement);
    atlas().Fonts.push_back(added);
    faces[face] = added;
}

/// A glyph whose picture is at x, y in the atlas and stands `left`, `top` from the pen.
EMSCRIPTEN_KEEPALIVE void inspector_atlas_glyph(int face, int letter, int x, int y, int width, int height,
                                                float left, float top, float advance) {
    ImVec2 scale = atlas().TexUvScale;
    faces[face]->AddGlyph(nullptr, ImWchar(letter), left, top, left + float(width), top + float(height),
                          float(x) * scale.x, float(y) * scale.y, float(x + width) * scale.x,
                          float(y + height) * scale.y, advance);
}

EMSCRIPTEN_KEEPALIVE void inspector_atlas_end() {
    for (ImFont* face : faces)
        face->BuildLookupTable();
    atlas().TexReady = true;
    new_atlas = true;
}

} // extern "C"

} // namespace inspector
