// SPDX-License-Identifier: MIT
// QEMU's machine protocol (QMP): one line of JSON a command, and one an answer, in the same order.

interface Answer {
  readonly return?: unknown;
  readonly error?: { readonly desc: string };
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

export class Monitor {
  private readonly _decoder = new TextDecoder();
  private readonly _waiting: Waiting[] = [];
  private _held = "";
  private _ended = false;

  constructor(private readonly _send: (bytes: Uint8Array) => void) {
    this.command("qmp_capabilities").catch(() => undefined);
  }

  /// Resolves to the command's result; rejects when QEMU refuses it, or ends before it has answered.
  command(name: string, parameters: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    if (this._ended) return Promise.reject(new Error(`${name}: QEMU has ended`));
    return new Promise((resolve, reject) => {
      this._waiting.push({ resolve, reject });
      this._send(new TextEncoder().encode(`${JSON.stringify({ execute: name, arguments: parameters })}\n`));
    });
  }

  /// What QEMU sent.
  received(bytes: Uint8Array): void {
    const lines = (this._held + this._decoder.decode(bytes, { stream: true })).split("\n");
    this._held = lines.pop() ?? "";
    for (const line of lines) if (line.trim() !== "") this._take(JSON.parse(line) as Answer);
  }

  ended(): void {
    this._ended = true;
    for (const { reject } of this._waiting.splice(0)) reject(new Error("QEMU has ended"));
  }

  /// Greeting and events are no answers.
  private _take(answer: Answer): void {
    if (answer.return === undefined && answer.error === undefined) return;
    const waiting = this._waiting.shift();
    if (answer.error === undefined) waiting?.resolve(answer.return);
    else waiting?.reject(new Error(answer.error.desc));
  }
}
