// SPDX-License-Identifier: MIT
#include "servers/pci/service.hpp"

#include "fibrils/arch/syscall.hpp"
#include "fibrils/async/session.hpp"
#include "fibrils/async/transfer.hpp"

#include <algorithm>

namespace pci {

using abi::Error;
using abi::Handle;
using abi::HardwareFact;
using abi::HardwareKind;
using abi::Result;
using async::Call;
using fibril::error_of;
using protocol::Method;

namespace {

constexpr uint64_t kPageMask = abi::kHardwarePage - 1;

/// Hardware of the machine; closed at the end, unless it was given away.
class Hardware {
  public:
    static Result<Hardware> open(HardwareKind kind, uint64_t base, uint64_t size) {
        const int64_t handle = sys_hardware_open(abi::kSystemHandle, uint32_t(kind), base, size);
        if (handle < 0)
            return error_of(handle);
        return Hardware(Handle(handle));
    }
    Hardware(Hardware&& other) noexcept : handle_(std::exchange(other.handle_, abi::kNoHandle)) {}
    ~Hardware() {
        if (handle_ != abi::kNoHandle)
            sys_handle_close(handle_);
    }
    uint64_t fact(HardwareFact fact) const { return uint64_t(sys_hardware_query(handle_, uint32_t(fact))); }
    Result<void*> map() const {
        const int64_t address = sys_memory_map(handle_, uint64_t(abi::MapFlag::write));
        if (address < 0)
            return error_of(address);
        return reinterpret_cast<void*>(uintptr_t(address));
    }
    Result<void> give(Handle phone) {
        TRY(async::delegate_start(phone, handle_));
        handle_ = abi::kNoHandle;
        return {};
    }

  private:
    explicit Hardware(Handle handle) : handle_(handle) {}
    Handle handle_;
};

} // namespace

void Service::scan() {
    Scan(configuration_).run(add, this);
}

void Service::add(void* service, Address address) {
    auto& self = *static_cast<Service*>(service);
    self.functions_.push_back(read_function(self.configuration_, address));
}

void Service::serve(async::Connection&, Call opening) {
    async::accept(opening);
    Client client;
    for (;;) {
        Call call = async::get_call();
        if (call.hung_up())
            break;
        handle(client, std::move(call));
    }
    release(client);
}

void Service::handle(Client& client, Call call) {
    if (call.is(abi::SystemMethod::connect_to_me) && client.handles == abi::kNoHandle) {
        if (auto phone = async::callback_accept(call); phone.ok())
            client.handles = *phone;
        return;
    }
    switch (call.method()) {
    case uint64_t(Method::list):
        call.answer(list(call).error(), {functions_.size()});
        return;
    case uint64_t(Method::claim):
        call.answer(claim(client, uint32_t(call.argument(1))).error());
        return;
    default:
        return give(client, call);
    }
}

// What only the owner of a function may ask for.
void Service::give(Client& client, Call& call) {
    const bool owner = client.function != nullptr && client.handles != abi::kNoHandle;
    switch (call.method()) {
    case uint64_t(Method::give_interrupt):
        call.answer(owner ? give_interrupt(client).error() : Error::no_entry);
        return;
    case uint64_t(Method::give_memory):
        return give_bar(client, call, BarKind::memory);
    case uint64_t(Method::give_ports):
        return give_bar(client, call, BarKind::ports);
    case uint64_t(Method::give_dma):
        call.answer(owner ? give_dma(client, call.argument(1)).error() : Error::no_entry);
        return;
    case uint64_t(Method::allow_mastering):
        if (owner)
            change_command(client, 0, kBusMaster);
        call.answer(owner ? Error::ok : Error::no_entry);
        return;
    default:
        call.answer(Error::not_supported);
    }
}

void Service::give_bar(Client& client, Call& call, BarKind kind) {
    auto range = open_bar(client, call.argument(1), kind);
    if (range.ok())
        call.answer_ok(range->offset, range->size);
    else
        call.answer(range.error());
}

Result<void> Service::list(Call& call) {
    const size_t first = std::min<size_t>(call.argument(1), functions_.size());
    const size_t most = abi::kMaxTransfer / sizeof(Function);
    const size_t count = std::min(functions_.size() - first, most);
    return async::data_read_reply(functions_.data() + first, count * sizeof(Function));
}

Result<void> Service::claim(Client& client, uint32_t address) {
    if (client.function != nullptr)
        return Error::exists;
    const auto found = std::find_if(functions_.begin(), functions_.end(),
                                    [address](const Function& f) { return f.address == address; });
    if (found == functions_.end())
        return Error::no_entry;
    if (found->claimed)
        return Error::busy;
    found->claimed = 1;
    client.function = &*found;
    silence(configuration_, client.address()); // what the firmware or a dead driver left
    change_command(client, kBusMaster, kDecodePorts | kDecodeMemory);
    return {};
}

// First of all the function must stop writing to memory that its driver no longer has.
void Service::release(Client& client) {
    if (client.function != nullptr) {
        change_command(client, kBusMaster, 0);
        silence(configuration_, client.address());
        client.function->claimed = 0;
    }
    if (client.handles != abi::kNoHandle)
        async::hang_up(client.handles);
}

void Service::change_command(const Client& client, uint32_t clear, uint32_t set) {
    const uint32_t command = configuration_.read(client.address(), kCommand, 2);
    configuration_.write(client.address(), kCommand, 2, (command & ~clear) | set);
}

Result<void> Service::give_interrupt(Client& client) {
    if (client.function->messages == 0)
        return Error::not_supported;
    Hardware interrupt = TRY(Hardware::open(HardwareKind::message_interrupt, 0, 0));
    const Message message{interrupt.fact(HardwareFact::message_address),
                          uint32_t(interrupt.fact(HardwareFact::message_data))};
    TRY(send_messages(client, message));
    auto given = interrupt.give(client.handles);
    if (!given.ok())
        silence(configuration_, client.address());
    return given;
}

Result<void> Service::give_dma(Client& client, uint64_t size) {
    Hardware memory = TRY(Hardware::open(HardwareKind::dma, 0, size));
    return memory.give(client.handles);
}

Result<void> Service::send_messages(const Client& client, const Message& message) {
    if (set_message(configuration_, client.address(), message).ok())
        return {};
    const MessageTable table = TRY(find_message_table(configuration_, client.address()));
    const Bar& bar = client.function->bars[table.bar];
    if (bar.kind != BarKind::memory || bar.base == 0)
        return Error::not_supported;
    const uint64_t place = bar.base + table.offset;
    const Hardware page = TRY(Hardware::open(HardwareKind::memory, place & ~kPageMask, abi::kHardwarePage));
    auto* const bytes = static_cast<uint8_t*>(TRY(page.map())) + (place & kPageMask);
    write_table_entry(reinterpret_cast<volatile uint32_t*>(bytes), message);
    use_message_table(configuration_, client.address());
    return {};
}

Result<Service::Range> Service::open_bar(Client& client, uint64_t index, BarKind kind) {
    if (client.function == nullptr || client.handles == abi::kNoHandle)
        return Error::no_entry;
    if (index >= protocol::kBarCount)
        return Error::invalid;
    const Bar& bar = client.function->bars[index];
    if (bar.kind != kind || bar.base == 0 || bar.size == 0)
        return Error::invalid;
    const bool is_memory = kind == BarKind::memory;
    const uint64_t offset = is_memory ? bar.base & kPageMask : 0;
    const uint64_t size = is_memory ? (offset + bar.size + kPageMask) & ~kPageMask : bar.size;
    Hardware range =
        TRY(Hardware::open(is_memory ? HardwareKind::memory : HardwareKind::ports, bar.base - offset, size));
    TRY(range.give(client.handles));
    return Range{offset, bar.size};
}

} // namespace pci
