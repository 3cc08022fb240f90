// SPDX-License-Identifier: MIT
#include "servers/vfs/file.hpp"

namespace vfs {

File::File(NodeTable& nodes, std::shared_ptr<Node> node, OpenFlags flags)
    : Cursor{std::move(node), 0}, flags(flags), append(flags & kOpenAppend), nodes_(nodes) {
    this->node->mount->open_files++;
}

File::~File() {
    // A refused close has no one to tell: the server is dead, and so is what it held.
    if (const auto server = fs(); server.ok())
        (void)server.value()->close(node->dev_handle, node->index, flags);
    node->mount->open_files--;
    const uint32_t dev_handle = node->dev_handle;
    const uint64_t index = node->index;
    node.reset();
    nodes_.trim(dev_handle, index);
}

Result<std::shared_ptr<File>> File::open(NodeTable& nodes, const Place& place, OpenFlags flags) {
    if (!place.mount->driver)
        return Error::no_entry;
    // Counted before the driver answers, so that nobody unmounts it meanwhile.
    place.mount->open_files++;
    const auto fs = place.mount->fs();
    const Error error =
        fs.ok() ? fs.value()->open(place.mount->dev_handle, place.index, flags).error() : fs.error();
    place.mount->open_files--;
    if (error != Error::ok)
        return error;
    return std::make_shared<File>(nodes, nodes.get(place), flags);
}

Result<std::shared_ptr<File>> File::open(NodeTable& nodes, Trail trail, OpenFlags flags) {
    auto file = TRY(open(nodes, trail.back().place, flags));
    if (file->node->kind == Kind::directory)
        file->trail = std::move(trail);
    return file;
}

} // namespace vfs
