// SPDX-License-Identifier: MIT
#include "servers/display/palette.hpp"

#include <utility>

namespace display {

namespace {

constexpr uint32_t kSixteen[16] = {
    0x20262e, 0xf07f7a, 0x8fca8b, 0xe5b454, 0x7db2f5, 0xc9a0f0, 0x6fc9c6, 0xc9d1da,
    0x7d8895, 0xff9d98, 0xaee0a9, 0xf4d083, 0xa3caff, 0xdcbdfb, 0x93e2df, 0xf3f6f9,
};
constexpr uint32_t kCubeStart = 16;
constexpr uint32_t kGreyStart = 232;

uint32_t cube_level(uint32_t step) {
    return step == 0 ? 0 : 55 + 40 * step;
}

uint32_t rgb_of(Colour colour, uint32_t standard) {
    switch (colour.kind()) {
    case Colour::Kind::indexed:
        return palette_rgb(uint8_t(colour.value()));
    case Colour::Kind::direct:
        return colour.value();
    case Colour::Kind::standard:
        break;
    }
    return standard;
}

/// Halfway between two colours.
uint32_t mix(uint32_t a, uint32_t b) {
    return ((a >> 1) & 0x7f7f7f) + ((b >> 1) & 0x7f7f7f);
}

} // namespace

uint32_t palette_rgb(uint8_t index) {
    if (index < kCubeStart)
        return kSixteen[index];
    if (index >= kGreyStart)
        return (8 + 10 * (index - kGreyStart)) * 0x010101;
    const uint32_t place = index - kCubeStart;
    return cube_level(place / 36) << 16 | cube_level(place / 6 % 6) << 8 | cube_level(place % 6);
}

Look look_of(const Style& style, bool reversed_screen) {
    Colour foreground = style.foreground;
    const bool is_dark = foreground.kind() == Colour::Kind::indexed && foreground.value() < 8;
    if ((style.flags & kBold) != 0 && is_dark)
        foreground = Colour::indexed(uint8_t(foreground.value() + 8));
    Look look{rgb_of(foreground, kDefaultForeground), rgb_of(style.background, kDefaultBackground)};
    if (((style.flags & kInverse) != 0) != reversed_screen)
        std::swap(look.foreground, look.background);
    if ((style.flags & kFaint) != 0)
        look.foreground = mix(look.foreground, look.background);
    if ((style.flags & kHidden) != 0)
        look.foreground = look.background;
    return look;
}

} // namespace display
