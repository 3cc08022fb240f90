// SPDX-License-Identifier: MIT
// One of QEMU's character devices, from outside.
import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";

/// A socket that QEMU connects to as soon as it starts.
export class Line {
  private readonly _server: Server;
  private _socket: Socket | undefined;
  private _waiting: Uint8Array[] = [];
  /// Resolves when QEMU has closed it, and everything was received.
  readonly closed: Promise<void>;

  /// Listens at once at `path`.
  constructor(path: string, received: (bytes: Uint8Array) => void) {
    this._server = createServer();
    this._server.listen(path);
    const connected = once(this._server, "connection").then(([socket]) => this._connect(socket as Socket, received));
    this.closed = connected.then(
      (socket) => new Promise((resolve) => (socket.destroyed ? resolve() : socket.once("close", () => resolve()))),
    );
  }

  /// Sends now, or as soon as QEMU has connected.
  write(bytes: Uint8Array): void {
    if (this._socket === undefined) this._waiting.push(bytes);
    else this._socket.write(bytes);
  }

  pause(): void {
    this._socket?.pause();
  }

  resume(): void {
    this._socket?.resume();
  }

  close(): void {
    this._socket?.destroy();
    this._server.close();
  }

  private _connect(socket: Socket, received: (bytes: Uint8Array) => void): Socket {
    this._socket = socket;
    socket.on("data", received);
    socket.on("error", () => undefined); // QEMU has ended; its exit says so
    for (const bytes of this._waiting) socket.write(bytes);
    this._waiting = [];
    return socket;
  }
}
