// SPDX-License-Identifier: MIT
// Lets one process at a time do something: two builds in one folder would read each other's halves.
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function take(path) {
  try {
    const file = openSync(path, 'wx');
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

/** The process that holds the lock; undefined when it was just let go, or its process is dead. */
function holder(path) {
  try {
    const pid = Number(readFileSync(path, 'utf8'));
    return pid > 0 && !isAlive(pid) ? undefined : pid;
  } catch {
    return undefined;
  }
}

/** Waits for the lock (a file), runs `action`, lets go. A lock whose process died counts for nothing. */
export async function withLock(path, action) {
  for (let waits = 0; !take(path); waits++) {
    const pid = holder(path);
    if (pid === undefined) rmSync(path, { force: true });
    else if (waits === 10) console.error(`Waiting for the build of process ${pid} (${path})`);
    await sleep(100);
  }
  try {
    return await action();
  } finally {
    rmSync(path, { force: true });
  }
}
