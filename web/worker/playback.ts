// SPDX-License-Identifier: MIT
// What only those need who share a session or play one; loaded by the worker when it is wanted.
export { packSession, unpackSession } from "../machine/SessionLink.ts";
export { Stage } from "./Stage.ts";
