// SPDX-License-Identifier: MIT
#include "kernel/arch/x86_64/early_screen.hpp"

#include "font_tables.inc"
#include "kernel/arch/x86_64/memory.hpp"

#include <cstring>
#include <iterator>

namespace kernel::arch {

namespace {

constexpr uint32_t kCellWidth = 8, kCellHeight = 16;
constexpr uint32_t kText = 0xd0d0d0, kGround = 0x101418; // red, green, blue from the highest byte

struct Screen {
    char* pixels = nullptr;
    abi::x86_64::Framebuffer format{};
    uint32_t bytes = 0; // a pixel
    uint32_t columns = 0, rows = 0;
    uint32_t column = 0, row = 0;
};
constinit Screen screen;

uint32_t in_channel(uint32_t value, const abi::x86_64::PixelChannel& channel) {
    return channel.size >= 8 ? value << (channel.position + channel.size - 8)
                             : value >> (8 - channel.size) << channel.position;
}

uint32_t pixel_of(uint32_t color) {
    return in_channel(color >> 16 & 0xff, screen.format.red) |
           in_channel(color >> 8 & 0xff, screen.format.green) | in_channel(color & 0xff, screen.format.blue);
}

const unsigned char* glyph_of(char character) {
    auto wanted = static_cast<char16_t>(static_cast<unsigned char>(character));
    for (size_t index = 0; index < std::size(kCharactersRegular16); ++index) {
        if (kCharactersRegular16[index] == wanted)
            return kGlyphsRegular16 + index * kCellHeight;
    }
    return nullptr;
}

void draw(uint32_t column, uint32_t row, const unsigned char* glyph) {
    uint32_t text = pixel_of(kText), ground = pixel_of(kGround);
    for (uint32_t line = 0; line < kCellHeight; ++line) {
        uint64_t y = row * kCellHeight + line;
        char* at = screen.pixels + y * screen.format.pitch + uint64_t(column) * kCellWidth * screen.bytes;
        for (uint32_t bit = 0; bit < kCellWidth; ++bit, at += screen.bytes) {
            bool set = glyph && (glyph[line] & 0x80 >> bit);
            std::memcpy(at, set ? &text : &ground, screen.bytes);
        }
    }
}

void clear_row(uint32_t row) {
    for (uint32_t column = 0; column < screen.columns; ++column)
        draw(column, row, nullptr);
}

void next_line() {
    screen.column = 0;
    screen.row = (screen.row + 1) % screen.rows;
    clear_row(screen.row);
    if (screen.row + 1 < screen.rows)
        clear_row(screen.row + 1);
}

bool is_usable(const abi::x86_64::Framebuffer& format) {
    uint32_t bytes = (format.bits + 7) / 8;
    return format.address != 0 && bytes >= 2 && bytes <= 4 && format.width >= kCellWidth &&
           format.height >= kCellHeight && format.pitch >= format.width * bytes;
}

} // namespace

void start_early_screen(const abi::x86_64::Framebuffer& framebuffer) {
    if (!is_usable(framebuffer))
        return;
    uint64_t size = uint64_t(framebuffer.pitch) * framebuffer.height;
    char* pixels = map_device(framebuffer.address, size, Cache::write_combining);
    if (!pixels)
        return;
    screen = {.pixels = pixels,
              .format = framebuffer,
              .bytes = (framebuffer.bits + 7) / 8,
              .columns = framebuffer.width / kCellWidth,
              .rows = framebuffer.height / kCellHeight};
    for (uint32_t row = 0; row < screen.rows; ++row)
        clear_row(row);
}

void write_early_screen(char character) {
    if (!screen.pixels)
        return;
    if (character == '\n' || screen.column == screen.columns)
        next_line();
    if (character == '\n')
        return;
    draw(screen.column++, screen.row, glyph_of(character));
}

bool has_early_screen() {
    return screen.pixels != nullptr;
}

} // namespace kernel::arch
