// SPDX-License-Identifier: MIT
// The font atlas. The browser draws the glyphs, at exactly the size of the screen's pixels: text is as crisp
// as the page's own, in the page's own fonts, and no font travels in the bundle.
#pragma once

struct ImFont;

namespace inspector {

enum class Face { body, strong, small, mono };
inline constexpr int kFaceCount = 4;
/// Code of the picture for letters that the atlas lacks; the page knows it too.
inline constexpr unsigned kReplacement = 0x1a;

/// Null until the page has delivered the atlas. The fonts change whenever it delivers a new one.
ImFont* font(Face face);

/// True once after the page has delivered an atlas: the texture must be made again.
bool take_new_atlas();

} // namespace inspector
