// SPDX-License-Identifier: MIT
// The commands that were typed before, in memory and in a file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace shell {

class History {
  public:
    static constexpr size_t kMaxEntries = 1000;

    /// Reads what the file holds and appends to it from now on. A file that cannot be read or written is as
    /// good as none: the history then lives in memory only.
    void attach(const std::string& path);

    /// Adds a command. Not when it is blank, begins with a blank, or repeats the newest one.
    void add(const std::string& command);
    void clear();
    const std::vector<std::string>& entries() const { return entries_; }

    /// The newest entry before number `from` that contains `text`; npos if there is none.
    size_t search(std::string_view text, size_t from) const;
    static constexpr size_t npos = static_cast<size_t>(-1);

  private:
    void rewrite() const;

    std::vector<std::string> entries_;
    std::string path_; // "" without a file
};

} // namespace shell
