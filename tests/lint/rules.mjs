// SPDX-License-Identifier: MIT
// The rules that look at one file at a time. Each has a name, check(source) and samples with the number of
// violations in them.
import { rule as cleanLines } from './clean_lines.mjs';
import { rule as fileBudget } from './file_budget.mjs';
import { rule as includeLayers } from './include_layers.mjs';
import { rule as licenceLine } from './licence_line.mjs';
import { rule as noArchIfdef } from './no_arch_ifdef.mjs';
import { rule as noMachinePaths } from './no_machine_paths.mjs';
import { rule as noOpenEnds } from './no_open_ends.mjs';
import { rule as pageLayers } from './page_layers.mjs';
import { rule as rawIpc } from './raw_ipc.mjs';

export const lineRules = [
  licenceLine, cleanLines, noOpenEnds, noMachinePaths, fileBudget, includeLayers, noArchIfdef, pageLayers, rawIpc,
];
