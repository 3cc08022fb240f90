// SPDX-License-Identifier: MIT
#include "servers/logger/service.hpp"

#include "fibrils/arch/syscall.hpp"
#include "fibrils/async/transfer.hpp"
#include "kernel/abi/system.hpp"
#include "servers/logger/line.hpp"

#include <algorithm>
#include <vector>

namespace logger {

using abi::Error;
using async::Call;
using fibril::address_of;
using protocol::Level;
using protocol::Method;

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

void Service::serve(async::Connection& connection, Call opening) {
    async::accept(opening);
    for (;;) {
        Call call = async::get_call();
        if (call.hung_up())
            return;
        handle(connection.client, std::move(call));
    }
}

void Service::handle(abi::TaskId client, Call call) {
    switch (call.method()) {
    case uint64_t(Method::message):
        return message(client, std::move(call));
    case uint64_t(Method::set_level):
        return set_level(std::move(call));
    default:
        call.answer(Error::not_supported);
    }
}

void Service::message(abi::TaskId client, Call call) {
    std::string text(protocol::kMaxMessage, '\0');
    auto size = async::data_write_accept(text.data(), text.size());
    if (!size.ok()) {
        call.answer(size.error());
        return;
    }
    const uint64_t level = call.argument(1);
    if (!level_name(level)) {
        call.answer(Error::invalid);
        return;
    }
    text.resize(*size);
    if (level <= level_)
        ring_.append(format_line(fibril::now(), task_name(client), level, text));
    call.answer_ok();
}

void Service::set_level(Call call) {
    if (!level_name(call.argument(1))) {
        call.answer(Error::invalid);
        return;
    }
    level_ = call.argument(1);
    call.answer_ok();
}

abi::Result<size_t> Service::read(uint32_t, uint64_t position, async::Transfer& transfer) {
    const std::string text = ring_.read(position, std::min<size_t>(transfer.size, abi::kMaxTransfer));
    TRY(async::data_read_finalize(transfer, text.data(), text.size()));
    return text.size();
}

abi::Result<size_t> Service::write(uint32_t, uint64_t, async::Transfer& transfer) {
    const size_t size = transfer.size;
    std::string text(size, '\0');
    TRY(async::data_write_finalize(transfer, text.data(), text.size()));
    for (size_t begin = 0; begin < size;) {
        const size_t end = std::min(text.find('\n', begin), size);
        const size_t length = std::min<size_t>(end - begin, protocol::kMaxMessage);
        const std::string_view line(text.data() + begin, length);
        if (!line.empty())
            ring_.append(format_line(fibril::now(), kDevice, uint64_t(Level::note), line));
        begin = end + 1;
    }
    return size;
}

} // namespace logger
