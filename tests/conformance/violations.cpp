// SPDX-License-Identifier: MIT
// Seeded mistakes, and what the monitor of the kernel says of them.
#include "fibrils/arch/syscall.hpp"
#include "fibrils/async/transfer.hpp"
#include "kernel/abi/monitor.hpp"
#include "servers/console/console_types.hpp"
#include "servers/devfs/devfs_types.hpp"
#include "servers/logger/logger_types.hpp"
#include "servers/naming/client.hpp"
#include "tests/conformance/case.hpp"
#include "tests/conformance/liar.hpp"
#include "tests/conformance/peer.hpp"

using namespace conformance;
using abi::Error;
using abi::Policy;
using abi::PolicySubject;
using abi::Rule;
using abi::SystemMethod;

namespace {

char buffer[4096];

/// Records of violations from where it was made.
class Watch {
  public:
    Watch() { (void)newest(); }

    /// How many new ones there are of this rule, in a call of this interface.
    uint64_t count(Rule rule, abi::InterfaceId interface) {
        const uint64_t before = last_.sequence;
        uint64_t found = 0;
        for (uint64_t next = before + 1; read(next); next = last_.sequence + 1)
            found += last_.rule == rule && last_.interface == interface ? last_.count : 0;
        return found;
    }
    const abi::Violation& last() const { return last_; }

  private:
    bool read(uint64_t first) {
        return sys_monitor_read(abi::kSystemHandle, first, fibril::address_of(&last_), 1) == 1;
    }
    uint32_t newest() {
        while (read(last_.sequence + uint64_t(1))) {
        }
        return last_.sequence;
    }

    abi::Violation last_{};
};

/// A phone for the time of a scope.
class Phone {
  public:
    explicit Phone(abi::InterfaceId interface, uint32_t number = 0) {
        auto made = naming::connect(interface, true, number);
        EXPECT(made.ok());
        handle_ = made.ok() ? *made : abi::kNoHandle;
    }
    ~Phone() { async::hang_up(handle_); }
    Phone(const Phone&) = delete;
    operator abi::Handle() const { return handle_; }

  private:
    abi::Handle handle_ = abi::kNoHandle;
};

/// A second task that lies, and a phone to it.
struct Liar : Peer {
    Liar() : Peer("liar") {}
    Phone phone{console::kConsoleInterface, kLiarNumber};
};

Error lie(const Liar& liar, Lie what) {
    return async::request_words(liar.phone, what).error();
}

void set_policy(Policy policy) {
    EXPECT_NUMBER(uint64_t(sys_monitor_policy(abi::kSystemHandle, uint32_t(PolicySubject::interface),
                                              logger::kLoggerInterface, uint32_t(policy))),
                  0);
}

} // namespace

CLAIM(the_monitor_sees_a_method_that_the_interface_has_not) {
    Watch watch;
    Phone log(logger::kLoggerInterface);
    EXPECT_ERROR(async::request_words(log, uint64_t(2000)).error(), Error::not_supported);
    EXPECT_NUMBER(watch.count(Rule::unknown_method, logger::kLoggerInterface), 1);
    EXPECT_NUMBER(watch.last().culprit, uint64_t(sys_task_id()));
    EXPECT_NUMBER(watch.last().method, 2000);
}

CLAIM(the_monitor_sees_a_state_that_was_skipped) {
    Watch watch;
    Phone devices(devfs::kDeviceRegistrationInterface);
    EXPECT_ERROR(async::request_words(devices, devfs::DeviceRegistrationMethod::remove_device).error(),
                 Error::protocol);
    EXPECT_NUMBER(watch.count(Rule::wrong_state, devfs::kDeviceRegistrationInterface), 1);
}

CLAIM(the_monitor_sees_an_attachment_that_is_too_large) {
    Watch watch;
    Phone log(logger::kLoggerInterface);
    auto message = async::send_words(log, logger::LoggerMethod::message, logger::Level::debug);
    EXPECT(async::data_write_start(log, buffer, logger::kMaxMessage + 1).error() != Error::ok);
    EXPECT(message.wait().error != Error::ok);
    EXPECT_NUMBER(watch.count(Rule::attachment_size, logger::kLoggerInterface), 1);
    EXPECT_NUMBER(watch.last().detail[0], logger::kMaxMessage + 1);
    EXPECT_NUMBER(watch.last().detail[1], logger::kMaxMessage);
}

CLAIM(the_monitor_sees_an_attachment_out_of_order) {
    Watch watch;
    Phone log(logger::kLoggerInterface);
    auto message = async::send_words(log, logger::LoggerMethod::message, logger::Level::debug);
    EXPECT(async::data_read_start(log, buffer, 10).error() != Error::ok);
    EXPECT(message.wait().error != Error::ok);
    EXPECT_NUMBER(watch.count(Rule::attachment_order, logger::kLoggerInterface), 1);
}

CLAIM(the_monitor_sees_an_undeclared_error) {
    Liar liar;
    Watch watch;
    EXPECT_ERROR(lie(liar, Lie::undeclared_error), Error::no_space);
    EXPECT_NUMBER(watch.count(Rule::undeclared_error, console::kConsoleInterface), 1);
    EXPECT_NUMBER(watch.last().culprit, liar.task());
}

CLAIM(the_monitor_sees_an_undeclared_effect) {
    Liar liar;
    Watch watch;
    EXPECT_ERROR(lie(liar, Lie::undeclared_effect), Error::ok);
    EXPECT_NUMBER(watch.count(Rule::undeclared_effect, console::kConsoleInterface), 1);
    EXPECT_NUMBER(watch.last().culprit, liar.task());
}

CLAIM(the_monitor_sees_a_forgotten_answer) {
    Liar liar;
    Watch watch;
    auto forgotten = async::send_words(liar.phone, Lie::forgotten);
    EXPECT_ERROR(lie(liar, Lie::none), Error::ok);
    EXPECT_NUMBER(watch.count(Rule::forgotten_answer, console::kConsoleInterface), 1);
    forgotten.forget();
}

CLAIM(a_handler_that_drops_its_answer_is_seen_and_its_caller_wakes) {
    Liar liar;
    Watch watch;
    EXPECT_ERROR(lie(liar, Lie::dropped), Error::interrupted);
    EXPECT_NUMBER(watch.count(Rule::forgotten_answer, console::kConsoleInterface), 1);
}

CLAIM(the_monitor_sees_an_answer_twice) {
    Liar liar;
    Watch watch;
    EXPECT_ERROR(lie(liar, Lie::answered_twice), Error::ok);
    EXPECT_ERROR(lie(liar, Lie::none), Error::ok);
    EXPECT_NUMBER(watch.count(Rule::answered_twice, 0), 1);
    EXPECT_NUMBER(watch.last().culprit, liar.task());
}

CLAIM(a_policy_refuses_a_message_or_ends_its_connection) {
    Phone log(logger::kLoggerInterface);
    set_policy(Policy::refuse);
    EXPECT_ERROR(async::request_words(log, uint64_t(2000)).error(), Error::protocol);
    EXPECT_ERROR(async::request_words(log, logger::LoggerMethod::set_level, logger::Level::debug).error(),
                 Error::ok);
    set_policy(Policy::end);
    EXPECT_ERROR(async::request_words(log, uint64_t(2000)).error(), Error::protocol);
    EXPECT_ERROR(async::request_words(log, logger::LoggerMethod::set_level, logger::Level::debug).error(),
                 Error::hung_up);
    set_policy(Policy::report);
    Phone again(logger::kLoggerInterface);
    EXPECT_ERROR(async::request_words(again, logger::LoggerMethod::set_level, logger::Level::debug).error(),
                 Error::ok);
}
