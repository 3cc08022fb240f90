// SPDX-License-Identifier: MIT
// QEMU's words for the computers that we boot on.

export type Word = string;

/// What every computer here has: nothing is there that is not named (-nodefaults).
const kDisplay: readonly Word[] = ["-vga", "std"];

function escaped(path: string): string {
  return path.replaceAll(",", ",,");
}

/// The kernel and the archive are put into memory by QEMU itself, without firmware's loaders. `parameters`: the kernel's
/// command line.
export function direct(kernel: string, archive: string | undefined, parameters: readonly string[]): Word[] {
  const module = archive === undefined ? [] : ["-initrd", escaped(archive)];
  return ["-kernel", kernel, ...module, "-append", parameters.join(" ")];
}

/// The image as a CD, on the computer's own BIOS.
export function cdrom(image: string): Word[] {
  return [...kDisplay, "-boot", "d", "-cdrom", escaped(image)];
}

/// The image as a USB stick on a computer without a keyboard controller, as many are; and a USB keyboard.
export function usbOnly(image: string): Word[] {
  return [
    ...kDisplay, "-M", "q35,i8042=off", "-device", "qemu-xhci,id=usb",
    "-drive", `if=none,id=stick,format=raw,readonly=on,file=${escaped(image)}`,
    "-device", "usb-storage,bus=usb.0,drive=stick,bootindex=0", "-device", "usb-kbd,bus=usb.0",
  ];
}

/// UEFI instead of BIOS. `firmware`: a folder with OVMF_CODE_4M.fd and OVMF_VARS_4M.fd, which stay as they are.
export function uefi(firmware: string): Word[] {
  const drive = (unit: number, file: string, mode: string): Word[] =>
    ["-drive", `if=pflash,unit=${unit},format=raw,file=${escaped(firmware)}/${file},${mode}`];
  return [...drive(0, "OVMF_CODE_4M.fd", "readonly=on"), ...drive(1, "OVMF_VARS_4M.fd", "snapshot=on")];
}
