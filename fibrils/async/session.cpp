// SPDX-License-Identifier: MIT
#include "fibrils/async/session.hpp"

#include "fibrils/arch/syscall.hpp"
#include "fibrils/async/pending_answer.hpp"
#include "fibrils/lib/array.hpp"
#include "fibrils/scheduler.hpp"

namespace async {

struct Session::Phones {
    Handle main = abi::kNoHandle;
    Style style = Style::atomic;
    abi::InterfaceId interface = 0;
    uint64_t a2 = 0;
    uint64_t a3 = 0;
    bool main_in_use = false;
    lib::Array<Handle> idle;
    fibril::Queue waiters; // for any phone
    sync::Mutex mutex{"session"};

    ~Phones() {
        for (Handle phone : idle)
            hang_up(phone);
        idle.release();
        if (main != abi::kNoHandle)
            hang_up(main);
    }

    // No handle when all are in use.
    Handle free_phone() {
        if (!main_in_use) {
            main_in_use = true;
            return main;
        }
        if (idle.empty())
            return abi::kNoHandle;
        Handle phone = idle.back();
        idle.pop_back();
        return phone;
    }
};

Result<Handle> connect_me_to(Handle broker, abi::InterfaceId interface, uint64_t a2, uint64_t a3,
                             bool blocking) {
    auto flag = blocking ? abi::ConnectFlag::blocking : abi::ConnectFlag::none;
    Arguments answer = TRY(request(broker, static_cast<uint64_t>(abi::SystemMethod::connect_me_to),
                                   {interface, a2, a3, static_cast<uint64_t>(flag)}));
    return static_cast<Handle>(answer[4]);
}

void hang_up(Handle phone) {
    sys_ipc_hangup(phone);
}

Session::Session() = default;

Session::Session(Handle phone, Style style, abi::InterfaceId interface, uint64_t a2, uint64_t a3)
    : phones_(new Phones) {
    phones_->main = phone;
    phones_->style = style;
    phones_->interface = interface;
    phones_->a2 = a2;
    phones_->a3 = a3;
}

Session::Session(Session&& other) noexcept = default;
Session& Session::operator=(Session&& other) noexcept = default;
Session::~Session() = default;

Handle Session::phone() const {
    return phones_ ? phones_->main : abi::kNoHandle;
}

Handle Session::release() {
    Handle phone = phones_ ? std::exchange(phones_->main, abi::kNoHandle) : abi::kNoHandle;
    phones_.reset();
    return phone;
}

Handle Session::take() {
    if (!phones_)
        return abi::kNoHandle;
    Phones& phones = *phones_;
    if (phones.style == Style::serialize)
        phones.mutex.lock();
    if (phones.style != Style::parallel)
        return phones.main;
    for (;;) {
        Handle phone = phones.free_phone();
        if (phone != abi::kNoHandle)
            return phone;
        auto another = connect_me_to(phones.main, phones.interface, phones.a2, phones.a3);
        if (another.ok())
            return *another;
        if (phones.main_in_use && phones.idle.empty())
            fibril::scheduler::wait_in(phones.waiters, "a phone of a session");
    }
}

void Session::put(Handle phone) {
    if (!phones_)
        return;
    Phones& phones = *phones_;
    if (phones.style == Style::serialize)
        phones.mutex.unlock();
    if (phones.style != Style::parallel)
        return;
    if (phone == phones.main)
        phones.main_in_use = false;
    else if (known_dead(phone))
        hang_up(phone);
    else
        phones.idle.push_back(phone);
    if (!phones.waiters.empty())
        fibril::scheduler::make_ready(phones.waiters.first());
}

} // namespace async
