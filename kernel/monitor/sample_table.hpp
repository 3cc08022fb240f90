// SPDX-License-Identifier: MIT
// A table as .tools/monitor.mjs would make it, for tests: of a door with states, and of its bell.
#pragma once

#include "kernel/monitor/table.hpp"

#include <cstring>
#include <vector>

namespace kernel::host {

inline constexpr abi::InterfaceId kBell = abi::interface_id("bell");
inline constexpr abi::InterfaceId kDoor = abi::interface_id("door");

/// Methods of the door, as on the wire. It begins closed.
enum Door : uint64_t {
    kOpen = abi::kFirstUserMethod, // closed -> open, on busy stays; throws busy; calls bell.ring
    kPut,                          // in open; data in of 1 to 100 bytes, data out of at most 50
    kClose,                        // open -> closed
    kWait,                         // in each state; parks
    kGap,
    kNews, // event
    kGive, // in each state; handles [word 1, bits 0..7 <= 4], a handle if bit 8, a callback of bell
    kNote, // in each state; data in of at most 60 bytes, inline: its size is in bits 0..7 of word 1
};
enum Bell : uint64_t { kRing = abi::kFirstUserMethod, kTune };

struct SampleTable {
    static constexpr uint16_t kClosed = 1, kOpened = 2, kBoth = 3;
    static constexpr uint64_t kErrors = 1u << 0 | 1u << 2 | 1u << 3 | 1u << 5 | 1u << 7 | 1u << 11 | 1u << 17;
    static constexpr uint64_t kProtocol = uint64_t(1) << 39, kBusy = 1u << 15;

    std::vector<abi::MonitorMethod> methods;
    std::vector<abi::MonitorAttachment> attachments;
    std::vector<abi::MonitorConnect> connects;
    std::vector<abi::MonitorInterface> interfaces;
    std::vector<abi::MonitorEffect> effects;
    std::vector<abi::MonitorTransition> transitions;

    SampleTable() {
        using abi::MonitorFlag;
        using abi::MonitorKind;
        using abi::MonitorTest;
        effects = {{0, 0}};
        transitions = {{0, 1, 0}, {1, 0, 0}};
        attachments = {attachment(MonitorKind::data_in, 100, 1),    attachment(MonitorKind::data_out, 50, 0),
                       attachment(MonitorKind::handle, 4, 0),       attachment(MonitorKind::handle, 0, 0),
                       attachment(MonitorKind::callback, 0, kBell), attachment(MonitorKind::data_in, 60, 0)};
        set_test(attachments[2], MonitorTest::count, 0, 8, 0);
        set_test(attachments[3], MonitorTest::mask, 8, 8, 1);
        attachments[5].inline_word = 1;
        methods = {method(kClosed), method(kOpened), method(kOpened), method(kBoth), {},
                   method(kBoth),   method(kBoth),   method(kBoth),   method(kBoth), method(kBoth)};
        methods[0].errors |= kBusy;
        methods[0].effects = methods[0].transitions = methods[2].transitions = 1;
        methods[2].first_transition = 1;
        methods[1].attachments = 2;
        methods[3].flags = MonitorFlag(3);
        methods[5].flags = MonitorFlag(5);
        methods[6].first_attachment = 2;
        methods[6].attachments = 3;
        methods[7].first_attachment = 5;
        methods[7].attachments = 1;
        connects = {{7, kOpened, 0, {}}};
        interfaces = {{kBell, 8, 2, 0, 0, 0, 0}, {kDoor, 0, 8, 0, 1, kClosed, 0}};
    }

    static abi::MonitorMethod method(uint16_t states) {
        return {kErrors | kProtocol, states, 0, 0, 0, 0, 0, 0, abi::MonitorFlag::present, 0};
    }
    static abi::MonitorAttachment attachment(abi::MonitorKind kind, uint32_t most, uint32_t detail) {
        return {kind, abi::MonitorTest::always, 0, 0, 0, 0, 0, 0, most, detail, 0};
    }
    static void set_test(abi::MonitorAttachment& attachment, abi::MonitorTest test, uint8_t shift,
                         uint8_t bits, uint64_t value) {
        attachment.test = test;
        attachment.word = 1;
        attachment.shift = shift;
        attachment.bits = bits;
        attachment.value = value;
    }

    std::vector<char> bytes() const {
        std::vector<char> all(sizeof(abi::MonitorHeader));
        append(all, methods);
        append(all, attachments);
        append(all, connects);
        append(all, interfaces);
        append(all, effects);
        append(all, transitions);
        const abi::MonitorHeader header{
            abi::kMonitorMagic,          abi::kMonitorVersion,         uint32_t(all.size()),
            uint16_t(methods.size()),    uint16_t(attachments.size()), uint16_t(connects.size()),
            uint16_t(interfaces.size()), uint16_t(effects.size()),     uint16_t(transitions.size())};
        std::memcpy(all.data(), &header, sizeof(header));
        return all;
    }

  private:
    template<typename T>
    static void append(std::vector<char>& all, const std::vector<T>& entries) {
        const auto* first = reinterpret_cast<const char*>(entries.data());
        all.insert(all.end(), first, first + entries.size() * sizeof(T));
    }
};

} // namespace kernel::host
