// SPDX-License-Identifier: MIT
// The whole machine as a file: everything that is not zeros, packed, with the session that led there. It fits the
// build that made it and no other. docs/session_links.md describes it.
import type { Bundle } from "./Bundle.ts";
import { ByteReader } from "./ByteReader.ts";
import { ByteWriter } from "./ByteWriter.ts";
import { decodeText, encodeText } from "./Engine.ts";
import type { Image, Images } from "./Images.ts";
import type { Machine } from "./Machine.ts";
import { joinBytes } from "./joinBytes.ts";
import { MachineError } from "./MachineError.ts";
import { kImagePage, MemoryImage } from "./MemoryImage.ts";
import { deflate, inflate } from "./packing.ts";
import { decodeSession, encodeSession } from "./SessionCode.ts";
import type { ImageState, SavedMachine, Snapshot, TaskState } from "./Snapshot.ts";
import { StateHash } from "./StateHash.ts";

const kMagic = encodeText("switchboard-snapshot 1\n");
const kHashSize = 8;
const kMostUnpacked = 512 << 20;
const kMostPlaces = 1 << 20; // pages of a memory, entries of a table

function damaged(why: string): MachineError {
  return new MachineError("bad-recording", `the snapshot is damaged: ${why}`);
}

class SnapshotWriter extends ByteWriter {
  readonly pages: Uint8Array[] = [];
  private readonly _images: Image[] = [];

  constructor(private readonly _bundle: Bundle) {
    super();
  }

  block(bytes: Uint8Array): this {
    return this.number(bytes.length).bytes(bytes);
  }

  /// An executable: by number if it was written before, by path if the bundle has it, by its bytes otherwise.
  image(image: Image): this {
    const known = this._images.indexOf(image);
    if (known >= 0) return this.number(known + 2);
    this._images.push(image);
    const path = this._bundle.pathOf(image.bytes);
    return path === undefined ? this.number(0).block(image.bytes) : this.number(1).block(encodeText(path));
  }

  memory(memory: MemoryImage): this {
    const { numbers, bytes } = memory.contents();
    this.pages.push(bytes);
    return this.number(memory.size / kImagePage).number(numbers.length).column(numbers);
  }
}

function writeHead(writer: SnapshotWriter, { step, gate, logAt, images, tasks, kernel }: Snapshot): void {
  const { time, startTime, realOffset, busy, requests, sizes } = gate;
  writer.number(step).number(time).wide(startTime).wide(realOffset).number(busy ? 1 : 0).number(requests).wide(logAt);
  writer.number(sizes.size);
  for (const [device, { columns, rows }] of sizes) writer.number(device).number(columns).number(rows);
  writer.number(images.length);
  for (const state of images) {
    writer.number(state === undefined ? 0 : 1);
    if (state !== undefined) writer.image(state.image).number(state.uses);
  }
  writer.memory(kernel).number(tasks.length);
  for (const { slot, image, memory, globals } of tasks) {
    writer.number(slot).image(image).memory(memory).number(globals.length);
    for (const value of globals) writer.wide(value);
  }
}

/// A file with the machine as it was at the snapshot; `recording` is what led there.
async function pack({ snapshot, recording, lastStep }: SavedMachine, bundle: Bundle): Promise<Uint8Array> {
  const writer = new SnapshotWriter(bundle);
  writer.block(encodeText(bundle.build)).block(encodeSession(recording)).number(lastStep);
  writeHead(writer, snapshot);
  const description = writer.written();
  const whole = joinBytes([new ByteWriter().number(description.length).written(), description, ...writer.pages]);
  const hash = new Uint8Array(kHashSize);
  new DataView(hash.buffer).setBigUint64(0, new StateHash().bytes(whole).value(), true);
  return joinBytes([kMagic, hash, await deflate(whole)]);
}

class SnapshotReader extends ByteReader {
  private readonly _images: Image[] = [];
  private _page = 0;

  constructor(
    bytes: Uint8Array,
    private readonly _pages: Uint8Array,
    private readonly _bundle: Bundle,
    private readonly _loaded: Images,
  ) {
    super(bytes, "the snapshot");
  }

  get unreadPages(): number {
    return this._pages.length - this._page;
  }

  block(): Uint8Array {
    return this.bytes(this.number());
  }

  count(): number {
    return this.number(kMostPlaces);
  }

  image(): Image {
    const code = this.number();
    if (code >= 2) return this._images[code - 2] ?? this.fail(`there is no executable ${code - 2}`);
    const bytes = this.block();
    const path = code === 1 ? decodeText(bytes) : undefined;
    const executable = path === undefined ? bytes.slice() : this._bundle.require(path);
    const image = this._loaded.load(executable) ?? this.fail(`${path ?? "an executable"} is none`);
    this._images.push(image);
    return image;
  }

  memory(): MemoryImage {
    const size = this.count() * kImagePage;
    const count = this.count();
    const numbers = this.column(Math.min(count, this.unreadPages / kImagePage));
    const bytes = this._pages.subarray(this._page, this._page + count * kImagePage);
    this._page += bytes.length;
    return MemoryImage.from(size, numbers, bytes) ?? this.fail("a memory and its pages do not fit together");
  }
}

function readTask(reader: SnapshotReader): TaskState {
  const slot = reader.number(kMostPlaces);
  const image = reader.image();
  const memory = reader.memory();
  const globals = Array.from({ length: Math.min(reader.count(), reader.remaining) }, () => reader.wide());
  return { slot, image, memory, globals };
}

function readHead(reader: SnapshotReader): Omit<Snapshot, "recorded" | "replayed"> {
  const step = reader.number();
  const time = reader.number();
  const startTime = reader.wide();
  const realOffset = reader.wide();
  const busy = reader.number() === 1;
  const requests = reader.number();
  const logAt = reader.wide();
  const sizes = new Map(
    Array.from({ length: Math.min(reader.count(), reader.remaining) }, () => {
      return [reader.number(), { columns: reader.number(), rows: reader.number() }] as const;
    }),
  );
  const images = Array.from({ length: Math.min(reader.count(), reader.remaining) }, (): ImageState | undefined =>
    reader.number() === 0 ? undefined : { image: reader.image(), uses: reader.number() },
  );
  const kernel = reader.memory();
  const tasks = Array.from({ length: Math.min(reader.count(), reader.remaining) }, () => readTask(reader));
  return { step, time, gate: { time, startTime, realOffset, busy, requests, sizes }, logAt, images, kernel, tasks };
}

/// What is in the file, when it is what was packed.
async function open(file: Uint8Array): Promise<Uint8Array> {
  if (!kMagic.every((byte, at) => file[at] === byte)) throw damaged("it does not begin as one");
  const at = kMagic.length + kHashSize;
  if (file.length < at) throw damaged("it ends early");
  const hash = new DataView(file.buffer, file.byteOffset + kMagic.length, kHashSize).getBigUint64(0, true);
  const whole = await inflate(file.subarray(at), kMostUnpacked, damaged);
  if (new StateHash().bytes(whole).value() !== hash) throw damaged("its contents are not what was saved");
  return whole;
}

async function unpack(file: Uint8Array, bundle: Bundle, images: Images): Promise<SavedMachine> {
  const whole = await open(file);
  const start = new ByteReader(whole, "the snapshot");
  const description = start.bytes(start.number());
  const reader = new SnapshotReader(description, whole.subarray(whole.length - start.remaining), bundle, images);
  const build = decodeText(reader.block());
  if (build !== bundle.build) {
    const which = `saved with build ${build}, this is build ${bundle.build}`;
    throw new MachineError("bad-recording", `the snapshot does not fit: ${which}`);
  }
  const recording = decodeSession(reader.block());
  const lastStep = reader.number();
  return { snapshot: { ...readHead(reader), recorded: undefined, replayed: undefined }, recording, lastStep };
}

/// The whole machine as a file, of this bundle's build; undefined if the machine keeps no recording.
export async function saveMachine(machine: Machine, bundle: Bundle): Promise<Uint8Array | undefined> {
  const { recorder } = machine;
  if (recorder === undefined) return undefined;
  return pack({ snapshot: machine.save(), recording: recorder, lastStep: recorder.save().lastStep }, bundle);
}

/// Makes a machine that has not started the one of the file. Rejects with MachineError "bad-recording" that says what is
/// wrong (no snapshot, damaged, of another build), or "no-memory", after which the machine is of no use.
export async function restoreMachine(machine: Machine, file: Uint8Array, bundle: Bundle): Promise<void> {
  machine.become(await unpack(file, bundle, machine.images));
}
