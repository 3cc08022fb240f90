// SPDX-License-Identifier: MIT
// The table of functions, and who has which.
#pragma once

#include "fibrils/async/connection.hpp"
#include "servers/pci/function.hpp"

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
    class Client; // one connection, and what it has

    static void add(void* service, Address address);
    Configuration& configuration_;
    std::vector<Function> functions_;
};

} // namespace pci
