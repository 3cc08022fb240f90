// SPDX-License-Identifier: MIT
// The right to answer a call of a generated interface later, in another fibril, or after other calls.
#pragma once

#include "fibrils/async/connection.hpp"
#include "fibrils/async/words.hpp"

namespace async {

class AnswerRightBase {
  public:
    Error fail(Error error) && { return call_.answer(error); }
    Handle handle() const { return call_.handle(); }
    abi::TaskId caller() const { return call_.sender(); }
    /// The bare right, for tables; whoever has it must make an AnswerRight of it again.
    Handle release() { return call_.release(); }

  protected:
    explicit AnswerRightBase(Call call) : call_(std::move(call)) {}
    explicit AnswerRightBase(Handle right) {
        abi::Message message;
        message.kind = abi::MessageKind::call;
        message.call = right;
        call_ = Call(message);
    }
    Call call_;
};

/// Move-only and used up by answering. One that is dropped answers Error::interrupted, with a line in the
/// log. Errors of answer and fail tell that nobody is there to receive; they may be ignored.
template<typename T>
class [[nodiscard]] AnswerRight : public AnswerRightBase {
  public:
    explicit AnswerRight(Call call) : AnswerRightBase(std::move(call)) {}
    explicit AnswerRight(Handle right) : AnswerRightBase(right) {} // what release() gave away
    Error answer(const T& value) && { return call_.answer(Error::ok, words_of(value)); }
};

template<>
class [[nodiscard]] AnswerRight<void> : public AnswerRightBase {
  public:
    explicit AnswerRight(Call call) : AnswerRightBase(std::move(call)) {}
    explicit AnswerRight(Handle right) : AnswerRightBase(right) {}
    Error answer() && { return call_.answer(Error::ok); }
};

} // namespace async
