// SPDX-License-Identifier: MIT
// The asynchronous framework and the fibril locks under the names of the talk that the system starts from, so
// that its slides compile. One thin layer over message.hpp, connection.hpp, transfer.hpp and fibrils/sync;
// new code uses those. Functions return error numbers of talk_errors.hpp, EOK for success.
#pragma once

#include "fibrils/async/connection.hpp"
#include "fibrils/async/talk_errors.hpp"
#include "fibrils/async/transfer.hpp"
#include "fibrils/sync/condition_variable.hpp"
#include "fibrils/sync/mutex.hpp"
#include "fibrils/sync/read_write_lock.hpp"

#include <cstring>
#include <tuple>

using sysarg_t = uint64_t;
using ipc_callid_t = abi::Handle;   // a received call; 0 for a hang-up, which needs no answer
using aid_t = struct talk_message*; // a sent message; used up by async_wait_for and async_forget

/// args[0]: method of a request, error number of an answer.
struct ipc_call_t {
    sysarg_t args[6];
    abi::TaskId sender;
};

#define IPC_GET_IMETHOD(call) ((call).args[0])
#define IPC_GET_RETVAL(call) ((call).args[0])
#define IPC_GET_ARG1(call) ((call).args[1])
#define IPC_GET_ARG2(call) ((call).args[2])
#define IPC_GET_ARG3(call) ((call).args[3])
#define IPC_GET_ARG4(call) ((call).args[4])
#define IPC_GET_ARG5(call) ((call).args[5])

inline constexpr sysarg_t IPC_M_PHONE_HUNGUP = sysarg_t(abi::SystemMethod::phone_hung_up);
inline constexpr sysarg_t IPC_M_CONNECT_TO_ME = sysarg_t(abi::SystemMethod::connect_to_me);
inline constexpr sysarg_t IPC_M_CONNECT_ME_TO = sysarg_t(abi::SystemMethod::connect_me_to);
inline constexpr sysarg_t IPC_M_SHARE_IN = sysarg_t(abi::SystemMethod::share_in);
inline constexpr sysarg_t IPC_M_SHARE_OUT = sysarg_t(abi::SystemMethod::share_out);
inline constexpr sysarg_t IPC_M_DATA_READ = sysarg_t(abi::SystemMethod::data_read);
inline constexpr sysarg_t IPC_M_DATA_WRITE = sysarg_t(abi::SystemMethod::data_write);
inline constexpr sysarg_t IPC_M_PING = sysarg_t(abi::SystemMethod::ping);
inline constexpr sysarg_t IPC_FIRST_USER_METHOD = abi::kFirstUserMethod;

inline constexpr uint32_t IPC_FF_NONE = uint32_t(abi::ForwardMode::none);
inline constexpr uint32_t IPC_FF_ROUTE_FROM_ME = uint32_t(abi::ForwardMode::route_from_me);

namespace talk {

aid_t send(abi::Handle phone, sysarg_t method, const async::Arguments& arguments, ipc_call_t* answer);
int wait(aid_t message);
int wait_until(aid_t message, uint64_t timeout, bool* timed_out);
int answer(ipc_callid_t call, sysarg_t retval, const async::Arguments& results);

/// NULL is a number; the slides pass it for places that nobody wants.
template<typename T, typename Place>
T* place_of(Place place) {
    if constexpr (std::is_integral_v<Place>)
        return nullptr;
    else
        return place;
}

/// The first `Sent` of `all` are arguments, the others pointers to results (which may be null).
template<size_t Sent, typename Tuple, size_t... Argument, size_t... Result>
int request(abi::Handle phone, sysarg_t method, const Tuple& all, std::index_sequence<Argument...>,
            std::index_sequence<Result...>) {
    async::Answer answer =
        async::send(phone, method, {static_cast<uint64_t>(std::get<Argument>(all))...}).wait();
    [[maybe_unused]] auto store = [&answer](sysarg_t* place, size_t word) {
        if (place && answer.error == abi::Error::ok)
            *place = answer.words[word];
    };
    (store(place_of<sysarg_t>(std::get<Sent + Result>(all)), Result), ...);
    return static_cast<int>(answer.error);
}

template<size_t Sent, size_t Received, typename... Words>
int request(abi::Handle phone, sysarg_t method, Words... words) {
    static_assert(sizeof...(Words) == Sent + Received, "wrong number of arguments");
    return request<Sent>(phone, method, std::tuple<Words...>(words...), std::make_index_sequence<Sent>(),
                         std::make_index_sequence<Received>());
}

/// The last one of `all` is the place for the answer, or null.
template<typename Tuple, size_t... Argument>
aid_t send_tuple(abi::Handle phone, sysarg_t method, const Tuple& all, std::index_sequence<Argument...>) {
    return send(phone, method, {static_cast<uint64_t>(std::get<Argument>(all))...},
                place_of<ipc_call_t>(std::get<sizeof...(Argument)>(all)));
}

} // namespace talk

// async_send_n(phone, method, a1..an, ipc_call_t* answer)
#define SWITCHBOARD_TALK_SEND(n)                                                                             \
    template<typename... Words>                                                                              \
    aid_t async_send_##n(abi::Handle phone, sysarg_t method, Words... words) {                               \
        static_assert(sizeof...(Words) == n + 1, "wrong number of arguments");                               \
        return talk::send_tuple(phone, method, std::make_tuple(words...), std::make_index_sequence<n>());    \
    }
SWITCHBOARD_TALK_SEND(0)
SWITCHBOARD_TALK_SEND(1)
SWITCHBOARD_TALK_SEND(2)
SWITCHBOARD_TALK_SEND(3)
SWITCHBOARD_TALK_SEND(4)
SWITCHBOARD_TALK_SEND(5)
#undef SWITCHBOARD_TALK_SEND

// async_req_n_m(phone, method, a1..an, sysarg_t* r1..rm)
#define SWITCHBOARD_TALK_REQUEST(n, m)                                                                       \
    template<typename... Words>                                                                              \
    int async_req_##n##_##m(abi::Handle phone, sysarg_t method, Words... words) {                            \
        return talk::request<n, m>(phone, method, words...);                                                 \
    }
#define SWITCHBOARD_TALK_REQUESTS(n)                                                                         \
    SWITCHBOARD_TALK_REQUEST(n, 0)                                                                           \
    SWITCHBOARD_TALK_REQUEST(n, 1)                                                                           \
    SWITCHBOARD_TALK_REQUEST(n, 2)                                                                           \
    SWITCHBOARD_TALK_REQUEST(n, 3)                                                                           \
    SWITCHBOARD_TALK_REQUEST(n, 4)                                                                           \
    SWITCHBOARD_TALK_REQUEST(n, 5)
SWITCHBOARD_TALK_REQUESTS(0)
SWITCHBOARD_TALK_REQUESTS(1)
SWITCHBOARD_TALK_REQUESTS(2)
SWITCHBOARD_TALK_REQUESTS(3)
SWITCHBOARD_TALK_REQUESTS(4)
SWITCHBOARD_TALK_REQUESTS(5)
#undef SWITCHBOARD_TALK_REQUESTS
#undef SWITCHBOARD_TALK_REQUEST

// ipc_answer_n(callid, retval, r1..rn)
#define SWITCHBOARD_TALK_ANSWER(n)                                                                           \
    template<typename... Words>                                                                              \
    int ipc_answer_##n(ipc_callid_t callid, sysarg_t retval, Words... words) {                               \
        static_assert(sizeof...(Words) == n, "wrong number of results");                                     \
        return talk::answer(callid, retval, {static_cast<uint64_t>(words)...});                              \
    }
SWITCHBOARD_TALK_ANSWER(0)
SWITCHBOARD_TALK_ANSWER(1)
SWITCHBOARD_TALK_ANSWER(2)
SWITCHBOARD_TALK_ANSWER(3)
SWITCHBOARD_TALK_ANSWER(4)
SWITCHBOARD_TALK_ANSWER(5)
#undef SWITCHBOARD_TALK_ANSWER

/// Stores the error of the answer in *retval; null if nobody wants to know.
template<typename Code>
void async_wait_for(aid_t message, Code* retval) {
    *retval = static_cast<Code>(talk::wait(message));
}
inline void async_wait_for(aid_t message, decltype(nullptr)) {
    (void)talk::wait(message);
}

/// EOK, or ETIMEOUT after `timeout` microseconds; then the message can be waited for again.
template<typename Code>
int async_wait_timeout(aid_t message, Code* retval, uint64_t timeout) {
    bool timed_out = false;
    int error = talk::wait_until(message, timeout, &timed_out);
    if (timed_out)
        return ETIMEOUT;
    if (retval)
        *retval = static_cast<Code>(error);
    return EOK;
}

void async_forget(aid_t message);

/// The next call of the connection that the calling fibril serves; after a hang-up IPC_M_PHONE_HUNGUP for
/// ever.
ipc_callid_t async_get_call(ipc_call_t* call);
/// 0 with method IPC_M_PING when none came within `timeout` microseconds; sets *timed_out.
ipc_callid_t async_get_call_timeout(ipc_call_t* call, uint64_t timeout, bool* timed_out);

int ipc_forward_fast(ipc_callid_t callid, abi::Handle phone, sysarg_t method, sysarg_t a1, sysarg_t a2,
                     uint32_t mode);

// Client side of transfers.
int async_data_write_start(abi::Handle phone, const void* data, size_t size);
int async_data_read_start(abi::Handle phone, void* buffer, size_t size);
int async_share_out_start(abi::Handle phone, void* base, uint64_t flags);
int async_share_in_start(abi::Handle phone, void* base, size_t size, sysarg_t argument = 0,
                         uint64_t* flags = nullptr);

// Server side. *_receive: false when the next call is of another kind; *callid is that call, still to be
// answered.
bool async_data_write_receive(ipc_callid_t* callid, size_t* size);
bool async_data_read_receive(ipc_callid_t* callid, size_t* size);
bool async_share_out_receive(ipc_callid_t* callid, size_t* size, uint64_t* flags);
bool async_share_in_receive(ipc_callid_t* callid, size_t* size);
int async_data_write_finalize(ipc_callid_t callid, void* destination, size_t size);
int async_data_read_finalize(ipc_callid_t callid, const void* source, size_t size);
int async_share_out_finalize(ipc_callid_t callid, void* base);
int async_share_in_finalize(ipc_callid_t callid, void* base, uint64_t flags);

inline size_t str_size(const char* text) {
    return std::strlen(text);
}

using fibril_mutex_t = sync::Mutex;
using fibril_rwlock_t = sync::ReadWriteLock;
using fibril_condvar_t = sync::ConditionVariable;

inline void fibril_mutex_lock(fibril_mutex_t* mutex) {
    mutex->lock();
}
inline bool fibril_mutex_trylock(fibril_mutex_t* mutex) {
    return mutex->try_lock();
}
inline void fibril_mutex_unlock(fibril_mutex_t* mutex) {
    mutex->unlock();
}
inline void fibril_rwlock_read_lock(fibril_rwlock_t* lock) {
    lock->read_lock();
}
inline void fibril_rwlock_write_lock(fibril_rwlock_t* lock) {
    lock->write_lock();
}
inline void fibril_rwlock_read_unlock(fibril_rwlock_t* lock) {
    lock->read_unlock();
}
inline void fibril_rwlock_write_unlock(fibril_rwlock_t* lock) {
    lock->write_unlock();
}
inline void fibril_condvar_wait(fibril_condvar_t* condition, fibril_mutex_t* mutex) {
    condition->wait(*mutex);
}
/// EOK or ETIMEOUT after `timeout` microseconds.
inline int fibril_condvar_wait_timeout(fibril_condvar_t* condition, fibril_mutex_t* mutex, uint64_t timeout) {
    return static_cast<int>(condition->wait_until(*mutex, fibril::now() + timeout).error());
}
inline void fibril_condvar_signal(fibril_condvar_t* condition) {
    condition->signal();
}
inline void fibril_condvar_broadcast(fibril_condvar_t* condition) {
    condition->broadcast();
}
