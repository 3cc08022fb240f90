// SPDX-License-Identifier: MIT
// The command line of `npm run -s os -- ...`.

export const kTargets = ["wasm", "x86_64"] as const;
export type TargetName = (typeof kTargets)[number];

export interface Options {
  readonly target: TargetName;
  /// undefined: the one that the build makes.
  readonly bundle: string | undefined;
  readonly command: string | undefined;
  readonly trace: string | undefined;
  readonly record: string | undefined;
  /// Path of a recording, or a link that holds a session.
  readonly replay: string | undefined;
  /// Where to write a snapshot at the end, and from which one to go on.
  readonly save: string | undefined;
  readonly restore: string | undefined;
  readonly hash: boolean;
  readonly seed: bigint | undefined;
  /// Seconds; undefined: no limit.
  readonly timeout: number | undefined;
  /// Of the emulated PC, in MiB; undefined: what is usual.
  readonly memory: number | undefined;
}

export const kUsage = `usage: npm run -s os -- [option]...

Boots the machine in this terminal. Ctrl-] leaves it; Ctrl-C goes to the machine.

  -c LINE         types LINE at the first prompt, prints what the terminal shows, exits with its status
                  (several lines are typed one after another)
  --target T      wasm (default), or x86_64: a PC that QEMU emulates, with its serial line as the terminal
  --timeout S     gives up after S seconds with status 124 (default: 60 with -c, else never; 0: never)
  --trace FILE    writes the trace of all calls as JSON lines
  --record FILE   writes the inputs of the session
  --replay WHAT   runs a recording again, a file or a link that holds a session; prints what terminal 0 showed, then
                  the state hash; the status is 1 when the machine went another way than the recorded one (x86_64:
                  types what was typed, and the status is the last command's)
  --save FILE     writes the whole machine at the end
  --restore FILE  goes on from there instead of booting
  --hash          prints the state hash at the end
  --seed N        seed of all randomness in the machine, a whole number
  --bundle FILE   the system to boot (default: the one that npm run build made)
  --memory M      x86_64 only: memory of the PC in MiB (default: 128)
  --help          this text`;

/// A wrong option; the message says which.
export class UsageError extends Error {}

const kDefaultCommandTimeout = 60;
const kUnrepeatable = "a PC's interrupts come when they come, so nothing runs twice in the same way";
const kNoView = "nobody can look into all memories of a PC at once";
const kOnlyOfWasm = {
  "--record": kUnrepeatable,
  "--save": kNoView,
  "--restore": kNoView,
  "--seed": kUnrepeatable,
  "--hash": kNoView,
  "--bundle": "a PC boots the kernel and the archive that the build made",
};
const kOnlyOfPc = { "--memory": "each task's memory grows as it needs" };
const kValued = [
  "-c",
  "--timeout",
  "--trace",
  "--record",
  "--replay",
  "--save",
  "--restore",
  "--seed",
  "--bundle",
  "--target",
  "--memory",
] as const;
type Valued = (typeof kValued)[number];

function isValued(word: string): word is Valued {
  return (kValued as readonly string[]).includes(word);
}

function seconds(text: string | undefined, otherwise: number | undefined): number | undefined {
  if (text === undefined) return otherwise;
  if (!/^\d+(\.\d+)?$/.test(text)) throw new UsageError(`--timeout needs a number of seconds, not '${text}'`);
  return Number(text) === 0 ? undefined : Number(text);
}

function wholeNumber(text: string | undefined): bigint | undefined {
  if (text === undefined) return undefined;
  if (!/^-?(\d+|0x[0-9a-fA-F]+)$/.test(text)) throw new UsageError(`--seed needs a whole number, not '${text}'`);
  return text.startsWith("-") ? -BigInt(text.slice(1)) : BigInt(text);
}

function targetOf(text: string | undefined): TargetName {
  const target = kTargets.find((name) => name === (text ?? kTargets[0]));
  if (target === undefined) throw new UsageError(`--target is ${kTargets.join(" or ")}, not '${text}'`);
  return target;
}

function mebibytes(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new UsageError(`--memory needs a number of MiB, not '${text}'`);
  return Number(text);
}

/// What one target cannot do is refused by name, with the reason.
function checkTarget(target: TargetName, given: ReadonlySet<string>): void {
  const refused = Object.entries(target === "wasm" ? kOnlyOfPc : kOnlyOfWasm).find(([option]) => given.has(option));
  if (refused !== undefined) throw new UsageError(`${refused[0]} is not there with --target ${target}: ${refused[1]}`);
}

function checkTogether(values: ReadonlyMap<Valued, string>): void {
  if (!values.has("--replay")) return;
  const contrary = (["-c", "--record", "--seed", "--restore"] as const).find((option) => values.has(option));
  if (contrary !== undefined) throw new UsageError(`${contrary} does not go with --replay, which brings its own inputs`);
}

/// Reads the words after the program's name. Throws UsageError; undefined when only help is wanted.
export function parseOptions(words: readonly string[]): Options | undefined {
  const values = new Map<Valued, string>();
  let hash = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string;
    if (word === "--help" || word === "-h") return undefined;
    if (word === "--hash") hash = true;
    else if (isValued(word)) {
      const value = words[++at];
      if (value === undefined) throw new UsageError(`${word} needs a value`);
      values.set(word, value);
    } else throw new UsageError(word.startsWith("-") ? `unknown option ${word}` : `'${word}' is not an option`);
  }
  const target = targetOf(values.get("--target"));
  checkTarget(target, new Set([...values.keys(), ...(hash ? ["--hash"] : [])]));
  checkTogether(values);
  return {
    target,
    bundle: values.get("--bundle"),
    command: values.get("-c"),
    trace: values.get("--trace"),
    record: values.get("--record"),
    replay: values.get("--replay"),
    save: values.get("--save"),
    restore: values.get("--restore"),
    hash,
    seed: wholeNumber(values.get("--seed")),
    timeout: seconds(values.get("--timeout"), values.has("-c") ? kDefaultCommandTimeout : undefined),
    memory: mebibytes(values.get("--memory")),
  };
}
