// SPDX-License-Identifier: MIT
#include "servers/apps/keeper.hpp"

#include "servers/apps/keeper_server.hpp"
#include "servers/apps/machine.hpp"
#include "servers/apps/program.hpp"

#include "fibrils/arch/syscall.hpp"
#include "fibrils/async/connection.hpp"
#include "fibrils/sync/mutex.hpp"
#include "servers/naming/client.hpp"

#include <cstdlib>
#include <memory>
#include <numeric>

namespace keeper {

namespace {

constexpr size_t kMostShared = 1 << 20; // bytes
constexpr size_t kPage = 4096;

struct Free {
    void operator()(uint8_t* memory) const { free(memory); }
};

class Keeper final : public KeeperServer {
  public:
    explicit Keeper(Side other) : other_(other) {}

  private:
    abi::Result<uint64_t> update(async::Context&, uint64_t value) override {
        sync::Lock lock(mutex_); // held while the other one is asked
        KeeperClient other(TRY(connect(other_)));
        const uint64_t answer = TRY(other.check());
        value_ = value;
        return answer;
    }

    abi::Result<uint64_t> check(async::Context&) override {
        sync::Lock lock(mutex_);
        return value_;
    }

    abi::Result<uint64_t> add_copied(async::Context&, std::span<const uint8_t> bytes) override {
        return std::accumulate(bytes.begin(), bytes.end(), uint64_t(0));
    }

    abi::Result<uint64_t> add_shared(async::Context&, async::Share& area) override {
        const size_t size = (area.size + kPage - 1) / kPage * kPage;
        std::unique_ptr<uint8_t, Free> memory(
            size <= kMostShared ? static_cast<uint8_t*>(aligned_alloc(kPage, size)) : nullptr);
        if (!memory)
            return abi::Error::no_memory;
        TRY(async::share_out_finalize(area, memory.get()));
        const uint64_t sum = std::accumulate(memory.get(), memory.get() + area.size, uint64_t(0));
        (void)sys_area_destroy(reinterpret_cast<uintptr_t>(memory.get()));
        return sum;
    }

    sync::Mutex mutex_;
    Side other_;
    uint64_t value_ = 0;
};

} // namespace

const char* name_of(Side side) {
    return side == Side::alice ? "alice" : "bob";
}

int serve(Side side) {
    static Keeper keeper(side == Side::alice ? Side::bob : Side::alice);
    const auto answer = [](async::Connection& connection, async::Call opening, void*) {
        keeper.serve(connection, std::move(opening));
    };
    async::set_handler(kKeeperInterface, answer, nullptr, {.name = "client"});
    const auto provided = naming::provide(kKeeperInterface, uint32_t(side));
    if (!provided.ok())
        return apps::complain_about(name_of(side), provided.error());
    async::run();
}

abi::Result<abi::Handle> connect(Side side) {
    return naming::connect(kKeeperInterface, false, uint32_t(side));
}

} // namespace keeper
