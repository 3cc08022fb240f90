// SPDX-License-Identifier: MIT
#include "servers/vfs/walk.hpp"

namespace vfs {

namespace {

/// Takes the first component off `rest`, with the slashes around it.
std::string take_component(std::string& rest) {
    const size_t begin = rest.find_first_not_of('/');
    if (begin == std::string::npos) {
        rest.clear();
        return {};
    }
    const size_t end = rest.find('/', begin);
    std::string name = rest.substr(begin, end == std::string::npos ? end : end - begin);
    const size_t next = end == std::string::npos ? end : rest.find_first_not_of('/', end);
    // The slash of "a/" stays: it says that `a` must be a directory.
    rest.erase(0, next != std::string::npos  ? next
                  : end != std::string::npos ? rest.size() - 1
                                             : rest.size());
    return name;
}

bool only_slashes(std::string_view text) {
    return text.find_first_not_of('/') == std::string_view::npos;
}

} // namespace

std::string path_of(const Trail& trail) {
    std::string path;
    for (size_t i = 1; i < trail.size(); i++)
        path += '/' + trail[i].name;
    return path.empty() ? "/" : path;
}

Result<void> Walker::begin(std::string_view path) {
    if (path.empty())
        return Error::no_entry;
    if (path.size() > kMaxPath)
        return Error::name_too_long;
    if (path.find('\0') != std::string_view::npos)
        return Error::invalid;
    rest_ = path;
    links_ = 0;
    trail_ = path[0] == '/' ? root_ : start_;
    // The root may have been mounted after the trail was made.
    if (trail_.size() == 1)
        trail_[0].place = resolver_.cover(trail_[0].place);
    return {};
}

Result<void> Walker::step(std::string name, bool follow) {
    Place directory = trail_.back().place;
    if (directory.kind != Kind::directory)
        return Error::not_directory;
    if (name == "." || name.empty())
        return {};
    if (name == "..") {
        if (trail_.size() > 1)
            trail_.pop_back();
        return {};
    }
    if (name.size() > kMaxName)
        return Error::name_too_long;
    Place place = TRY(resolver_.lookup(directory, name));
    if (place.kind != Kind::link || (!follow && rest_.empty())) {
        trail_.push_back({std::move(name), resolver_.cover(place)});
        return {};
    }
    if (++links_ > kMaxLinks)
        return Error::too_many_links;
    std::string text = TRY(resolver_.read_link(place));
    if (text.empty())
        return Error::no_entry;
    if (text.size() + 1 + rest_.size() > kMaxPath)
        return Error::name_too_long;
    if (text[0] == '/') {
        trail_ = root_;
        trail_[0].place = resolver_.cover(trail_[0].place);
    }
    rest_ = rest_.empty() ? std::move(text) : std::move(text) + '/' + rest_;
    return {};
}

Result<void> Walker::advance(bool keep_last, bool follow) {
    while (!rest_.empty()) {
        if (only_slashes(rest_)) {
            rest_.clear();
            return trail_.back().place.kind == Kind::directory ? Error::ok : Error::not_directory;
        }
        std::string before = rest_;
        std::string name = take_component(rest_);
        if (keep_last && only_slashes(rest_)) {
            rest_ = before.substr(before.find_first_not_of('/'));
            return {};
        }
        TRY(step(std::move(name), follow));
    }
    return {};
}

Result<Trail> Walker::find(std::string_view path, bool follow) {
    TRY(begin(path));
    TRY(advance(false, follow));
    return std::move(trail_);
}

Result<Parent> Walker::find_parent(std::string_view path) {
    TRY(begin(path));
    TRY(advance(true, true));
    if (trail_.back().place.kind != Kind::directory)
        return Error::not_directory;
    Parent parent{.trail = {}, .name = rest_, .must_be_directory = false};
    while (!parent.name.empty() && parent.name.back() == '/') {
        parent.name.pop_back();
        parent.must_be_directory = true;
    }
    if (parent.name.empty() || parent.name == "." || parent.name == "..")
        return Error::invalid;
    if (parent.name.size() > kMaxName)
        return Error::name_too_long;
    parent.trail = std::move(trail_);
    return parent;
}

} // namespace vfs
