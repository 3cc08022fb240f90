// SPDX-License-Identifier: MIT
// npm run native: the system for a PC, as one image for BIOS and UEFI that is a CD, a disk and a USB stick; and how to
// write it to one.
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { buildWithCMake, updateFile } from './build.mjs';
import { makeArchive } from './bundle.mjs';
import { makeImage } from './image.mjs';
import { buildFolder, Problem, root, run, seconds } from './lib.mjs';
import { withLock } from './lock.mjs';
import { setUp, setUpPackages } from './setup.mjs';
import { offerImage } from './site.mjs';

const folder = join(buildFolder, 'x86_64');
const largest = 10_000_000; // bytes of the image

/** Where everything for a PC lies; nothing is built. */
export const pcFiles = {
  kernel: join(folder, 'kernel.elf'),
  archive: join(folder, 'system.tar'),
  testArchive: join(folder, 'test.tar'),
  image: join(folder, 'switchboard.iso'),
};

async function buildFiles() {
  await buildWithCMake(folder, [], [`-DCMAKE_TOOLCHAIN_FILE=${join(root, 'native/x86_64.cmake')}`]);
  const folders = [join(folder, 'system'), join(root, 'servers/archive/root')];
  updateFile(pcFiles.archive, makeArchive(folders));
  updateFile(pcFiles.testArchive, makeArchive([...folders, join(folder, 'test_system')]));
}

function isOlder(path, others) {
  const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return others.some((other) => statSync(other).mtimeMs > made);
}

async function buildImage() {
  const { kernel, archive, image } = pcFiles;
  if (isOlder(image, [kernel, archive, join(root, 'native/image/grub.cfg')])) await makeImage({ kernel, archive, output: image });
  const { size } = statSync(image);
  if (size > largest) throw new Problem(`native: the image has ${size} bytes, more than the ${largest} that it may have`);
}

/** Builds what is not up to date: kernel and archives, and with `image` the image. Resolves to `pcFiles`. */
export async function buildPc({ image = true } = {}) {
  const started = Date.now();
  await setUp('native');
  await setUpPackages();
  mkdirSync(folder, { recursive: true });
  await withLock(join(buildFolder, 'x86_64.lock'), async () => {
    await buildFiles();
    if (!image) return;
    await buildImage();
    const site = join(buildFolder, 'site');
    if (existsSync(join(site, 'index.html'))) offerImage(site, pcFiles.image);
  });
  console.error(`Built ${image ? pcFiles.image : pcFiles.kernel} in ${seconds(started)}.`);
  return pcFiles;
}

function instructions({ image }) {
  const name = relative(process.cwd(), image);
  const size = (statSync(image).size / 1e6).toFixed(1);
  return `${name}: ${size} MB, boots on BIOS and UEFI (Secure Boot switched off) from USB stick, disk or CD.

Try it in QEMU:
  qemu-system-x86_64 -accel tcg -m 128 -cdrom ${name}

Write it to a USB stick. EVERYTHING ON THE STICK IS LOST, and the wrong device name loses a disk of your computer:
look at the sizes in the list, unplug the stick, look again, and take the one that comes and goes.
  Linux    lsblk -d -o NAME,SIZE,MODEL,TRAN
           sudo dd if=${name} of=/dev/sdX bs=4M conv=fsync status=progress     (the stick, not sdX1)
  macOS    diskutil list external
           diskutil unmountDisk diskN; sudo dd if=${name} of=/dev/rdiskN bs=4m
  Windows  Rufus or balenaEtcher: choose the file, choose the stick, write it as a disk image ("DD mode")
Then start the computer from the stick; the key for the boot menu is often F12, F11, F8, Esc or (Mac) Option.`;
}

if (process.argv[1]?.endsWith('native.mjs')) {
  await run(async () => {
    if (process.argv.length > 2) throw new Problem(`native: there are no options, so '${process.argv[2]}' is none`);
    console.log(instructions(await buildPc()));
  });
}
