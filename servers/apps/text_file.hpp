// SPDX-License-Identifier: MIT
// Reading text for filters: the files that are named, or the standard input.
#pragma once

#include <cstdio>
#include <string>
#include <vector>

namespace apps {

/// One input of a filter after the other. Files that cannot be read are reported and skipped.
class Inputs {
  public:
    /// `paths` empty: the standard input; "-" means it, too.
    explicit Inputs(const std::vector<std::string>& paths);
    ~Inputs();
    Inputs(const Inputs&) = delete;
    Inputs& operator=(const Inputs&) = delete;

    /// Opens the next input; null at the end. The file belongs to this object and is closed by the next call.
    FILE* next();
    const std::string& name() const { return name_; } // "-" for the standard input
    /// 1 when a file could not be opened or read.
    int status() const { return status_; }
    size_t count() const { return paths_.size(); }

  private:
    void close();

    std::vector<std::string> paths_;
    size_t index_ = 0;
    FILE* file_ = nullptr;
    std::string name_;
    int status_ = 0;
};

/// Reads a line without its newline. False at the end. `newline` (may be null) says whether there was one.
bool read_line(FILE* file, std::string& line, bool* newline = nullptr);

} // namespace apps
