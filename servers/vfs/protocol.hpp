// SPDX-License-Identifier: MIT
// Wire protocol between programs and vfs. The one between vfs and file systems is
// servers/vfs/driver_protocol.hpp.
//
// A connection belongs to a session: open files, current directory and root. connect_me_to on a session's
// phone gives another phone of the same session (a2 = kSamePhone) or the phone of a new one (a2 =
// kNewSession, a3 = the number from prepare_session). A program makes one operation at a time on each phone.
// When the phone that began a session hangs up, as it does when the program dies, all its open files are
// closed.
//
// Paths travel as a data write right after the request, at most kMaxPath bytes, without a NUL; that of `open`
// in three words if it is short (servers/vfs/short_text.hpp). `base` is the descriptor of the directory where
// relative paths begin, or kCurrentDirectory.
#pragma once

#include "kernel/abi/interface.hpp"

namespace vfs {

inline constexpr abi::InterfaceId kInterface = abi::interface_id("vfs ");

inline constexpr uint32_t kMaxDescriptors = 128;   // of a session
inline constexpr uint32_t kMaxPath = 4096;         // bytes
inline constexpr uint32_t kMaxName = 255;          // bytes of one component
inline constexpr uint32_t kMaxLinks = 16;          // symbolic links followed in one walk
inline constexpr uint32_t kMaxLinkText = 1024;     // bytes of a symbolic link
inline constexpr uint32_t kMaxFileSystemName = 20; // bytes
inline constexpr uint32_t kMaxOptions = 256;       // bytes of mount options
inline constexpr uint32_t kMaxMounts = 64;

inline constexpr uint64_t kSamePhone = 0;
inline constexpr uint64_t kNewSession = 1;
inline constexpr uint64_t kCurrentDirectory = ~uint64_t(0);
inline constexpr uint64_t kAtEnd = ~uint64_t(0); // position of a write that appends

enum OpenFlag : uint64_t {
    kOpenRead = 1,
    kOpenWrite = 2,
    kOpenAppend = 4,     // every write goes to the end
    kOpenCreate = 8,     // a regular file, if there is nothing
    kOpenExclusive = 16, // with create: error exists if there is something
    kOpenTruncate = 32,
    kOpenDirectory = 64, // error not_directory for anything else
    kOpenNoFollow = 128, // error too_many_links if the last component is a symbolic link
};

enum MountFlag : uint64_t {
    kMountBlocking = 1, // wait until a file system of that name registers
    kMountReadOnly = 2,
};

enum class Whence : uint64_t { set = 0, current = 1, end = 2 };

/// Numbers follow d_type of <dirent.h>.
enum class Kind : uint8_t { unknown = 0, pipe = 1, device = 2, directory = 4, regular = 8, link = 10 };

inline constexpr uint64_t kFollowLink = 1; // flag of stat_path: the target of a link, not the link
inline constexpr uint64_t kBaseItself = 2; // flag of set_times, set_mode: the path is empty, base is the file
inline constexpr uint64_t kRemoveDirectory = 1; // flag of unlink: an empty directory, else anything but one
inline constexpr uint64_t kKeepTime = ~uint64_t(0);

enum class Method : uint64_t {
    open = abi::kFirstUserMethod, // base, OpenFlag bits | mode << 32, path in three words, or 0 and a data
                                  // write. Answer: descriptor
    close,                        // descriptor
    read,                         // descriptor; data read. Answer: bytes (0: end of file)
    write,                        // descriptor; data write. Answer: bytes
    read_at,                      // descriptor, position; data read. Answer: bytes
    write_at,                     // descriptor, position; data write. Answer: bytes
    read_directory,               // descriptor; data read of DirectoryRecords. Answer: bytes (0: end)
    seek,                         // descriptor, offset, Whence. Answer: position
    stat,                         // descriptor. Answer: attributes
    stat_path,                    // base, flags; path. Answer: attributes
    make_directory,               // base, mode; path
    unlink,                       // base, flags; path
    rename,                       // base, new base; path, new path
    link,                         // base, new base; path, new path (another name for the same file)
    make_link,                    // base; text of the link, path
    read_link,                    // base; path, data read. Answer: bytes
    truncate,                     // descriptor, size
    set_times,         // base, flags, accessed, modified (microseconds since 1970 or kKeepTime); path
    set_mode,          // base, mode; path
    duplicate,         // descriptor, lowest (or exact) number, 1 if exact. Answer: descriptor
    pipe,              // Answer: reading end, writing end
    change_directory,  // base; path
    current_directory, // data read. Answer: bytes
    control,           // descriptor, operation, three words. Answer: three words
    sync,              // descriptor
    descriptor_flags,  // descriptor, 0 or new flags + 1 (only kOpenAppend changes). Answer: OpenFlag bits
    mount,             // device handle (0: a fresh one), MountFlag bits; mount point, options, name; ping
    unmount,           // path in a data write
    mounts,            // data read of MountRecords. Answer: bytes
    prepare_session,   // data write of DescriptorMap. Answer: number for connect_me_to
    mask,              // permission bits that new files do not get, or kKeepMask. Answer: those before
};
inline constexpr uint64_t kKeepMask = ~uint64_t(0);

/// The five words of an answer that describes a file.
struct Attributes {
    uint64_t index = 0; // number of the file in its file system
    uint64_t size = 0;
    int64_t modified = 0; // microseconds since 1970, UTC
    int64_t accessed = 0;
    uint32_t links = 1;
    uint16_t mode = 0; // permission bits
    Kind kind = Kind::unknown;
    uint16_t mount = 0; // number of the mounted file system; vfs fills it in
};

constexpr std::array<uint64_t, 5> pack(const Attributes& a) {
    return {a.index, a.size, uint64_t(a.modified), uint64_t(a.accessed),
            uint64_t(a.kind) | uint64_t(a.mode) << 8 | uint64_t(a.mount) << 24 |
                uint64_t(a.links & 0xffffff) << 40};
}

constexpr Attributes unpack_attributes(const std::array<uint64_t, 5>& words) {
    return {.index = words[0],
            .size = words[1],
            .modified = int64_t(words[2]),
            .accessed = int64_t(words[3]),
            .links = uint32_t(words[4] >> 40),
            .mode = uint16_t(words[4] >> 8),
            .kind = Kind(uint8_t(words[4])),
            .mount = uint16_t(words[4] >> 24)};
}

/// One entry of a directory, followed by `name_size` bytes of name; the next record begins at the next
/// multiple of 8.
struct DirectoryRecord {
    uint64_t index;
    uint16_t name_size;
    Kind kind;
    uint8_t reserved[5];
};
static_assert(sizeof(DirectoryRecord) == 16);

/// One mounted file system, followed by three texts: name of the file system, mount point, options.
struct MountRecord {
    uint64_t total_bytes; // 0: without limit
    uint64_t free_bytes;
    uint32_t mount;
    uint32_t flags; // MountFlag; kMountDead
    uint16_t name_size;
    uint16_t point_size;
    uint16_t options_size;
    uint16_t reserved;
};
static_assert(sizeof(MountRecord) == 32);
inline constexpr uint32_t kMountDead = 1u << 16; // the file system has died; unmount is possible

/// The new session's descriptor `to` is the old one's `from`. With kIfOpen, nothing happens if `from` is not
/// open.
struct DescriptorMap {
    int32_t from;
    int32_t to; // maybe with kIfOpen
};
inline constexpr int32_t kIfOpen = 1 << 16;

inline constexpr abi::MethodDescription kMethods[] = {
    {uint64_t(Method::open), "open", "base flags_mode path1 path2 path3", "descriptor"},
    {uint64_t(Method::close), "close", "descriptor", ""},
    {uint64_t(Method::read), "read", "descriptor", "bytes"},
    {uint64_t(Method::write), "write", "descriptor", "bytes"},
    {uint64_t(Method::read_at), "read_at", "descriptor position", "bytes"},
    {uint64_t(Method::write_at), "write_at", "descriptor position", "bytes"},
    {uint64_t(Method::read_directory), "read_directory", "descriptor", "bytes"},
    {uint64_t(Method::seek), "seek", "descriptor offset whence", "position"},
    {uint64_t(Method::stat), "stat", "descriptor", "index size modified accessed kind"},
    {uint64_t(Method::stat_path), "stat_path", "base flags", "index size modified accessed kind"},
    {uint64_t(Method::make_directory), "make_directory", "base mode", ""},
    {uint64_t(Method::unlink), "unlink", "base flags", ""},
    {uint64_t(Method::rename), "rename", "base new_base", ""},
    {uint64_t(Method::link), "link", "base new_base", ""},
    {uint64_t(Method::make_link), "make_link", "base", ""},
    {uint64_t(Method::read_link), "read_link", "base", "bytes"},
    {uint64_t(Method::truncate), "truncate", "descriptor size", ""},
    {uint64_t(Method::set_times), "set_times", "base flags accessed modified", ""},
    {uint64_t(Method::set_mode), "set_mode", "base mode flags", ""},
    {uint64_t(Method::duplicate), "duplicate", "descriptor number exact", "descriptor"},
    {uint64_t(Method::pipe), "pipe", "", "reading writing"},
    {uint64_t(Method::change_directory), "change_directory", "base", ""},
    {uint64_t(Method::current_directory), "current_directory", "", "bytes"},
    {uint64_t(Method::control), "control", "descriptor operation w1 w2 w3", "w1 w2 w3"},
    {uint64_t(Method::sync), "sync", "descriptor", ""},
    {uint64_t(Method::descriptor_flags), "descriptor_flags", "descriptor change", "flags"},
    {uint64_t(Method::mount), "mount", "dev_handle flags", ""},
    {uint64_t(Method::unmount), "unmount", "", ""},
    {uint64_t(Method::mounts), "mounts", "", "bytes"},
    {uint64_t(Method::prepare_session), "prepare_session", "", "number"},
    {uint64_t(Method::mask), "mask", "mask", "mask"},
};
inline constexpr abi::InterfaceDescription kDescription{kInterface, "vfs", kMethods};

} // namespace vfs
