// SPDX-License-Identifier: MIT
// Who may include what. The layers are what makes the system a microkernel on paper, too.
import { isCpp } from './sources.mjs';

// What the tests of several servers share.
const kTestSupport = /^servers\/[^/]+\/script_runner\.hpp$/;
const kServerInterface = /^servers\/[^/]+\/((\w+_)?client|\w+_(types|description)|attributes|driver|device|control)\.hpp$/;
// Not servers, but what drivers and those who take their keys are made of.
const kDriverLibrary = /^servers\/(driver|input)\/\w+\.hpp$/;
const kOwnFolders = /^(kernel|fibrils|servers|web|native|tests)\//;

/** Rules from the most special to the most general; the first whose `from` fits decides. */
const kLayers = [
  // The runtime of tasks is tested and linked everywhere; tests reach their own subject.
  { from: /^tests\//, may: () => true },
  {
    from: /^kernel\/arch\/([^/]+)\//,
    may: (to, [, arch]) => to.startsWith('kernel/') && !otherArch(to, arch),
  },
  // Unit tests of the kernel run on the simulated machine.
  { from: /^kernel\/.*_test\.cpp$/, may: (to) => to.startsWith('kernel/') && !otherArch(to, 'host') },
  { from: /^kernel\//, may: (to) => to.startsWith('kernel/') && !otherArch(to, '') },
  {
    from: /^fibrils\/arch\/([^/]+)\//,
    may: (to, [, arch]) => isRuntime(to) && !otherArch(to, arch),
  },
  // The C library is the runtime's glue to the file system, the loader and the console.
  { from: /^fibrils\/libc\//, may: (to) => (isRuntime(to) && !otherArch(to, '')) || kServerInterface.test(to) },
  { from: /^fibrils\//, may: (to) => isRuntime(to) && !otherArch(to, '') },
  {
    from: /^servers\/([^/]+)\//,
    may: (to, [, name]) =>
      to.startsWith(`servers/${name}/`) || (isRuntime(to) && !otherArch(to, '')) || kServerInterface.test(to) || kTestSupport.test(to) || kDriverLibrary.test(to),
  },
  {
    from: /^web\/inspector\/model\//,
    may: (to) => to.startsWith('web/inspector/') ? !to.includes('/views/') && !to.includes('/backend/') : isAbi(to),
  },
  { from: /^web\/inspector\/views\//, may: (to) => to.startsWith('web/inspector/') },
  { from: /^web\/inspector\//, may: (to) => to.startsWith('web/inspector/') || isAbi(to) },
  { from: /^native\//, may: (to) => to.startsWith('native/') || isAbi(to) },
];

function isAbi(to) {
  return to.startsWith('kernel/abi/');
}

function isRuntime(to) {
  return to.startsWith('fibrils/') || isAbi(to);
}

/** A file of an architecture other than `own`; arch/<name>.hpp itself is the contract. */
function otherArch(to, own) {
  const found = /\/arch\/([^/]+)\//.exec(to);
  return found !== null && found[1] !== own;
}

export const rule = {
  name: 'include_layers',

  check(source) {
    if (!isCpp(source)) return [];
    const layer = kLayers.find(({ from }) => from.test(source.path));
    if (!layer) return [];
    const match = layer.from.exec(source.path);
    return source.lines.flatMap((line, index) => {
      const to = /^\s*#\s*include\s+"([^"]+)"/.exec(line)?.[1];
      if (to === undefined) return [];
      if (!kOwnFolders.test(to)) return isForeign(source, to, index);
      return layer.may(to, match) ? [] : [{ line: index + 1, message: `${to} is not of a layer that may be included here` }];
    });
  },

  samples: [
    { path: 'kernel/ipc/call.cpp', text: '#include "fibrils/fibril.hpp"', bad: 1 },
    { path: 'kernel/ipc/call.cpp', text: '#include "kernel/arch/wasm/entry.hpp"', bad: 1 },
    { path: 'kernel/ipc/call.cpp', text: '#include "kernel/arch/machine.hpp"\n#include <new>', bad: 0 },
    { path: 'kernel/arch/wasm/entry.cpp', text: '#include "kernel/arch/host/invariants.hpp"', bad: 1 },
    { path: 'kernel/ipc/call_test.cpp', text: '#include "kernel/arch/host/kernel_fixture.hpp"', bad: 0 },
    { path: 'fibrils/event.cpp', text: '#include "kernel/ipc/call.hpp"', bad: 1 },
    { path: 'fibrils/event.cpp', text: '#include "kernel/abi/ipc.hpp"', bad: 0 },
    { path: 'servers/vfs/main.cpp', text: '#include "servers/tmpfs/node.hpp"', bad: 1 },
    { path: 'servers/vfs/main.cpp', text: '#include "servers/tmpfs/tmpfs_types.hpp"\n#include "servers/vfs/x.hpp"', bad: 0 },
    { path: 'servers/usb/main.cpp', text: '#include "servers/driver/ports.hpp"\n#include "servers/input/key.hpp"', bad: 0 },
    { path: 'servers/vfs/main.cpp', text: '#include "servers/tmpfs/tmpfs_server.hpp"', bad: 1 },
    { path: 'servers/vfs/main.cpp', text: '#include "kernel/task/task.hpp"', bad: 1 },
    { path: 'servers/vfs/main.cpp', text: '#include "service.hpp"', bad: 1 },
    { path: 'servers/serial/service.hpp', text: '#include "servers/console/line_client.hpp"', bad: 0 },
    { path: 'web/inspector/model/log.cpp', text: '#include "kernel/abi/trace.hpp"', bad: 0 },
    { path: 'web/inspector/model/log.cpp', text: '#include "web/inspector/views/view.hpp"', bad: 1 },
    { path: 'web/inspector/views/log.cpp', text: '#include "kernel/abi/trace.hpp"', bad: 1 },
  ],
};

/** Quoted includes are paths from the top; only libraries and the machine's own folder are not. */
function isForeign(source, to, index) {
  const library = /^(imgui|backends\/imgui_|machine\/|bits\/)|\.inc$/.test(to); // .inc: made by the build
  return library ? [] : [{ line: index + 1, message: `${to} is not a path from the top of the repository` }];
}
