// SPDX-License-Identifier: MIT
#include "fibrils/registry.hpp"

#include <cstdlib>

namespace fibril {

void Registry::add(Fibril* fibril) {
    if (count_ >= size_)
        grow();
    do
        last_id_++;
    while (last_id_ == 0 || find(last_id_));
    fibril->id = last_id_;
    link(fibril);
    count_++;
}

void Registry::remove(Fibril* fibril) {
    Fibril** place = &buckets_[fibril->id & (size_ - 1)];
    while (*place != fibril)
        place = &(*place)->same_bucket;
    *place = fibril->same_bucket;
    count_--;
}

Fibril* Registry::find(Id id) const {
    Fibril* fibril = buckets_[id & (size_ - 1)];
    while (fibril && fibril->id != id)
        fibril = fibril->same_bucket;
    return fibril;
}

// Without memory for more buckets the chains just get longer.
void Registry::grow() {
    auto** larger = static_cast<Fibril**>(calloc(size_ * 2, sizeof(Fibril*)));
    if (!larger)
        return;
    Fibril** old = buckets_;
    size_t old_size = size_;
    buckets_ = larger;
    size_ *= 2;
    for (size_t index = 0; index < old_size; index++) {
        while (Fibril* fibril = old[index]) {
            old[index] = fibril->same_bucket;
            link(fibril);
        }
    }
    if (old != first_buckets_)
        free(old);
}

void Registry::link(Fibril* fibril) {
    Fibril*& head = buckets_[fibril->id & (size_ - 1)];
    fibril->same_bucket = head;
    head = fibril;
}

} // namespace fibril
