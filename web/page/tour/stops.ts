// SPDX-License-Identifier: MIT
// What the tour points at, and what it says there: some fifteen seconds each.

export interface Stop {
  /// Of the element that is pointed at; those that are not shown are left out.
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

export const kStops: readonly Stop[] = [
  {
    id: "terminals",
    title: "A terminal of a real system",
    text: "A microkernel and some thirty servers run in this page. Type help here, or cat /readme. Nothing you do leaves the page.",
  },
  {
    id: "inspector",
    title: "Every call, as it happens",
    text: "The inspector shows the calls between the programs. Run ipc tree cat /readme, then open one of its calls to see its way through the servers.",
  },
  {
    id: "as-tables",
    title: "The same as text",
    text: "Tables show the same facts without pictures. There, and on the Tasks tab of the graphics, a server can be killed: it comes back.",
  },
  {
    id: "toggle-lessons",
    title: "Eight lessons",
    text: "From a first look around to a deadlock that you build and find. What you do is checked on what the kernel sees.",
  },
  {
    id: "open-share",
    title: "Share what happened",
    text: "The machine is deterministic. A link holds all that you typed, and replays it for somebody else.",
  },
  {
    id: "restart",
    title: "Nothing can go wrong",
    text: "If you break the system, restart it: that takes less than a second.",
  },
];
