// SPDX-License-Identifier: MIT
// Short, typed ways to find and make elements.

/// The element of index.html with this id. Throws when it is missing or of another kind: a mistake of ours.
export function find<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`index.html has no ${type.name} with the id ${id}`);
  return element;
}

export interface Features {
  readonly class?: string;
  readonly text?: string;
  readonly title?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/// A new element with its children.
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  features: Features = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (features.class !== undefined) element.className = features.class;
  if (features.text !== undefined) element.textContent = features.text;
  if (features.title !== undefined) element.title = features.title;
  for (const [name, value] of Object.entries(features.attributes ?? {})) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/// A button that does something. `text` is its visible label.
export function makeButton(text: string, className: string, onPress: () => void): HTMLButtonElement {
  const button = make("button", { class: className, text, attributes: { type: "button" } });
  button.addEventListener("click", onPress);
  return button;
}

/// Runs `action` at most once in `milliseconds`, the first time at once, the last time never lost.
export function atMostEvery(milliseconds: number, action: () => void): () => void {
  let timer: number | undefined;
  let again = false;
  const run = (): void => {
    again = false;
    action();
    timer = window.setTimeout(() => {
      timer = undefined;
      if (again) run();
    }, milliseconds);
  };
  return () => {
    if (timer === undefined) run();
    else again = true;
  };
}
