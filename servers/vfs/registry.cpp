// SPDX-License-Identifier: MIT
#include "servers/vfs/registry.hpp"

#include "servers/vfs/vfs_server.hpp"

#include <algorithm>

namespace vfs {

Result<std::shared_ptr<Driver>> Registry::add(std::string_view name, DriverFlags flags, FsClient fs) {
    if (name.empty())
        return Error::invalid;
    if (drivers_.size() >= kMaxFileSystems)
        return Error::limit;
    for (const auto& driver : drivers_)
        if (driver->name() == name)
            return Error::exists;
    sync::Lock lock(mutex_);
    drivers_.push_back(std::make_shared<Driver>(std::string(name), flags, std::move(fs)));
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

namespace {

/// One file system server; it stays registered until it hangs up.
class Registration : public VfsRegistrationServer {
  public:
    explicit Registration(Registry& registry) : registry_(registry) {}
    ~Registration() override {
        if (driver_)
            registry_.remove(driver_);
    }

  private:
    Result<void> add(async::Context&, DriverFlags flags, std::string_view name, FsClient fs) override {
        if (driver_)
            return Error::exists;
        driver_ = TRY(registry_.add(name, flags, std::move(fs)));
        return {};
    }

    Registry& registry_;
    std::shared_ptr<Driver> driver_;
};

} // namespace

void Registry::start() {
    const auto serve = [](async::Connection& connection, async::Call opening, void* registry) {
        Registration(*static_cast<Registry*>(registry)).serve(connection, std::move(opening));
    };
    async::set_handler(kVfsRegistrationInterface, serve, this, {.name = "registration"});
}

} // namespace vfs
