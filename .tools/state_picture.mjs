// SPDX-License-Identifier: MIT
// Draws the states of a connection as an SVG: a box a state, with the calls that stay in it; an arrow for each that leaves.
const kWidth = 300; // of a box
const kLine = 18;
const kGap = 46;
const kLeft = 190;

const escape = (text) => text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]);

function wrap(words, room) {
  const lines = [''];
  for (const word of words) {
    const line = lines.at(-1);
    if (line && line.length + word.length + 2 > room) lines.push(word);
    else lines[lines.length - 1] = line ? `${line}, ${word}` : word;
  }
  return lines.filter((line) => line.length > 0);
}

/** [{ from, to, text }]: what leads from one state to another, several calls on one arrow. */
function arrowsOf(states) {
  const arrows = new Map();
  const add = (from, to, text) => {
    if (from === to) return;
    const key = `${from} ${to}`;
    arrows.set(key, { from, to, texts: [...(arrows.get(key)?.texts ?? []), text] });
  };
  for (const { name, transitions } of states)
    for (const { method, target, errors } of transitions) {
      add(name, target, method);
      for (const [error, to] of Object.entries(errors)) add(name, to, `${method}: ${error}`);
    }
  return [...arrows.values()];
}

function box({ name, start, y, height, lines }) {
  const text = [`<text x="${kLeft + 12}" y="${y + 20}" font-weight="bold">${start ? '&#9679; ' : ''}${escape(name)}</text>`,
    ...lines.map((line, index) => `<text x="${kLeft + 12}" y="${y + 20 + (index + 1) * kLine}">${escape(line)}</text>`)];
  return `<rect x="${kLeft}" y="${y}" width="${kWidth}" height="${height}" rx="8" fill="#eef4fb" stroke="#3b6ea5"/>\n${text.join('\n')}`;
}

function drawArrow({ from, to, texts }, boxes, index) {
  const down = boxes.indexOf(from) < boxes.indexOf(to);
  const x = down ? kLeft + kWidth : kLeft;
  const reach = (down ? 1 : -1) * (26 + 14 * (index % 4));
  const [begin, end] = [from.y + from.height / 2 + (index % 3) * 4, to.y + to.height / 2 - (index % 3) * 4];
  const middle = (begin + end) / 2;
  const labels = texts.map((text, line) =>
    `<text x="${x + reach * 0.8 + (down ? 4 : -4)}" y="${middle + 4 + line * 15 - (texts.length - 1) * 7}" text-anchor="${down ? 'start' : 'end'}">${escape(text)}</text>`);
  return `<path d="M${x} ${begin} C${x + reach} ${begin} ${x + reach} ${end} ${x} ${end}" fill="none" stroke="#3b6ea5" marker-end="url(#head)"/>\n${labels.join('\n')}`;
}

/** The picture as text, without any time or chance in it. */
export function drawStates(states) {
  let y = 10;
  const boxes = states.map(({ name, start, transitions }) => {
    const staying = transitions.filter(({ target }) => target === name).map(({ method }) => method);
    const lines = wrap(staying, 40);
    const placed = { name, start, lines, y, height: 32 + lines.length * kLine };
    y += placed.height + kGap;
    return placed;
  });
  const named = (name) => boxes.find((candidate) => candidate.name === name);
  const arrows = arrowsOf(states).map(({ from, to, texts }, index) => drawArrow({ from: named(from), to: named(to), texts }, boxes, index));
  const width = kLeft + kWidth + 240;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y - kGap + 10}" width="${width}" font-family="sans-serif" font-size="13">
<defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" fill="#3b6ea5"/></marker></defs>
<rect width="100%" height="100%" fill="white"/>
${boxes.map(box).join('\n')}
${arrows.join('\n')}
</svg>
`;
}
