// SPDX-License-Identifier: MIT
// One connection of a client: its calls, on the session that it belongs to.
#pragma once

#include "servers/vfs/service.hpp"
#include "servers/vfs/vfs_server.hpp"

namespace vfs {

using async::Context;

class ClientConnection final : public VfsServer {
  public:
    ClientConnection(Service& service, Session& session) : service_(service), session_(session) {}

  private:
    // open.cpp
    Result<uint32_t> open(Context& context, uint64_t base, uint16_t mode, OpenFlags flags,
                          std::string_view path) override;
    Result<std::shared_ptr<File>> open_existing(uint64_t base, std::string_view path, OpenFlags flags);
    Result<std::shared_ptr<File>> open_new(uint64_t base, std::string_view path, OpenFlags flags,
                                           uint32_t mode);
    Result<Trail> create(uint64_t base, std::string_view path, OpenFlags flags, uint32_t mode);

    // path.cpp: one name
    Result<const Trail*> start_of(uint64_t base);
    Result<Trail> find(uint64_t base, std::string_view path, bool follow);
    Result<Parent> find_parent(uint64_t base, std::string_view path);
    Result<Place> find_target(uint64_t base, std::string_view path, PathFlags flags, bool follow);
    Result<Attributes> stat_path(Context& context, uint64_t base, PathFlags flags,
                                 std::string_view path) override;
    Result<void> make_directory(Context& context, uint64_t base, uint16_t mode,
                                std::string_view path) override;
    Result<void> unlink(Context& context, uint64_t base, bool directory, std::string_view path) override;
    Result<std::string> read_link(Context& context, uint64_t base, std::string_view path) override;
    Result<void> set_times(Context& context, uint64_t base, PathFlags flags, uint64_t accessed,
                           uint64_t modified, std::string_view path) override;
    Result<void> set_mode(Context& context, uint64_t base, uint16_t mode, PathFlags flags,
                          std::string_view path) override;
    Result<void> change_directory(Context& context, uint64_t base, std::string_view path) override;

    // names.cpp: two names
    Result<void> rename(Context& context, uint64_t base, uint64_t new_base, std::string_view path,
                        std::string_view new_path) override;
    Result<void> link(Context& context, uint64_t base, uint64_t new_base, std::string_view path,
                      std::string_view new_path) override;
    Result<void> make_link(Context& context, uint64_t base, std::string_view target,
                           std::string_view path) override;

    // descriptor.cpp
    Result<void> close(Context& context, uint32_t descriptor) override;
    Result<uint64_t> seek(Context& context, uint32_t descriptor, Whence whence, int64_t offset) override;
    Result<Attributes> stat(Context& context, uint32_t descriptor) override;
    Result<void> truncate(Context& context, uint32_t descriptor, uint64_t size) override;
    Result<uint32_t> duplicate(Context& context, uint32_t descriptor, uint32_t number, bool exact) override;
    Result<VfsPipe> pipe(Context& context) override;
    Result<devfs::ControlWords> control(Context& context, uint32_t descriptor, uint64_t operation,
                                        const devfs::ControlWords& words) override;
    Result<void> sync(Context& context, uint32_t descriptor) override;
    Result<OpenFlags> descriptor_flags(Context& context, uint32_t descriptor, bool change,
                                       OpenFlags flags) override;

    // transfer.cpp
    void read(Context& context, uint32_t descriptor, async::AnswerRight<uint32_t> right) override;
    void write(Context& context, uint32_t descriptor, async::AnswerRight<uint32_t> right) override;
    void read_at(Context& context, uint32_t descriptor, uint64_t position,
                 async::AnswerRight<uint32_t> right) override;
    void write_at(Context& context, uint32_t descriptor, uint64_t position,
                  async::AnswerRight<uint32_t> right) override;
    Result<uint32_t> read_directory(Context& context, uint32_t descriptor, async::OutData& records) override;

    // mount.cpp
    Result<void> mount(Context& context, uint32_t device, uint64_t flags, std::string_view point,
                       std::string_view options, std::string_view file_system,
                       async::Question& found) override;
    Result<void> unmount(Context& context, std::string_view point) override;
    Result<uint32_t> mounts(Context& context, async::OutData& records) override;

    // sessions.cpp
    Result<std::string> current_directory(Context& context) override;
    Result<uint64_t> prepare_session(Context& context, std::span<const DescriptorMap> map) override;
    Result<uint16_t> mask(Context& context, uint64_t mask) override;

    Service& service_;
    Session& session_;
};

} // namespace vfs
