// SPDX-License-Identifier: MIT
#include "servers/apps/text_file.hpp"

#include "servers/apps/program.hpp"

#include <cerrno>
#include <sys/stat.h>

namespace apps {

Inputs::Inputs(const std::vector<std::string>& paths) : paths_(paths) {
    if (paths_.empty())
        paths_.push_back("-");
}

Inputs::~Inputs() {
    close();
}

void Inputs::close() {
    if (file_ && ferror(file_))
        status_ = complain_about(name_);
    if (file_ && file_ != stdin)
        fclose(file_);
    file_ = nullptr;
}

FILE* Inputs::next() {
    close();
    while (index_ < paths_.size()) {
        name_ = paths_[index_++];
        if (name_ == "-")
            return file_ = stdin;
        struct stat attributes;
        file_ = fopen(name_.c_str(), "r");
        if (file_ && fstat(fileno(file_), &attributes) == 0 && S_ISDIR(attributes.st_mode)) {
            fclose(file_);
            file_ = nullptr;
            errno = EISDIR;
        }
        if (file_)
            return file_;
        status_ = complain_about(name_);
    }
    return nullptr;
}

bool read_line(FILE* file, std::string& line, bool* newline) {
    line.clear();
    int c;
    while ((c = getc(file)) != EOF && c != '\n')
        line += static_cast<char>(c);
    if (newline)
        *newline = c == '\n';
    return c == '\n' || !line.empty();
}

} // namespace apps
