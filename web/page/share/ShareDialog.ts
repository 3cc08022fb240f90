// SPDX-License-Identifier: MIT
// Makes a link of the session so far. Nothing is uploaded: the link is the session.
import { lessonFragment, parsePageAddress } from "../address/PageAddress.ts";
import { make, makeButton } from "../dom.ts";
import { kHandyLength } from "../../machine/SessionLink.ts";
import { copyText } from "../terminal/clipboard.ts";

export interface ShareSource {
  /// The session so far, packed for a link. Rejects with an Error that says why there is none.
  session(): Promise<string>;
  /// Gives this moment a name in the recording.
  mark(name: string): void;
  /// Offers the recording as a file.
  save(note: HTMLElement): Promise<void>;
}

const kLongestName = 60; // characters

/// A session inside a lesson brings the lesson along: a teacher sends a prepared state, a student an attempt.
function lessonOptions(): string {
  const { lesson, seed } = parsePageAddress(location.hash);
  return lesson === null ? "" : `${lessonFragment(lesson, seed).slice(1)}&`;
}

function addressOf(session: string, options: string): string {
  return `${location.origin}${location.pathname}#${options}${lessonOptions()}session=${session}`;
}

export class ShareDialog {
  private readonly _dialog: HTMLDialogElement;
  private readonly _source: ShareSource;
  private readonly _link = make("textarea", { attributes: { readonly: "", rows: "4", "aria-label": "Link to this session", spellcheck: "false" } });
  private readonly _size = make("p", { class: "note", attributes: { role: "status" } });
  private readonly _frame = make("textarea", { attributes: { readonly: "", rows: "3", "aria-label": "HTML for another page", spellcheck: "false" } });
  private readonly _name = make("input", {
    attributes: { type: "text", maxlength: String(kLongestName), placeholder: "for example: tmpfs dies", "aria-label": "Name of the marker" },
  });
  private readonly _note = make("span", { class: "note", attributes: { role: "status" } });

  /// `body` is the dialog's empty element.
  constructor(dialog: HTMLDialogElement, body: HTMLElement, source: ShareSource) {
    this._dialog = dialog;
    this._source = source;
    const copy = makeButton("Copy the link", "action", () => {
      copyText(this._link.value);
      this._note.textContent = "Copied.";
    });
    const save = makeButton("Save as a file", "action", () => void source.save(this._note));
    const mark = makeButton("Set a marker", "action", () => void this._mark());
    body.replaceChildren(
      make("p", { text: "This link holds the whole session: what was typed, when, and what was killed. Whoever opens it sees the same machine do the same things, and can go on from any moment. Nothing is uploaded." }),
      this._link,
      this._size,
      make("p", { class: "row" }, copy, save, this._note),
      make("h3", { text: "A marker at this moment" }),
      make("p", { text: "Whoever plays the session can jump to it." }),
      make("p", { class: "row" }, this._name, mark),
      make("h3", { text: "In another page" }),
      this._frame,
    );
  }

  /// Asks for the link and shows it.
  async open(): Promise<void> {
    this._note.textContent = "";
    if (!this._dialog.open) this._dialog.showModal();
    await this._refresh();
    if (document.activeElement !== this._name) this._link.select(); // a link that comes late steals no keys
  }

  private async _refresh(): Promise<void> {
    try {
      const session = await this._source.session();
      this._show(addressOf(session, ""));
      this._frame.value = `<iframe src="${addressOf(session, "embed&")}" width="900" height="560" title="Switchboard session"></iframe>`;
    } catch (error) {
      this._link.value = "";
      this._frame.value = "";
      this._size.textContent = `There is no link: ${error instanceof Error ? error.message : String(error)}.`;
    }
  }

  private _show(address: string): void {
    this._link.value = address;
    const long = address.length > kHandyLength;
    const advice = ` That is more than the ${kHandyLength} that every program passes on whole; a file is safer.`;
    this._size.textContent = `${address.length} characters.${long ? advice : ""}`;
    this._size.classList.toggle("warning", long);
  }

  private async _mark(): Promise<void> {
    const name = this._name.value.trim();
    if (name === "") {
      this._note.textContent = "A marker needs a name.";
      this._name.focus();
      return;
    }
    this._source.mark(name);
    this._name.value = "";
    await this._refresh();
    this._note.textContent = `Marker “${name}” is set.`;
  }
}
