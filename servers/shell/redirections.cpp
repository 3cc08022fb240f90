// SPDX-License-Identifier: MIT
#include "servers/shell/redirections.hpp"

#include "servers/shell/expander.hpp"
#include "servers/shell/output.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace shell {

namespace {

constexpr int kFirstPrivateDescriptor = 20;
constexpr size_t kPipeSize = 4096; // what surely fits into a pipe that nobody reads yet

int open_flags(RedirectionKind kind) {
    switch (kind) {
    case RedirectionKind::input:
        return O_RDONLY;
    case RedirectionKind::append:
        return O_WRONLY | O_CREAT | O_APPEND;
    case RedirectionKind::read_write:
        return O_RDWR | O_CREAT;
    default:
        return O_WRONLY | O_CREAT | O_TRUNC;
    }
}

bool is_number(const std::string& text) {
    return !text.empty() && text.size() <= 3 && text.find_first_not_of("0123456789") == std::string::npos;
}

} // namespace

int copy_descriptor(int descriptor) {
    int copy = fcntl(descriptor, F_DUPFD, kFirstPrivateDescriptor);
    if (copy >= 0)
        fcntl(copy, F_SETFD, FD_CLOEXEC);
    return copy;
}

bool make_pipe(int ends[2]) {
    int small[2];
    if (pipe(small) != 0)
        return false;
    for (int i = 0; i < 2; ++i) {
        ends[i] = copy_descriptor(small[i]);
        close(small[i]);
    }
    if (ends[0] >= 0 && ends[1] >= 0)
        return true;
    for (int i = 0; i < 2; ++i)
        if (ends[i] >= 0)
            close(ends[i]);
    return false;
}

Redirections::~Redirections() {
    for (int descriptor : opened_)
        close(descriptor);
}

bool Redirections::touches(int to) const {
    for (const auto& change : changes_)
        if (change.to == to)
            return true;
    return false;
}

bool Redirections::open(const std::vector<Redirection>& redirections, Expander& expander,
                        std::string& message) {
    for (const auto& redirection : redirections) {
        std::string target;
        bool document = redirection.kind == RedirectionKind::here_document;
        bool good = true;
        if (document && redirection.literal)
            target = redirection.body;
        else if (document)
            good = expander.expand_here_document(redirection.body, target);
        else
            good = expander.expand_value(redirection.word, target);
        if (!good) {
            message = expander.error();
            return false;
        }
        if (redirection.descriptor >= kFirstPrivateDescriptor) {
            message = std::to_string(redirection.descriptor) + ": descriptors above " +
                      std::to_string(kFirstPrivateDescriptor - 1) + " cannot be redirected";
            return false;
        }
        if (document ? !open_here_document(target, redirection.descriptor, message)
                     : !open_one(redirection, target, message))
            return false;
    }
    return true;
}

bool Redirections::open_one(const Redirection& redirection, const std::string& target, std::string& message) {
    if (redirection.kind == RedirectionKind::duplicate && (target == "-" || is_number(target))) {
        add(target == "-" ? -1 : atoi(target.c_str()), redirection.descriptor);
        return true;
    }
    int small = target.empty() ? -1 : ::open(target.c_str(), open_flags(redirection.kind), 0666);
    if (small < 0) {
        message = target.empty() ? "a redirection needs a file name" : target + ": " + describe_error(errno);
        return false;
    }
    int descriptor = copy_descriptor(small);
    close(small);
    if (descriptor < 0) {
        message = target + ": " + describe_error(errno);
        return false;
    }
    opened_.push_back(descriptor);
    add(descriptor, redirection.descriptor);
    // ">& file" is an old way to write "&> file"
    if (redirection.kind == RedirectionKind::both || redirection.kind == RedirectionKind::duplicate)
        add(descriptor, 2);
    return true;
}

bool Redirections::open_here_document(const std::string& body, int descriptor, std::string& message) {
    static int number = 0;
    int ends[2] = {-1, -1};
    std::string path = "/tmp/.here-" + std::to_string(getpid()) + "-" + std::to_string(++number);
    bool good;
    if (body.size() <= kPipeSize) {
        good = make_pipe(ends) && write_all(ends[1], body);
    } else {
        int small = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        ends[1] = small < 0 ? -1 : copy_descriptor(small);
        close(small);
        good = ends[1] >= 0 && write_all(ends[1], body);
        small = good ? ::open(path.c_str(), O_RDONLY) : -1;
        ends[0] = small < 0 ? -1 : copy_descriptor(small);
        close(small);
        good = ends[0] >= 0;
    }
    if (!good)
        message = std::string("here-document: ") + describe_error(errno);
    if (body.size() > kPipeSize)
        unlink(path.c_str());
    if (ends[1] >= 0)
        close(ends[1]);
    if (ends[0] >= 0)
        opened_.push_back(ends[0]);
    add(ends[0], descriptor);
    return good;
}

DescriptorScope::DescriptorScope(const std::vector<DescriptorChange>& changes) {
    for (const auto& change : changes) {
        saved_.push_back({change.to, copy_descriptor(change.to)});
        if (change.from < 0)
            close(change.to);
        else if (dup2(change.from, change.to) < 0 && bad_descriptor_ < 0)
            bad_descriptor_ = change.from;
    }
}

DescriptorScope::~DescriptorScope() {
    for (size_t i = saved_.size(); i-- > 0;) {
        if (saved_[i].copy < 0) {
            close(saved_[i].descriptor);
            continue;
        }
        dup2(saved_[i].copy, saved_[i].descriptor);
        close(saved_[i].copy);
    }
}

void DescriptorScope::keep() {
    for (const auto& saved : saved_)
        if (saved.copy >= 0)
            close(saved.copy);
    saved_.clear();
}

} // namespace shell
