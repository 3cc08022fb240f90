// SPDX-License-Identifier: MIT
// Draws a screen on a surface: only cells that look different from what was drawn there last. Of each cell it
// remembers how it looks, so that the surface is never read.
#pragma once

#include "servers/display/font.hpp"
#include "servers/display/screen.hpp"
#include "servers/display/surface.hpp"

#include <vector>

namespace display {

class Renderer {
  public:
    /// The face that gives about 100 columns or more, with room for at least one character.
    explicit Renderer(const Surface& surface);

    int columns() const { return columns_; }
    int rows() const { return rows_; }
    /// Returns how many cells were drawn. `with_cursor`: false while the terminal has no one to type to.
    int draw(Screen& screen, bool with_cursor = true);
    /// Whatever is on the surface is not known: the edges are cleared, and the next draw draws everything.
    void forget();

  private:
    enum class Mark : uint8_t { none, block, underline, bar };
    struct Appearance {
        char32_t character = 0;  // 0: not known
        uint32_t foreground = 0; // pixels
        uint32_t background = 0;
        uint16_t flags = 0; // bold, underline, struck
        Mark mark = Mark::none;

        friend bool operator==(const Appearance& a, const Appearance& b) {
            return a.character == b.character && a.foreground == b.foreground &&
                   a.background == b.background && a.flags == b.flags && a.mark == b.mark;
        }
    };

    Appearance appearance(const Screen& screen, int row, int column, Mark mark) const;
    int draw_row(const Screen& screen, int row, const Screen::Cursor& cursor);
    void draw_run(int row, int from, int to);
    void compose(int row, int from, int to, uint32_t line);
    void compose_cell(const Appearance& cell, const uint8_t* glyph, uint32_t line);
    uint32_t line_bits(const Appearance& cell, const uint8_t* glyph, uint32_t line) const;
    void put(uint32_t pixel);
    void fill(uint32_t x, uint32_t y, uint32_t width, uint32_t height, uint32_t rgb);

    Surface surface_;
    const Face& face_;
    uint32_t scale_; // a pixel of a glyph is so many pixels wide and high
    uint32_t cell_width_;
    uint32_t cell_height_;
    int columns_;
    int rows_;
    uint32_t left_; // edge, pixels
    uint32_t top_;
    std::vector<Appearance> drawn_;
    std::vector<const uint8_t*> glyphs_; // of the row that is being drawn
    std::vector<uint8_t> line_;          // pixels that are being composed
    uint8_t* next_ = nullptr;            // where in line_
    int cursor_row_ = -1;                // where the cursor was drawn
};

} // namespace display
