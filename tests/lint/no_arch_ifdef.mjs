// SPDX-License-Identifier: MIT
// What depends on the machine lies in an arch folder, in native/ or in web/; never behind an #if elsewhere.
import { isCpp } from './sources.mjs';

const kArchWord = /__wasm|__EMSCRIPTEN__|__x86_64|__i386|__amd64|__aarch64|__arm__|\bARCH_|_M_X64|__LP64__|__SIZEOF_POINTER__/;

export const rule = {
  name: 'no_arch_ifdef',

  check(source) {
    if (!isCpp(source) || /(^|\/)arch\/[^/]+\//.test(source.path) || /^(native|web)\//.test(source.path)) return [];
    return source.lines.flatMap((line, index) =>
      /^\s*#\s*(if|ifdef|ifndef|elif)\b/.test(line) && kArchWord.test(line)
        ? [{ line: index + 1, message: 'condition on the architecture outside arch/, native/ and web/' }]
        : [],
    );
  },

  samples: [
    { path: 'kernel/ipc/call.cpp', text: '#if defined(__wasm__)', bad: 1 },
    { path: 'servers/vfs/main.cpp', text: '#  ifdef __x86_64__', bad: 1 },
    { path: 'fibrils/event.cpp', text: '#ifdef __EMSCRIPTEN__', bad: 1 },
    { path: 'fibrils/arch/wasm/context.cpp', text: '#ifdef __wasm__', bad: 0 },
    { path: 'fibrils/event.cpp', text: '#ifdef FEATURE\n// __wasm__ is meant', bad: 0 },
  ],
};
