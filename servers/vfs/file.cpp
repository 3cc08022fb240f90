// SPDX-License-Identifier: MIT
#include "servers/vfs/file.hpp"

namespace vfs {

File::File(NodeTable& nodes, std::shared_ptr<Node> node, uint64_t flags)
    : Cursor{std::move(node), 0}, flags(flags), append(flags & kOpenAppend), nodes_(nodes) {
    this->node->mount->open_files++;
}

File::~File() {
    // A refused close has no one to tell: the server is dead, and so is what it held.
    (void)driver().simple(Out::close, node->dev_handle, node->index, flags);
    node->mount->open_files--;
    const uint64_t dev_handle = node->dev_handle, index = node->index;
    node.reset();
    nodes_.trim(dev_handle, index);
}

Result<std::shared_ptr<File>> File::open(NodeTable& nodes, const Place& place, uint64_t flags) {
    if (!place.mount->driver)
        return Error::no_entry;
    // Counted before the driver answers, so that nobody unmounts it meanwhile.
    place.mount->open_files++;
    const auto opened = place.mount->driver->simple(Out::open, place.mount->dev_handle, place.index, flags);
    place.mount->open_files--;
    if (!opened.ok())
        return opened.error();
    return std::make_shared<File>(nodes, nodes.get(place), flags);
}

Result<std::shared_ptr<File>> File::open(NodeTable& nodes, Trail trail, uint64_t flags) {
    auto file = TRY(open(nodes, trail.back().place, flags));
    if (file->node->kind == Kind::directory)
        file->trail = std::move(trail);
    return file;
}

} // namespace vfs
