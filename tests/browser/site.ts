// SPDX-License-Identifier: MIT
// The built page on a static server of its own, with files that a test replaces or removes.
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

/// Where `npm run build` puts the page.
export const kSiteFolder = process.env["SWITCHBOARD_SITE"] ?? join(process.cwd(), ".build/site");
export const kBundleName = "system.tar.zst";

const kTypes: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".gz": "application/gzip",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/// Content instead of the built file, by name; null: the server has no such file.
export type Replacements = Readonly<Record<string, Uint8Array | string | null>>;

export class Site {
  /// Of the folder, with a slash at its end.
  readonly address: string;
  readonly origin: string;
  private readonly _server: Server;

  private constructor(server: Server, path: string) {
    this._server = server;
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.address = this.origin + path;
  }

  /// Serves the page below `path`, which begins and ends with a slash, on a free port of loopback.
  static async open(path = "/", replacements: Replacements = {}): Promise<Site> {
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? "/", "http://x");
      const name = pathname.startsWith(path) ? pathname.slice(path.length) || "index.html" : "..";
      contentOf(name, replacements).then(
        (content) => response.writeHead(200, { "Content-Type": typeOf(name) }).end(content),
        () => response.writeHead(404, { "Content-Type": "text/plain" }).end(`There is no ${pathname}.\n`),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new Site(server, path);
  }

  /// Frees the port, open connections or not.
  close(): void {
    this._server.close();
    this._server.closeAllConnections();
  }
}

function typeOf(name: string): string {
  return kTypes[extname(name)] ?? "application/octet-stream";
}

async function contentOf(name: string, replacements: Replacements): Promise<Uint8Array | string> {
  const other = replacements[name];
  if (other === null || name.includes("..")) throw new Error(`no ${name}`);
  return other ?? readFile(join(kSiteFolder, name));
}

/// The bytes of the built bundle.
export function readBundle(): Promise<Uint8Array> {
  return readFile(join(kSiteFolder, kBundleName));
}
