// SPDX-License-Identifier: MIT
#include "servers/pci/service.hpp"

#include "fibrils/arch/syscall.hpp"
#include "servers/pci/messages.hpp"
#include "servers/pci/pci_server.hpp"

#include <algorithm>

namespace pci {

using abi::Error;
using abi::Handle;
using abi::HardwareFact;
using abi::HardwareKind;
using abi::Result;
using fibril::error_of;

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
    Result<void> give(PciHandlesClient& client) {
        return client.give(std::exchange(handle_, abi::kNoHandle));
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

class Service::Client : public PciServer {
  public:
    explicit Client(Service& service)
        : configuration_(service.configuration_), functions_(service.functions_) {}
    ~Client() override;

  private:
    using Context = async::Context;

    Result<PciList> list(Context& context, uint32_t first) override;
    Result<void> claim(Context& context, uint32_t address, PciHandlesClient handles) override;
    Result<void> give_interrupt(Context& context) override;
    Result<PciGiveMemory> give_memory(Context& context, uint8_t bar) override;
    Result<PciGivePorts> give_ports(Context& context, uint8_t bar) override;
    Result<void> give_dma(Context& context, uint64_t size) override;
    Result<void> allow_mastering(Context& context) override;

    Address address() const { return Address::unpack(function_->address); }
    void change_command(uint32_t clear, uint32_t set);
    Result<void> send_messages(const Message& message);
    /// Gives a BAR to the client; returns where in the first page it begins. Errors: invalid, and those of
    /// hardware_open.
    Result<uint64_t> give_bar(uint8_t number, BarKind kind);

    Configuration& configuration_;
    std::vector<Function>& functions_;
    Function* function_ = nullptr;
    PciHandlesClient handles_;
};

void Service::serve(async::Connection& connection, async::Call opening) {
    Client(*this).serve(connection, std::move(opening));
}

// First of all the function must stop writing to memory that its driver no longer has.
Service::Client::~Client() {
    if (function_ == nullptr)
        return;
    change_command(kBusMaster, 0);
    silence(configuration_, address());
    function_->claimed = 0;
}

Result<PciList> Service::Client::list(Context&, uint32_t first) {
    const size_t begin = std::min<size_t>(first, functions_.size());
    const size_t count = std::min<size_t>(functions_.size() - begin, kMaxFunctions);
    const auto from = functions_.begin() + ptrdiff_t(begin);
    return PciList{uint32_t(functions_.size()), {from, from + ptrdiff_t(count)}};
}

Result<void> Service::Client::claim(Context&, uint32_t address, PciHandlesClient handles) {
    const auto found = std::find_if(functions_.begin(), functions_.end(),
                                    [address](const Function& f) { return f.address == address; });
    if (found == functions_.end())
        return Error::no_entry;
    if (found->claimed)
        return Error::busy;
    found->claimed = 1;
    function_ = &*found;
    handles_ = std::move(handles);
    silence(configuration_, this->address()); // what the firmware or a dead driver left
    change_command(kBusMaster, kDecodePorts | kDecodeMemory);
    return {};
}

void Service::Client::change_command(uint32_t clear, uint32_t set) {
    const uint32_t command = configuration_.read(address(), kCommand, 2);
    configuration_.write(address(), kCommand, 2, (command & ~clear) | set);
}

Result<void> Service::Client::give_interrupt(Context&) {
    if (function_->messages == 0)
        return Error::not_supported;
    Hardware interrupt = TRY(Hardware::open(HardwareKind::message_interrupt, 0, 0));
    const Message message{interrupt.fact(HardwareFact::message_address),
                          uint32_t(interrupt.fact(HardwareFact::message_data))};
    TRY(send_messages(message));
    auto given = interrupt.give(handles_);
    if (!given.ok())
        silence(configuration_, address());
    return given;
}

Result<void> Service::Client::give_dma(Context&, uint64_t size) {
    Hardware memory = TRY(Hardware::open(HardwareKind::dma, 0, size));
    return memory.give(handles_);
}

Result<void> Service::Client::allow_mastering(Context&) {
    change_command(0, kBusMaster);
    return {};
}

Result<void> Service::Client::send_messages(const Message& message) {
    if (set_message(configuration_, address(), message).ok())
        return {};
    const MessageTable table = TRY(find_message_table(configuration_, address()));
    const Bar& bar = function_->bars[table.bar];
    if (bar.kind != BarKind::memory || bar.base == 0)
        return Error::not_supported;
    const uint64_t place = bar.base + table.offset;
    const Hardware page = TRY(Hardware::open(HardwareKind::memory, place & ~kPageMask, abi::kHardwarePage));
    auto* const bytes = static_cast<uint8_t*>(TRY(page.map())) + (place & kPageMask);
    write_table_entry(reinterpret_cast<volatile uint32_t*>(bytes), message);
    use_message_table(configuration_, address());
    return {};
}

Result<uint64_t> Service::Client::give_bar(uint8_t number, BarKind kind) {
    if (number >= kBarCount)
        return Error::invalid;
    const Bar& bar = function_->bars[number];
    if (bar.kind != kind || bar.base == 0 || bar.size == 0)
        return Error::invalid;
    const bool is_memory = kind == BarKind::memory;
    const uint64_t offset = is_memory ? bar.base & kPageMask : 0;
    const uint64_t size = is_memory ? (offset + bar.size + kPageMask) & ~kPageMask : bar.size;
    Hardware range =
        TRY(Hardware::open(is_memory ? HardwareKind::memory : HardwareKind::ports, bar.base - offset, size));
    TRY(range.give(handles_));
    return offset;
}

Result<PciGiveMemory> Service::Client::give_memory(Context&, uint8_t bar) {
    const uint64_t offset = TRY(give_bar(bar, BarKind::memory));
    return PciGiveMemory{uint32_t(offset), function_->bars[bar].size};
}

Result<PciGivePorts> Service::Client::give_ports(Context&, uint8_t bar) {
    const uint64_t offset = TRY(give_bar(bar, BarKind::ports));
    return PciGivePorts{uint32_t(offset), function_->bars[bar].size};
}

} // namespace pci
