// SPDX-License-Identifier: MIT
#include "servers/apps/machine.hpp"
#include "servers/apps/program.hpp"
#include "servers/pci/client.hpp"

#include <cstdio>

namespace {

constexpr apps::Usage kUsage{"lspci [-v]",
                             "Lists what is plugged into the PCI buses of the machine.\n"
                             "  -v  with memory, ports and interrupts\n",
                             "v", 0, 0};

void print_ranges(const pci::Function& function) {
    for (uint32_t i = 0; i < pci::kBarCount; i++) {
        const pci::Bar& bar = function.bars[i];
        if (bar.kind == pci::BarKind::none)
            continue;
        printf("        %s at %llx", bar.kind == pci::BarKind::ports ? "ports" : "memory",
               static_cast<unsigned long long>(bar.base));
        if (bar.size != 0)
            printf(", %s", apps::human_size(bar.size).c_str());
        printf(" (BAR %u)\n", i);
    }
    if (function.messages != 0)
        printf("        interrupts by %s\n", function.messages == pci::kMessagesPlain      ? "MSI"
                                             : function.messages == pci::kMessagesExtended ? "MSI-X"
                                                                                           : "MSI, MSI-X");
    if (function.claimed != 0)
        printf("        has a driver\n");
}

void print(const pci::Function& function, bool verbose) {
    printf("%02x:%02x.%x %04x:%04x %s", function.address >> 8, function.address >> 3 & 31,
           function.address & 7, unsigned(function.vendor), unsigned(function.product),
           pci::class_name(function));
    printf(function.revision != 0 ? " (revision %02x)\n" : "\n", unsigned(function.revision));
    if (verbose)
        print_ranges(function);
}

} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    const auto functions = pci::list(false);
    if (functions.error() == abi::Error::no_entry) {
        fprintf(stderr, "lspci: this machine has no PCI buses (nobody offers interface 'pcis')\n");
        return 1;
    }
    if (!functions.ok())
        return apps::complain_about("lspci", functions.error());
    for (const pci::Function& function : functions.value())
        print(function, arguments.has('v'));
    return apps::finish(0);
}
