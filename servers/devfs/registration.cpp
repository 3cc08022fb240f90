// SPDX-License-Identifier: MIT
// Device servers: they connect, call back, and add names.
#include "servers/devfs/service.hpp"

#include "fibrils/arch/syscall.hpp"
#include "servers/devfs/devfs_server.hpp"

namespace devfs {

namespace {

/// One device server. What it offers goes when it hangs up.
class Registration : public DeviceRegistrationServer {
  public:
    explicit Registration(Table& table) : table_(table) {}
    ~Registration() override {
        if (!server_)
            return;
        server_->dead = true;
        table_.remove_all(server_);
    }

  private:
    Result<void> begin(async::Context&, DeviceClient device) override {
        server_ = std::make_shared<Server>(std::move(device));
        return {};
    }
    Result<void> add_device(async::Context&, uint32_t unit, uint16_t mode, std::string_view name) override {
        return table_
            .add({.name = std::string(name),
                  .mode = uint16_t(mode & 0777),
                  .server = server_,
                  .unit = unit,
                  .made = sys_clock_read(uint32_t(abi::Clock::real_time))})
            .error();
    }
    Result<void> remove_device(async::Context&, uint32_t unit) override {
        return table_.remove(server_, unit).error();
    }

    Table& table_;
    std::shared_ptr<Server> server_;
};

} // namespace

void Service::start() {
    const auto serve = [](async::Connection& connection, async::Call opening, void* table) {
        Registration(*static_cast<Table*>(table)).serve(connection, std::move(opening));
    };
    async::set_handler(kDeviceRegistrationInterface, serve, &table_, {.name = "device server"});
}

} // namespace devfs
