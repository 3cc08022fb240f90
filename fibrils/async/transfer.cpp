// SPDX-License-Identifier: MIT
#include "fibrils/async/transfer.hpp"

#include "fibrils/arch/syscall.hpp"

namespace async {

using abi::SystemMethod;
using fibril::address_of;

namespace {

constexpr uint64_t number(SystemMethod method) {
    return static_cast<uint64_t>(method);
}

Result<void> result_of(Error error) {
    if (error == Error::ok)
        return {};
    return error;
}

Result<size_t> moved(Answer answer) {
    if (answer.error != Error::ok)
        return answer.error;
    return static_cast<size_t>(answer.words[1]);
}

// The next call, if it is of the kind that has to come now.
Result<Call> receive(SystemMethod method) {
    Call call = get_call();
    if (call.is(method))
        return call;
    if (call.hung_up())
        return Error::hung_up;
    call.answer(Error::protocol);
    return Error::protocol;
}

Result<void> finalize(Transfer& transfer, const void* address, size_t size) {
    return result_of(
        transfer.call.answer_ok(address_of(address), size < transfer.size ? size : transfer.size));
}

} // namespace

Request data_write_send(Handle phone, const void* data, size_t size) {
    return send(phone, number(SystemMethod::data_write), {address_of(data), size});
}

Request data_read_send(Handle phone, void* buffer, size_t size) {
    return send(phone, number(SystemMethod::data_read), {address_of(buffer), size});
}

Result<size_t> data_write_start(Handle phone, const void* data, size_t size) {
    return moved(data_write_send(phone, data, size).wait());
}

Result<size_t> data_read_start(Handle phone, void* buffer, size_t size) {
    return moved(data_read_send(phone, buffer, size).wait());
}

Result<void> share_out_start(Handle phone, void* base, uint64_t flags) {
    return result_of(send(phone, number(SystemMethod::share_out), {address_of(base), 0, flags}).wait().error);
}

Result<uint64_t> share_in_start(Handle phone, void* base, size_t size, uint64_t argument) {
    Arguments answer =
        TRY(request(phone, number(SystemMethod::share_in), {size, address_of(base), argument}));
    return answer[1];
}

Result<void> delegate_start(Handle phone, Handle handle, uint64_t argument) {
    return result_of(send(phone, number(SystemMethod::delegate), {handle, argument}).wait().error);
}

Result<Transfer> data_write_receive() {
    Call call = TRY(receive(SystemMethod::data_write));
    auto size = static_cast<size_t>(call.argument(2));
    return Transfer{std::move(call), size};
}

Result<Transfer> data_read_receive() {
    Call call = TRY(receive(SystemMethod::data_read));
    auto size = static_cast<size_t>(call.argument(2));
    return Transfer{std::move(call), size};
}

Result<void> data_write_finalize(Transfer& transfer, void* destination, size_t size) {
    return finalize(transfer, destination, size);
}

Result<void> data_read_finalize(Transfer& transfer, const void* source, size_t size) {
    return finalize(transfer, source, size);
}

Result<size_t> data_write_accept(void* destination, size_t capacity) {
    Transfer transfer = TRY(data_write_receive());
    if (transfer.size > capacity) {
        transfer.call.answer(Error::overflow);
        return Error::overflow;
    }
    TRY(finalize(transfer, destination, transfer.size));
    return transfer.size;
}

Result<void> data_read_reply(const void* source, size_t size) {
    Transfer transfer = TRY(data_read_receive());
    return finalize(transfer, source, size);
}

Result<Share> share_out_receive() {
    Call call = TRY(receive(SystemMethod::share_out));
    Share share{.size = static_cast<size_t>(call.argument(2)), .flags = call.argument(3)};
    share.call = std::move(call);
    return share;
}

Result<Share> share_in_receive() {
    Call call = TRY(receive(SystemMethod::share_in));
    Share share{.size = static_cast<size_t>(call.argument(1)), .argument = call.argument(3)};
    share.call = std::move(call);
    return share;
}

Result<void> share_out_finalize(Share& share, void* base) {
    return result_of(share.call.answer_ok(address_of(base)));
}

Result<void> share_in_finalize(Share& share, void* base, uint64_t flags) {
    return result_of(share.call.answer_ok(address_of(base), flags));
}

Result<Handle> delegate_receive(uint64_t* argument) {
    Call call = TRY(receive(SystemMethod::delegate));
    auto handle = static_cast<Handle>(call.argument(1));
    if (argument)
        *argument = call.argument(2);
    TRY(result_of(call.answer(Error::ok)));
    return handle;
}

} // namespace async
