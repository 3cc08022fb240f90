// SPDX-License-Identifier: MIT
// A static web server for loopback: files with their types, no special headers.
//   node .tools/serve.mjs FOLDER [--port N]
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { Problem, run } from './lib.mjs';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.gz': 'application/gzip',
  '.zst': 'application/zstd',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};
const host = '127.0.0.1';
const firstPort = 8080;
const triedPorts = 50;

/** The file that a request is about, or undefined when it names none inside the folder. */
function fileOf(folder, url) {
  let path;
  try {
    path = decodeURIComponent(new URL(url, 'http://x').pathname);
  } catch {
    return undefined;
  }
  const file = normalize(join(folder, path.endsWith('/') ? `${path}index.html` : path));
  if (path.includes('\0') || !file.startsWith(folder + sep) || !existsSync(file)) return undefined;
  return statSync(file).isFile() ? file : undefined;
}

function answer(folder, request, response) {
  const refuse = (status, text) => response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'Only GET and HEAD.');
  const file = fileOf(folder, request.url ?? '/');
  if (file === undefined) return refuse(404, `There is no ${request.url}.`);
  const type = types[extname(file)] ?? 'application/octet-stream';
  response.writeHead(200, { 'Content-Type': type, 'Content-Length': statSync(file).size });
  if (request.method === 'HEAD') return response.end();
  return createReadStream(file).on('error', () => response.destroy()).pipe(response);
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/**
 * Serves a folder; resolves to { server, address }. Without a port: 8080, or the next free one after it;
 * port 0 is any free one.
 */
export async function serve(folder, port) {
  const root = normalize(folder).replace(/[/\\]$/, '');
  const ports = port === undefined ? Array.from({ length: triedPorts }, (_, at) => firstPort + at) : [port];
  for (const candidate of ports) {
    const server = createServer((request, response) => answer(root, request, response));
    try {
      await listen(server, candidate);
      return { server, address: `http://${host}:${server.address().port}/` };
    } catch (error) {
      if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error;
    }
  }
  throw new Problem(port === undefined ? `No free port from ${firstPort} to ${ports.at(-1)}.` : `Port ${port} is in use or not allowed.`);
}

/** The number behind --port, undefined without the option. */
export function portOption(parameters) {
  const at = parameters.indexOf('--port');
  if (at < 0) return undefined;
  const port = Number(parameters[at + 1]);
  if (!/^\d+$/.test(parameters[at + 1] ?? '') || port > 65535) {
    throw new Problem(`--port needs a number from 0 to 65535, not '${parameters[at + 1] ?? ''}'`);
  }
  return port;
}

if (process.argv[1]?.endsWith('serve.mjs')) {
  await run(async () => {
    const [folder] = process.argv.slice(2);
    if (folder === undefined || !existsSync(folder)) throw new Problem(`serve: there is no folder '${folder ?? ''}'`);
    const { address } = await serve(folder, portOption(process.argv));
    console.log(address);
  });
}
