// SPDX-License-Identifier: MIT
// Between the deck and the system: terminals of the console, keys of the keyboards, the kernel's log.
#pragma once

#include "servers/console/line_client.hpp"
#include "servers/display/deck.hpp"
#include "servers/input/keyboard.hpp"
#include "servers/input/service.hpp"

#include <array>

namespace display {

class Service : public input::Listener {
  public:
    static constexpr int kTerminals = 3;

    Service(const Surface& surface, const input::Layout& layout);

    /// Begins to draw, to listen to keys, and to be the line of terminals. Errors: no_memory, exists.
    abi::Result<void> start();

    uint8_t key(input::KeyEvent event) override;

  private:
    /// One terminal of the deck, as a line of the console.
    struct Line {
        int number = 0;
        console::line::Client client;
        std::string typed; // waits for the console
        fibril::Event has_typed;
        bool alive = false;
        bool opened = false; // the console shall hear of it
    };

    void draw();
    void type(Line& line);
    void show(Line& line);
    void write(Line& line, std::string_view bytes);
    void attach(Line& line);
    void give(Line& line, std::string_view bytes);
    Line& shown_line() { return lines_[size_t(deck_.shown())]; }
    void switch_to(int number);
    void follow_log();

    Deck deck_;
    input::Keyboard keyboard_;
    std::array<Line, kTerminals> lines_;
    fibril::Event changed_;
};

} // namespace display
