// SPDX-License-Identifier: MIT
#include "servers/naming/table.hpp"

#include <algorithm>

namespace naming {

using abi::Error;

namespace {

/// Moves the elements that `wanted` picks to the result, in order.
template<typename Element, typename Predicate>
std::vector<Element> take_if(std::vector<Element>& from, Predicate wanted) {
    const auto rest =
        std::stable_partition(from.begin(), from.end(), [&](const Element& e) { return !wanted(e); });
    std::vector<Element> taken(rest, from.end());
    from.erase(rest, from.end());
    return taken;
}

} // namespace

abi::Result<void> Table::provide(Key key, uint64_t owner, abi::TaskId provider, abi::Handle phone) {
    if (find(key) != abi::kNoHandle)
        return Error::exists;
    if (entries_.size() >= kMaxServices)
        return Error::limit;
    entries_.push_back({key, owner, provider, phone});
    return {};
}

abi::Result<abi::Handle> Table::withdraw(Key key, uint64_t owner) {
    const auto taken = take_if(entries_, [&](const Entry& e) { return e.key == key && e.owner == owner; });
    if (taken.empty())
        return Error::no_entry;
    return taken.front().phone;
}

std::vector<abi::Handle> Table::withdraw_all(uint64_t owner) {
    std::vector<abi::Handle> phones;
    for (const Entry& entry : take_if(entries_, [&](const Entry& e) { return e.owner == owner; }))
        phones.push_back(entry.phone);
    return phones;
}

abi::Handle Table::find(Key key) const {
    const auto found =
        std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.key == key; });
    return found == entries_.end() ? abi::kNoHandle : found->phone;
}

abi::Result<void> Table::park(const Waiting& waiting) {
    if (waiting_.size() >= kMaxWaiting)
        return Error::limit;
    waiting_.push_back(waiting);
    return {};
}

std::vector<Waiting> Table::take_waiting(Key key) {
    return take_if(waiting_, [&](const Waiting& w) { return w.key == key; });
}

std::vector<Waiting> Table::take_orphans(const std::vector<abi::TaskId>& alive) {
    return take_if(waiting_, [&](const Waiting& w) {
        return std::find(alive.begin(), alive.end(), w.sender) == alive.end();
    });
}

std::vector<ProvidedService> Table::list() const {
    std::vector<ProvidedService> services;
    for (const Entry& entry : entries_)
        services.push_back({entry.key.interface, entry.key.number, entry.provider, count_waiting(entry.key)});
    for (const Waiting& waiting : waiting_) {
        const bool listed =
            std::any_of(services.begin(), services.end(), [&](const ProvidedService& service) {
                return Key{service.interface, service.number} == waiting.key;
            });
        if (!listed)
            services.push_back({waiting.key.interface, waiting.key.number, 0, count_waiting(waiting.key)});
    }
    return services;
}

uint32_t Table::count_waiting(Key key) const {
    return uint32_t(
        std::count_if(waiting_.begin(), waiting_.end(), [&](const Waiting& w) { return w.key == key; }));
}

} // namespace naming
