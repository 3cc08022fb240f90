// SPDX-License-Identifier: MIT
// Figures and calls as text.
#pragma once

#include "web/inspector/model/call_log.hpp"
#include "web/inspector/model/interface_table.hpp"
#include "web/inspector/model/task_table.hpp"

#include <string>

namespace inspector {

/// One field or word of a request or an answer.
struct NamedWord {
    std::string name;
    std::string value;
};

/// "812", "12.3 k", "4.5 M".
std::string count_text(uint64_t count);

/// "640 B", "4.0 KiB", "1.5 MiB".
std::string bytes_text(uint64_t bytes);

/// "0.013462 s" since boot.
std::string time_text(uint64_t microseconds);

/// How long the call took: "340 µs", "1.2 ms", or in dispatches, "3 steps", when the virtual clock stood
/// still.
/// "" when it has not come back.
std::string duration_text(const Call& call);

/// Dispatches between sending and return; 0 when it has not come back.
uint32_t steps_taken(const Call& call);

/// "vfs.open", "data_read", "notification 3".
std::string method_text(const Call& call, const InterfaceTable& names);
std::string method_text(const Hop& hop, const InterfaceTable& names);

/// The fields in order, then the words without any that are not 0.
std::vector<NamedWord> argument_words(const Call& call, const InterfaceTable& names);
std::vector<NamedWord> result_words(const Call& call, const InterfaceTable& names);

/// "flags=0x1 size=4096"; "" for none.
std::string joined(const std::vector<NamedWord>& words);

/// "ok fd=3", "no_entry", "waiting", "refused: limit" ...
std::string answer_text(const Call& call, const InterfaceTable& names);

/// "shell > vfs > tmpfs", forwards included.
std::string route_text(const Call& call, const TaskTable& tasks, const char* arrow);

/// The task ids on the way, sender first. More than `limit` (at least 3): the middle is left out, as
/// kSkipped.
inline constexpr uint32_t kSkipped = ~uint32_t(0);
std::vector<uint32_t> route_stops(const Call& call, size_t limit);

/// F forwarded, E error, N notification, A answered by the kernel, D data moved; in this order, "" for none.
std::string badges(const Call& call);

/// All of the above in one line, for people who listen to the screen.
std::string spoken(const Call& call, const TaskTable& tasks, const InterfaceTable& names);

} // namespace inspector
