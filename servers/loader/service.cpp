// SPDX-License-Identifier: MIT
#include "servers/loader/service.hpp"

#include "fibrils/arch/syscall.hpp"
#include "servers/loader/executable.hpp"
#include "servers/loader/protocol.hpp"

namespace loader {

using abi::Error;
using abi::Handle;
using abi::TaskId;
using async::Call;
using fibril::address_of;
using fibril::error_of;
using protocol::Method;

namespace {

constexpr int kMaxInterpreters = 4; // a script may be run by a script

Call parked_call(Handle handle) {
    abi::Message message;
    message.kind = abi::MessageKind::call;
    message.call = handle;
    return Call(message);
}

void answer_status(Call& call, const ExitStatus& status) {
    const auto state = status.faulted  ? abi::TaskState::faulted
                       : status.killed ? abi::TaskState::killed
                                       : abi::TaskState::exited;
    call.answer_ok(status.task, uint64_t(state), uint32_t(status.status), uint64_t(status.fault),
                   status.signal);
}

void give_answers(const std::vector<DueAnswer>& answers) {
    for (const DueAnswer& answer : answers) {
        Call call = parked_call(answer.call);
        if (answer.status)
            answer_status(call, *answer.status);
        else
            call.answer(Error::no_entry);
    }
}

} // namespace

abi::Result<void> Service::start() {
    return async::subscribe(abi::kSystemHandle, abi::Event::task_state, on_task_ended, this);
}

void Service::on_task_ended(const abi::Message& message, void* service) {
    const auto& words = message.words;
    const auto ended =
        static_cast<Service*>(service)->children_.ended(TaskId(words[1]), abi::TaskState(words[2]), words[3]);
    if (ended.handle != abi::kNoHandle)
        sys_handle_close(ended.handle);
    give_answers(ended.answers);
}

void Service::serve(Call opening) {
    const SessionId session = next_session_++;
    async::accept(opening);
    for (;;) {
        Call call = async::get_call();
        if (call.hung_up())
            break;
        handle(session, std::move(call));
    }
    for (const Handle waiting : children_.drop_session(session))
        parked_call(waiting).answer(Error::interrupted);
}

void Service::handle(SessionId session, Call call) {
    switch (call.method()) {
    case uint64_t(Method::spawn):
        return spawn(session, std::move(call));
    case uint64_t(Method::wait):
        return wait(session, std::move(call));
    case uint64_t(Method::kill):
        return kill(session, std::move(call));
    case uint64_t(Method::detach):
        return detach(session, std::move(call));
    case uint64_t(abi::SystemMethod::ping):
        call.answer_ok();
        return;
    default:
        call.answer(Error::not_supported);
    }
}

void Service::spawn(SessionId session, Call call) {
    Launch request;
    auto received = receive(request, call.argument(1), call.argument(2));
    if (!received.ok()) {
        call.answer(received.error());
        return;
    }
    auto task = launch(session, request);
    if (task.ok())
        call.answer_ok(*task);
    else
        call.answer(task.error());
}

abi::Result<TaskId> Service::launch(SessionId session, Launch& launch) {
    TRY(children_.check_room(session));
    const Image image = TRY(find_image(launch, kMaxInterpreters));
    auto task = create(session, launch, image.handle);
    if (!image.cached)
        sys_handle_close(image.handle);
    return task;
}

abi::Result<Service::Image> Service::find_image(Launch& launch, int interpreters_left) {
    auto executable = TRY(Executable::open(launch.files, launch.path));
    const Handle known = images_.find(executable.identity());
    if (known != abi::kNoHandle)
        return Image{known, true};
    const auto contents = TRY(executable.read());
    const Interpreter interpreter = find_interpreter({contents.data(), contents.size()});
    if (interpreter.path.empty())
        return make_image(executable.identity(), contents);
    if (interpreters_left == 0)
        return Error::bad_executable;
    launch.arguments = interpreted_arguments(interpreter.path, interpreter.argument, launch);
    if (launch.arguments.size() > abi::kMaxArgumentsSize)
        return Error::limit;
    launch.path = interpreter.path;
    return find_image(launch, interpreters_left - 1);
}

abi::Result<Service::Image> Service::make_image(const FileIdentity& file, const std::vector<char>& contents) {
    int64_t image;
    for (;;) { // the cache makes room for what is wanted now
        image = sys_image_create(abi::kSystemHandle, address_of(contents.data()), contents.size());
        if (image != -int64_t(Error::limit) && image != -int64_t(Error::no_memory))
            break;
        const Handle oldest = images_.drop_oldest();
        if (oldest == abi::kNoHandle)
            break;
        sys_handle_close(oldest);
    }
    if (image < 0)
        return error_of(image);
    if (!ImageCache::may_keep(file, sys_clock_read(uint32_t(abi::Clock::real_time))))
        return Image{Handle(image), false};
    const Handle removed = images_.add(file, Handle(image));
    if (removed != abi::kNoHandle)
        sys_handle_close(removed);
    return Image{Handle(image), true};
}

abi::Result<TaskId> Service::create(SessionId session, Launch& launch, Handle image) {
    const std::string_view name = base_name(launch.path);
    const std::string block = argument_block(launch.arguments, launch.environment);
    const int64_t created = sys_task_create(abi::kSystemHandle, image, address_of(name.data()), name.size(),
                                            address_of(block.data()), block.size());
    if (created < 0)
        return error_of(created);
    const auto handle = Handle(created);
    auto granted = launch.handles.grant_to(handle);
    if (!granted.ok()) {
        sys_task_kill(handle);
        sys_handle_close(handle);
        return granted.error();
    }
    const auto task = TaskId(sys_task_query(handle));
    children_.add(session, task, handle);
    sys_task_start(handle);
    return task;
}

void Service::wait(SessionId session, Call call) {
    const auto task = TaskId(call.argument(1));
    auto collected = children_.collect(session, task);
    if (!collected.ok()) {
        call.answer(collected.error());
    } else if (collected->has_value()) {
        answer_status(call, **collected);
    } else if ((call.argument(2) & uint64_t(protocol::WaitFlag::no_hang)) != 0) {
        call.answer(Error::again);
    } else {
        children_.park(session, task, call.release());
    }
}

void Service::kill(SessionId session, Call call) {
    auto handle = children_.prepare_kill(session, TaskId(call.argument(1)), int(call.argument(2)));
    call.answer(handle.ok() ? error_of(sys_task_kill(*handle)) : handle.error());
}

void Service::detach(SessionId session, Call call) {
    auto answers = children_.detach(session, TaskId(call.argument(1)));
    call.answer(answers.error());
    if (answers.ok())
        give_answers(*answers);
}

} // namespace loader
