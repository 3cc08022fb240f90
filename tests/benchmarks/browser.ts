// SPDX-License-Identifier: MIT
// Chromium without a window, and the folder of the page behind a web server that notes what is fetched.
import type { Server } from "node:http";
import { gzipSync } from "node:zlib";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import puppeteer, { type Browser } from "puppeteer-core";

/// Serves a folder on loopback, port 0 being any free one.
export type Serve = (folder: string, port: number) => Promise<{ server: Server; address: string }>;

export function launch(chromium: string): Promise<Browser> {
  return puppeteer.launch({
    executablePath: chromium,
    // Graphics without a graphics card; root, as in a container, has no sandbox.
    args: ["--enable-unsafe-swiftshader", "--use-angle=swiftshader", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
    defaultViewport: { width: 1280, height: 800 },
  });
}

export class Site {
  readonly address: string;
  private readonly _folder: string;
  private readonly _server: Server;
  private readonly _fetched = new Set<string>();

  private constructor(folder: string, server: Server, address: string) {
    this._folder = folder;
    this._server = server;
    this.address = address;
    server.on("request", (request) => {
      this._fetched.add(new URL(request.url ?? "/", address).href);
    });
  }

  static async open(serve: Serve, folder: string): Promise<Site> {
    const { server, address } = await serve(folder, 0);
    return new Site(folder, server, address);
  }

  close(): void {
    this._server.closeAllConnections();
    this._server.close();
  }

  forget(): void {
    this._fetched.clear();
  }

  /// Addresses of all that was asked for since forget().
  get fetched(): readonly string[] {
    return [...this._fetched];
  }

  /// Sizes after gzip -9 of the files behind addresses, each file once, by name.
  sizes(addresses: readonly string[]): Map<string, number> {
    const names = addresses.map((address) => basename(new URL(address).pathname) || "index.html").sort();
    return new Map(names.map((name) => [name, compressedSize(join(this._folder, name))]));
  }
}

/// What is compressed already does not shrink any more.
function compressedSize(path: string): number {
  const bytes = readFileSync(path);
  return path.endsWith(".gz") ? bytes.length : gzipSync(bytes, { level: 9 }).length;
}
