// SPDX-License-Identifier: MIT
#include "fibrils/async/operation.hpp"

#include "fibrils/async/answer_right.hpp"
#include "fibrils/async/dispatch.hpp"
#include "fibrils/async/future.hpp"
#include "fibrils/testing/fake_kernel.hpp"

#include <gtest/gtest.h>

namespace async {

namespace {

constexpr abi::InterfaceId kInterface = abi::interface_id("oper");
constexpr uint64_t kMethod = abi::kFirstUserMethod;

/// A server whose handlers, by ordinal, are `table`; it remembers nothing.
Session connect(const DispatchTable& table) {
    set_handler(
        kInterface,
        [](Connection& connection, Call opening, void* data) {
            dispatch(*static_cast<const DispatchTable*>(data), nullptr, connection, std::move(opening), 0);
        },
        const_cast<DispatchTable*>(&table));
    return Session(*connect_me_to(fake::make_phone(0), kInterface), Style::atomic);
}

Error answer_after_100(void*, Context&, Call& call) {
    const uint64_t word = call.argument(1);
    fibril::sleep(100);
    call.answer_ok(word + 1);
    return Error::ok;
}

constexpr Handler kSlow[] = {answer_after_100};
constexpr DispatchTable kSlowTable{kSlow, {}, {}};

Result<uint64_t> first_word(const Operation::Outcome& outcome) {
    if (outcome.error != Error::ok)
        return outcome.error;
    return outcome.words[0];
}

TEST(Operation, that_was_refused_sends_nothing_and_gives_its_error) {
    fake::run([] {
        const size_t before = fake::sent_calls();
        Operation operation(Error::overflow);
        operation.give("x", 1);
        operation.ask();
        EXPECT_EQ(operation.wait().error, Error::overflow);
        EXPECT_EQ(fake::sent_calls(), before);
    });
}

TEST(Operation, that_timed_out_can_still_be_waited_for) {
    fake::run([] {
        Session session = connect(kSlowTable);
        Operation operation(session, kMethod, {41});
        EXPECT_EQ(operation.wait_until(fibril::now() + 10).error(), Error::timeout);
        EXPECT_FALSE(operation.done());
        auto outcome = operation.wait_until(fibril::now() + 1000);
        ASSERT_TRUE(outcome.ok());
        EXPECT_EQ(outcome->words[0], 42u);
    });
}

TEST(Operation, that_was_forgotten_leaves_its_session_to_others) {
    fake::run([] {
        Session session = connect(kSlowTable);
        Operation operation(session, kMethod, {1});
        operation.forget();
        EXPECT_EQ(operation.wait().error, Error::invalid) << "there is nothing to wait for";
        EXPECT_EQ(Operation(session, kMethod, {2}).wait().words[0], 3u);
    });
    EXPECT_EQ(fake::unanswered_calls(), 0u);
}

TEST(Operation, that_moved_takes_its_answers_along) {
    fake::run([] {
        Session session = connect(kSlowTable);
        Operation first(session, kMethod, {1});
        Operation second(std::move(first));
        EXPECT_EQ(second.wait().words[0], 2u);
    });
}

TEST(Operation, refused_by_the_kernel_gives_its_error) {
    fake::run([] {
        Session session = connect(kSlowTable);
        fake::refuse_calls(Error::limit, 1);
        Operation operation(session, kMethod, {1});
        operation.give("x", 1);
        EXPECT_EQ(operation.wait().error, Error::limit);
    });
}

Error refuse_handle(void*, Context&, Call& call) {
    fibril::sleep(100);
    get_call().answer(Error::permission);
    call.answer(Error::permission);
    return Error::permission;
}

constexpr Handler kRefusing[] = {refuse_handle};
constexpr DispatchTable kRefusingTable{kRefusing, {}, {}};

TEST(Operation, that_was_forgotten_closes_the_handle_that_the_server_refuses_later) {
    fake::run([] {
        Session session = connect(kRefusingTable);
        fake::take_closed_handles();
        Operation operation(session, kMethod, {1});
        operation.move(21);
        operation.forget();
        EXPECT_EQ(fake::take_closed_handles(), std::vector<abi::Handle>{}) << "the server may still take it";
        fibril::sleep(200);
        EXPECT_EQ(fake::take_closed_handles(), std::vector<abi::Handle>{21});
    });
}

TEST(Operation, closes_a_refused_handle_once) {
    fake::run([] {
        Session session = connect(kRefusingTable);
        fake::take_closed_handles();
        Operation operation(session, kMethod, {1});
        operation.move(21);
        EXPECT_EQ(operation.wait().error, Error::permission);
        EXPECT_EQ(fake::take_closed_handles(), std::vector<abi::Handle>{21});
        fake::refuse_calls(Error::limit, 1);
        Operation refused(session, kMethod, {1});
        refused.move(22);
        EXPECT_EQ(refused.wait().error, Error::limit);
        EXPECT_EQ(fake::take_closed_handles(), std::vector<abi::Handle>{22});
    });
}

TEST(Operation, with_more_messages_than_one_call_may_have_is_refused) {
    fake::run([] {
        Session session = connect(kSlowTable);
        Operation operation(session, kMethod, {1});
        for (int i = 0; i <= Operation::kMaxFollowing; i++)
            operation.ask();
        EXPECT_EQ(operation.wait().error, Error::limit);
    });
}

TEST(Future, waits_until_a_deadline_and_then_again) {
    fake::run([] {
        Session session = connect(kSlowTable);
        Future<uint64_t> future(Operation(session, kMethod, {5}), first_word);
        EXPECT_EQ(future.wait_until(fibril::now() + 10).error(), Error::timeout);
        EXPECT_FALSE(future.done());
        EXPECT_EQ(*future.wait(), 6u);
        Future<uint64_t> forgotten(Operation(session, kMethod, {5}), first_word);
        forgotten.forget();
        EXPECT_EQ(forgotten.wait().error(), Error::invalid);
    });
    EXPECT_EQ(fake::unanswered_calls(), 0u);
}

// --- the right to answer

Error drop_right(void*, Context&, Call& call) {
    AnswerRight<uint32_t> right(std::move(call));
    return Error::ok;
}

Handle g_used = abi::kNoHandle;
Error answer_twice(void*, Context&, Call& call) {
    AnswerRight<uint32_t> right(std::move(call));
    g_used = right.handle();
    EXPECT_EQ(std::move(right).answer(7), Error::ok);
    EXPECT_NE(std::move(right).fail(Error::busy), Error::ok) << "the right is used up";
    return Error::ok;
}

Error fail_right(void*, Context&, Call& call) {
    AnswerRight<void> right(std::move(call));
    EXPECT_EQ(right.caller(), 7u);
    std::move(right).fail(Error::busy);
    return Error::ok;
}

Error keep_right(void*, Context&, Call& call) {
    AnswerRight<void> right(std::move(call));
    g_used = right.release();
    return Error::ok;
}

constexpr Handler kRights[] = {drop_right, answer_twice, fail_right, keep_right};
constexpr DispatchTable kRightsTable{kRights, {}, {}};

TEST(AnswerRight, that_is_dropped_answers_interrupted_and_says_so) {
    fake::clear_log();
    fake::run([] {
        Session session = connect(kRightsTable);
        EXPECT_EQ(Operation(session, kMethod, {}).wait().error, Error::interrupted);
        EXPECT_TRUE(fake::log_contains("without an answer"));
    });
}

TEST(AnswerRight, that_was_used_does_not_answer_again) {
    fake::clear_log();
    fake::run([] {
        Session session = connect(kRightsTable);
        const auto outcome = Operation(session, kMethod + 1, {}).wait();
        EXPECT_EQ(outcome.error, Error::ok);
        EXPECT_EQ(outcome.words[0], 7u);
        EXPECT_EQ(Operation(session, kMethod + 2, {}).wait().error, Error::busy);
    });
    EXPECT_TRUE(fake::log().empty());
}

TEST(AnswerRight, that_was_kept_as_a_number_answers_later) {
    fake::run([] {
        Session session = connect(kRightsTable);
        Operation operation(session, kMethod + 3, {});
        EXPECT_EQ(operation.wait_until(fibril::now() + 10).error(), Error::timeout);
        EXPECT_EQ(AnswerRight<void>(g_used).answer(), Error::ok);
        EXPECT_EQ(operation.wait().error, Error::ok);
    });
}

// --- the loop

Error say_ok(void*, Context& context, Call& call) {
    call.answer_ok(context.state);
    return Error::ok;
}
Error say_busy(void*, Context&, Call& call) {
    call.answer(Error::busy);
    return Error::busy;
}

constexpr Handler kStates[] = {say_ok, nullptr, say_busy};
constexpr uint32_t kAllowed[] = {0b11, 0b11, 0b01};
constexpr Transition kTransitions[] = {{2, 0, 1, Error::busy}};
constexpr DispatchTable kStatesTable{kStates, kAllowed, kTransitions};

TEST(Dispatch, knows_methods_states_and_questions) {
    fake::run([] {
        Session session = connect(kStatesTable);
        const auto call = [&](uint64_t method) { return Operation(session, method, {}).wait(); };
        EXPECT_EQ(call(kMethod).words[0], 0u);
        EXPECT_EQ(call(kMethod + 1).error, Error::not_supported) << "no handler";
        EXPECT_EQ(call(kMethod + 3).error, Error::not_supported) << "behind the last";
        EXPECT_EQ(call(~uint64_t(0)).error, Error::not_supported);
        EXPECT_EQ(call(kMethod + 2).error, Error::busy);
        EXPECT_EQ(call(kMethod).words[0], 1u) << "the error led to another state";
        EXPECT_EQ(call(kMethod + 2).error, Error::protocol) << "where it is not allowed";
        EXPECT_EQ(call(uint64_t(abi::SystemMethod::data_read)).error, Error::protocol) << "follows no call";
        EXPECT_EQ(call(uint64_t(abi::SystemMethod::ping)).error, Error::ok);
    });
}

// --- words

TEST(Words, hold_values_of_all_widths_at_their_places) {
    Arguments words{};
    put(words, 1, 0, 1, true);
    put(words, 1, 8, 24, uint32_t(0xffffff));
    put(words, 1, 32, 32, int32_t(-2));
    put(words, 5, 0, 64, ~uint64_t(0));
    EXPECT_EQ(words[0], 0xfffffffeffffff01u);
    EXPECT_EQ(get<bool>(words, 1, 0, 1), true);
    EXPECT_EQ(get<uint32_t>(words, 1, 8, 24), 0xffffffu);
    EXPECT_EQ(get<int32_t>(words, 1, 32, 32), -2);
    EXPECT_EQ(get<uint64_t>(words, 5, 0, 64), ~uint64_t(0));
}

TEST(Words, cut_a_number_to_the_largest_that_fits_and_keep_a_sign) {
    for (int bits = 1; bits < 64; bits++) {
        Arguments words{};
        put(words, 2, 0, bits, ~uint64_t(0));
        EXPECT_EQ(words[1], mask_of(bits));
    }
    Arguments words{};
    put(words, 1, 8, 8, int8_t(-128));
    EXPECT_EQ(words[0], 0x8000u);
    EXPECT_EQ(get<int8_t>(words, 1, 8, 8), -128);
}

TEST(Words, take_an_empty_value_from_nowhere) {
    Arguments words{};
    put_bytes(words, 6, nullptr, 0);
    EXPECT_EQ(words, Arguments{});
}

} // namespace

} // namespace async
