// SPDX-License-Identifier: MIT
#include "servers/loader/client.hpp"

#include "fibrils/arch/syscall.hpp"
#include "fibrils/async/session.hpp"
#include "fibrils/async/transfer.hpp"
#include "servers/loader/protocol.hpp"
#include "servers/naming/client.hpp"

#include <string>

namespace loader {

using abi::Error;
using abi::Handle;
using abi::TaskId;
using protocol::Method;
using protocol::SpawnFlag;

namespace {

/// The one connection of this task. The mutex keeps other messages out of a spawn, and nothing else: a wait
/// that is sent between two spawns is answered whenever its child ends.
struct Connection {
    sync::Mutex mutex;
    Handle phone = abi::kNoHandle;

    abi::Result<Handle> open() {
        if (phone == abi::kNoHandle)
            phone = TRY(naming::connect(protocol::kInterface, true));
        return phone;
    }
};

Connection& connection() {
    static Connection connection;
    return connection;
}

/// The loader may have died and come back: the next call connects anew. Its old children are nobody's then.
void forget_dead_connection(Handle phone, Error error) {
    if (error != Error::hung_up || connection().phone != phone)
        return;
    async::hang_up(phone);
    connection().phone = abi::kNoHandle;
}

abi::Result<async::Arguments> request(Method method, uint64_t a1, uint64_t a2 = 0) {
    Handle phone;
    async::Request sent;
    {
        sync::Lock guard(connection().mutex);
        phone = TRY(connection().open());
        sent = async::send_words(phone, method, a1, a2);
    }
    const async::Answer answer = sent.wait();
    forget_dead_connection(phone, answer.error);
    if (answer.error != Error::ok)
        return answer.error;
    return answer.words;
}

std::string join(std::span<const std::string_view> strings) {
    std::string joined;
    for (const std::string_view string : strings) {
        joined += string.substr(0, string.find('\0'));
        joined += '\0';
    }
    return joined;
}

/// The handles of a spawn in the order in which they travel. What has not travelled is closed at the end.
class Handles {
  public:
    explicit Handles(const SpawnOptions& options) {
        flags_ = add(options.files, SpawnFlag::files) | add(options.system, SpawnFlag::system);
        handles_.insert(handles_.end(), options.further.begin(), options.further.end());
    }
    ~Handles() {
        for (; sent_ < handles_.size(); sent_++)
            sys_handle_close(handles_[sent_]);
    }
    uint64_t flags() const { return flags_; }
    abi::Result<void> send(Handle phone) {
        for (; sent_ < handles_.size(); sent_++)
            TRY(async::delegate_start(phone, handles_[sent_]));
        return {};
    }

  private:
    uint64_t add(Handle handle, SpawnFlag flag) {
        if (handle == abi::kNoHandle)
            return 0;
        handles_.push_back(handle);
        return uint64_t(flag);
    }
    std::vector<Handle> handles_;
    size_t sent_ = 0;
    uint64_t flags_ = 0;
};

abi::Result<void> send_text(Handle phone, std::string_view text) {
    TRY(async::data_write_start(phone, text.data(), text.size()));
    return {};
}

/// All messages that follow a spawn.
abi::Result<void> send_rest(Handle phone, const SpawnOptions& options, Handles& handles) {
    TRY(send_text(phone, options.path));
    TRY(send_text(phone, join(options.arguments)));
    TRY(send_text(phone, join(options.environment)));
    return handles.send(phone);
}

} // namespace

abi::Result<TaskId> spawn(const SpawnOptions& options) {
    Handles handles(options);
    sync::Lock guard(connection().mutex);
    const Handle phone = TRY(connection().open());
    auto spawning = async::send_words(phone, Method::spawn, handles.flags(), options.further.size());
    const auto sent = send_rest(phone, options, handles);
    // The kernel may have refused a message that the loader is waiting for: this one ends its patience.
    if (!sent.ok())
        async::post(phone, abi::SystemMethod::ping);
    const async::Answer answer = spawning.wait();
    forget_dead_connection(phone, answer.error);
    if (!sent.ok() && (answer.error == Error::ok || answer.error == Error::protocol))
        return sent.error();
    if (answer.error != Error::ok)
        return answer.error;
    return TaskId(answer.words[0]);
}

abi::Result<ExitStatus> wait(TaskId task, bool no_hang) {
    const auto flags = no_hang ? protocol::WaitFlag::no_hang : protocol::WaitFlag::none;
    const auto words = TRY(request(Method::wait, task, uint64_t(flags)));
    const auto state = abi::TaskState(words[1]);
    return ExitStatus{.task = TaskId(words[0]),
                      .faulted = state == abi::TaskState::faulted,
                      .killed = state == abi::TaskState::killed,
                      .status = int(words[2]),
                      .fault = abi::FaultKind(words[3]),
                      .signal = int(words[4])};
}

abi::Result<void> kill(TaskId task, int signal) {
    return request(Method::kill, task, uint64_t(signal)).error();
}

abi::Result<void> detach(TaskId task) {
    return request(Method::detach, task).error();
}

} // namespace loader
