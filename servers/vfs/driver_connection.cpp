// SPDX-License-Identifier: MIT
// The fibril of each connection from vfs to a file system: takes requests and calls the FileSystem.
#include "servers/vfs/driver.hpp"

#include "fibrils/async/session.hpp"
#include "servers/naming/client.hpp"
#include "servers/vfs/answerable.hpp"
#include "servers/vfs/short_text.hpp"

#include <memory>

namespace vfs {

using async::Call;

static_assert(kMaxLookupText <= kMaxLinkText);

namespace {

/// A name, a path or an option text that follows a request.
class Text {
  public:
    Result<void> receive() {
        size_ = TRY(async::data_write_accept(bytes_, sizeof bytes_));
        return {};
    }
    std::string_view view() const { return {bytes_, size_}; }

    /// The text as name of a directory entry.
    Result<void> receive_name() {
        TRY(receive());
        const std::string_view name = view();
        if (name.size() > kMaxName)
            return Error::name_too_long;
        if (name.empty() || name == "." || name == ".." || name.find('/') != std::string_view::npos)
            return Error::invalid;
        return {};
    }

  private:
    char bytes_[kMaxLinkText];
    size_t size_ = 0;
};

void answer(Call& call, const Result<Attributes>& result) {
    call.answer(answerable(result.error()), result.ok() ? pack(result.value()) : std::array<uint64_t, 5>{});
}

void answer(Call& call, const Result<void>& result) {
    call.answer(answerable(result.error()));
}

FileId file_of(const Call& call) {
    return {call.argument(1), call.argument(2)};
}

Result<Attributes> mounted(FileSystem& fs, Call& call) {
    Text options;
    TRY(options.receive());
    return fs.mounted(call.argument(1), call.argument(2), options.view());
}

/// Opens what a lookup found last, if it is something that a lookup opens.
void open_found(FileSystem& fs, uint64_t mount, uint64_t flags, LookupAnswer& found) {
    if (flags == 0 || found.kind == Kind::directory || found.kind == Kind::link)
        return;
    found.error = answerable(fs.open({mount, found.indices[found.count - 1]}, flags).error());
    found.opened = found.error == Error::ok;
}

LookupAnswer go_down(FileSystem& fs, FileId directory, uint64_t flags, std::string_view path) {
    LookupAnswer found;
    while (found.kind == Kind::directory && found.count < kMaxLookupNames) {
        const size_t end = path.find('/');
        auto next = fs.lookup(directory, path.substr(0, end));
        if (!next.ok()) {
            found.error = answerable(next.error());
            return found;
        }
        directory.index = found.indices[found.count++] = next->index;
        found.kind = next->kind;
        if (end == std::string_view::npos) {
            open_found(fs, directory.mount, flags, found);
            return found;
        }
        path.remove_prefix(end + 1);
    }
    return found;
}

/// The names are those of a path that a lookup may get.
bool plain_names(std::string_view path) {
    for (;;) {
        const size_t end = path.find('/');
        const std::string_view name = path.substr(0, end);
        if (name.empty() || name.size() > kMaxName || name == "." || name == "..")
            return false;
        if (end == std::string_view::npos)
            return true;
        path.remove_prefix(end + 1);
    }
}

void lookup(FileSystem& fs, Call& call) {
    const FileId directory{uint32_t(call.argument(1)), call.argument(2)};
    const uint64_t flags = call.argument(1) >> 32;
    const ShortText text(call.argument(3), call.argument(4), call.argument(5));
    std::unique_ptr<Text> long_text;
    Error error = Error::ok;
    if (text.empty()) {
        long_text = std::make_unique<Text>();
        error = long_text->receive().error();
    }
    const std::string_view path = long_text ? long_text->view() : text.view();
    if (error == Error::ok && !plain_names(path))
        error = Error::invalid;
    call.answer(answerable(error),
                error == Error::ok ? pack(go_down(fs, directory, flags, path)) : async::Arguments{});
}

Result<Attributes> create(FileSystem& fs, Call& call) {
    auto texts = std::make_unique<Text[]>(2);
    TRY(texts[0].receive_name());
    Creation creation{.kind = Kind(call.argument(3)),
                      .mode = uint16_t(call.argument(4)),
                      .must_be_new = call.argument(5) != 0,
                      .text = {}};
    if (creation.kind == Kind::link) {
        TRY(texts[1].receive());
        creation.text = texts[1].view();
    }
    return fs.create(file_of(call), texts[0].view(), creation);
}

Result<void> unlink(FileSystem& fs, Call& call) {
    Text name;
    TRY(name.receive_name());
    return fs.unlink(file_of(call), name.view(), call.argument(3) != 0);
}

Result<void> rename(FileSystem& fs, Call& call) {
    auto names = std::make_unique<Text[]>(2);
    TRY(names[0].receive_name());
    TRY(names[1].receive_name());
    return fs.rename(file_of(call), names[0].view(), {call.argument(1), call.argument(3)}, names[1].view());
}

Result<void> link(FileSystem& fs, Call& call) {
    Text name;
    TRY(name.receive_name());
    return fs.link(file_of(call), {call.argument(1), call.argument(3)}, name.view());
}

/// A data call that the file system did not finalize gets the error of the request.
template<typename Value>
void settle(async::Transfer& transfer, const Result<Value>& result) {
    if (transfer.call.pending())
        transfer.call.answer(result.ok() ? Error::interrupted : answerable(result.error()));
}

void read(FileSystem& fs, Call& call) {
    auto transfer = async::data_read_receive();
    if (!transfer.ok()) {
        call.answer(answerable(transfer.error()));
        return;
    }
    auto bytes = fs.read(file_of(call), call.argument(3), *transfer);
    settle(*transfer, bytes);
    call.answer(answerable(bytes.error()), {std::move(bytes).value_or(0)});
}

void write(FileSystem& fs, Call& call) {
    auto transfer = async::data_write_receive();
    if (!transfer.ok()) {
        call.answer(answerable(transfer.error()));
        return;
    }
    auto written = fs.write(file_of(call), call.argument(3), *transfer);
    settle(*transfer, written);
    call.answer(answerable(written.error()),
                written.ok() ? async::Arguments{written->bytes, written->position} : async::Arguments{});
}

Result<DirectoryRead> fill_directory(FileSystem& fs, Call& call, async::Transfer& transfer) {
    const size_t size = std::min<size_t>(transfer.size, 8192);
    auto buffer = std::make_unique<uint8_t[]>(size);
    auto filled = TRY(fs.read_directory(file_of(call), call.argument(3), {buffer.get(), size}));
    TRY(async::data_read_finalize(transfer, buffer.get(), filled.bytes));
    return filled;
}

void read_directory(FileSystem& fs, Call& call) {
    auto transfer = async::data_read_receive();
    if (!transfer.ok()) {
        call.answer(answerable(transfer.error()));
        return;
    }
    auto filled = fill_directory(fs, call, *transfer);
    settle(*transfer, filled);
    call.answer(answerable(filled.error()),
                filled.ok() ? async::Arguments{filled->bytes, filled->position} : async::Arguments{});
}

Result<size_t> give_link(FileSystem& fs, Call& call, async::Transfer& transfer) {
    const std::string_view text = TRY(fs.read_link(file_of(call)));
    TRY(async::data_read_finalize(transfer, text.data(), text.size()));
    return std::min(text.size(), transfer.size);
}

void read_link(FileSystem& fs, Call& call) {
    auto transfer = async::data_read_receive();
    if (!transfer.ok()) {
        call.answer(answerable(transfer.error()));
        return;
    }
    auto bytes = give_link(fs, call, *transfer);
    settle(*transfer, bytes);
    call.answer(answerable(bytes.error()), {std::move(bytes).value_or(0)});
}

void control(FileSystem& fs, Call& call) {
    const FileId file{uint32_t(call.argument(1)), call.argument(2)};
    auto words =
        fs.control(file, call.argument(1) >> 32, {call.argument(3), call.argument(4), call.argument(5)});
    call.answer(answerable(words.error()),
                words.ok() ? async::Arguments{(*words)[0], (*words)[1], (*words)[2]} : async::Arguments{});
}

void statistics(FileSystem& fs, Call& call) {
    auto result = fs.statistics(call.argument(1));
    call.answer(answerable(result.error()),
                result.ok() ? async::Arguments{result->total_bytes, result->free_bytes} : async::Arguments{});
}

// A table and not a switch: of the connection's fibril, which waits in between, only a small function stays
// then.
using Handler = void (*)(FileSystem& fs, Call& call);

constexpr Handler kHandlers[] = {
    // In the order of Out.
    [](FileSystem& fs, Call& call) { answer(call, mounted(fs, call)); },
    [](FileSystem& fs, Call& call) {
        fs.unmounted(call.argument(1));
        answer(call, Result<void>());
    },
    lookup,
    [](FileSystem& fs, Call& call) { answer(call, create(fs, call)); },
    [](FileSystem& fs, Call& call) { answer(call, unlink(fs, call)); },
    [](FileSystem& fs, Call& call) { answer(call, rename(fs, call)); },
    [](FileSystem& fs, Call& call) { answer(call, link(fs, call)); },
    read,
    write,
    read_directory,
    read_link,
    [](FileSystem& fs, Call& call) { answer(call, fs.stat(file_of(call))); },
    [](FileSystem& fs, Call& call) { answer(call, fs.truncate(file_of(call), call.argument(3))); },
    [](FileSystem& fs, Call& call) {
        answer(call, fs.set_times(file_of(call), call.argument(3), call.argument(4)));
    },
    [](FileSystem& fs, Call& call) { answer(call, fs.set_mode(file_of(call), uint16_t(call.argument(3)))); },
    [](FileSystem& fs, Call& call) { answer(call, fs.open(file_of(call), call.argument(3))); },
    [](FileSystem& fs, Call& call) {
        fs.close(file_of(call), call.argument(3));
        answer(call, Result<void>());
    },
    control,
    [](FileSystem& fs, Call& call) { answer(call, fs.sync(file_of(call))); },
    statistics,
};
static_assert(std::size(kHandlers) == std::size(kDriverMethods));

void serve(FileSystem& fs, Call& call) {
    const uint64_t number = call.method() - abi::kFirstUserMethod;
    if (number < std::size(kHandlers))
        kHandlers[number](fs, call);
    else
        call.answer(call.is(abi::SystemMethod::ping) ? Error::ok : Error::not_supported);
}

void handle_connection(async::Connection&, Call opening, void* data) {
    auto& fs = *static_cast<FileSystem*>(data);
    if (opening.pending())
        async::accept(opening);
    for (;;) {
        Call call = async::get_call();
        if (call.hung_up())
            return;
        serve(fs, call);
    }
}

} // namespace

Result<void> register_file_system(FileSystem& file_system, std::string_view name, uint64_t flags) {
    // Parallel exchanges of vfs arrive as further connections, the first one over the callback itself.
    async::set_handler(kDriverInterface, handle_connection, &file_system, {.name = "file system"});
    const Handle phone = TRY(naming::connect(kRegistrationInterface, true));
    auto request = async::send_words(phone, Registration::add, flags);
    auto text = async::data_write_start(phone, name.data(), name.size());
    auto callback = async::create_callback(phone, kDriverInterface, 0, 0, handle_connection, &file_system);
    const Error error = request.wait().error;
    if (error == Error::ok && text.ok() && callback.ok())
        return {};
    async::hang_up(phone);
    return error != Error::ok ? error : !text.ok() ? text.error() : callback.error();
}

} // namespace vfs
