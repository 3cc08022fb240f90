// SPDX-License-Identifier: MIT
// Who provides what, and who waits for it. Knows nothing of messages: phones and calls are numbers that the
// table keeps and gives back.
#pragma once

#include "kernel/abi/result.hpp"
#include "servers/naming/naming_types.hpp"

#include <vector>

namespace naming {

/// What a connect asks for.
struct Key {
    abi::InterfaceId interface = 0;
    uint32_t number = 0;
    bool operator==(const Key&) const = default;
};

/// A blocking connect that nobody can serve yet.
struct Waiting {
    Key key;
    abi::Handle call = abi::kNoHandle; // the right to forward it
    abi::TaskId sender = 0;
    uint64_t argument = 0; // a3 of the connect, passed on to the provider
};

class Table {
  public:
    /// `owner` names the session, `phone` leads to the provider and belongs to the table on success.
    /// Errors: exists, limit (kMaxServices).
    abi::Result<void> provide(Key key, uint64_t owner, abi::TaskId provider, abi::Handle phone);

    /// The phone is the caller's again. Error: no_entry (not provided, or by another session).
    abi::Result<abi::Handle> withdraw(Key key, uint64_t owner);

    /// Withdraws everything of a session; the phones are the caller's again.
    std::vector<abi::Handle> withdraw_all(uint64_t owner);

    /// Phone to the provider, kNoHandle if there is none. Stays the table's.
    abi::Handle find(Key key) const;

    /// Keeps a connect until take_waiting. Error: limit (kMaxWaiting).
    abi::Result<void> park(const Waiting& waiting);

    /// All connects that wait for `key`, oldest first; they are the caller's again.
    std::vector<Waiting> take_waiting(Key key);

    /// Takes out the connects whose sender is not among `alive`, so that dead callers do not fill the table.
    std::vector<Waiting> take_orphans(const std::vector<abi::TaskId>& alive);

    /// Provided services in order of registration, then those that are only waited for.
    std::vector<ProvidedService> list() const;

  private:
    struct Entry {
        Key key;
        uint64_t owner;
        abi::TaskId provider;
        abi::Handle phone;
    };
    uint32_t count_waiting(Key key) const;

    std::vector<Entry> entries_;
    std::vector<Waiting> waiting_;
};

} // namespace naming
