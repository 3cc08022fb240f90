// SPDX-License-Identifier: MIT
#include "servers/console/driver_line.hpp"

namespace console {

void DriverLine::attach(abi::TaskId driver) {
    driver_ = driver;
    attachments_++;
}

void DriverLine::detach() {
    driver_ = 0;
    typed_ = {};
    write({});
    changed_.wake_all();
}

void DriverLine::type(std::string_view bytes) {
    const uint32_t mine = attachments_;
    typed_ = bytes;
    listener_.input_arrived();
    while (attached() && attachments_ == mine && (!typed_.empty() || overfull()))
        (void)changed_.wait("room for what is typed");
}

bool DriverLine::wait_for_output() {
    const uint32_t mine = attachments_;
    while (attached() && attachments_ == mine && output_.empty())
        (void)changed_.wait("bytes to show");
    return attached() && attachments_ == mine;
}

void DriverLine::consume(size_t size) {
    output_.erase(0, size);
    changed_.wake_all();
}

size_t DriverLine::read(char* bytes, size_t size) {
    const size_t taken = typed_.copy(bytes, size);
    typed_.remove_prefix(taken);
    if (taken > 0)
        changed_.wake_all();
    return taken;
}

void DriverLine::write(std::string_view bytes) {
    output_ += bytes;
    if (!attached() && output_.size() > kMaxOutput)
        output_.erase(0, output_.size() - kMaxOutput);
    changed_.wake_all();
}

void DriverLine::wait_for_room() {
    while (overfull())
        (void)changed_.wait("the terminal to show what was written");
}

} // namespace console
