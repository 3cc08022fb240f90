// SPDX-License-Identifier: MIT
#include "fibrils/async/talk.hpp"

#include "fibrils/arch/syscall.hpp"
#include "fibrils/async/answer_error.hpp"

struct talk_message {
    async::Request request;
    ipc_call_t* answer;
};

namespace talk {

namespace {

void store(const async::Answer& answer, ipc_call_t* place) {
    if (!place)
        return;
    place->args[0] = static_cast<sysarg_t>(answer.error);
    for (size_t word = 0; word < answer.words.size(); word++)
        place->args[word + 1] = answer.words[word];
}

ipc_callid_t store(async::Call call, ipc_call_t* place) {
    place->args[0] = call.method();
    for (int number = 1; number <= 5; number++)
        place->args[number] = call.argument(number);
    place->sender = call.sender();
    return call.release();
}

int finish(aid_t message, const async::Answer& answer) {
    store(answer, message->answer);
    delete message;
    return static_cast<int>(answer.error);
}

// A call of any kind; true when it is of the wanted one.
bool receive(abi::SystemMethod method, ipc_callid_t* callid, ipc_call_t& call) {
    *callid = async_get_call(&call);
    return call.args[0] == static_cast<sysarg_t>(method);
}

template<typename T>
int error_number(const abi::Result<T>& result) {
    return static_cast<int>(result.error());
}

} // namespace

aid_t send(abi::Handle phone, sysarg_t method, const async::Arguments& arguments, ipc_call_t* answer) {
    return new talk_message{async::send(phone, method, arguments), answer};
}

int wait(aid_t message) {
    return finish(message, message->request.wait());
}

int wait_until(aid_t message, uint64_t timeout, bool* timed_out) {
    auto answer = message->request.wait_until(fibril::now() + timeout);
    *timed_out = !answer.ok();
    return answer.ok() ? finish(message, *answer) : 0;
}

int answer(ipc_callid_t call, sysarg_t retval, const async::Arguments& results) {
    return static_cast<int>(fibril::error_of(
        sys_ipc_answer(call, static_cast<uint64_t>(async::answer_error(static_cast<abi::Error>(retval))),
                       results[0], results[1], results[2], results[3], results[4])));
}

} // namespace talk

using abi::SystemMethod;

void async_forget(aid_t message) {
    delete message; // drops the request
}

ipc_callid_t async_get_call(ipc_call_t* call) {
    return talk::store(async::get_call(), call);
}

ipc_callid_t async_get_call_timeout(ipc_call_t* call, uint64_t timeout, bool* timed_out) {
    auto next = async::get_call_until(fibril::now() + timeout);
    *timed_out = !next.ok();
    if (next.ok())
        return talk::store(std::move(next).value(), call);
    *call = {{IPC_M_PING}, 0};
    return abi::kNoHandle;
}

int ipc_forward_fast(ipc_callid_t callid, abi::Handle phone, sysarg_t method, sysarg_t a1, sysarg_t a2,
                     uint32_t mode) {
    return static_cast<int>(fibril::error_of(sys_ipc_forward(callid, phone, method, a1, a2, 0, mode)));
}

int async_data_write_start(abi::Handle phone, const void* data, size_t size) {
    return talk::error_number(async::data_write_start(phone, data, size));
}

int async_data_read_start(abi::Handle phone, void* buffer, size_t size) {
    return talk::error_number(async::data_read_start(phone, buffer, size));
}

int async_share_out_start(abi::Handle phone, void* base, uint64_t flags) {
    return talk::error_number(async::share_out_start(phone, base, flags));
}

int async_share_in_start(abi::Handle phone, void* base, size_t size, sysarg_t argument, uint64_t* flags) {
    auto granted = async::share_in_start(phone, base, size, argument);
    if (granted.ok() && flags)
        *flags = *granted;
    return talk::error_number(granted);
}

bool async_data_write_receive(ipc_callid_t* callid, size_t* size) {
    ipc_call_t call;
    bool right = talk::receive(SystemMethod::data_write, callid, call);
    if (size)
        *size = static_cast<size_t>(IPC_GET_ARG2(call));
    return right;
}

bool async_data_read_receive(ipc_callid_t* callid, size_t* size) {
    ipc_call_t call;
    bool right = talk::receive(SystemMethod::data_read, callid, call);
    if (size)
        *size = static_cast<size_t>(IPC_GET_ARG2(call));
    return right;
}

bool async_share_out_receive(ipc_callid_t* callid, size_t* size, uint64_t* flags) {
    ipc_call_t call;
    bool right = talk::receive(SystemMethod::share_out, callid, call);
    if (size)
        *size = static_cast<size_t>(IPC_GET_ARG2(call));
    if (flags)
        *flags = IPC_GET_ARG3(call);
    return right;
}

bool async_share_in_receive(ipc_callid_t* callid, size_t* size) {
    ipc_call_t call;
    bool right = talk::receive(SystemMethod::share_in, callid, call);
    if (size)
        *size = static_cast<size_t>(IPC_GET_ARG1(call));
    return right;
}

int async_data_write_finalize(ipc_callid_t callid, void* destination, size_t size) {
    return talk::answer(callid, EOK, {fibril::address_of(destination), size});
}

int async_data_read_finalize(ipc_callid_t callid, const void* source, size_t size) {
    return talk::answer(callid, EOK, {fibril::address_of(source), size});
}

int async_share_out_finalize(ipc_callid_t callid, void* base) {
    return talk::answer(callid, EOK, {fibril::address_of(base)});
}

int async_share_in_finalize(ipc_callid_t callid, void* base, uint64_t flags) {
    return talk::answer(callid, EOK, {fibril::address_of(base), flags});
}
