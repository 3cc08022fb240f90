// SPDX-License-Identifier: MIT
#include "servers/display/renderer.hpp"

#include "servers/display/palette.hpp"

#include <algorithm>
#include <cstring>

namespace display {

namespace {

constexpr uint32_t kMaxPixelSize = 4;   // bytes
constexpr uint32_t kLargeWidth = 1600;  // pixels from which on the large face is used
constexpr uint32_t kDoubleWidth = 3200; // and from which on it is drawn twice as large

uint32_t scale_for(const Surface& surface) {
    return 1 + surface.width / kDoubleWidth;
}

const Face& face_for(const Surface& surface) {
    return surface.width >= kLargeWidth ? kLargeFace : kSmallFace;
}

bool bit(uint32_t bits, uint32_t width, uint32_t x) {
    return (bits >> (width - 1 - x) & 1) != 0;
}

} // namespace

Renderer::Renderer(const Surface& surface)
    : surface_(surface), face_(face_for(surface)), scale_(scale_for(surface)),
      cell_width_(uint32_t(face_.regular.width) * scale_),
      cell_height_(uint32_t(face_.regular.height) * scale_),
      columns_(std::clamp(int(surface.width / cell_width_), 1, Grid::kMaxSide)),
      rows_(std::clamp(int(surface.height / cell_height_), 1, Grid::kMaxSide)),
      left_((surface.width - std::min(surface.width, uint32_t(columns_) * cell_width_)) / 2),
      top_((surface.height - std::min(surface.height, uint32_t(rows_) * cell_height_)) / 2),
      drawn_(size_t(columns_) * size_t(rows_)), glyphs_(size_t(columns_)),
      line_(std::max(size_t(columns_) * cell_width_, size_t(surface.width)) * surface.pixel_size +
            kMaxPixelSize) {
    forget();
}

void Renderer::put(uint32_t pixel) {
    for (uint32_t byte = 0; byte < kMaxPixelSize; byte++) // compilers make one store of this
        next_[byte] = uint8_t(pixel >> (8 * byte));
    next_ += surface_.pixel_size;
}

void Renderer::fill(uint32_t x, uint32_t y, uint32_t width, uint32_t height, uint32_t rgb) {
    if (x >= surface_.width || y >= surface_.height)
        return;
    width = std::min(width, surface_.width - x);
    height = std::min(height, surface_.height - y);
    next_ = line_.data();
    for (uint32_t i = 0; i < width; i++)
        put(surface_.pack(rgb));
    for (uint32_t line = y; line < y + height; line++)
        std::memcpy(surface_.pixels + size_t(line) * surface_.pitch + size_t(x) * surface_.pixel_size,
                    line_.data(), size_t(width) * surface_.pixel_size);
}

void Renderer::forget() {
    const uint32_t right = left_ + uint32_t(columns_) * cell_width_;
    const uint32_t bottom = top_ + uint32_t(rows_) * cell_height_;
    fill(0, 0, surface_.width, top_, kDefaultBackground);
    fill(0, bottom, surface_.width, surface_.height, kDefaultBackground);
    fill(0, top_, left_, bottom - top_, kDefaultBackground);
    fill(right, top_, surface_.width, bottom - top_, kDefaultBackground);
    std::fill(drawn_.begin(), drawn_.end(), Appearance());
}

Renderer::Appearance Renderer::appearance(const Screen& screen, int row, int column, Mark mark) const {
    const Cell cell = screen.at(row, column);
    Look look = look_of(cell.style, screen.reversed());
    if (mark == Mark::block)
        look = {kDefaultBackground, kCursorColour};
    const auto flags = uint16_t(cell.style.flags & (kBold | kUnderline | kStruck));
    return {cell.character, surface_.pack(look.foreground), surface_.pack(look.background), flags, mark};
}

int Renderer::draw(Screen& screen, bool with_cursor) {
    Screen::Cursor cursor = screen.cursor();
    cursor.visible = cursor.visible && with_cursor;
    int drawn = 0;
    for (int row = 0; row < std::min(rows_, screen.rows()); row++) {
        const bool has_cursor = row == cursor_row_ || (cursor.visible && row == cursor.row);
        if (screen.take_change(row) || has_cursor || drawn_[size_t(row) * size_t(columns_)].character == 0)
            drawn += draw_row(screen, row, cursor);
    }
    cursor_row_ = cursor.visible ? cursor.row : -1;
    return drawn;
}

// Runs of cells are drawn line by line, because a surface takes long writes much faster than short ones.
int Renderer::draw_row(const Screen& screen, int row, const Screen::Cursor& cursor) {
    static constexpr Mark kMarks[] = {Mark::block, Mark::underline, Mark::bar};
    Appearance* const drawn = &drawn_[size_t(row) * size_t(columns_)];
    int count = 0;
    int run = -1; // where it began
    const int columns = std::min(columns_, screen.columns());
    for (int column = 0; column <= columns; column++) {
        bool differs = false;
        if (column < columns) {
            const bool here = cursor.visible && row == cursor.row && column == cursor.column;
            const Appearance wanted =
                appearance(screen, row, column, here ? kMarks[size_t(cursor.shape)] : Mark::none);
            differs = !(wanted == drawn[column]);
            drawn[column] = wanted;
        }
        if (differs) {
            count++;
            run = run < 0 ? column : run;
        } else if (run >= 0) {
            draw_run(row, run, column);
            run = -1;
        }
    }
    return count;
}

void Renderer::draw_run(int row, int from, int to) {
    const Appearance* const drawn = &drawn_[size_t(row) * size_t(columns_)];
    for (int column = from; column < to; column++) {
        const Font& font = (drawn[column].flags & kBold) != 0 ? face_.bold : face_.regular;
        glyphs_[size_t(column)] = font.glyph(drawn[column].character);
    }
    const size_t x = (left_ + size_t(from) * cell_width_) * surface_.pixel_size;
    const uint32_t y = top_ + uint32_t(row) * cell_height_;
    const size_t size = std::min(size_t(to - from) * cell_width_ * surface_.pixel_size,
                                 size_t(surface_.width) * surface_.pixel_size - x);
    for (uint32_t line = 0; line < cell_height_ && y + line < surface_.height; line++) {
        if (line % scale_ == 0)
            compose(row, from, to, line / scale_);
        std::memcpy(surface_.pixels + size_t(y + line) * surface_.pitch + x, line_.data(), size);
    }
}

void Renderer::compose(int row, int from, int to, uint32_t line) {
    next_ = line_.data();
    for (int column = from; column < to; column++)
        compose_cell(drawn_[size_t(row) * size_t(columns_) + size_t(column)], glyphs_[size_t(column)], line);
}

uint32_t Renderer::line_bits(const Appearance& cell, const uint8_t* glyph, uint32_t line) const {
    const auto width = uint32_t(face_.regular.width);
    const auto height = uint32_t(face_.regular.height);
    const uint32_t thickness = height / 16;
    const uint32_t all = (1u << width) - 1;
    const size_t bytes = (width + 7) / 8;
    uint32_t bits = 0;
    for (size_t byte = 0; byte < bytes; byte++)
        bits = bits << 8 | glyph[line * bytes + byte];
    const auto in_bar = [&](uint32_t top, uint32_t size) { return line >= top && line < top + size; };
    const bool underlined = (cell.flags & kUnderline) != 0 && in_bar(height - 2 * thickness, thickness);
    const bool struck = (cell.flags & kStruck) != 0 && in_bar(height / 2, thickness);
    return underlined || struck ? all : bits;
}

void Renderer::compose_cell(const Appearance& cell, const uint8_t* glyph, uint32_t line) {
    const auto width = uint32_t(face_.regular.width);
    const auto height = uint32_t(face_.regular.height);
    const uint32_t bits = line_bits(cell, glyph, line);
    const bool cursor_line = cell.mark == Mark::underline && line >= height - 2 * (height / 16);
    const uint32_t cursor = surface_.pack(kCursorColour);
    for (uint32_t x = 0; x < width; x++) {
        uint32_t pixel = bit(bits, width, x) ? cell.foreground : cell.background;
        if (cursor_line || (cell.mark == Mark::bar && x < width / 8 + 1))
            pixel = cursor;
        for (uint32_t copy = 0; copy < scale_; copy++)
            put(pixel);
    }
}

} // namespace display
