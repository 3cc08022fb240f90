// SPDX-License-Identifier: MIT
// Why a PC ended, from QEMU's exit status and from what the serial line said last.
import { MachineError } from "../../web/machine/MachineError.ts";
import type { Stop } from "../../web/machine/Machine.ts";
import type { EmulatorEnd } from "./Emulator.ts";

const kPanic = /Kernel panic: ([^]*)$/; // kernel/arch/x86_64/panic.cpp
const kGivenUp = /Switchboard cannot start: ([^]*)$/; // kernel/arch/x86_64/start.cpp

function failure(message: string): Stop {
  return { kind: "error", error: new MachineError("kernel", message) };
}

/// `text`: the end of what the serial line said. QEMU's exit device makes the status 2 n + 1; with -no-reboot, a reboot
/// is 0.
export function storyOf(text: string, { status, complaint }: EmulatorEnd): Stop {
  const lines = text.replaceAll("\r\n", "\n");
  const panic = kPanic.exec(lines)?.[1];
  if (panic !== undefined) return { kind: "panic", text: panic.trim() };
  const reason = kGivenUp.exec(lines)?.[1];
  if (reason !== undefined) return failure(`Switchboard cannot start: ${reason.trim()}`);
  if (status === undefined) return failure(`QEMU was ended by a signal, or could not start. ${complaint}`.trim());
  if (lines === "" && complaint !== "") return failure(`QEMU ended with status ${status}: ${complaint}`);
  if (status === 0) return { kind: "power", power: "reboot", status: 0 };
  return { kind: "power", power: "halt", status: status >> 1 };
}
