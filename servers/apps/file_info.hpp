// SPDX-License-Identifier: MIT
// What stat says, in words; copying and removing trees of files.
#pragma once

#include <ctime>
#include <string>
#include <sys/stat.h>

namespace apps {

std::string mode_text(mode_t mode);      // "-rw-r--r--"
const char* kind_text(mode_t mode);      // "directory"
std::string time_text(time_t time);      // "2026-11-22 13:49", UTC
std::string full_time_text(time_t time); // with seconds

/// Copies one regular file; the target is replaced. Complains and returns 1 on an error; a target that could
/// not be written whole is removed again.
int copy_file(const std::string& from, const std::string& to, mode_t mode);

/// Copies a file or, if `recursive`, a directory with what is in it. Returns the status.
int copy_tree(const std::string& from, const std::string& to, bool recursive, bool verbose);

/// Removes a file or, if `recursive`, a directory with what is in it. `force`: what does not exist is no
/// error.
int remove_tree(const std::string& path, bool recursive, bool force, bool verbose);

/// `to`, or `to`/name of `from` when `to` is a directory.
std::string target_path(const std::string& from, const std::string& to);

bool is_directory(const std::string& path);
/// Whether both paths are the same file.
bool same_file(const std::string& a, const std::string& b);
/// Whether `inner` is `outer` or lies in it.
bool is_inside(const std::string& inner, const std::string& outer);

} // namespace apps
