// SPDX-License-Identifier: MIT
// What the monitor knows of the connection behind a phone.
#pragma once

#include <cstdint>

namespace kernel {

struct MonitoredConnection {
    /// What messages may follow the newest call, besides other calls.
    enum class Mode : uint8_t {
        following, // those of `expected`, in order
        ignoring,  // whatever: the call is not known
        refusing,  // nothing: the call was refused by policy
    };

    uint16_t contract = 0; // number of the interface in the table, plus 1; 0: it is not there
    uint16_t states = 0;   // in which the connection may be; more than one bit when that is not known
    uint16_t ahead = 0;    // in which it may be when all calls under way are answered
    uint8_t in_flight = 0; // calls that were checked and are not answered
    Mode mode = Mode::following;
    bool callback = false; // made by connect_to_me: the server calls its client

    uint8_t handles_left = 0; // of an attachment that moves several
    uint16_t expected = 0;    // attachments of the newest call that have not come, a bit each
    uint16_t rule = 0;        // number of its method
    uint32_t call = 0;        // its trace id

    uint16_t last_turn = 0; // of the newest call that has to be answered before later ones
    uint16_t turn = 1;      // the one to be answered next
};

} // namespace kernel
