// SPDX-License-Identifier: MIT
#include "fibrils/async/connection.hpp"

#include "fibrils/async/session.hpp"
#include "fibrils/testing/fake_kernel.hpp"

#include <gtest/gtest.h>

namespace {

using abi::Error;
using abi::Handle;
using abi::interface_id;
using abi::SystemMethod;

constexpr uint64_t kMethod = abi::kFirstUserMethod;

abi::Result<Handle> open(abi::InterfaceId interface, uint64_t a2 = 0, uint64_t a3 = 0) {
    return async::connect_me_to(fake::make_phone(0), interface, a2, a3);
}

TEST(Connection, without_a_handler_is_refused) {
    fake::run([] { EXPECT_EQ(open(interface_id("none")).error(), Error::no_entry); });
}

TEST(Connection, knows_its_client_interface_and_arguments) {
    static async::Connection seen;
    fake::run([] {
        async::set_handler(
            interface_id("argu"),
            [](async::Connection& connection, async::Call opening, void* data) {
                EXPECT_EQ(data, &seen);
                seen = connection;
                opening.answer(Error::refused);
            },
            &seen);
        EXPECT_EQ(open(interface_id("argu"), 22, 33).error(), Error::refused);
        EXPECT_EQ(seen.interface, interface_id("argu"));
        EXPECT_EQ(seen.client, 7u);
        EXPECT_EQ(seen.argument2, 22u);
        EXPECT_EQ(seen.argument3, 33u);
        EXPECT_EQ(seen.parent_state, nullptr);
    });
}

TEST(Connection, takes_calls_in_order_and_sees_the_hang_up_last_and_for_ever) {
    static std::string order;
    order.clear();
    fake::run([] {
        async::set_handler(
            interface_id("ordr"),
            [](async::Connection&, async::Call opening, void*) {
                async::accept(opening);
                for (;;) {
                    async::Call call = async::get_call();
                    if (call.hung_up())
                        break;
                    order += static_cast<char>('a' + call.argument(1));
                    call.answer_ok();
                }
                order += async::get_call().hung_up() ? "!" : "?";
            },
            nullptr);
        auto phone = open(interface_id("ordr"));
        ASSERT_TRUE(phone.ok());
        auto first = async::send_words(*phone, kMethod, 0);
        auto second = async::send_words(*phone, kMethod, 1);
        async::hang_up(*phone);
        EXPECT_EQ(first.wait().error, Error::ok);
        EXPECT_EQ(second.wait().error, Error::ok);
        fibril::sleep(1);
        EXPECT_EQ(order, "ab!");
    });
}

TEST(Connection, that_its_handler_leaves_answers_hung_up_to_queued_and_later_calls) {
    fake::run([] {
        async::set_handler(
            interface_id("shrt"),
            [](async::Connection&, async::Call opening, void*) {
                async::accept(opening);
                fibril::sleep(100);
            },
            nullptr);
        auto phone = open(interface_id("shrt"));
        ASSERT_TRUE(phone.ok());
        auto queued = async::send_words(*phone, kMethod);
        EXPECT_EQ(queued.wait().error, Error::hung_up);
        EXPECT_EQ(async::request_words(*phone, kMethod).error(), Error::hung_up);
    });
}

TEST(Connection, that_ends_with_fibril_exit_answers_hung_up_as_well) {
    fake::run([] {
        async::set_handler(
            interface_id("exit"),
            [](async::Connection&, async::Call opening, void*) {
                async::accept(opening);
                fibril::sleep(10);
                fibril::exit(1);
            },
            nullptr);
        auto phone = open(interface_id("exit"));
        EXPECT_EQ(async::request_words(*phone, kMethod).error(), Error::hung_up);
    });
}

TEST(Connection, get_call_until_times_out) {
    static Error error;
    fake::run([] {
        async::set_handler(
            interface_id("time"),
            [](async::Connection&, async::Call opening, void*) {
                async::accept(opening);
                error = async::get_call_until(fibril::now() + 50).error();
                auto next = async::get_call_until(fibril::now() + 1000);
                ASSERT_TRUE(next.ok());
                next->answer_ok();
            },
            nullptr);
        auto phone = open(interface_id("time"));
        fibril::sleep(100);
        EXPECT_EQ(error, Error::timeout);
        EXPECT_TRUE(async::request_words(*phone, kMethod).ok());
    });
}

TEST(Connection, opened_over_another_one_finds_its_state) {
    static int parent;
    static void* seen;
    fake::run([] {
        async::set_handler(
            interface_id("tree"),
            [](async::Connection& connection, async::Call opening, void*) {
                seen = connection.parent_state;
                connection.state = &parent;
                async::accept(opening);
                while (!async::get_call().hung_up()) {
                }
            },
            nullptr);
        auto phone = open(interface_id("tree"));
        EXPECT_EQ(seen, nullptr);
        auto child = async::connect_me_to(*phone, interface_id("tree"));
        ASSERT_TRUE(child.ok());
        EXPECT_EQ(seen, &parent);
        async::hang_up(*child);
        async::hang_up(*phone);
    });
}

TEST(Connection, runs_its_hang_up_hook_while_the_handler_serves_an_earlier_call) {
    static bool hooked;
    static bool served;
    hooked = served = false;
    fake::run([] {
        async::set_handler(
            interface_id("hook"),
            [](async::Connection& connection, async::Call opening, void*) {
                connection.on_hang_up = [](async::Connection&) { hooked = true; };
                async::accept(opening);
                async::Call call = async::get_call();
                while (!hooked)
                    fibril::sleep(10);
                served = true;
                call.answer_ok();
            },
            nullptr);
        auto phone = open(interface_id("hook"));
        async::post(*phone, kMethod);
        async::hang_up(*phone);
        fibril::sleep(100);
        EXPECT_TRUE(served);
    });
}

TEST(Connection, a_call_dropped_unanswered_is_answered_interrupted_and_logged) {
    fake::run([] {
        async::set_handler(interface_id("drop"),
                           [](async::Connection&, async::Call opening, void*) {
                               async::accept(opening);
                               async::Call dropped = async::get_call();
                           },
                           nullptr, {.name = "careless"});
        auto phone = open(interface_id("drop"));
        fake::clear_log();
        EXPECT_EQ(async::request_words(*phone, kMethod + 5).error(), Error::interrupted);
        EXPECT_TRUE(fake::log_contains("fibril careless dropped method 1029 of task 7 without an answer"));
    });
}

TEST(Connection, forwards_a_call_and_the_answer_goes_to_the_first_caller) {
    static Handle onward;
    fake::run([] {
        async::set_handler(
            interface_id("last"),
            [](async::Connection&, async::Call opening, void*) {
                async::accept(opening);
                async::Call call = async::get_call();
                EXPECT_EQ(call.method(), kMethod + 1);
                call.answer_ok(call.argument(1) + call.argument(4));
            },
            nullptr);
        async::set_handler(
            interface_id("firs"),
            [](async::Connection&, async::Call opening, void*) {
                async::accept(opening);
                EXPECT_EQ(
                    async::get_call().forward(onward, kMethod + 1, 40, 0, 0, abi::ForwardMode::route_from_me),
                    Error::ok);
                EXPECT_EQ(async::get_call().forward(99999), Error::no_entry);
            },
            nullptr);
        onward = *open(interface_id("last"));
        auto phone = open(interface_id("firs"));
        auto answer = async::request_words(*phone, kMethod, 1, 2, 3, 4);
        ASSERT_TRUE(answer.ok());
        EXPECT_EQ((*answer)[0], 44u);
        EXPECT_EQ(async::request_words(*phone, kMethod).error(), Error::forward_failed);
    });
}

TEST(Connection, calls_made_to_serve_a_call_name_it_as_their_parent) {
    static uint32_t serving;
    fake::run([] {
        async::set_handler(
            interface_id("pare"),
            [](async::Connection&, async::Call opening, void*) {
                async::accept(opening);
                async::Call call = async::get_call();
                serving = call.trace_id();
                EXPECT_EQ(async::current_trace_id(), serving);
                (void)async::request_words(12345, kMethod);
                EXPECT_EQ(fake::last_parent(), serving);
                call.answer_ok();
            },
            nullptr);
        auto phone = open(interface_id("pare"));
        EXPECT_TRUE(async::request_words(*phone, kMethod).ok());
        EXPECT_NE(serving, 0u);
        EXPECT_EQ(async::current_trace_id(), 0u);
    });
}

TEST(Callback, lets_the_server_call_the_client) {
    static uint64_t received;
    fake::run([] {
        async::set_handler(
            interface_id("call"),
            [](async::Connection&, async::Call opening, void*) {
                async::accept(opening);
                auto back = async::callback_receive();
                ASSERT_TRUE(back.ok());
                EXPECT_TRUE(async::request_words(*back, kMethod, 77).ok());
                async::hang_up(*back);
            },
            nullptr);
        auto phone = open(interface_id("call"));
        auto created = async::create_callback(
            *phone, interface_id("back"), 0, 0,
            [](async::Connection& connection, async::Call opening, void*) {
                EXPECT_EQ(connection.interface, interface_id("back"));
                EXPECT_FALSE(opening.pending());
                async::Call call = async::get_call();
                received = call.argument(1);
                call.answer_ok();
                EXPECT_TRUE(async::get_call().hung_up());
            },
            nullptr);
        EXPECT_TRUE(created.ok());
        fibril::sleep(1);
        EXPECT_EQ(received, 77u);
    });
}

TEST(Callback, that_the_server_does_not_expect_is_refused_with_protocol) {
    fake::run([] {
        async::set_handler(
            interface_id("nocb"),
            [](async::Connection&, async::Call opening, void*) {
                async::accept(opening);
                EXPECT_EQ(async::callback_receive().error(), Error::protocol);
                async::get_call().answer(Error::not_supported);
            },
            nullptr);
        auto phone = open(interface_id("nocb"));
        EXPECT_EQ(async::request_words(*phone, kMethod).error(), Error::protocol);
        auto handler = [](async::Connection&, async::Call, void*) {};
        EXPECT_EQ(async::create_callback(*phone, 1, 0, 0, handler, nullptr).error(), Error::not_supported);
    });
}

TEST(Notification, handlers_run_one_after_the_other_and_may_wait) {
    static std::string order;
    order.clear();
    fake::run([] {
        auto handler = [](const abi::Message& message, void* data) {
            EXPECT_EQ(data, &order);
            order += static_cast<char>('a' + message.words[1]);
            fibril::sleep(10);
            order += static_cast<char>('A' + message.words[1]);
        };
        ASSERT_TRUE(async::subscribe(abi::kSystemHandle, abi::Event::fault, handler, &order).ok());
        uint64_t method = fake::subscribed_method();
        fake::notify(method, 0);
        fake::notify(method, 1);
        fake::notify(method + 100, 2); // nobody has subscribed it
        fibril::sleep(100);
        EXPECT_EQ(order, "aAbB");
        EXPECT_EQ(async::subscribe(99, abi::Event::log, handler, nullptr).error(), Error::permission);
    });
}

TEST(ConnectionDeath, of_get_call_outside_of_a_connection_names_the_fibril) {
    EXPECT_DEATH(fake::run([] { (void)async::get_call(); }),
                 "get_call in fibril test, which serves no connection");
}

} // namespace
