// SPDX-License-Identifier: MIT
// A session is a connection to a service; an exchange is the right to use one of its phones for one
// operation. An operation often needs several messages (a user method and a data transfer), which must not
// mix with those of another fibril on the same phone.
#pragma once

#include "fibrils/async/message.hpp"
#include "fibrils/sync/mutex.hpp"
#include "kernel/abi/interface.hpp"

#include <memory>

namespace async {

enum class Style {
    atomic,    // single-message operations: no protection
    serialize, // one exchange at a time
    parallel, // each concurrent exchange has a phone of its own, made by repeating connect_me_to and kept for
              // reuse
};

/// Opens a connection through `broker` (the naming service, or an open session's phone). Returns the new
/// phone, owned by the caller. `blocking`: wait until the service exists.
Result<Handle> connect_me_to(Handle broker, abi::InterfaceId interface, uint64_t a2 = 0, uint64_t a3 = 0,
                             bool blocking = false);
void hang_up(Handle phone);

/// Owns its phones. Move-only; not to be moved or destroyed while it has exchanges.
class Session {
  public:
    Session();
    /// Takes over `phone`. For Style::parallel further phones come from connect_me_to(phone, interface, a2,
    /// a3); when none can be had, an exchange waits for the end of another one.
    Session(Handle phone, Style style, abi::InterfaceId interface = 0, uint64_t a2 = 0, uint64_t a3 = 0);
    Session(Session&& other) noexcept;
    Session& operator=(Session&& other) noexcept;
    ~Session();

    Handle phone() const;
    bool connected() const { return phone() != abi::kNoHandle; }
    /// Gives the phone away and forgets it.
    Handle release();

  private:
    friend class Exchange;
    struct Phones;
    Handle take();
    void put(Handle phone);

    std::unique_ptr<Phones> phones_; // null: not connected
};

/// Scope of one operation. Wait for all answers before it ends. A phone found dead is not reused.
class Exchange {
  public:
    explicit Exchange(Session& session) : session_(&session), phone_(session.take()) {}
    Exchange(Exchange&& other) noexcept
        : session_(std::exchange(other.session_, nullptr)), phone_(other.phone_) {}
    Exchange& operator=(Exchange&&) = delete;
    ~Exchange() {
        if (session_)
            session_->put(phone_);
    }
    Handle phone() const { return phone_; }
    operator Handle() const { return phone_; }

  private:
    Session* session_; // null: moved away
    Handle phone_;
};

} // namespace async
