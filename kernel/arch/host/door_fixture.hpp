// SPDX-License-Identifier: MIT
// A client at the door of sample_table.hpp, and what the monitor says of it.
#pragma once

#include "kernel/arch/host/kernel_fixture.hpp"
#include "kernel/monitor/sample_table.hpp"

#include <vector>

namespace kernel::host {

class MonitorTest : public KernelTest {
  protected:
    MonitorTest() {
        const auto bytes = SampleTable().bytes();
        client_.store(0x1000, {bytes.data(), bytes.size()});
        EXPECT_OK(client_.monitor_load(system_, 0x1000u, uint64_t(bytes.size())));
        door_ = connect(client_, server_, kLabel, kDoor);
    }

    static std::vector<abi::Violation> violations() {
        std::vector<abi::Violation> all(abi::kViolationCapacity);
        all.resize(kernel().monitor.violations().read(1, all.data(), abi::kViolationCapacity));
        return all;
    }
    /// What was wrong, in the order in which it happened; the list is empty from now on.
    static std::vector<abi::Rule> take() {
        std::vector<abi::Rule> rules;
        for (const auto& violation : violations())
            if (violation.sequence > seen_)
                rules.push_back(violation.rule), seen_ = violation.sequence;
        return rules;
    }
    void SetUp() override { seen_ = 0; }

    void set_policy(abi::Policy policy, abi::PolicySubject subject = abi::PolicySubject::everything,
                    uint32_t number = 0) {
        EXPECT_OK(client_.monitor_policy(system_, uint32_t(subject), number, uint32_t(policy)));
    }
    abi::Message call_door(uint64_t method, abi::Error error = abi::Error::ok) {
        client_.send(door_, method);
        return serve(client_, server_, error);
    }
    /// The sizes of data in and data out.
    void put(uint64_t in, uint64_t out) {
        client_.send(door_, kPut);
        client_.send(door_, abi::SystemMethod::data_write, 0x100, in);
        client_.send(door_, abi::SystemMethod::data_read, 0x100, out);
    }
    void answer_put(uint64_t in, uint64_t out, abi::Error error = abi::Error::ok) {
        const abi::Message main = receive_call(server_);
        const abi::Message write = receive_call(server_);
        const abi::Message read = receive_call(server_);
        server_.answer(write, abi::Error::ok, 0x100, in);
        server_.answer(read, abi::Error::ok, 0x100, out);
        server_.answer(main, error);
        for (int number = 0; number < 3; ++number)
            receive_answer(client_);
    }

    using Rules = std::vector<abi::Rule>;
    inline static uint32_t seen_ = 0;
    TestTask client_ = spawn("client");
    TestTask server_ = spawn("server");
    abi::Handle system_ = grant_system(client_);
    abi::Handle door_ = 0;
};

} // namespace kernel::host
