// SPDX-License-Identifier: MIT
// Gives bytes to the server `alice` of the lessons, which adds them up: copied by the kernel, or shared.
#include "servers/apps/keeper.hpp"
#include "servers/apps/machine.hpp"
#include "servers/apps/program.hpp"

#include "fibrils/arch/syscall.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>

namespace {

constexpr apps::Usage kUsage{"sum copy|share BYTES",
                             "Gives so many bytes to the server `alice`, which adds them up.\n"
                             "  copy   in calls of at most 65536 bytes, which the kernel copies\n"
                             "  share  in one call, as an area of memory that ask see\n",
                             "", 2, 2};

constexpr size_t kMost = 1 << 20, kPage = 4096; // bytes

struct Free {
    void operator()(uint8_t* memory) const { free(memory); }
};

abi::Result<uint64_t> copy(keeper::KeeperClient& alice, const uint8_t* bytes, size_t size) {
    uint64_t sum = 0;
    for (size_t at = 0; at < size; at += keeper::kMost)
        sum += TRY(alice.add_copied({bytes + at, std::min<size_t>(keeper::kMost, size - at)}));
    return sum;
}

abi::Result<uint64_t> share(keeper::KeeperClient& alice, uint8_t* bytes, size_t size) {
    constexpr uint64_t kReadable = 1;
    const auto base = reinterpret_cast<uintptr_t>(bytes);
    if (int64_t made = sys_area_create(base, size, kReadable); made < 0)
        return fibril::error_of(made);
    auto sum = alice.add_shared(bytes, kReadable);
    (void)sys_area_destroy(base);
    return sum;
}

} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    const auto& words = arguments.operands();
    long long size = 0;
    if (!apps::parse_number(words[1], size) || size < 1 || size_t(size) > kMost)
        return arguments.wrong("\"" + words[1] + "\" is not a number from 1 to 1048576");
    if (words[0] != "copy" && words[0] != "share")
        return arguments.wrong("\"" + words[0] + "\" is neither copy nor share");
    auto phone = keeper::connect(keeper::Side::alice);
    if (!phone.ok())
        return apps::complain("no alice runs: start it with `alice &`");
    keeper::KeeperClient alice(*phone);
    const size_t room = (size_t(size) + kPage - 1) / kPage * kPage;
    std::unique_ptr<uint8_t, Free> bytes(static_cast<uint8_t*>(aligned_alloc(kPage, room)));
    if (!bytes)
        return apps::complain_about("memory", abi::Error::no_memory);
    std::fill_n(std::fill_n(bytes.get(), size, uint8_t(1)), room - size_t(size), uint8_t(0));
    auto sum = words[0] == "copy" ? copy(alice, bytes.get(), size_t(size)) : share(alice, bytes.get(), room);
    if (!sum.ok())
        return apps::complain_about("alice", sum.error());
    printf("%llu\n", static_cast<unsigned long long>(*sum));
    return apps::finish(0);
}
