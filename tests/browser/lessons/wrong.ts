// SPDX-License-Identifier: MIT
// For each step of each lesson a solution that is wrong, and the right answer of its problem. The numbers of a problem are
// those of kSeed.
export const kSeed = 7;

export interface Answers {
  readonly wrong: string;
  /// What is said to the wrong one.
  readonly said: RegExp;
  readonly right: string;
}

export interface WrongSolution {
  /// What is typed instead of the commands of the step.
  readonly commands: readonly string[];
  /// Criteria that are met nevertheless, counted from 0: the machine still is in the state that they ask for.
  readonly met?: readonly number[];
  readonly answers?: Answers;
}

/// By "SLUG/STEP".
export const kWrongSolutions: Readonly<Record<string, WrongSolution>> = {
  "first-look/1": { commands: ["echo tasks", "ls /bin/tasks"] },
  "first-look/2": { commands: ["cat /no/such/file", "ls /"] },
  "first-look/3": { commands: ["fault exit 3", "false"] },
  "first-look/4": { commands: ["/bin/kill nobody", "head -c 4 /readme > /dev/null; echo"] , met: [1] },
  "phone-call/1": { commands: ["tasks"] },
  "phone-call/2": { commands: ["ask bob"] },
  "phone-call/3": { commands: ["ask bob; sum copy 10"] },
  "phone-call/4": { commands: ["ask nobody"], answers: { wrong: "1", said: /That is the call that was to be served/, right: "2" } },
  "phone-call/5": { commands: ["ask bob"] },
  "answerbox/1": { commands: ["cat /readme > /dev/null"], met: [1] },
  "answerbox/2": { commands: ["head -c 3 /readme", "cat /readme > /dev/null"] },
  "answerbox/3": { commands: ["seq 3"], answers: { wrong: "1", said: /too small/, right: "10" } },
  "answerbox/4": { commands: ["echo hello", "cat /etc/motd"] },
  "answerbox/5": { commands: ["sleep 1"] },
  "forwarding/1": { commands: ["echo nothing > /tmp/none/file", "echo x > /readme"] },
  "forwarding/2": { commands: ["cat /nothing", "ls /tmp"] },
  "forwarding/3": { commands: ["echo /etc/motd"], answers: { wrong: "vfs", said: /That is who was called/, right: "devfs" } },
  "forwarding/4": { commands: ["head -c 4 /readme", "head -c 4 /dev/zero > /dev/null"] },
  "data/1": { commands: ["sum share 1000", "sum copy 999"], met: [0] },
  "data/2": { commands: ["sum share 70000"], answers: { wrong: "1", said: /too small/, right: "4" } },
  "data/3": { commands: ["sum share 1000", "sum copy 1000"] },
  "data/4": { commands: ["sum copy 1000", "sum share 1000"], met: [2] },
  "fibrils/1": { commands: ["ls /nothing", "cat /readme > /dev/null"] },
  "fibrils/2": { commands: ["ask alice", "ask bob bob bob"] },
  "fibrils/3": { commands: ["ask nobody"], answers: { wrong: "1", said: /too small/, right: "6" } },
  "fibrils/4": { commands: ["cat /readme > /dev/null"] },
  "deadlock/1": { commands: ["ask nobody"] },
  "deadlock/2": { commands: ["ipc alice"] },
  "deadlock/3": { commands: ["tasks"], met: [2] },
  "deadlock/4": { commands: ["ls /"] },
  "real-pc/1": { commands: ["echo log"] },
  "real-pc/2": { commands: ["echo lspci"] },
  "real-pc/3": { commands: ["cat /nothing"], answers: { wrong: "7", said: /calls for the bytes/, right: "10" } },
  "real-pc/4": { commands: ["date"] },
};
