// SPDX-License-Identifier: MIT
#include "servers/loader/executable.hpp"

#include "fibrils/async/message.hpp"
#include "fibrils/async/transfer.hpp"
#include "servers/vfs/protocol.hpp"

#include <algorithm>
#include <utility>

namespace loader {

using abi::Error;
using vfs::Method;

namespace {

constexpr uint16_t kAnyExecute = 0111;

} // namespace

abi::Result<Executable> Executable::open(abi::Handle files, std::string_view path) {
    auto opening = async::send_words(files, Method::open, vfs::kCurrentDirectory, vfs::kOpenRead, 0);
    const auto sent = async::data_write_start(files, path.data(), path.size());
    const async::Answer answer = opening.wait();
    if (answer.error != Error::ok)
        return answer.error;
    Executable executable(files, answer.words[0]);
    TRY(sent);
    TRY(executable.identify());
    return executable;
}

abi::Result<void> Executable::identify() {
    const auto words = TRY(async::request_words(files_, Method::stat, descriptor_));
    const vfs::Attributes attributes = vfs::unpack_attributes(words);
    if (attributes.kind == vfs::Kind::directory)
        return Error::is_directory;
    if (attributes.kind != vfs::Kind::regular)
        return Error::bad_executable;
    if ((attributes.mode & kAnyExecute) == 0)
        return Error::permission;
    if (attributes.size > abi::kMaxImageSize)
        return Error::limit;
    identity_ = {attributes.mount, attributes.index, attributes.size, attributes.modified};
    return {};
}

Executable::Executable(Executable&& other) noexcept
    : files_(std::exchange(other.files_, abi::kNoHandle)), descriptor_(other.descriptor_),
      identity_(other.identity_) {}

Executable::~Executable() {
    if (files_ != abi::kNoHandle)
        (void)async::request_words(files_, Method::close, descriptor_);
}

abi::Result<std::vector<char>> Executable::read() {
    std::vector<char> bytes(identity_.size);
    for (size_t done = 0; done < bytes.size();) {
        const size_t wanted = std::min<size_t>(bytes.size() - done, abi::kMaxTransfer);
        auto reading = async::send_words(files_, Method::read_at, descriptor_, done);
        auto data = async::data_read_send(files_, bytes.data() + done, wanted);
        const async::Answer answer = reading.wait();
        const Error copied = data.wait().error;
        if (answer.error != Error::ok)
            return answer.error;
        if (copied != Error::ok)
            return copied;
        if (answer.words[0] == 0)
            return Error::bad_executable;
        done += answer.words[0];
    }
    return bytes;
}

} // namespace loader
