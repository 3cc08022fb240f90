// SPDX-License-Identifier: MIT
#include "servers/logger/service.hpp"

#include "fibrils/arch/syscall.hpp"
#include "kernel/abi/system.hpp"
#include "servers/logger/line.hpp"

#include <algorithm>
#include <vector>

namespace logger {

using fibril::address_of;

namespace {

constexpr size_t kPiece = 1024;                  // of the kernel log, read at once
constexpr std::string_view kDevice = "/dev/log"; // who wrote a line that came through the device

std::string task_name(abi::TaskId id) {
    std::vector<abi::TaskInfo> tasks(abi::kMaxTasks);
    const int64_t count = sys_system_tasks(abi::kSystemHandle, address_of(tasks.data()), tasks.size());
    for (int64_t i = 0; i < count; i++)
        if (tasks[size_t(i)].id == id)
            return tasks[size_t(i)].name;
    return "task " + std::to_string(id);
}

} // namespace

abi::Result<void> Service::start() {
    TRY(async::subscribe(abi::kSystemHandle, abi::Event::log, on_kernel_log, this));
    take_kernel_log();
    return {};
}

void Service::on_kernel_log(const abi::Message&, void* service) {
    static_cast<Service*>(service)->take_kernel_log();
    sys_event_unmask(abi::kSystemHandle, uint32_t(abi::Event::log));
}

void Service::take_kernel_log() {
    std::vector<char> piece(kPiece);
    for (;;) {
        const int64_t size =
            sys_log_read(abi::kSystemHandle, kernel_position_, address_of(piece.data()), piece.size());
        if (size <= 0)
            return;
        kernel_position_ += uint64_t(size);
        unfinished_.append(piece.data(), size_t(size));
        size_t begin = 0;
        for (size_t end; (end = unfinished_.find('\n', begin)) != std::string::npos; begin = end + 1)
            ring_.append(std::string_view(unfinished_).substr(begin, end - begin));
        unfinished_.erase(0, begin);
    }
}

abi::Result<void> Service::message(async::Context& context, Level level, std::string_view line) {
    if (level <= level_)
        ring_.append(format_line(fibril::now(), task_name(context.caller), uint64_t(level), line));
    return {};
}

abi::Result<void> Service::set_level(async::Context&, Level level) {
    level_ = level;
    return {};
}

abi::Result<size_t> Service::read(uint32_t, uint64_t position, async::OutData& data) {
    const std::string text = ring_.read(position, std::min<size_t>(data.size(), abi::kMaxTransfer));
    TRY(data.give(text.data(), text.size()));
    return text.size();
}

abi::Result<size_t> Service::write(uint32_t, uint64_t, async::InData& data) {
    const size_t size = data.size();
    std::string text(size, '\0');
    TRY(data.take(text.data(), text.size()));
    for (size_t begin = 0; begin < size;) {
        const size_t end = std::min(text.find('\n', begin), size);
        const size_t length = std::min<size_t>(end - begin, kMaxMessage);
        const std::string_view line(text.data() + begin, length);
        if (!line.empty())
            ring_.append(format_line(fibril::now(), kDevice, uint64_t(Level::note), line));
        begin = end + 1;
    }
    return size;
}

} // namespace logger
