// SPDX-License-Identifier: MIT
#include "servers/vfs/registry.hpp"

#include "fibrils/async/transfer.hpp"

#include <algorithm>

namespace vfs {

void Registry::start() {
    async::set_handler(kRegistrationInterface, serve, this, {.name = "registration"});
}

Result<std::shared_ptr<Driver>> Registry::add(std::string_view name, uint64_t flags, Handle phone) {
    if (name.empty())
        return Error::invalid;
    if (drivers_.size() >= kMaxFileSystems)
        return Error::limit;
    for (const auto& driver : drivers_)
        if (driver->name() == name)
            return Error::exists;
    sync::Lock lock(mutex_);
    drivers_.push_back(std::make_shared<Driver>(std::string(name), flags, phone));
    added_.broadcast();
    return drivers_.back();
}

void Registry::remove(const std::shared_ptr<Driver>& driver) {
    driver->set_dead();
    drivers_.erase(std::remove(drivers_.begin(), drivers_.end(), driver), drivers_.end());
}

Result<std::shared_ptr<Driver>> Registry::find(std::string_view name, bool wait) {
    sync::Lock lock(mutex_);
    for (;;) {
        for (const auto& driver : drivers_)
            if (driver->name() == name)
                return driver;
        if (!wait)
            return Error::no_file_system;
        added_.wait(mutex_);
    }
}

Result<std::shared_ptr<Driver>> Registry::receive(async::Call& call) {
    char name[kMaxFileSystemName];
    const size_t size = TRY(async::data_write_accept(name, sizeof name));
    const Handle phone = TRY(async::callback_receive());
    auto added = add({name, size}, call.argument(1), phone);
    if (!added.ok())
        async::hang_up(phone);
    return added;
}

void Registry::serve(async::Connection& connection, async::Call opening, void* data) {
    auto& registry = *static_cast<Registry*>(data);
    async::accept(opening);
    std::shared_ptr<Driver> driver;
    for (;;) {
        async::Call call = async::get_call();
        if (call.hung_up())
            break;
        if (call.method() != uint64_t(Registration::add) || driver) {
            call.answer(Error::not_supported);
            continue;
        }
        auto added = registry.receive(call);
        if (added.ok())
            driver = *added;
        call.answer(added.error());
    }
    if (driver)
        registry.remove(driver);
}

} // namespace vfs
