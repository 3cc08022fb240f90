// SPDX-License-Identifier: MIT
// The page: connects the bar, the terminals, the inspector and the running machine.
import { BootView, bootReport } from "./boot/BootView.ts";
import type { BootModel } from "./boot/BootModel.ts";
import { explain } from "./boot/failure.ts";
import type { LogLine } from "./boot/logLine.ts";
import { find } from "./dom.ts";
import { formatBytes, formatMilliseconds } from "./fallback/format.ts";
import { HaltNotice } from "./HaltNotice.ts";
import { ImageOffer } from "./ImageOffer.ts";
import { InspectorPane, type InspectorScripts } from "./inspector/InspectorPane.ts";
import { moveFocus } from "./layout/focus.ts";
import { Preferences } from "./layout/Preferences.ts";
import { Split } from "./layout/Split.ts";
import { Theme } from "./layout/Theme.ts";
import { LessonPane } from "./lesson/LessonPane.ts";
import { MachineSource } from "./link/MachineSource.ts";
import { parsePageAddress, type PageAddress } from "./address/PageAddress.ts";
import { FrameLink } from "./embed/FrameLink.ts";
import { SessionView } from "./share/SessionView.ts";
import type * as ShareModule from "./share/main.ts";
import { Run, type End } from "./link/Run.ts";
import type { Preparation } from "./start/Preparation.ts";
import { saveRecording } from "./recording.ts";
import { KeyBar } from "./terminal/KeyBar.ts";
import { TerminalDeck } from "./terminal/TerminalDeck.ts";
import { TopBar } from "./TopBar.ts";
import { TourOffer } from "./tour/TourOffer.ts";

/// What start/main.ts hands over.
export interface Parts {
  /// What the first machine begins with; begun before the page.
  readonly first: Preparation;
  /// The same for any further machine.
  readonly prepare: (bundle: { kept: ArrayBuffer | null; reload: boolean; session: string }) => Preparation;
  readonly inspectors: InspectorScripts;
  /// The script with what share/main.ts exports.
  readonly share: URL;
  readonly lessons: URL;
  readonly tour: URL;
}

/// The shape of the module page.js.
export interface PageModule {
  startPage(parts: Parts): void;
}

const kRoomForTwo = 600; // pixels
const kStacked = 900; // pixels of width up to which the panes lie one above the other, see style/panes.css
const kFirstCommand = 250; // milliseconds that belong to the terminal alone: making graphics holds up every key

/// On a phone and in a low frame the terminal comes first. A frame may not know its size yet: then it has room.
function hasRoomForTwo(): boolean {
  const { innerWidth: width, innerHeight: height } = window;
  return width === 0 || height === 0 || (width >= kRoomForTwo && (width > kStacked || height >= kRoomForTwo));
}

export class App {
  private readonly _prepare: Parts["prepare"];
  private _first: Preparation | null;
  private readonly _preferences = new Preferences();
  private readonly _address = parsePageAddress(location.hash); // as it was when the page was opened
  private readonly _theme = new Theme(this._preferences, this._address.theme);
  private readonly _source = new MachineSource();
  private readonly _bar: TopBar;
  private readonly _boot: BootView;
  private readonly _halt: HaltNotice;
  private readonly _image = new ImageOffer();
  private readonly _deck: TerminalDeck;
  private readonly _inspector: InspectorPane;
  private readonly _session: SessionView;
  private readonly _frame: FrameLink;
  private readonly _shareScript: URL;
  private _shareDialog: ShareModule.ShareDialog | null = null;
  private readonly _lessons: LessonPane;
  private readonly _tour: TourOffer;
  private readonly _report = find("report", HTMLDialogElement);
  private _bundle: ArrayBuffer | null = null;
  /// The last bundle was of no use: the browser's cache may hold a damaged one.
  private _failed = false;
  private _run: Run | null = null;
  private _log: LogLine[] = []; // not in the terminal yet
  /// The reader has asked for the machine, so its prompt may take the focus.
  private _takesFocus = false;

  constructor({ first, prepare, inspectors, lessons, share, tour }: Parts) {
    this._first = first;
    this._prepare = prepare;
    this._bar = this._createBar();
    this._boot = new BootView(find("boot", HTMLElement), find("boot-card", HTMLElement), () => this.restart());
    this._halt = new HaltNotice(find("halt", HTMLElement), () => this.restart());
    this._deck = this._createDeck();
    this._shareScript = share;
    this._session = new SessionView(this._deck, () => this._loadShare(), {
      send: (message) => this._run?.send(message),
      onRewound: () => this._source.rewound(),
      onLeft: () => this._forgetSession(),
    });
    this._inspector = new InspectorPane(this._source, inspectors, this._theme.name);
    this._frame = new FrameLink(this._address.origin, this._address.readOnly, {
      type: (text) => this._deck.type(text),
      send: (message) => this._run?.send(message),
      share: async () => `${location.origin}${location.pathname}#session=${await this._linkedSession()}`,
    });
    this._lessons = this._createLessons(lessons);
    this._tour = new TourOffer(tour, this._preferences, () => this._deck.focus());
    new Split(find("panes", HTMLElement), find("divider", HTMLElement), this._preferences);
    new KeyBar(find("keys", HTMLElement), (text) => this._deck.type(text));
    this._theme.onChange((name) => {
      this._deck.setTheme(name);
      this._inspector.setTheme(name);
    });
    this._listenToPage();
    this._showInspector(this._preferences.flag("inspector", hasRoomForTwo()));
    this._obey(this._address);
    this._setReader(this._preferences.flag("reader", false));
  }

  /// Does what the address asks for, without remembering it for other visits.
  private _obey({ embedded, panes, readOnly, problems }: PageAddress): void {
    document.documentElement.classList.toggle("embedded", embedded);
    if (panes !== null) this._showInspector(panes !== "terminal");
    find("panes", HTMLElement).classList.toggle("inspector-alone", panes === "inspector");
    if (readOnly) this._deck.setReadOnly();
    const notice = find("address-notice", HTMLElement);
    notice.hidden = problems.length === 0;
    notice.textContent = problems.join(" ");
  }

  /// Ends the machine and starts it again, because the reader wants it.
  restart(): void {
    this._forgetSession();
    this.start(performance.now());
    this._takesFocus = true;
  }

  /// Starts the machine, after ending the one that runs. `origin`: since when the reader waits.
  start(origin: number): void {
    this._run?.end();
    this._session.end();
    this._halt.hide();
    this._deck.restart();
    this._log = [];
    const preparation = this._takePreparation();
    const run = new Run(
      {
        preparation,
        sizes: () => this._deck.sizes,
        trace: () => this._source.trace,
        origin,
      },
      {
        onBoot: (model) => this._showBoot(model),
        onLog: (line) => this._addLog(line),
        onOutput: (terminal, bytes) => this._write(terminal, bytes),
        onTaken: (terminal, bytes) => this._deck.taken(terminal, bytes),
        onRecords: (records) => this._source.addRecords(records),
        onEnd: (end) => this._ended(end),
        onSession: (facts) => void this._session.begin(facts, parsePageAddress(location.hash).marker),
        onPosition: (state, time) => {
          this._session.setPosition(state, time);
          this._frame.tellPosition(state, time / 1e6);
        },
        onVerdict: (difference) => {
          this._session.setVerdict(difference);
          this._frame.tellVerdict(difference);
        },
        onRewound: () => this._session.rewound(),
        onSized: (terminal, size) => this._session.sized(terminal, size),
      },
    );
    this._run = run;
    if (run.link !== null) this._source.connect(run.link);
    this._showBoot(run.model);
    run.start();
  }

  private _createBar(): TopBar {
    return new TopBar({
      onStatus: () => this._openReport(),
      onRestart: () => this.restart(),
      onShare: () => void this._share(),
      onInspector: () => this._toggleInspector(),
      onReader: () => this._setReader(!this._preferences.flag("reader", false)),
      onTheme: () => this._theme.toggle(),
      onAbout: () => find("about", HTMLDialogElement).showModal(),
    });
  }

  private _createDeck(): TerminalDeck {
    const waiting = find("waiting", HTMLElement);
    const add = find("new-terminal", HTMLButtonElement);
    const deck = new TerminalDeck(
      find("tabs", HTMLElement),
      find("screens", HTMLElement),
      this._theme.name,
      this._preferences.flag("reader", false),
      {
        send: (message) => this._run?.send(message),
        onPrompt: (terminal) => this._prompt(terminal),
        onShare: (marker) => void this._share(marker),
        onWaiting: (bytes) => {
          waiting.hidden = bytes === 0;
          waiting.textContent = `Pasting: ${formatBytes(bytes)} to go. Ctrl-C stops it.`;
        },
        onTabs: (canOpen) => (add.disabled = !canOpen),
      },
    );
    add.addEventListener("click", () => deck.openNext());
    return deck;
  }

  private _createLessons(script: URL): LessonPane {
    return new LessonPane(script, this._source, this._preferences, {
      type: (keys) => this._deck.type(keys),
      showInspector: () => this._showInspector(true),
      chooseView: (view, filter) => this._inspector.show(view, filter),
      focusTerminal: () => this._deck.focus(),
    });
  }

  private _listenToPage(): void {
    const note = find("recording-note", HTMLElement);
    find("save-recording", HTMLButtonElement).addEventListener(
      "click",
      () => void saveRecording(this._source, note),
    );
    window.addEventListener("hashchange", () => {
      if (parsePageAddress(location.hash).session !== null) this.start(performance.now());
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "F6" || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      moveFocus(event.shiftKey, () => this._deck.focus());
    });
    // A click on the empty part of a dialog's backdrop closes it.
    for (const dialog of document.querySelectorAll("dialog")) {
      dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    }
  }

  /// The bundle is downloaded once; a restart uses the same bytes again.
  private _takePreparation(): Preparation {
    const session = parsePageAddress(location.hash).session ?? "";
    const preparation = this._first ?? this._prepare({ kept: this._bundle, reload: this._failed, session });
    this._first = null;
    this._failed = false;
    preparation.bundle.then(
      ({ bytes }) => (this._bundle = bytes),
      () => undefined, // the run shows it
    );
    return preparation;
  }

  private _prompt(terminal: number): void {
    if (terminal !== 0 || this._run === null || this._run.model.readyAfter !== null) return;
    this._run.reachedPrompt();
    this._frame.tellReady();
    if (this._takesFocus) this._deck.focus();
    else this._deck.focusUnlessElsewhere();
    window.setTimeout(() => {
      this._lessons.load();
      this._inspector.load();
      void this._image.ask();
      this._tour.offer();
    }, kFirstCommand);
  }

  /// The kernel's log goes above the first output, all at once: until then the card covers the terminal.
  private _write(terminal: number, bytes: Uint8Array): void {
    this._deck.print(this._log.splice(0).map((line) => `\x1b[90m${line.text}\x1b[0m\r\n`).join(""));
    this._deck.write(terminal, bytes);
  }

  private _addLog(line: LogLine): void {
    if (this._run?.model.phase("prompt").state === "waiting") this._log.push(line);
  }

  private _showBoot(model: BootModel): void {
    this._boot.show(model);
    if (model.failure !== null) {
      this._failed = model.failure.phase === "compile" || model.failure.phase === "bundle";
      if (this._failed) this._bundle = null;
      const { title } = explain(model.failure);
      this._bar.setStatus("failed", "Not running", title);
    } else if (model.readyAfter !== null) {
      const after = formatMilliseconds(model.readyAfter);
      this._bar.setStatus("ready", `Ready in ${after}`, `The machine is ready after ${after}.`);
    } else {
      const title = model.current?.title ?? "Loading";
      const percent = /\d+ %/.exec(model.phase("bundle").detail)?.[0] ?? "";
      const text = model.current?.name === "bundle" ? `Loading ${percent}` : title;
      this._bar.setStatus("busy", text, "The machine is starting.");
    }
    if (this._report.open) this._fillReport();
  }

  private _ended(end: End): void {
    if (end.kind === "reboot") return this.restart();
    this._halt.show(end);
    this._bar.setStatus(
      end.kind === "halt" ? "halted" : "failed",
      end.kind === "halt" ? "Halted" : "Stopped",
      "",
    );
  }

  private async _loadShare(): Promise<typeof ShareModule> {
    return (await import(this._shareScript.href)) as typeof ShareModule;
  }

  private async _share(marker = ""): Promise<void> {
    if (marker !== "") this._run?.send({ kind: "marker", name: marker });
    const { ShareDialog } = await this._loadShare();
    this._shareDialog ??= new ShareDialog(find("share", HTMLDialogElement), find("share-body", HTMLElement), {
      session: () => this._linkedSession(),
      mark: (name) => this._run?.send({ kind: "marker", name }),
      save: (note) => saveRecording(this._source, note),
    });
    await this._shareDialog.open();
  }

  /// What a machine plays already has its link.
  private async _linkedSession(): Promise<string> {
    if (!this._session.active) return this._source.session();
    return parsePageAddress(location.hash).session ?? "";
  }

  /// The machine is not the one of the link any more.
  private _forgetSession(): void {
    if (parsePageAddress(location.hash).session === null) return;
    const rest = new URLSearchParams(location.hash.slice(1));
    rest.delete("session");
    rest.delete("marker");
    history.replaceState(null, "", `${location.pathname}${location.search}${rest.size > 0 ? `#${rest}` : ""}`);
  }

  private _openReport(): void {
    this._fillReport();
    this._report.showModal();
  }

  private _fillReport(): void {
    if (this._run !== null) find("report-body", HTMLElement).replaceChildren(...bootReport(this._run.model));
  }

  private _toggleInspector(): void {
    const shown = !this._inspector.visible;
    this._preferences.setFlag("inspector", shown);
    this._showInspector(shown);
  }

  private _showInspector(shown: boolean): void {
    find("panes", HTMLElement).classList.toggle("alone", !shown);
    this._bar.setInspector(shown);
    this._inspector.setVisible(shown);
  }

  private _setReader(on: boolean): void {
    this._preferences.setFlag("reader", on);
    this._bar.setReader(on);
    this._deck.setScreenReader(on);
    this._inspector.setPrefersTables(on);
  }
}
