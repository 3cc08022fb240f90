// SPDX-License-Identifier: MIT
#include "servers/loader/service.hpp"

#include "fibrils/arch/syscall.hpp"
#include "kernel/abi/arguments.hpp"
#include "servers/loader/executable.hpp"
#include "servers/loader/loader_server.hpp"

namespace loader {

using abi::Error;
using abi::Handle;
using abi::TaskId;
using async::Context;
using fibril::address_of;
using fibril::error_of;

namespace {

constexpr int kMaxInterpreters = 4; // a script may be run by a script

static_assert(kMaxArguments == abi::kMaxArgumentsSize && kMaxEnvironment == abi::kMaxEnvironmentSize);

std::string text_of(std::span<const uint8_t> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

LoaderWait answer_of(const ExitStatus& status) {
    const auto state = status.faulted  ? abi::TaskState::faulted
                       : status.killed ? abi::TaskState::killed
                                       : abi::TaskState::exited;
    return {status.task, status.status, uint8_t(state), uint8_t(status.fault), uint8_t(status.signal)};
}

using WaitRight = async::AnswerRight<LoaderWait>;

void give_answers(const std::vector<DueAnswer>& answers) {
    for (const DueAnswer& answer : answers) {
        WaitRight right(answer.call);
        if (answer.status)
            std::move(right).answer(answer_of(*answer.status));
        else
            std::move(right).fail(Error::no_entry);
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

/// The children of one connection; they go on when it ends.
class Service::Session : public LoaderServer {
  public:
    explicit Session(Service& service)
        : service_(service), children_(service.children_), id_(service.next_session_++) {}
    ~Session() override {
        for (const Handle waiting : children_.drop_session(id_))
            WaitRight(waiting).fail(Error::interrupted);
    }

  private:
    abi::Result<uint32_t> spawn(Context&, SpawnFlags flags, uint8_t further_count, std::string_view path,
                                std::span<const uint8_t> arguments, std::span<const uint8_t> environment,
                                Handle files, Handle system, std::vector<Handle> further) override {
        Launch request{std::string(path), text_of(arguments), text_of(environment), files, {}};
        if (flags & kSpawnFiles)
            request.handles.add(files, abi::kFilesHandle);
        if (flags & kSpawnSystem)
            request.handles.add(system, abi::kSystemHandle);
        const auto taken = request.take_handles(further);
        for (const Handle handle : further) // too many
            sys_handle_close(handle);
        TRY(taken);
        TRY(request.check());
        return uint32_t(TRY(service_.launch(id_, request)));
    }

    void wait(Context&, uint32_t task, WaitFlags flags, WaitRight right) override {
        auto collected = children_.collect(id_, task);
        if (!collected.ok())
            std::move(right).fail(collected.error());
        else if (collected->has_value())
            std::move(right).answer(answer_of(**collected));
        else if (flags & kWaitNoHang)
            std::move(right).fail(Error::again);
        else
            children_.park(id_, task, right.release());
    }

    abi::Result<void> kill(Context&, uint32_t task, uint8_t signal) override {
        const Handle handle = TRY(children_.prepare_kill(id_, task, signal));
        return error_of(sys_task_kill(handle));
    }

    abi::Result<void> detach(Context&, uint32_t task) override {
        give_answers(TRY(children_.detach(id_, task)));
        return {};
    }

    Service& service_;
    Children& children_;
    const SessionId id_;
};

void Service::serve(async::Connection& connection, async::Call opening) {
    Session(*this).serve(connection, std::move(opening));
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

} // namespace loader
