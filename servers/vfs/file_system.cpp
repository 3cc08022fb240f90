// SPDX-License-Identifier: MIT
#include "servers/vfs/file_system.hpp"

#include "fibrils/async/transfer.hpp"
#include "servers/vfs/short_text.hpp"

namespace vfs {

namespace {

Result<Attributes> attributes(Result<async::Arguments> answer) {
    if (!answer.ok())
        return answer.error();
    return unpack_attributes(answer.value());
}

Result<void> without_value(const Result<async::Arguments>& answer) {
    return answer.error();
}

} // namespace

Result<async::Arguments> Driver::simple(Out method, uint64_t mount, uint64_t a2, uint64_t a3, uint64_t a4,
                                        uint64_t a5) {
    if (dead_)
        return Error::hung_up;
    async::Exchange exchange(session_);
    return async::request_words(exchange, method, mount, a2, a3, a4, a5);
}

Result<async::Arguments> Driver::with_texts(Out method, const async::Arguments& arguments,
                                            std::string_view first, const std::string_view* second) {
    if (dead_)
        return Error::hung_up;
    async::Exchange exchange(session_);
    auto request = async::send(exchange, uint64_t(method), arguments);
    auto first_sent = async::data_write_send(exchange, first.data(), first.size());
    async::Request second_sent;
    if (second)
        second_sent = async::data_write_send(exchange, second->data(), second->size());
    const async::Answer answer = request.wait();
    first_sent.wait();
    if (second)
        second_sent.wait();
    if (answer.error != Error::ok)
        return answer.error;
    return answer.words;
}

Result<Attributes> Driver::mounted(uint64_t mount, uint64_t flags, std::string_view options) {
    return attributes(with_texts(Out::mounted, {mount, flags}, options));
}

Result<void> Driver::unmounted(uint64_t mount) {
    return without_value(simple(Out::unmounted, mount));
}

Result<LookupAnswer> Driver::lookup(uint64_t mount, uint64_t directory, std::string_view path,
                                    uint64_t flags) {
    const auto words = pack_text(path);
    const uint64_t mount_flags = mount | flags << 32;
    return unpack_lookup(TRY(words[0] != 0
                                 ? simple(Out::lookup, mount_flags, directory, words[0], words[1], words[2])
                                 : with_texts(Out::lookup, {mount_flags, directory}, path)));
}

Result<Attributes> Driver::create(uint64_t mount, uint64_t directory, std::string_view name, Kind kind,
                                  uint32_t mode, bool must_be_new, std::string_view text) {
    return attributes(with_texts(Out::create, {mount, directory, uint64_t(kind), mode, must_be_new}, name,
                                 kind == Kind::link ? &text : nullptr));
}

Result<void> Driver::unlink(uint64_t mount, uint64_t directory, std::string_view name, bool is_directory) {
    return without_value(with_texts(Out::unlink, {mount, directory, is_directory}, name));
}

Result<void> Driver::rename(uint64_t mount, uint64_t from, std::string_view name, uint64_t to,
                            std::string_view new_name) {
    return without_value(with_texts(Out::rename, {mount, from, to}, name, &new_name));
}

Result<void> Driver::link(uint64_t mount, uint64_t index, uint64_t directory, std::string_view name) {
    return without_value(with_texts(Out::link, {mount, index, directory}, name));
}

Result<std::string> Driver::read_link(uint64_t mount, uint64_t index) {
    if (dead_)
        return Error::hung_up;
    async::Exchange exchange(session_);
    std::string text(kMaxPath, '\0');
    auto request = async::send_words(exchange, Out::read_link, mount, index);
    auto data = async::data_read_send(exchange, text.data(), text.size());
    const async::Answer answer = request.wait();
    const async::Answer data_answer = data.wait();
    if (answer.error != Error::ok)
        return answer.error;
    if (data_answer.error != Error::ok)
        return data_answer.error;
    text.resize(std::min<uint64_t>(answer.words[0], text.size()));
    return text;
}

Result<Attributes> Driver::stat(uint64_t mount, uint64_t index) {
    return attributes(simple(Out::stat, mount, index));
}

Result<devfs::ControlWords> Driver::control(uint64_t mount, uint64_t index, uint64_t operation,
                                            const devfs::ControlWords& words) {
    if (dead_)
        return Error::hung_up;
    async::Exchange exchange(session_);
    const auto answer = TRY(async::request_words(exchange, Out::control, mount | operation << 32, index,
                                                 words[0], words[1], words[2]));
    return devfs::ControlWords{answer[0], answer[1], answer[2]};
}

} // namespace vfs
