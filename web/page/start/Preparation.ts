// SPDX-License-Identifier: MIT
// What a machine needs before it can begin: a worker, and the bundle in the worker's hands. Nothing of this waits
// for the rest of the page, which may not even be there yet; what happened meanwhile is told to whoever comes.
import { download, type ProgressListener } from "./download.ts";

/// Hears of the worker. `at` is when it happened, in the time of performance.now().
export interface WorkerListener {
  onMessage(data: unknown, at: number): void;
  /// The script could not be loaded or threw, or a message could not be read.
  onError(detail: string, at: number): void;
}

export interface BundleOptions {
  readonly address: URL;
  /// Bytes from an earlier download: nothing is fetched then.
  readonly kept: ArrayBuffer | null;
  /// A recorded session that the machine shall play; "": none.
  readonly session: string;
  /// Fetch past the browser's cache.
  readonly reload: boolean;
}

export class Preparation {
  /// Null when the browser refused to make a worker at all; `refusal` says why.
  readonly worker: Worker | null;
  readonly refusal: string;
  /// Resolves when the bundle is on its way to the worker, to a copy for the next machine and the time.
  readonly bundle: Promise<{ bytes: ArrayBuffer; at: number }>;
  /// When it began, in the time of performance.now().
  readonly begun = performance.now();
  private readonly _missed: ((listener: WorkerListener) => void)[] = [];
  private _listener: WorkerListener | null = null;
  private _onProgress: ProgressListener | null = null;
  private _progress: Parameters<ProgressListener> | null = null;
  private _spoken = (): void => undefined;
  private readonly _firstWord = new Promise<void>((resolve) => (this._spoken = resolve));

  constructor(script: URL, bundle: BundleOptions) {
    const made = makeWorker(script);
    this.worker = made instanceof Worker ? made : null;
    this.refusal = made instanceof Worker ? "" : made;
    if (this.worker !== null) this._listen(this.worker, script);
    else this._spoken();
    this.bundle = this._bring(bundle);
    this.bundle.catch(() => undefined); // whoever waits for it is told
  }

  /// Resolves when nothing more will come of it without the page: the worker has spoken and the bundle is with
  /// it, or one of the two has failed.
  async settled(): Promise<void> {
    await Promise.all([this._firstWord, this.bundle.catch(() => undefined)]);
  }

  /// Tells what was missed, then all that follows. There is one listener.
  listen(listener: WorkerListener): void {
    this._listener = listener;
    for (const tell of this._missed.splice(0)) tell(listener);
  }

  /// As listen(), for the bytes of the bundle.
  watch(onProgress: ProgressListener): void {
    this._onProgress = onProgress;
    if (this._progress !== null) onProgress(...this._progress);
  }

  private _listen(worker: Worker, script: URL): void {
    worker.addEventListener("message", ({ data }: MessageEvent<unknown>) =>
      this._tell((listener, at) => listener.onMessage(data, at)),
    );
    worker.addEventListener("messageerror", () => this._error("A message of the worker could not be read."));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      this._error(event.message || `${script.href} did not run.`);
    });
  }

  private _error(detail: string): void {
    this._tell((listener, at) => listener.onError(detail, at));
  }

  private _tell(tell: (listener: WorkerListener, at: number) => void): void {
    const at = performance.now();
    if (this._listener === null) this._missed.push((listener) => tell(listener, at));
    else tell(this._listener, at);
    this._spoken();
  }

  private async _bring({ address, kept, reload, session }: BundleOptions): Promise<{ bytes: ArrayBuffer; at: number }> {
    const progress: ProgressListener = (...values) => {
      this._progress = values;
      this._onProgress?.(...values);
    };
    const bytes = kept ?? (await download(address, reload, progress));
    const sent = bytes.slice(0);
    this.worker?.postMessage({ kind: "bundle", bundle: sent, session }, [sent]);
    return { bytes, at: performance.now() };
  }
}

function makeWorker(script: URL): Worker | string {
  try {
    return new Worker(script, { type: "module", name: "switchboard" });
  } catch (error) {
    return String(error);
  }
}
