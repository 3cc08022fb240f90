// SPDX-License-Identifier: MIT
// The table of functions, and who has which.
#pragma once

#include "fibrils/async/connection.hpp"
#include "servers/pci/function.hpp"
#include "servers/pci/messages.hpp"

#include <vector>

namespace pci {

class Service {
  public:
    explicit Service(Configuration& configuration) : configuration_(configuration) {}

    /// Looks what is there. Once.
    void scan();
    size_t count() const { return functions_.size(); }
    /// One client, until it hangs up.
    void serve(async::Connection& connection, async::Call opening);

  private:
    /// What one connection has.
    struct Client {
        Function* function = nullptr;
        abi::Handle handles = abi::kNoHandle; // phone through which it gets its handles

        Address address() const { return Address::unpack(function->address); }
    };

    static void add(void* service, Address address);
    void handle(Client& client, async::Call call);
    void give(Client& client, async::Call& call);
    abi::Result<void> list(async::Call& call);
    abi::Result<void> claim(Client& client, uint32_t address);
    void release(Client& client);
    void change_command(const Client& client, uint32_t clear, uint32_t set);

    abi::Result<void> give_interrupt(Client& client);
    abi::Result<void> give_dma(Client& client, uint64_t size);
    abi::Result<void> send_messages(const Client& client, const Message& message);
    struct Range {
        uint64_t offset; // in the first page
        uint64_t size;
    };
    void give_bar(Client& client, async::Call& call, BarKind kind);
    abi::Result<Range> open_bar(Client& client, uint64_t index, BarKind kind);

    Configuration& configuration_;
    std::vector<Function> functions_;
};

} // namespace pci
