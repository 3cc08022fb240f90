// SPDX-License-Identifier: MIT
#include "servers/apps/machine.hpp"
#include "servers/apps/program.hpp"
#include "servers/loader/client.hpp"
#include "servers/vfs/client.hpp"

#include "fibrils/arch/syscall.hpp"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

extern char** environ;

namespace {

constexpr apps::Usage kUsage{
    "spawn [-bnq] [-r RIGHT,...] [-i FILE] [-o FILE] [-e FILE] [-d DIRECTORY] COMMAND [ARGUMENT...]",
    "Starts a program with chosen handles, waits and says how it ended.\n"
    "  -n  without the system handle    -r  with a system handle that has only these rights:\n"
    "      spawn inspect trace events devices power kill_any\n"
    "  -i -o -e FILE  what it reads, writes, and writes errors to    -d  its current directory\n"
    "  -b  do not wait    -q  do not say how it ended\n",
    "+bnqr:i:o:e:d:", 1};

struct RightName {
    const char* name;
    abi::Right right;
};
constexpr RightName kRights[] = {
    {"spawn", abi::Right::spawn},       {"inspect", abi::Right::inspect}, {"trace", abi::Right::trace},
    {"events", abi::Right::events},     {"devices", abi::Right::devices}, {"power", abi::Right::power},
    {"kill_any", abi::Right::kill_any},
};

/// False when a name is unknown, which then is in `text`.
bool parse_rights(std::string& text, abi::Right& rights) {
    rights = abi::Right::transfer | abi::Right::duplicate;
    for (size_t begin = 0; begin < text.size();) {
        size_t end = std::min(text.find(',', begin), text.size());
        std::string name = text.substr(begin, end - begin);
        bool known = false;
        for (const auto& entry : kRights) {
            if (name != entry.name)
                continue;
            rights = rights | entry.right;
            known = true;
        }
        if (!known) {
            text = name;
            return false;
        }
        begin = end + 1;
    }
    return true;
}

std::string describe(const loader::ExitStatus& end) {
    if (end.faulted)
        return std::string("ended by a fault: ") + abi::describe(end.fault);
    if (end.killed)
        return "killed (signal " + std::to_string(end.signal) + ")";
    return "exited with status " + std::to_string(end.status);
}

int status_of(const loader::ExitStatus& end) {
    return end.faulted ? 128 + 6 : end.killed ? 128 + end.signal : end.status & 0xff;
}

/// The program's file, looked up in PATH.
std::string find_program(const std::string& name) {
    if (name.find('/') != std::string::npos)
        return name;
    const char* path = getenv("PATH");
    std::string rest = path ? path : "/bin";
    for (size_t begin = 0; begin <= rest.size();) {
        size_t end = std::min(rest.find(':', begin), rest.size());
        std::string file = apps::join(rest.substr(begin, end - begin), name);
        if (access(file.c_str(), F_OK) == 0)
            return file;
        begin = end + 1;
    }
    return name;
}

/// Opens what -i -o -e name for the descriptors of the new program. Status of a failure after a message, else
/// 0.
int redirect(const apps::Arguments& arguments, vfs::DescriptorMap (&descriptors)[3]) {
    const char options[] = {'i', 'o', 'e'};
    for (int i = 0; i < 3; ++i) {
        const char* path = arguments.value(options[i]);
        if (!path)
            continue;
        uint64_t flags =
            i == 0 ? uint64_t(vfs::kOpenRead) : vfs::kOpenWrite | vfs::kOpenCreate | vfs::kOpenTruncate;
        auto opened = vfs::Client::own().open(path, flags);
        if (!opened.ok())
            return apps::complain_about(path, opened.error());
        descriptors[i].from = *opened;
    }
    return 0;
}

/// The system handle for the new program; none when it shall have none, or this program has none.
abi::Result<abi::Handle> system_handle(bool wanted, abi::Right rights) {
    int64_t own = sys_handle_query(abi::kSystemHandle);
    if (!wanted || own < 0)
        return abi::Handle(abi::kNoHandle);
    int64_t copy = sys_handle_duplicate(abi::kSystemHandle, uint32_t(rights) & uint32_t(own));
    if (copy < 0)
        return fibril::error_of(copy);
    return abi::Handle(copy);
}

abi::Result<abi::TaskId> start(const std::string& file, const std::vector<std::string>& operands,
                               abi::Handle session, abi::Handle system) {
    std::vector<std::string_view> words(operands.begin(), operands.end()), environment;
    for (char** entry = environ; entry && *entry; ++entry)
        environment.push_back(*entry);
    return loader::spawn({.path = file,
                          .arguments = words,
                          .environment = environment,
                          .files = session,
                          .system = system,
                          .further = {}});
}

int wait_for(abi::TaskId task, bool quiet) {
    auto end = loader::wait(task);
    if (!end.ok())
        return apps::complain_about("waiting", end.error());
    if (!quiet)
        fprintf(stderr, "task %u %s\n", task, describe(*end).c_str());
    return status_of(*end);
}

} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    std::string rights_text = arguments.has('r') ? arguments.value('r') : "";
    abi::Right rights = abi::Right::all;
    if (arguments.has('r') && !parse_rights(rights_text, rights))
        return arguments.wrong("-r: \"" + rights_text + "\" is not a right");

    vfs::DescriptorMap descriptors[] = {{0, 0}, {1, 1}, {2, 2}};
    if (int status = redirect(arguments, descriptors))
        return status;
    const auto& operands = arguments.operands();
    std::string file = find_program(operands[0]);
    if (const char* directory = arguments.value('d')) {
        auto changed = vfs::Client::own().change_directory(directory);
        if (!changed.ok())
            return apps::complain_about(directory, changed.error());
    }
    auto session = vfs::Client::own().make_session(descriptors);
    auto system = system_handle(!arguments.has('n'), rights);
    if (!session.ok() || !system.ok())
        return apps::complain_about("handles for the program",
                                    session.ok() ? system.error() : session.error());
    auto task = start(file, operands, *session, *system);
    if (!task.ok()) {
        if (task.error() == abi::Error::permission)
            apps::complain(operands[0] + ": not executable");
        else
            apps::complain_about(operands[0], task.error());
        return task.error() == abi::Error::no_entry ? 127 : 126;
    }
    if (!arguments.has('b'))
        return wait_for(*task, arguments.has('q'));
    (void)loader::detach(*task);
    printf("task %u\n", *task);
    return apps::finish(0);
}
