// SPDX-License-Identifier: MIT
// Sees to it that the programs a command needs are there. On Debian and Ubuntu, as root or with sudo that
// asks for no password, missing ones are installed; elsewhere they are named, with the way to get them.
//   node .tools/setup.mjs [build|unit|page|native|check]...
import { existsSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { execute, Problem, root, run, seconds } from './lib.mjs';

const aptFolder = '/usr/share/nodejs'; // where Debian keeps the JavaScript that its em++ needs

/** One of `programs` (or one of `files`) must exist; otherwise the Debian package `apt` brings it. */
const requirements = {
  emscripten: { programs: ['em++'], apt: 'emscripten', why: 'compiles C++ to WebAssembly', home: 'https://emscripten.org' },
  binaryen: { programs: ['wasm-opt'], apt: 'binaryen', why: 'makes fibrils switch inside WebAssembly', home: 'https://github.com/WebAssembly/binaryen' },
  cmake: { programs: ['cmake'], apt: 'cmake', why: 'drives the C++ build', home: 'https://cmake.org' },
  ninja: { programs: ['ninja', 'make'], apt: 'ninja-build', why: 'runs the compilers', home: 'https://ninja-build.org' },
  zstd: { programs: ['zstd'], apt: 'zstd', why: 'packs the bundle', home: 'https://facebook.github.io/zstd' },
  compiler: { programs: ['c++', 'g++', 'clang++'], apt: 'g++', why: 'compiles the unit tests', home: 'https://gcc.gnu.org' },
  googletest: {
    files: ['/usr/include/gtest/gtest.h', '/usr/local/include/gtest/gtest.h', '/opt/homebrew/include/gtest/gtest.h'],
    apt: 'libgtest-dev', why: 'the unit tests are written with it', home: 'https://github.com/google/googletest',
  },
  terminus: {
    files: ['/usr/share/fonts/X11/misc/ter-u16n_unicode.pcf.gz'], apt: 'xfonts-terminus',
    why: 'the letters on the screen of a PC', home: 'https://terminus-font.sourceforge.net',
  },
  chromium: {
    programs: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    apt: 'chromium', why: 'the page is tested in it', home: 'https://www.chromium.org',
  },
  firefox: { programs: ['firefox-esr', 'firefox'], apt: 'firefox-esr', why: 'the page is tested in it', home: 'https://www.mozilla.org/firefox' },
  clang: { programs: ['clang++-14'], apt: 'clang-14', why: 'compiles C++ for a PC', home: 'https://releases.llvm.org' },
  fuzzer: {
    files: ['14.0.6', '14.0.0', '14'].map((version) => `/usr/lib/clang/${version}/lib/linux/libclang_rt.fuzzer-x86_64.a`),
    apt: 'libclang-rt-14-dev', why: 'finds texts that break the compiler of interfaces', home: 'https://llvm.org/docs/LibFuzzer.html',
  },
  z3: { programs: ['z3'], apt: 'z3', why: 'finds an order in which nobody waits in a circle', home: 'https://github.com/Z3Prover/z3' },
  spin: { programs: ['spin'], apt: 'spin', why: 'searches models for deadlocks', home: 'https://spinroot.com' },
  lld: { programs: ['ld.lld-14'], apt: 'lld-14', why: 'links for a PC', home: 'https://releases.llvm.org' },
  llvm: { programs: ['llvm-objcopy-14'], apt: 'llvm-14', why: 'strips executables', home: 'https://releases.llvm.org' },
  libcxx: {
    files: ['/usr/lib/llvm-14/lib/libc++.a'], apt: 'libc++-14-dev', why: 'is the C++ library on a PC', home: 'https://libcxx.llvm.org',
  },
  libcxxabi: {
    files: ['/usr/lib/llvm-14/lib/libc++abi.a'], apt: 'libc++abi-14-dev', why: 'is the C++ runtime on a PC', home: 'https://libcxxabi.llvm.org',
  },
  qemu: { programs: ['qemu-system-x86_64'], apt: 'qemu-system-x86', why: 'is a PC', home: 'https://www.qemu.org' },
  ovmf: {
    files: ['/usr/share/OVMF/OVMF_CODE_4M.fd'], apt: 'ovmf', why: 'is UEFI for QEMU', home: 'https://github.com/tianocore/edk2',
  },
  grub: { programs: ['grub-mkrescue'], apt: 'grub-common', why: 'makes the image', home: 'https://www.gnu.org/software/grub' },
  grubBios: {
    files: ['/usr/lib/grub/i386-pc/normal.mod'], apt: 'grub-pc-bin', why: 'boots the image on BIOS', home: 'https://www.gnu.org/software/grub',
  },
  grubUefi: {
    files: ['/usr/lib/grub/x86_64-efi/normal.mod'], apt: 'grub-efi-amd64-bin', why: 'boots the image on UEFI',
    home: 'https://www.gnu.org/software/grub',
  },
  xorriso: { programs: ['xorriso'], apt: 'xorriso', why: 'writes the image', home: 'https://www.gnu.org/software/xorriso' },
  mtools: { programs: ['mformat'], apt: 'mtools', why: 'writes the image for UEFI', home: 'https://www.gnu.org/software/mtools' },
  format: { programs: ['clang-format-14'], apt: 'clang-format-14', why: 'checks the format of C++', home: 'https://releases.llvm.org' },
};

const purposes = {
  build: ['emscripten', 'binaryen', 'cmake', 'ninja', 'zstd', 'compiler'],
  unit: ['cmake', 'ninja', 'compiler', 'googletest', 'emscripten', 'binaryen', 'zstd', 'terminus', 'clang', 'fuzzer', 'z3', 'spin'],
  verify: ['cmake', 'ninja', 'compiler', 'googletest', 'clang', 'fuzzer', 'z3', 'spin'],
  page: ['chromium', 'firefox'],
  native: [
    'cmake', 'ninja', 'compiler', 'clang', 'lld', 'llvm', 'libcxx', 'libcxxabi',
    'terminus', 'qemu', 'ovmf', 'grub', 'grubBios', 'grubUefi', 'xorriso', 'mtools',
  ],
  check: ['format'],
};

/** The full path of the first of these programs that is on the search path; undefined when none is. */
export function findProgram(...names) {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const path = join(folder, name);
      if (folder !== '' && existsSync(path) && statSync(path).isFile()) return path;
    }
  }
  return undefined;
}

export const browsers = {
  chromium: () => findProgram(...requirements.chromium.programs),
  firefox: () => findProgram(...requirements.firefox.programs),
};

function isThere({ programs = [], files = [] }) {
  return findProgram(...programs) !== undefined || files.some((file) => existsSync(file));
}

function missingFor(wanted) {
  const names = new Set(wanted.flatMap((purpose) => purposes[purpose] ?? []));
  return [...names].map((name) => requirements[name]).filter((requirement) => !isThere(requirement));
}

function isDebian() {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return /^ID(_LIKE)?=.*(debian|ubuntu)/m.test(release) && findProgram('apt-get') !== undefined;
}

/** How to become root without being asked: a list of words to put before a command; undefined when there is no way. */
function asRoot() {
  if (process.getuid?.() === 0) return [];
  if (findProgram('sudo') === undefined) return undefined;
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : undefined;
}

function explain(missing) {
  const debian = isDebian();
  const lines = missing.map(({ programs, files, apt, why, home }) => {
    const what = programs?.join(' or ') ?? files[0];
    return `  ${what}: ${why}. ${debian ? `Debian package ${apt}.` : `See ${home}`}`;
  });
  const command = debian ? `\nInstall them with: sudo apt-get install ${missing.map(({ apt }) => apt).join(' ')}` : '';
  return `Some programs are missing:\n${lines.join('\n')}${command}`;
}

async function install(missing, words) {
  const packages = missing.map(({ apt }) => apt);
  console.error(`Installing what is missing here (${packages.length} Debian packages and what they need):`);
  for (const { apt, why } of missing) console.error(`  ${apt}: ${why}`);
  const started = Date.now();
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const apt = async (...parameters) => {
    const [command, ...rest] = [...words, 'apt-get', ...parameters];
    return execute(command, rest, { env, toStderr: true });
  };
  await apt('update', '-q');
  await apt('install', '-q', '-y', '--no-install-recommends', ...packages);
  console.error(`Installed in ${seconds(started)}.`);
}

/** Makes sure of the programs for these purposes (see `purposes`). Throws a Problem that names what is missing. */
export async function setUp(...wanted) {
  await installMissing(wanted);
  // Only now: the folder comes with the packages.
  if (existsSync(aptFolder)) process.env.NODE_PATH = [aptFolder, process.env.NODE_PATH].filter(Boolean).join(delimiter);
}

async function installMissing(wanted) {
  const missing = missingFor(wanted);
  if (missing.length === 0) return;
  const words = isDebian() ? asRoot() : undefined;
  if (words === undefined) throw new Problem(explain(missing));
  await install(missing, words);
  const still = missingFor(wanted);
  if (still.length > 0) throw new Problem(`Installing did not help. ${explain(still)}`);
}

/** Makes sure that the npm packages of package-lock.json are installed. */
export async function setUpPackages() {
  const installed = join(root, 'node_modules/.package-lock.json');
  const wanted = join(root, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return;
  console.error('Installing npm packages (see package.json)');
  const started = Date.now();
  await execute('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { toStderr: true });
  console.error(`Installed in ${seconds(started)}.`);
}

if (process.argv[1]?.endsWith('setup.mjs')) {
  await run(async () => {
    const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(purposes);
    const unknown = wanted.find((purpose) => !(purpose in purposes));
    if (unknown !== undefined) throw new Problem(`setup: '${unknown}' is none of ${Object.keys(purposes).join(', ')}`);
    await setUp(...wanted);
    await setUpPackages();
  });
}
