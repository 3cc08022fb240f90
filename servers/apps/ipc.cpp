// SPDX-License-Identifier: MIT
#include "servers/apps/call_names.hpp"
#include "servers/apps/call_tree.hpp"
#include "servers/apps/command.hpp"
#include "servers/apps/machine.hpp"
#include "servers/apps/program.hpp"
#include "servers/apps/trace_reader.hpp"
#include "servers/apps/violations.hpp"

#include "fibrils/arch/syscall.hpp"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <unistd.h>

namespace {

constexpr apps::Usage kUsage{
    "ipc TASK | ipc log [-f] [-a] [-t TASK] [-i INTERFACE] [-m METHOD] [-n COUNT] | ipc tree COMMAND... | "
    "ipc tree CALL | ipc violations [-p POLICY [-i INTERFACE | -t TASK]]",
    "Shows the calls between tasks.\n"
    "  ipc TASK     phones and queues of a task (number or name)\n"
    "  ipc log      the calls that the trace holds; -f: new ones as they come, until Ctrl-C\n"
    "      -t TASK  only calls from or to it      -i NAME  only of this interface, like vfs\n"
    "      -m NAME  only of this method, like open    -n COUNT  end after so many calls\n"
    "      -a       answers and forwards, too, each on a line of its own\n"
    "  ipc tree     runs a command and shows the tree of calls that it caused; or that of a call in the "
    "trace\n"
    "  ipc on|off   switches the trace on or off\n"
    "  ipc violations   messages that the description of their interface does not allow\n"
    "      -p report|refuse|end  what follows such a message from now on: nothing; it is answered with an "
    "error; its\n"
    "               connection ends, too\n",
    "+afi:m:n:p:t:", 1};

constexpr useconds_t kPollInterval = 100'000; // microseconds
constexpr unsigned kMaxTreeLines = 2000;

const char* phone_state(uint32_t state) {
    const char* names[] = {"?", "connecting", "connected", "hung up", "slammed"};
    return names[state < std::size(names) ? state : 0];
}

int show_task(const std::string& text) {
    abi::TaskId id = apps::find_task(text);
    if (id == 0)
        return 1;
    apps::TaskNames names;
    names.refresh();
    auto phones = apps::list_phones(id);
    auto calls = apps::list_calls(id);
    if (!phones.ok() || !calls.ok())
        return apps::complain_about(text, phones.ok() ? calls.error() : phones.error());
    printf("%s: %zu phones\n", names.name(id).c_str(), phones->size());
    for (const auto& phone : *phones)
        printf("  phone %-6u %-10s to %-16s %-12s %u calls under way\n",
               phone.handle & (abi::kMaxHandles - 1), phone_state(phone.state),
               names.name(phone.peer).c_str(), apps::interface_name(phone.interface).c_str(),
               phone.active_calls);
    const char* queues[] = {"?", "incoming", "dispatched", "answers"};
    printf("%zu calls in queues\n", calls->size());
    for (const auto& call : *calls) {
        uint32_t words[5];
        for (int i = 0; i < 5; ++i)
            words[i] = uint32_t(call.words[size_t(i) + 1]);
        printf("  %-10s #%-6u from %-16s %s\n", queues[call.queue < 4 ? call.queue : 0], call.trace_id,
               names.name(call.sender).c_str(),
               apps::describe_call(call.interface, call.words[0], words).c_str());
    }
    return 0;
}

/// Which records the user wants to see.
struct Filter {
    abi::TaskId task = 0;
    std::string interface, method;
    bool all = false; // answers and forwards, too
};

class Log {
  public:
    explicit Log(Filter filter) : filter_(std::move(filter)), self_(uint16_t(sys_task_id())) {}

    /// Prints what the filter lets through, at most `limit` calls; returns how many.
    unsigned print(const std::vector<abi::TraceRecord>& records, unsigned limit);

  private:
    struct Open { // a call whose answer has not come
        uint32_t id;
        uint32_t interface, method;
        bool shown;
        bool own; // caused by this program, which must not watch itself
    };
    Open* find(uint32_t id) {
        for (auto& open : open_)
            if (open.id == id)
                return &open;
        return nullptr;
    }
    bool wanted(const abi::TraceRecord& record) const;
    void print_line(const abi::TraceRecord& record, const char* arrow, const std::string& text);

    Filter filter_;
    uint16_t self_;
    std::vector<Open> open_;
    apps::TaskNames names_;
};

bool Log::wanted(const abi::TraceRecord& record) const {
    if (filter_.task && record.source != uint16_t(filter_.task) && record.target != uint16_t(filter_.task))
        return false;
    if (!filter_.interface.empty() && apps::interface_name(record.interface) != filter_.interface)
        return false;
    std::string name = apps::method_name(record.interface, record.method);
    size_t dot = name.rfind('.');
    return filter_.method.empty() || name.substr(dot == std::string::npos ? 0 : dot + 1) == filter_.method;
}

void Log::print_line(const abi::TraceRecord& record, const char* arrow, const std::string& text) {
    std::string way = names_.name(record.source) + " " + arrow + " " + names_.name(record.target);
    unsigned long long time = record.time;
    printf("%4llu.%06llu #%-6u %s %s\n", time / 1'000'000, time % 1'000'000, record.call,
           apps::pad(way, 28).c_str(), text.c_str());
}

unsigned Log::print(const std::vector<abi::TraceRecord>& records, unsigned limit) {
    unsigned count = 0;
    names_.refresh();
    for (const auto& record : records) {
        if (count == limit)
            break;
        Open* open = find(record.call);
        if (record.kind == abi::TraceKind::call) {
            Open* parent = find(record.parent);
            bool own = record.source == self_ || (record.parent != 0 && parent && parent->own);
            bool shown = !own && wanted(record);
            open_.push_back({record.call, record.interface, record.method, shown, own});
            if (!shown)
                continue;
            ++count;
            print_line(record, "->", apps::describe_call(record.interface, record.method, record.words));
        } else if (record.kind == abi::TraceKind::forward && open && open->shown && filter_.all) {
            print_line(record, "=>", apps::describe_call(record.interface, record.method, record.words));
        } else if (record.kind == abi::TraceKind::answer && open) {
            if (open->shown && filter_.all)
                print_line(record, "<-",
                           apps::describe_answer(open->interface, open->method, record.method, record.words));
            open_.erase(open_.begin() + (open - open_.data()));
        }
    }
    if (open_.size() > 4096) // answers that were lost with the records of a ring that ran over
        open_.erase(open_.begin(), open_.begin() + 2048);
    return count;
}

int show_log(const apps::Arguments& arguments) {
    Filter filter;
    if (arguments.has('t') && (filter.task = apps::find_task(arguments.value('t'))) == 0)
        return 1;
    filter.interface = arguments.has('i') ? arguments.value('i') : "";
    filter.method = arguments.has('m') ? arguments.value('m') : "";
    filter.all = arguments.has('a');
    long long limit = 0;
    if (arguments.has('n') && (!apps::parse_number(arguments.value('n'), limit) || limit < 1))
        return apps::complain(std::string("-n: \"") + arguments.value('n') + "\" is not a number");
    apps::TraceReader reader;
    if (reader.error() != abi::Error::ok)
        return apps::complain_about("trace", reader.error());
    bool follow = arguments.has('f');
    if (!follow && !reader.was_on())
        return apps::complain("the trace is off: `ipc on` switches it on, `ipc log -f` watches it");
    if (!follow)
        reader.rewind();
    Log log(filter);
    unsigned shown = 0;
    do {
        shown += log.print(reader.read(), limit ? unsigned(limit) - shown : ~0u);
        fflush(stdout);
        if (follow && (limit == 0 || shown < limit))
            usleep(kPollInterval);
    } while (follow && (limit == 0 || shown < limit) && !apps::output_failed());
    if (reader.lost() > 0)
        fprintf(stderr, "ipc: %llu records were lost: the ring was overrun\n",
                static_cast<unsigned long long>(reader.lost()));
    return 0;
}

int show_tree_of_call(uint32_t id) {
    apps::TraceReader reader;
    if (reader.error() != abi::Error::ok)
        return apps::complain_about("trace", reader.error());
    reader.rewind();
    apps::CallTree tree(reader.read());
    apps::TaskNames names;
    names.refresh();
    int index = tree.find(id);
    if (index < 0)
        return apps::complain("call #" + std::to_string(id) + " is not in the trace");
    unsigned limit = kMaxTreeLines;
    tree.print(size_t(index), names, "", limit);
    return 0;
}

int show_tree_of_command(const std::vector<std::string>& command) {
    apps::TraceReader reader;
    if (reader.error() != abi::Error::ok)
        return apps::complain_about("trace", reader.error());
    apps::TaskNames names;
    int status = 0;
    pid_t id = apps::start_command(command, status);
    if (id < 0)
        return status;
    names.refresh();
    names.add(abi::TaskId(id), apps::base_name(command[0]));
    status = apps::wait_for_command(id);
    auto records = reader.read();
    apps::CallTree tree(records);
    auto roots = tree.roots_of(abi::TaskId(id));
    printf("\n%s (task %d) ended with status %d after %zu calls:\n", command[0].c_str(), id, status,
           roots.size());
    unsigned limit = kMaxTreeLines;
    for (size_t root : roots)
        tree.print(root, names, "", limit);
    if (limit == 0)
        printf("... only the first %u lines\n", kMaxTreeLines);
    if (reader.lost() > 0)
        printf("%llu records were lost: the command made more calls than the ring holds\n",
               static_cast<unsigned long long>(reader.lost()));
    return status;
}

int switch_trace(bool on) {
    int64_t result = sys_trace_control(abi::kSystemHandle, on);
    return result < 0 ? apps::complain_about("trace", fibril::error_of(result)) : 0;
}

int run_violations(const apps::Arguments& arguments) {
    const auto text = [&arguments](char option) {
        return arguments.has(option) ? std::string(arguments.value(option)) : std::string();
    };
    return arguments.has('p') ? apps::set_policy(text('p'), text('i'), text('t')) : apps::show_violations();
}

int run(const apps::Arguments& arguments, const std::vector<std::string>& words) {
    if (words[0] == "tree") {
        long long number;
        if (words.size() == 2 &&
            apps::parse_number(words[1][0] == '#' ? words[1].substr(1) : words[1], number))
            return show_tree_of_call(uint32_t(number));
        return show_tree_of_command({words.begin() + 1, words.end()});
    }
    if (words[0] == "on" || words[0] == "off")
        return switch_trace(words[0] == "on");
    if (words[0] == "violations")
        return run_violations(arguments);
    return words[0] == "log" ? show_log(arguments) : show_task(words[0]);
}

} // namespace

int main(int count, char** values) {
    // "log -f" and "violations -p" have their options behind the first word, "tree ls -l" leaves them to the
    // command
    static const apps::Usage log_usage{kUsage.line, kUsage.text, kUsage.options + 1, 1, 1};
    bool log = count > 1 && (!strcmp(values[1], "log") || !strcmp(values[1], "violations"));
    apps::Arguments arguments(count, values, log ? log_usage : kUsage);
    if (!arguments.ok())
        return arguments.status();
    const auto& words = arguments.operands();
    if (words[0] == "tree" ? words.size() < 2 : words.size() > 1)
        return arguments.wrong(words[0] == "tree" ? "tree needs a command or the number of a call"
                                                  : "too many arguments: \"" + words[1] + "\"");
    return apps::finish(run(arguments, words));
}
