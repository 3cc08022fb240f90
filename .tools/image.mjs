// SPDX-License-Identifier: MIT
// The bootable image: one file that is a CD, a disk and a USB stick, for BIOS and UEFI, made by grub-mkrescue.
import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execute, Problem, root } from './lib.mjs';
import { findProgram } from './setup.mjs';

// What the menu needs, of the modules that exist for both kinds of firmware; all of them would be 15 MB more.
const grubModules = [
  'normal', 'multiboot2', 'all_video', 'serial', 'terminal', 'part_gpt', 'part_msdos', 'iso9660', 'fat', 'search', 'test', 'echo',
];

/** Writes `output` from the kernel and the boot archive. `parameters`: words added to the kernel's command line. */
export async function makeImage({ kernel, archive, output, parameters = [] }) {
  const tool = findProgram('grub-mkrescue');
  if (tool === undefined) throw new Problem('image: grub-mkrescue is missing (Debian: grub-common, grub-pc-bin, grub-efi-amd64-bin)');
  const folder = `${output}.files`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'boot/grub'), { recursive: true });
  copyFileSync(kernel, join(folder, 'boot/kernel'));
  copyFileSync(archive, join(folder, 'boot/system.tar'));
  const menu = readFileSync(join(root, 'native/image/grub.cfg'), 'utf8');
  writeFileSync(join(folder, 'boot/grub/grub.cfg'), menu.replace(/(multiboot2 \/boot\/kernel.*)/g, ['$1', ...parameters].join(' ')));
  const reduce = ['--locales=', '--fonts=', '--themes=', `--install-modules=${grubModules.join(' ')}`];
  await execute(tool, ['-o', `${output}.new`, ...reduce, folder], { quiet: true });
  renameSync(`${output}.new`, output);
  rmSync(folder, { recursive: true });
  return { output, bytes: statSync(output).size };
}
