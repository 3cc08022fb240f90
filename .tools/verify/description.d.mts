// SPDX-License-Identifier: MIT
export interface Talk {
  readonly name: string;
  readonly interface: string;
  readonly order: string;
}
/// The system description below `root`; throws a Problem that names the line that is wrong.
export function readDescription(root: string, path: string): { readonly talks: readonly Talk[] };
