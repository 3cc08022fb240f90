// SPDX-License-Identifier: MIT
// A scenario (scenario.mjs) as a picture: a column for everybody, time goes down, a bar for each fibril while it serves a call.
// What nobody will ever answer is red. An SVG without any time or chance in it, which suits light and dark pages.
const kLetter = 7.3; // pixels, at most, of a letter of 12 pixels in the fonts below
const kRow = 34;
const kTop = 64; // of the first row
const kMargin = 24;
const kNarrowest = 150; // between two columns
const kBar = 10; // width of a bar
const kStyle = `
svg { background: #ffffff; color: #1c2733; font: 12px ui-monospace, Menlo, Consolas, monospace }
.line { stroke: #8fa3b5; stroke-dasharray: 2 4 } .head { fill: #eef4fb; stroke: #3b6ea5 } .bar { fill: #cfe0f2; stroke: #3b6ea5 }
.call, .answer { stroke: #3b6ea5; fill: none; stroke-width: 1.4 } .answer { stroke-dasharray: 3 3 } .tip { fill: #3b6ea5 }
text { fill: currentColor; paint-order: stroke; stroke: #ffffff; stroke-width: 4px } .head + text { stroke: none } .muted { fill: #5b6b7a } path.stuck, rect.stuck { stroke: #b3261e } .stuck.bar { fill: #f9dedc } .stuck.tip, text.stuck { fill: #b3261e }
@media (prefers-color-scheme: dark) {
svg { background: #14191f; color: #dfe7ef } .line { stroke: #5d6f80 } .head { fill: #1e2a37; stroke: #7fb0e0 } .bar { fill: #27435f; stroke: #7fb0e0 }
.call, .answer { stroke: #7fb0e0 } .tip { fill: #7fb0e0 } .muted { fill: #9fb0c0 } path.stuck, rect.stuck { stroke: #ff8a80 } .stuck.bar { fill: #5c2b29 }
.stuck.tip, text.stuck { fill: #ff8a80 } text { stroke: #14191f }
}`;

const escape = (text) => text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]);
const widthOf = (text) => Math.ceil(text.length * kLetter);
const isClient = (name) => name.startsWith('client ');
const text = (x, y, words, more = '') => `<text x="${x}" y="${y}"${more}>${escape(words)}</text>`;

/** Steps with `end`: the row of the answer of a call, or of what a fibril took; without one it never comes. */
function followSteps(steps) {
  const rows = steps.map((step, row) => ({ ...step, row }));
  const close = (kind, answer) => {
    const open = rows.find((one) => one.kind === kind && one.end === undefined && one.row < answer.row && one.from === answer.to && one.to === answer.from && one.method === answer.method);
    if (open) open.end = answer.row;
    return open;
  };
  for (const answer of rows.filter(({ kind }) => kind === 'answer')) {
    close('call', answer);
    close('take', answer);
  }
  for (const taken of rows.filter(({ kind }) => kind === 'take')) {
    const call = rows.find((one) => one.kind === 'call' && !one.taken && one.row < taken.row && one.from === taken.from && one.to === taken.to && one.method === taken.method);
    if (call) call.taken = true;
  }
  return rows;
}

/** A bar beside those of the same column that it overlaps. */
function placeBars(rows) {
  const bars = rows.filter(({ kind }) => kind === 'take').map((one) => ({ ...one, last: one.end ?? rows.length }));
  for (const [index, bar] of bars.entries()) {
    const beside = bars.slice(0, index).filter((other) => other.to === bar.to && other.last >= bar.row).map(({ level }) => level);
    bar.level = [...bars.keys()].find((level) => !beside.includes(level));
  }
  return bars;
}

/** Where the columns are: { x, width } by name, so that each label has room above its arrow. */
function placeColumns(steps) {
  const names = [...new Set(steps.flatMap(({ from, to }) => [from, to]))].sort((a, b) => Number(isClient(b)) - Number(isClient(a)));
  const gaps = names.slice(1).map(() => kNarrowest);
  for (const { from, to, method } of steps) {
    const [left, right] = [names.indexOf(from), names.indexOf(to)].sort((a, b) => a - b);
    const room = gaps.slice(left, right).reduce((sum, gap) => sum + gap, 0);
    const missing = widthOf(method) + 48 - room;
    if (right > left && missing > 0) for (let gap = left; gap < right; gap++) gaps[gap] += Math.ceil(missing / (right - left));
  }
  let x = kMargin + Math.max(60, widthOf(names[0] ?? '') / 2 + 12);
  return new Map(names.map((name, index) => [name, (x += index > 0 ? gaps[index - 1] : 0)]));
}

function drawArrow({ kind, from, to, method, end, taken, row }, columns) {
  const stuck = kind === 'call' && end === undefined ? ' stuck' : '';
  const y = kTop + row * kRow + 18;
  const [begin, goal] = [columns.get(from), columns.get(to)];
  const way = goal > begin ? 1 : -1;
  const tip = goal - way * (kBar / 2);
  const label = kind === 'answer' ? ` class="muted"` : stuck && ` class="stuck"`;
  const never = stuck && !taken ? [text(goal + way * 12, y + 4, 'no fibril is free', ` class="stuck" text-anchor="${way > 0 ? 'start' : 'end'}"`)] : [];
  return [
    `<path class="${kind}${stuck}" d="M${begin + way * (kBar / 2)} ${y}H${tip - way * 6}"/>`,
    `<path class="tip${stuck}" d="M${tip} ${y}l${-way * 9} -4v8z"/>`,
    text((begin + goal) / 2, y - 6, method, `${label} text-anchor="middle"`), ...never,
  ];
}

function drawBar({ to, row, last, end, level }, columns) {
  const [top, bottom] = [kTop + row * kRow + 18, kTop + last * kRow + (end === undefined ? 0 : 18)];
  return `<rect class="bar${end === undefined ? ' stuck' : ''}" x="${columns.get(to) - kBar / 2 + level * 6}" y="${top}" width="${kBar}" height="${bottom - top}"/>`;
}

function drawColumn(name, x, bottom) {
  const width = widthOf(name) + 24;
  return [
    `<path class="line" d="M${x} 44V${bottom}"/>`, `<rect class="head" x="${x - width / 2}" y="16" width="${width}" height="28" rx="6"/>`,
    text(x, 34, name, ' text-anchor="middle"'),
  ];
}

/** The picture of { steps, unanswered } as text. */
export function drawLadderPicture({ steps, unanswered }) {
  const columns = placeColumns(steps);
  const rows = followSteps(steps);
  const bottom = kTop + rows.length * kRow;
  const captions = unanswered.map(({ from, to, method }) => `${from} waits for ${method} of ${to} for ever`);
  const last = [...columns.values()].at(-1) ?? 0;
  const width = Math.ceil(Math.max(last + widthOf('no fibril is free') + 12, ...captions.map(widthOf)) + 2 * kMargin);
  const height = bottom + 24 + captions.length * 18;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<style>${kStyle}
</style>
${[
    ...[...columns].flatMap(([name, x]) => drawColumn(name, x, bottom)),
    ...placeBars(rows).map((bar) => drawBar(bar, columns)),
    ...rows.filter(({ kind }) => kind !== 'take').flatMap((row) => drawArrow(row, columns)),
    ...captions.map((words, line) => text(kMargin, bottom + 24 + line * 18, words, ' class="stuck"')),
  ].join('\n')}
</svg>
`;
}
