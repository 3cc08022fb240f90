// SPDX-License-Identifier: MIT
// npm start: builds what is not built yet and serves the page on this machine.
//   npm start [-- --port N]
import { build } from './build.mjs';
import { Problem, run } from './lib.mjs';
import { portOption, serve } from './serve.mjs';

await run(async () => {
  const parameters = process.argv.slice(2);
  const unknown = parameters.find((word, at) => word !== '--port' && parameters[at - 1] !== '--port');
  if (unknown !== undefined) throw new Problem(`start: unknown option '${unknown}'; there is --port N`);
  const port = portOption(parameters);
  const { site } = await build();
  const { address } = await serve(site, port);
  console.log(`\nSwitchboard is at ${address} (Ctrl-C ends the server)`);
});
