// SPDX-License-Identifier: MIT
#include "servers/pci/class_names.hpp"

namespace pci {

namespace {

constexpr int kAny = -1;

struct Name {
    uint8_t class_code;
    int subclass;
    int interface;
    const char* text;
};

// From the special to the general; the first that fits is it.
constexpr Name kNames[] = {
    {0x00, 0x01, kAny, "VGA compatible device"},
    {0x01, 0x00, kAny, "SCSI controller"},
    {0x01, 0x01, kAny, "IDE controller"},
    {0x01, 0x04, kAny, "RAID controller"},
    {0x01, 0x06, 0x01, "SATA controller (AHCI)"},
    {0x01, 0x06, kAny, "SATA controller"},
    {0x01, 0x07, kAny, "SAS controller"},
    {0x01, 0x08, 0x02, "NVMe controller"},
    {0x01, kAny, kAny, "storage controller"},
    {0x02, 0x00, kAny, "Ethernet controller"},
    {0x02, 0x80, kAny, "network controller"},
    {0x02, kAny, kAny, "network controller"},
    {0x03, 0x00, kAny, "VGA compatible controller"},
    {0x03, 0x02, kAny, "3D controller"},
    {0x03, kAny, kAny, "display controller"},
    {0x04, 0x01, kAny, "audio controller"},
    {0x04, 0x03, kAny, "audio controller (HDA)"},
    {0x04, kAny, kAny, "multimedia controller"},
    {0x05, kAny, kAny, "memory controller"},
    {0x06, 0x00, kAny, "host bridge"},
    {0x06, 0x01, kAny, "ISA bridge"},
    {0x06, 0x04, kAny, "PCI bridge"},
    {0x06, kAny, kAny, "bridge"},
    {0x07, 0x00, kAny, "serial controller"},
    {0x07, kAny, kAny, "communication controller"},
    {0x08, 0x05, kAny, "SD host controller"},
    {0x08, 0x06, kAny, "IOMMU"},
    {0x08, kAny, kAny, "system peripheral"},
    {0x09, kAny, kAny, "input device controller"},
    {0x0b, kAny, kAny, "processor"},
    {0x0c, 0x03, 0x00, "USB controller (UHCI)"},
    {0x0c, 0x03, 0x10, "USB controller (OHCI)"},
    {0x0c, 0x03, 0x20, "USB controller (EHCI)"},
    {0x0c, 0x03, 0x30, "USB controller (xHCI)"},
    {0x0c, 0x03, 0x40, "USB controller (USB4)"},
    {0x0c, 0x03, kAny, "USB controller"},
    {0x0c, 0x05, kAny, "SMBus"},
    {0x0c, kAny, kAny, "serial bus controller"},
    {0x0d, kAny, kAny, "wireless controller"},
    {0x10, kAny, kAny, "encryption controller"},
    {0x11, kAny, kAny, "signal processing controller"},
    {0x12, kAny, kAny, "processing accelerator"},
    {0xff, kAny, kAny, "device of no class"},
};

} // namespace

const char* class_name(uint8_t class_code, uint8_t subclass, uint8_t interface) {
    for (const Name& name : kNames)
        if (name.class_code == class_code && (name.subclass == kAny || name.subclass == subclass) &&
            (name.interface == kAny || name.interface == interface))
            return name.text;
    return "device of an unknown class";
}

} // namespace pci
