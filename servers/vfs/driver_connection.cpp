// SPDX-License-Identifier: MIT
// What each connection from vfs to a file system calls: checks names, and asks the FileSystem.
#include "servers/vfs/driver.hpp"

#include "fibrils/async/answer_error.hpp"
#include "servers/naming/client.hpp"
#include "servers/vfs/vfs_client.hpp"
#include "servers/vfs/vfs_server.hpp"

#include <memory>

namespace vfs {

namespace {

bool is_plain_name(std::string_view name) {
    return !name.empty() && name.size() <= kMaxName && name != "." && name != "..";
}

/// The text may be the name of a directory entry.
Result<void> check_name(std::string_view name) {
    return is_plain_name(name) && name.find('/') == std::string_view::npos ? Error::ok : Error::invalid;
}

/// The names are those of a path that a lookup may get.
bool are_plain_names(std::string_view path) {
    for (;;) {
        const size_t end = path.find('/');
        if (!is_plain_name(path.substr(0, end)))
            return false;
        if (end == std::string_view::npos)
            return true;
        path.remove_prefix(end + 1);
    }
}

/// Opens what a lookup found last, if it is something that a lookup opens.
void open_found(FileSystem& fs, uint32_t mount, OpenFlags flags, LookupAnswer& found) {
    if (flags == 0 || found.kind == Kind::directory || found.kind == Kind::link)
        return;
    const Error error = fs.open({mount, found.indices[size_t(found.count - 1)]}, flags).error();
    found.error = int32_t(async::answer_error(error));
    found.opened = error == Error::ok;
}

LookupAnswer go_down(FileSystem& fs, FileId directory, OpenFlags flags, std::string_view path) {
    LookupAnswer found;
    found.kind = Kind::directory;
    while (found.kind == Kind::directory && found.count < kMaxLookupNames) {
        const size_t end = path.find('/');
        auto next = fs.lookup(directory, path.substr(0, end));
        if (!next.ok()) {
            found.error = int32_t(async::answer_error(next.error()));
            return found;
        }
        directory.index = found.indices[found.count++] = next->index;
        found.kind = next->kind;
        if (end == std::string_view::npos) {
            open_found(fs, uint32_t(directory.mount), flags, found);
            return found;
        }
        path.remove_prefix(end + 1);
    }
    return found;
}

class ServedFileSystem final : public FsServer {
  public:
    explicit ServedFileSystem(FileSystem& fs) : fs_(fs) {}

  private:
    using Context = async::Context;

    Result<Attributes> mounted(Context&, uint32_t mount, uint32_t flags, std::string_view options) override {
        return fs_.mounted(mount, flags, options);
    }
    Result<void> unmounted(Context&, uint32_t mount) override {
        fs_.unmounted(mount);
        return {};
    }
    Result<LookupAnswer> lookup(Context&, uint64_t directory, uint32_t mount, OpenFlags flags,
                                std::string_view path) override {
        if (!are_plain_names(path))
            return Error::invalid;
        return go_down(fs_, {mount, directory}, flags, path);
    }
    Result<Attributes> create(Context&, uint64_t directory, uint32_t mount, uint16_t mode, Kind kind,
                              bool must_be_new, std::string_view name, std::string_view target) override {
        TRY(check_name(name));
        return fs_.create({mount, directory}, name, {kind, mode, must_be_new, target});
    }
    Result<void> unlink(Context&, uint64_t directory, uint32_t mount, bool is_directory,
                        std::string_view name) override {
        TRY(check_name(name));
        return fs_.unlink({mount, directory}, name, is_directory);
    }
    Result<void> rename(Context&, uint32_t mount, uint64_t directory, uint64_t new_directory,
                        std::string_view name, std::string_view new_name) override {
        TRY(check_name(name));
        TRY(check_name(new_name));
        return fs_.rename({mount, directory}, name, {mount, new_directory}, new_name);
    }
    Result<void> link(Context&, uint32_t mount, uint64_t index, uint64_t directory,
                      std::string_view name) override {
        TRY(check_name(name));
        return fs_.link({mount, index}, {mount, directory}, name);
    }
    Result<uint32_t> read(Context&, uint32_t mount, uint64_t index, uint64_t position,
                          async::OutData& bytes) override {
        return uint32_t(TRY(fs_.read({mount, index}, position, bytes)));
    }
    Result<FsWrite> write(Context&, uint32_t mount, uint64_t index, uint64_t position,
                          async::InData& bytes) override {
        const auto written = TRY(fs_.write({mount, index}, position, bytes));
        return FsWrite{written.bytes, written.position};
    }
    Result<FsReadDirectory> read_directory(Context&, uint32_t mount, uint64_t index, uint64_t position,
                                           async::OutData& records) override {
        constexpr size_t kMost = 8192; // bytes at once
        const size_t size = std::min(records.size(), kMost);
        auto buffer = std::make_unique<uint8_t[]>(size);
        const auto filled = TRY(fs_.read_directory({mount, index}, position, {buffer.get(), size}));
        TRY(records.give(buffer.get(), filled.bytes));
        return FsReadDirectory{filled.bytes, filled.position};
    }
    Result<std::string> read_link(Context&, uint32_t mount, uint64_t index) override {
        return std::string(TRY(fs_.read_link({mount, index})));
    }
    Result<Attributes> stat(Context&, uint32_t mount, uint64_t index) override {
        return fs_.stat({mount, index});
    }
    Result<void> truncate(Context&, uint32_t mount, uint64_t index, uint64_t size) override {
        return fs_.truncate({mount, index}, size);
    }
    Result<void> set_times(Context&, uint32_t mount, uint64_t index, uint64_t accessed,
                           uint64_t modified) override {
        return fs_.set_times({mount, index}, accessed, modified);
    }
    Result<void> set_mode(Context&, uint32_t mount, uint64_t index, uint16_t mode) override {
        return fs_.set_mode({mount, index}, mode);
    }
    Result<void> open(Context&, uint32_t mount, uint64_t index, OpenFlags flags) override {
        return fs_.open({mount, index}, flags);
    }
    Result<void> close(Context&, uint32_t mount, uint64_t index, OpenFlags flags) override {
        fs_.close({mount, index}, flags);
        return {};
    }
    Result<devfs::ControlWords> control(Context&, uint32_t mount, uint32_t operation, uint64_t index,
                                        const devfs::ControlWords& words) override {
        return fs_.control({mount, index}, operation, words);
    }
    Result<void> sync(Context&, uint32_t mount, uint64_t index) override { return fs_.sync({mount, index}); }
    Result<FsStatistics> statistics(Context&, uint32_t mount) override { return fs_.statistics(mount); }

    FileSystem& fs_;
};

void serve(async::Connection& connection, async::Call opening, void* fs) {
    ServedFileSystem(*static_cast<FileSystem*>(fs)).serve(connection, std::move(opening));
}

} // namespace

Result<void> register_file_system(FileSystem& file_system, std::string_view name, DriverFlags flags) {
    // Parallel exchanges of vfs arrive as further connections, the first one over the callback itself.
    async::set_handler(kFsInterface, serve, &file_system, {.name = "file system"});
    VfsRegistrationClient registration(TRY(naming::connect(kVfsRegistrationInterface, true)));
    TRY(registration.add(flags, name, serve, &file_system));
    (void)registration.release(); // the file system stays registered as long as this task lives
    return {};
}

} // namespace vfs
