// SPDX-License-Identifier: MIT
// Wire protocol between vfs and file systems. Names ending in "_OUT" of HelenOS's VFS are Out here.
//
// A file system connects to kRegistrationInterface (through naming), sends `add` with its name in a data
// write, and then connect_to_me for kDriverInterface; it stays registered until that connection hangs up. vfs
// makes parallel connections over the callback phone, so several requests can be served at once.
//
// `mount` numbers an instance, `index` a file in it; both are chosen so that neither is ever used again.
#pragma once

#include "servers/vfs/protocol.hpp"

namespace vfs {

inline constexpr abi::InterfaceId kRegistrationInterface = abi::interface_id("vfsr");
inline constexpr abi::InterfaceId kDriverInterface = abi::interface_id("fs  ");
inline constexpr uint32_t kMaxFileSystems = 32;

enum class Registration : uint64_t {
    add = abi::kFirstUserMethod, // DriverFlag bits; data write: name; connect_to_me. Error: exists, limit
};

/// kConcurrent: reads and writes may block for long (devices, pipes), so vfs holds no lock on the contents.
enum DriverFlag : uint64_t { kConcurrent = 1 };

/// Files are named by (mount, index). Names are data writes after the request, data reads and writes that
/// come from a program are forwarded by vfs.
enum class Out : uint64_t {
    mounted = abi::kFirstUserMethod, // mount, MountFlag bits; options. Answer: attributes of the root
    unmounted,                       // mount
    lookup,         // mount | OpenFlag bits << 32, directory, path in three words, or 0 and a data write. See
                    // LookupAnswer
    create,         // mount, directory, Kind, mode, 1 if it must be new; name, and text for a link. Answer:
                    // attributes
    unlink,         // mount, directory, 1 for a directory; name
    rename,         // mount, directory, new directory; name, new name
    link,           // mount, index, directory; name
    read,           // mount, index, position; data read. Answer: bytes
    write,          // mount, index, position (or kAtEnd); data write. Answer: bytes, position after them
    read_directory, // mount, index, position; data read. Answer: bytes, next position
    read_link,      // mount, index; data read. Answer: bytes
    stat,           // mount, index. Answer: attributes
    truncate,       // mount, index, size
    set_times,      // mount, index, accessed, modified (or kKeepTime)
    set_mode,       // mount, index, mode
    open,           // mount, index, OpenFlag bits: the file must live until it is closed
    close,          // mount, index, OpenFlag bits
    control,        // mount | operation << 32, index, three words. Answer: three words
    sync,           // mount, index
    statistics,     // mount. Answer: bytes in total (0: no limit), free bytes
};

/// Names of a path that one lookup goes down at most. They are joined by single slashes; none is "." or "..".
inline constexpr uint32_t kMaxLookupNames = 4;
inline constexpr uint32_t kMaxLookupText = kMaxLookupNames * (kMaxName + 1) - 1; // bytes

/// How far a lookup came: it ends behind the last name, at what is no directory, or at an error. With
/// OpenFlag bits in the request, a file that the last name names is also opened, unless it is a directory or
/// a link. Inside a file system nothing is known of mounts: vfs throws away what it found beneath a mount
/// point.
struct LookupAnswer {
    uint32_t count = 0;                     // of the names that were found
    Kind kind = Kind::directory;            // of the last one; those before are directories
    bool opened = false;                    // the last one
    abi::Error error = abi::Error::ok;      // of the next name, or of opening the last one
    uint64_t indices[kMaxLookupNames] = {}; // of the files found
};

constexpr std::array<uint64_t, 5> pack(const LookupAnswer& a) {
    return {uint64_t(a.count) | uint64_t(a.kind) << 8 | uint64_t(a.opened) << 16 | uint64_t(a.error) << 32,
            a.indices[0], a.indices[1], a.indices[2], a.indices[3]};
}

constexpr LookupAnswer unpack_lookup(const std::array<uint64_t, 5>& words) {
    const uint32_t count = uint8_t(words[0]);
    return {.count = count < kMaxLookupNames ? count : kMaxLookupNames,
            .kind = Kind(uint8_t(words[0] >> 8)),
            .opened = (words[0] >> 16 & 1) != 0,
            .error = abi::Error(uint32_t(words[0] >> 32)),
            .indices = {words[1], words[2], words[3], words[4]}};
}

inline constexpr abi::MethodDescription kRegistrationMethods[] = {
    {uint64_t(Registration::add), "add", "flags", ""},
};
inline constexpr abi::InterfaceDescription kRegistrationDescription{kRegistrationInterface,
                                                                    "vfs_registration", kRegistrationMethods};

inline constexpr abi::MethodDescription kDriverMethods[] = {
    {uint64_t(Out::mounted), "mounted", "dev_handle flags", "index size modified accessed kind"},
    {uint64_t(Out::unmounted), "unmounted", "dev_handle", ""},
    {uint64_t(Out::lookup), "lookup", "dev_handle_flags index path1 path2 path3",
     "found index1 index2 index3 index4"},
    {uint64_t(Out::create), "create", "dev_handle index kind mode new", "index size modified accessed kind"},
    {uint64_t(Out::unlink), "unlink", "dev_handle index directory", ""},
    {uint64_t(Out::rename), "rename", "dev_handle index new_index", ""},
    {uint64_t(Out::link), "link", "dev_handle index directory", ""},
    {uint64_t(Out::read), "read", "dev_handle index pos", "bytes"},
    {uint64_t(Out::write), "write", "dev_handle index pos", "bytes pos"},
    {uint64_t(Out::read_directory), "read_directory", "dev_handle index pos", "bytes pos"},
    {uint64_t(Out::read_link), "read_link", "dev_handle index", "bytes"},
    {uint64_t(Out::stat), "stat", "dev_handle index", "index size modified accessed kind"},
    {uint64_t(Out::truncate), "truncate", "dev_handle index size", ""},
    {uint64_t(Out::set_times), "set_times", "dev_handle index accessed modified", ""},
    {uint64_t(Out::set_mode), "set_mode", "dev_handle index mode", ""},
    {uint64_t(Out::open), "open", "dev_handle index flags", ""},
    {uint64_t(Out::close), "close", "dev_handle index flags", ""},
    {uint64_t(Out::control), "control", "dev_handle_operation index w1 w2 w3", "w1 w2 w3"},
    {uint64_t(Out::sync), "sync", "dev_handle index", ""},
    {uint64_t(Out::statistics), "statistics", "dev_handle", "total free"},
};
inline constexpr abi::InterfaceDescription kDriverDescription{kDriverInterface, "file_system",
                                                              kDriverMethods};

} // namespace vfs
