// SPDX-License-Identifier: MIT
// Share in and share out: a range of one task becomes an area of another, too.
#include "kernel/ipc/system_method.hpp"
#include "kernel/kernel.hpp"

namespace kernel {

using abi::Error;

namespace {

constexpr uint64_t kAllFlags =
    static_cast<uint64_t>(abi::AreaFlag::read) | static_cast<uint64_t>(abi::AreaFlag::write);

Error prepare_share_out(Call& call, Task& sender) {
    AreaMapping* mapping = find_area(sender, call.words[1]);
    if (!mapping)
        return Error::no_entry;
    if (call.words[3] & ~mapping->flags)
        return Error::permission;
    call.request_a1 = call.words[1];
    call.request_a3 = call.words[3];
    call.words[2] = mapping->area->size;
    return Error::ok;
}

Outcome answer_share_out(Call& call, Task& sender, Task& answerer, abi::Words& words) {
    AreaMapping* mapping = find_area(sender, call.request_a1);
    if (!mapping)
        return {Error::no_entry, Error::bad_party};
    auto mapped = map_area(*mapping, answerer, words[1], call.request_a3);
    if (mapped.ok())
        kernel().trace.shared(call, sender, answerer, mapping->area->size);
    return mapped.ok() ? Outcome{} : Outcome{Error::bad_party, mapped.error()};
}

Error prepare_share_in(Call& call, Task&) {
    call.request_a1 = call.words[1];
    call.request_a2 = call.words[2];
    return call.words[1] == 0 ? Error::invalid : Error::ok;
}

Outcome answer_share_in(Call& call, Task& sender, Task& answerer, abi::Words& words) {
    AreaMapping* mapping = find_area(answerer, words[1]);
    if (!mapping)
        return {Error::bad_party, Error::no_entry};
    if (mapping->area->size != call.request_a1)
        return {Error::limit, Error::limit};
    uint64_t flags = words[2] & kAllFlags;
    if (flags & ~mapping->flags)
        return {Error::bad_party, Error::permission};
    auto mapped = map_area(*mapping, sender, call.request_a2, flags);
    if (mapped.ok())
        kernel().trace.shared(call, answerer, sender, mapping->area->size);
    return mapped.ok() ? Outcome{} : Outcome{mapped.error(), Error::bad_party};
}

} // namespace

const SystemMethodHooks kShareOutHooks{prepare_share_out, nullptr, nullptr, answer_share_out, nullptr, false};
const SystemMethodHooks kShareInHooks{prepare_share_in, nullptr, nullptr, answer_share_in, nullptr, false};

} // namespace kernel
