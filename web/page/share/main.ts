// SPDX-License-Identifier: MIT
// What only those need who share a session or play one; loaded when it is wanted.
export { PlayerBar } from "./PlayerBar.ts";
export { ShareDialog } from "./ShareDialog.ts";
