// SPDX-License-Identifier: MIT
// What can go wrong before the prompt, in words: what happened, and what the reader can do about it.
import type { WorkerFailure } from "../../worker/protocol.ts";
import type { PhaseName } from "./BootModel.ts";

export type FailureCause =
  WorkerFailure | "worker_blocked" | "bundle_missing" | "bundle_unreachable" | "stalled" | "no_prompt";

export interface Failure {
  readonly phase: PhaseName;
  readonly cause: FailureCause;
  /// What the engine, the server or the machine said; may be empty.
  readonly detail: string;
}

export interface Explanation {
  readonly title: string;
  readonly what: string;
  readonly advice: readonly string[];
}

const kTryAgain = "Try again with the button below.";
const kAskOwner = "If this is your own copy, build it again with “npm start”; otherwise tell its owner.";

const kNoPrompt: Explanation = {
  title: "The shell does not appear",
  what: "The servers run, but the shell has not printed its prompt. The log tells what init has tried.",
  advice: ["The page goes on by itself when the prompt comes.", kTryAgain],
};

const kExplanations: Record<Exclude<FailureCause, "stalled">, Explanation> = {
  no_prompt: kNoPrompt,
  no_webassembly: {
    title: "This browser does not run WebAssembly",
    what: "The machine is a set of WebAssembly programs, and WebAssembly is switched off or missing here.",
    advice: [
      "Switch it on: some “enhanced security” and “lockdown” modes turn it off for a site or for all.",
      "Or use another browser: Chrome, Edge, Firefox and Safari of the last three years all have it.",
    ],
  },
  worker_blocked: {
    title: "The machine’s worker could not start",
    what: "The machine runs in a worker of this page, and the browser did not run the worker’s script.",
    advice: [
      "Open the page through a web server (“npm start”), not as a file.",
      "Check that a content blocker or a strict Content-Security-Policy of the server does not stop worker.js.",
      "Check that worker.js lies beside index.html.",
    ],
  },
  bundle_missing: {
    title: "The system is not on the server",
    what: "The server has no file system.tar.zst, in which the kernel and all programs travel.",
    advice: [
      "Build it with “npm start”, or copy the whole folder to the server, not only the page.",
      kTryAgain,
    ],
  },
  bundle_unreachable: {
    title: "The system could not be downloaded",
    what: "The connection was lost or refused while system.tar.zst was coming.",
    advice: ["Check that the server still runs and that you are online.", kTryAgain],
  },
  bundle_damaged: {
    title: "The downloaded system is damaged",
    what: "system.tar.zst came, but it is not a whole zstd file with a kernel inside.",
    advice: ["Reload the page without the cache (Ctrl-Shift-R, on a Mac Cmd-Shift-R).", kAskOwner],
  },
  not_compiled: {
    title: "A program of the system was refused",
    what: "The browser did not accept one of the WebAssembly programs in the system.",
    advice: ["Update the browser.", kAskOwner],
  },
  out_of_memory: {
    title: "The browser has no memory for the machine",
    what: "Each task of the machine has a memory of its own, and the browser would not give one more.",
    advice: ["Close other tabs that run this machine or other large programs.", kTryAgain],
  },
  bad_session: {
    title: "The session in the link cannot be played",
    what: "What the link holds is not a whole session. Nothing of it was run.",
    advice: [
      "Ask for the link again: programs that people write to each other with cut long ones.",
      "Or start a machine of your own with the button below.",
    ],
  },
  internal: {
    title: "The machine could not be started",
    what: "Something happened that the page did not expect. This is a mistake in the page or in the machine.",
    advice: [kTryAgain, "Please report it with the details below."],
  },
};

const kStalled: Record<PhaseName, Explanation> = {
  page: kExplanations.worker_blocked,
  bundle: {
    title: "The download has stopped",
    what: "For a long time no byte of system.tar.zst has come.",
    advice: ["Check the connection; the page goes on by itself when bytes come again.", kTryAgain],
  },
  compile: {
    title: "Preparing the programs takes too long",
    what: "The browser is still compiling the programs of the system.",
    advice: ["A busy computer may just need longer: the page goes on by itself when it is done.", kTryAgain],
  },
  boot: {
    title: "The machine does not start",
    what: "The kernel runs, but no server has reported for a long time. The log shows how far it came.",
    advice: ["A busy computer may just need longer: the page goes on by itself.", kTryAgain],
  },
  prompt: kNoPrompt,
};

/// The words for a failure. Every failure has a title, an explanation and at least one piece of advice.
export function explain(failure: Failure): Explanation {
  return failure.cause === "stalled" ? kStalled[failure.phase] : kExplanations[failure.cause];
}
