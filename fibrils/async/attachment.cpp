// SPDX-License-Identifier: MIT
#include "fibrils/async/attachment.hpp"

#include "fibrils/arch/syscall.hpp"

#include <new>

namespace async {

Error Received::receive(size_t least, size_t most, Error too_long) {
    auto received = data_write_receive();
    if (!received.ok())
        return received.error();
    const size_t size = received->size;
    Error error = check_size(size, least, most, too_long);
    if (error == Error::ok && size > kShort) {
        long_.reset(new (std::nothrow) char[size]);
        data_ = long_.get();
        error = data_ ? Error::ok : Error::no_memory;
    }
    if (error != Error::ok) {
        received->call.answer(error);
        return error;
    }
    size_ = size;
    return data_write_finalize(*received, data_, size).error();
}

Error Received::receive_inline(const Arguments& words, int first, size_t size, size_t least, size_t most,
                               Error too_long) {
    if (size > (words.size() + 1 - size_t(first)) * sizeof(words[0]))
        return Error::invalid;
    const Error error = check_size(size, least, most, too_long);
    if (error != Error::ok)
        return error;
    if (size > 0)
        std::memcpy(data_, &words[size_t(first - 1)], size);
    size_ = size;
    return Error::ok;
}

// Whoever makes a C string of the text would see only its beginning.
Error Received::refuse_nul() const {
    return std::memchr(data_, 0, size_) ? Error::invalid : Error::ok;
}

Error Received::receive_text(size_t least, size_t most) {
    const Error error = receive(least, most, Error::name_too_long);
    return error == Error::ok ? refuse_nul() : error;
}

Error Received::receive_inline_text(const Arguments& words, int first, size_t size, size_t least,
                                    size_t most) {
    const Error error = receive_inline(words, first, size, least, most, Error::name_too_long);
    return error == Error::ok ? refuse_nul() : error;
}

Error Stream::accept(abi::SystemMethod method) {
    Call& call = transfer_.call;
    call = get_call();
    if (call.is(method)) {
        transfer_.size = size_t(call.argument(2));
        return Error::ok;
    }
    if (call.hung_up())
        return Error::hung_up;
    call.answer(Error::protocol);
    return Error::protocol;
}

Result<Question> Question::receive() {
    Call call = get_call();
    if (call.is(abi::SystemMethod::ping))
        return Question(std::move(call));
    if (call.hung_up())
        return Error::hung_up;
    call.answer(Error::protocol);
    return Error::protocol;
}

ReceivedHandles::~ReceivedHandles() {
    for (const Handle handle : handles_)
        sys_handle_close(handle);
}

Error ReceivedHandles::receive(size_t count) {
    for (; count > 0; count--) {
        auto handle = delegate_receive();
        if (!handle.ok())
            return handle.error();
        handles_.push_back(*handle);
    }
    return Error::ok;
}

Handle ReceivedHandles::release_one() {
    const auto handles = release();
    return handles.empty() ? abi::kNoHandle : handles[0];
}

Error refuse(Call& call, Error error) {
    call.answer(error);
    return error;
}

} // namespace async
