// SPDX-License-Identifier: MIT
// Measures the machine from inside. The other half of a call is a second instance of this program.
#include "servers/apps/bench_client.hpp"
#include "servers/apps/bench_server.hpp"
#include "servers/apps/command.hpp"
#include "servers/apps/machine.hpp"
#include "servers/apps/program.hpp"

#include "fibrils/arch/syscall.hpp"
#include "fibrils/async/session.hpp"
#include "fibrils/async/transfer.hpp"
#include "servers/naming/client.hpp"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

constexpr apps::Usage kUsage{
    "bench [-j] [-r ROUNDS] [FIGURE...]",
    "Measures calls, switches, transfers, files and programs, or the named figures only.\n"
    "  -j  as JSON    -r  rounds a figure; the median counts (9)\n",
    "jr:s"};

// Of the calls that are written by hand: what bench.idl describes, and a data transfer alone.
constexpr abi::InterfaceId kHandInterface = abi::interface_id("bnhd");
constexpr uint64_t kNothing = abi::kFirstUserMethod, kAdd = kNothing + 1, kFill = kNothing + 2;
constexpr uint64_t kByHand = 1; // argument of a connect: what bench.idl describes, served by hand
constexpr size_t kTransfer = bench::kTransfer, kFile = 5 * 1024; // bytes
constexpr const char* kFilePath = "/tmp/bench.data";

char g_buffer[kFile];

// The other half.

void serve_connection(async::Connection&, async::Call opening, void*) {
    async::accept(opening);
    for (;;) {
        async::Call call = async::get_call();
        if (call.hung_up())
            return;
        if (call.is(abi::SystemMethod::data_read)) {
            async::Transfer transfer{std::move(call), kTransfer};
            (void)async::data_read_finalize(transfer, g_buffer, kTransfer);
        } else if (call.method() == kAdd) {
            call.answer_ok(call.argument(1) + uint32_t(call.argument(2)));
        } else if (call.method() == kFill) {
            call.answer(async::data_read_reply(g_buffer, kTransfer).error());
        } else {
            call.answer_ok();
        }
    }
}

/// The same with what idlc wrote.
class Server : public bench::BenchServer {
    abi::Result<void> nothing(async::Context&) override { return {}; }
    abi::Result<uint64_t> add(async::Context&, uint64_t left, uint32_t right) override {
        return left + right;
    }
    abi::Result<void> fill(async::Context&, async::OutData& bytes) override {
        return bytes.give(g_buffer, kTransfer).error();
    }
};

/// The monitor checks both kinds, because it knows the interface, and none of kHandInterface.
void serve_described(async::Connection& connection, async::Call opening, void* server) {
    if (opening.argument(3) == kByHand)
        serve_connection(connection, std::move(opening), nullptr);
    else
        static_cast<Server*>(server)->serve(connection, std::move(opening));
}

int serve() {
    static Server server;
    async::set_handler(kHandInterface, serve_connection, nullptr);
    async::set_handler(bench::kBenchInterface, serve_described, &server);
    auto provided = naming::provide(bench::kBenchInterface);
    if (provided.ok())
        provided = naming::provide(kHandInterface);
    if (!provided.ok())
        return apps::complain_about("naming", provided.error());
    async::run();
}

// The figures: each function does its operation `times` times.

abi::Handle g_server = abi::kNoHandle;
abi::Handle g_monitored = abi::kNoHandle; // the same, but over an interface that the kernel's monitor knows
bench::BenchClient g_generated;

void null_system_calls(int times) {
    for (int i = 0; i < times; ++i)
        sys_task_id();
}

template<const abi::Handle& server>
void empty_calls(int times) {
    for (int i = 0; i < times; ++i)
        (void)async::request(server, kNothing);
}

void transfers(int times) {
    for (int i = 0; i < times; ++i)
        (void)async::data_read_start(g_server, g_buffer, kTransfer);
}

void calls_with_words(int times) {
    for (int i = 0; i < times; ++i)
        (void)async::request(g_monitored, kAdd, {uint64_t(i), 1});
}

template<const abi::Handle& server>
void calls_with_data(int times) {
    for (int i = 0; i < times; ++i) {
        auto sent = async::send(server, kFill);
        (void)async::data_read_start(server, g_buffer, kTransfer);
        (void)sent.wait();
    }
}

void generated_calls(int times) {
    for (int i = 0; i < times; ++i)
        (void)g_generated.nothing();
}

void generated_calls_with_words(int times) {
    for (int i = 0; i < times; ++i)
        (void)g_generated.add(uint64_t(i), 1);
}

void generated_calls_with_data(int times) {
    for (int i = 0; i < times; ++i)
        (void)g_generated.fill({reinterpret_cast<uint8_t*>(g_buffer), kTransfer});
}

void fibril_switches(int times) {
    // two fibrils that yield to each other; this one waits for both
    auto yields = [times] {
        for (int i = 0; i < times / 2; ++i)
            fibril::yield();
    };
    auto one = fibril::spawn({.name = "one"}, yields), other = fibril::spawn({.name = "other"}, yields);
    for (auto* fibril : {&one, &other})
        if (fibril->ok())
            (void)fibril::join(**fibril);
}

void files(int times) {
    for (int i = 0; i < times; ++i) {
        int file = open(kFilePath, O_RDONLY);
        if (file < 0)
            return;
        while (read(file, g_buffer, sizeof g_buffer) > 0) {
        }
        close(file);
    }
}

void programs(int times) {
    for (int i = 0; i < times; ++i)
        apps::run_command({"true"});
}

struct Figure {
    const char* name;
    const char* text;
    void (*run)(int times);
    int times; // in one dispatch at least some must fit, so that a user program is not ended as a runaway
    /// The figure is a ratio: so many times as long as this takes.
    void (*base)(int times) = nullptr;
    /// Not a ratio but a difference, in nanoseconds, of each of so many messages of an operation.
    int messages = 0;
};

// Generated code is compared with calls that the monitor checks as well.
constexpr Figure kFigures[] = {
    {"null_system_call", "system call that does nothing", null_system_calls, 20000},
    {"fibril_switch", "switch from fibril to fibril", fibril_switches, 20000},
    {"empty_call", "call to another task and back", empty_calls<g_server>, 5000},
    {"data_1k", "transfer of 1 KiB between tasks", transfers, 5000},
    {"generated_empty_call", "generated code against hand-written: empty call", generated_calls, 5000,
     empty_calls<g_monitored>},
    {"generated_call", "generated code against hand-written: call with words", generated_calls_with_words,
     5000, calls_with_words},
    {"generated_data_1k", "generated code against hand-written: call with 1 KiB", generated_calls_with_data,
     5000, calls_with_data<g_monitored>},
    {"monitored_call", "monitored call against one of an unknown interface", empty_calls<g_monitored>, 5000,
     empty_calls<g_server>},
    {"monitored_data_1k", "monitored call with 1 KiB against an unmonitored one",
     calls_with_data<g_monitored>, 5000, calls_with_data<g_server>},
    {"monitor_message", "what the monitor takes of a message: call and answer", empty_calls<g_monitored>,
     5000, empty_calls<g_server>, 2},
    {"monitor_data_message", "what the monitor takes of a message: call with 1 KiB",
     calls_with_data<g_monitored>, 5000, calls_with_data<g_server>, 4},
    {"open_read_close_5k", "open, read 5 KB, close", files, 300},
    {"spawn_exit", "start a program and wait for its end", programs, 10},
};

int64_t nanoseconds() {
    return sys_clock_read(uint32_t(abi::Clock::precise));
}

/// Nanoseconds of one round. It runs in a fibril of its own: a switch costs more the deeper its stack is, and
/// that of main is not what a server has.
int64_t measure_round(void (*run)(int times), int times) {
    int64_t duration = 0;
    auto fibril = fibril::spawn({.name = "bench", .stack_size = 64 * 1024}, [run, times, &duration] {
        int64_t begin = nanoseconds();
        run(times);
        duration = nanoseconds() - begin;
    });
    if (fibril.ok())
        (void)fibril::join(*fibril);
    return duration;
}

constexpr int kParts = 10; // of a round of a pair

/// Median over rounds, in picoseconds an operation.
int64_t measure_time(const Figure& figure, int rounds) {
    std::vector<int64_t> results;
    measure_round(figure.run, figure.times); // warm up
    for (int round = 0; round < rounds; ++round) {
        fibril::sleep(1); // a fresh dispatch
        results.push_back(measure_round(figure.run, figure.times) * 1000 / figure.times);
    }
    std::sort(results.begin(), results.end());
    return results[results.size() / 2];
}

struct Pair {
    int64_t run, base; // nanoseconds
};

/// The smallest step of the clock that was seen, in nanoseconds.
int64_t clock_step() {
    int64_t smallest = INT64_MAX;
    for (int i = 0; i < 100; ++i) {
        const int64_t begin = nanoseconds();
        int64_t end = begin;
        while (end == begin)
            end = nanoseconds();
        smallest = std::min(smallest, end - begin);
    }
    return smallest;
}

/// The two sides in turn, in so many short parts.
Pair measure_pair(const Figure& figure, int parts) {
    Pair sum{};
    for (int part = 0; part < parts; ++part) {
        fibril::sleep(1);
        sum.base += measure_round(figure.base, figure.times / kParts);
        fibril::sleep(1);
        sum.run += measure_round(figure.run, figure.times / kParts);
    }
    return sum;
}

/// In picoseconds, or thousandths of a ratio. The slower half does not count: other programs of the computer
/// ran in it. A browser's clock is so coarse (100 us) that a single part says nothing; then they are taken
/// together.
int64_t compare(const Figure& figure, int rounds) {
    constexpr int64_t kCoarse = 5000; // nanoseconds
    static const int parts = clock_step() > kCoarse ? kParts : 1;
    const int count = rounds * kParts / parts;
    std::vector<Pair> pairs;
    for (int round = 0; round < 2 * count; ++round)
        pairs.push_back(measure_pair(figure, parts));
    std::sort(pairs.begin(), pairs.end(),
              [](const Pair& a, const Pair& b) { return a.run + a.base < b.run + b.base; });
    Pair sum{};
    for (int round = 0; round < count; ++round) {
        sum.run += pairs[size_t(round)].run;
        sum.base += pairs[size_t(round)].base;
    }
    if (figure.messages == 0)
        return sum.run * 1000 / std::max<int64_t>(sum.base, 1);
    return std::max<int64_t>(sum.run - sum.base, 0) * 1000 /
           (int64_t(rounds) * figure.times * figure.messages);
}

int64_t measure(const Figure& figure, int rounds) {
    return figure.base ? compare(figure, rounds) : measure_time(figure, rounds);
}

void print(const Figure& figure, int64_t value, bool json, bool first) {
    const long long whole = value / 1000, tenths = value / 100 % 10, thousandths = value % 1000;
    const bool is_ratio = figure.base && figure.messages == 0;
    if (is_ratio && json)
        printf("%s{\"name\":\"%s\",\"value\":%lld.%03lld,\"unit\":\"x\"}", first ? "" : ",\n", figure.name,
               whole, thousandths);
    else if (is_ratio)
        printf("%-20s %6lld.%03lld x    %s\n", figure.name, whole, thousandths, figure.text);
    else if (json)
        printf("%s{\"name\":\"%s\",\"value\":%lld.%lld,\"unit\":\"ns\"}", first ? "" : ",\n", figure.name,
               whole, tenths);
    else if (value >= 1'000'000'000)
        printf("%-20s %8lld.%lld us   %s\n", figure.name, whole / 1000, whole / 100 % 10, figure.text);
    else
        printf("%-20s %8lld.%lld ns   %s\n", figure.name, whole, tenths, figure.text);
    fflush(stdout);
}

bool prepare_file() {
    int file = open(kFilePath, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    bool good = file >= 0 && write(file, g_buffer, sizeof g_buffer) == ssize_t(sizeof g_buffer);
    return (file < 0 || close(file) == 0) && good;
}

/// The figures of these names, all when there are none.
std::vector<Figure> choose(const std::vector<std::string>& names) {
    std::vector<Figure> chosen;
    for (const Figure& figure : kFigures)
        if (names.empty() || std::find(names.begin(), names.end(), figure.name) != names.end())
            chosen.push_back(figure);
    return chosen;
}

int run_all(const std::vector<Figure>& figures, bool json, int rounds) {
    if (!prepare_file())
        return apps::complain_about(kFilePath);
    if (json)
        printf("[");
    bool first = true;
    for (const auto& figure : figures) {
        print(figure, measure(figure, rounds), json, first);
        first = false;
    }
    if (json)
        printf("]\n");
    unlink(kFilePath);
    return 0;
}

} // namespace

int main(int count, char** values) {
    for (int i = 1; i < count; ++i) // as the issue of the project writes it
        if (!strcmp(values[i], "--json"))
            values[i] = const_cast<char*>("-j");
    apps::Arguments arguments(count, values, kUsage);
    long long rounds = arguments.number('r', 9, 1, 1000);
    if (!arguments.ok())
        return arguments.status();
    if (arguments.has('s'))
        return serve();
    const auto figures = choose(arguments.operands());
    if (figures.size() < arguments.operands().size())
        return arguments.wrong("there is no such figure");
    int status = 0;
    pid_t server = apps::start_command({"bench", "-s"}, status);
    if (server < 0)
        return status;
    auto phone = naming::connect(kHandInterface, true);
    auto monitored = naming::connect(bench::kBenchInterface, true, 0, kByHand);
    auto generated = naming::connect(bench::kBenchInterface, true);
    if (phone.ok() && monitored.ok() && generated.ok()) {
        g_server = *phone;
        g_monitored = *monitored;
        g_generated = bench::BenchClient(*generated);
        status = run_all(figures, arguments.has('j'), int(rounds));
        async::hang_up(g_server);
        async::hang_up(g_monitored);
        g_generated = {};
    } else {
        status =
            apps::complain_about("the other half of the benchmark", !phone.ok()       ? phone.error()
                                                                    : !monitored.ok() ? monitored.error()
                                                                                      : generated.error());
    }
    kill(server, SIGKILL);
    waitpid(server, nullptr, 0);
    return apps::finish(status);
}
