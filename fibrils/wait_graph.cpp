// SPDX-License-Identifier: MIT
#include "fibrils/wait_graph.hpp"

#include "fibrils/lib/log.hpp"

namespace fibril {

namespace {

constinit uint32_t search_number = 0;

const Fibril* chosen_owner(const Fibril* fibril) {
    return fibril->target->owners[fibril->search_owner];
}

void report(const Fibril* waiter) {
    const Fibril* fibril = waiter;
    do {
        const Fibril* owner = chosen_owner(fibril);
        lib::log("deadlock: fibril ", fibril->name, " waits for ", fibril->target->kind, " ",
                 fibril->target->name, ", owner ", owner->name);
        fibril = owner;
    } while (fibril != waiter);
}

void enter(Fibril* fibril, Fibril* from) {
    fibril->search_owner = 0;
    fibril->search_from = from;
    fibril->search_number = search_number;
}

// Depth first along Fibril::search_from, without recursion: it runs on small stacks.
bool leads_back(Fibril* waiter) {
    search_number++;
    enter(waiter, nullptr);
    Fibril* fibril = waiter;
    while (fibril) {
        if (fibril->search_owner == fibril->target->owner_count) {
            fibril = fibril->search_from;
            if (fibril)
                fibril->search_owner++;
            continue;
        }
        Fibril* owner = fibril->target->owners[fibril->search_owner];
        if (owner == waiter)
            return true;
        bool open = owner->state == State::waiting && owner->target && owner->search_number != search_number;
        if (open) {
            enter(owner, fibril);
            fibril = owner;
        } else {
            fibril->search_owner++;
        }
    }
    return false;
}

} // namespace

bool closes_cycle(Fibril* waiter, const WaitTarget& target) {
    waiter->target = &target;
    bool cycle = leads_back(waiter);
    if (cycle)
        report(waiter);
    waiter->target = nullptr;
    return cycle;
}

} // namespace fibril
