// SPDX-License-Identifier: MIT
#include "servers/vfs/walk.hpp"

namespace vfs {

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
    at_ = 0;
    links_ = 0;
    opened_ = false;
    trail_ = path[0] == '/' ? root_ : start_;
    // The root may have been mounted after the trail was made.
    if (trail_.size() == 1)
        trail_[0].place = resolver_.cover(trail_[0].place);
    return {};
}

/// Names that one lookup can go down, from the plain one at `begin` on: where they end.
size_t Walker::end_of_plain_names(size_t begin, bool keep_last) const {
    size_t end = end_of_name(begin);
    for (uint32_t count = 1; count < kMaxLookupNames && end < rest_.size(); count++) {
        const std::string_view next = name_at(end + 1);
        const size_t next_end = end + 1 + next.size();
        if (next.empty() || next == "." || next == ".." || next.size() > kMaxName)
            break;
        if (keep_last && is_last(next_end))
            break;
        end = next_end;
    }
    return end;
}

Result<void> Walker::follow_link(const Place& link) {
    if (++links_ > kMaxLinks)
        return Error::too_many_links;
    std::string text = TRY(resolver_.read_link(link));
    if (text.empty())
        return Error::no_entry;
    if (text.size() + rest_.size() - at_ > kMaxPath)
        return Error::name_too_long;
    if (text[0] == '/') {
        trail_ = root_;
        trail_[0].place = resolver_.cover(trail_[0].place);
    }
    rest_.replace(0, at_, text);
    at_ = 0;
    return {};
}

/// Takes what a lookup of the names from at_ to `end` found.
Result<void> Walker::enter(const Place& directory, const LookupAnswer& found, size_t end, bool follow) {
    for (uint32_t i = 0; i < found.count && at_ < end; i++) {
        const bool is_last_found = i + 1 == found.count;
        const Place place{directory.mount, found.indices[i], is_last_found ? found.kind : Kind::directory};
        const std::string_view name = name_at(at_);
        at_ += name.size();
        if (place.kind == Kind::link && (follow || at_ < rest_.size()))
            return follow_link(place);
        Place top = resolver_.cover(place);
        const bool covered = !top.same_file(place);
        trail_.push_back({std::string(name), std::move(top)});
        if (covered) { // the rest was found beneath the mount
            if (found.opened && !is_last_found)
                resolver_.close({directory.mount, found.indices[found.count - 1], found.kind}, open_flags_);
            return {};
        }
        if (!is_last_found)
            at_++;
    }
    opened_ = found.opened;
    return Error(found.error);
}

Result<void> Walker::descend(size_t begin, bool keep_last, bool follow) {
    const Place directory = trail_.back().place;
    at_ = begin;
    const std::string_view name = name_at(begin);
    if (name.size() > kMaxName)
        return Error::name_too_long;
    if (const Place* mounted = resolver_.mounted_on(directory, name)) {
        at_ += name.size();
        trail_.push_back({std::string(name), resolver_.cover(*mounted)});
        return {};
    }
    const size_t end = end_of_plain_names(begin, keep_last);
    const std::string_view names = std::string_view(rest_).substr(begin, end - begin);
    const auto found = TRY(resolver_.lookup(directory, names, end == rest_.size() ? open_flags_ : 0));
    if (found.count == 0 && found.error == 0)
        return Error::protocol;
    return enter(directory, found, end, follow);
}

Result<void> Walker::advance(bool keep_last, bool follow) {
    for (;;) {
        const size_t begin = rest_.find_first_not_of('/', at_);
        const bool is_directory = trail_.back().place.kind == Kind::directory;
        if (begin == std::string::npos) {
            const bool slash = at_ < rest_.size(); // that of "a/" says that `a` must be a directory
            at_ = rest_.size();
            return slash && !is_directory ? Error::not_directory : Error::ok;
        }
        const std::string_view name = name_at(begin);
        if (keep_last && is_last(begin + name.size())) {
            at_ = begin;
            return {};
        }
        if (!is_directory)
            return Error::not_directory;
        if (name != "." && name != "..") {
            TRY(descend(begin, keep_last, follow));
            continue;
        }
        if (name == ".." && trail_.size() > 1)
            trail_.pop_back();
        at_ = begin + name.size();
    }
}

Result<Trail> Walker::find(std::string_view path, bool follow, OpenFlags open_flags) {
    open_flags_ = open_flags;
    TRY(begin(path));
    TRY(advance(false, follow));
    return std::move(trail_);
}

Result<Parent> Walker::find_parent(std::string_view path) {
    open_flags_ = 0;
    TRY(begin(path));
    TRY(advance(true, true));
    if (trail_.back().place.kind != Kind::directory)
        return Error::not_directory;
    Parent parent{.trail = {}, .name = rest_.substr(at_), .must_be_directory = false};
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
