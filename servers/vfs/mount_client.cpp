// SPDX-License-Identifier: MIT
#include "servers/vfs/operation.hpp"

namespace vfs {

Result<void> Client::mount(std::string_view point, std::string_view file_system, std::string_view options,
                           uint64_t flags) {
    async::Exchange vfs_phone(session_);
    auto req = async::send_words(vfs_phone, Method::mount, 0, flags);
    Error error = Error::ok;
    for (const std::string_view text : {point, options, file_system}) {
        const auto sent = async::data_write_start(vfs_phone, text.data(), text.size());
        if (error == Error::ok)
            error = sent.error();
    }
    const auto liked = async::request_words(vfs_phone, abi::SystemMethod::ping);
    const Error mounted = req.wait().error;
    return mounted != Error::ok ? mounted : error != Error::ok ? error : liked.error();
}

Result<void> Client::unmount(std::string_view point) {
    Operation operation(session_, Method::unmount, {});
    operation.give(point);
    return operation.finish().error();
}

} // namespace vfs
