// SPDX-License-Identifier: MIT
// The exact model in Promela: a process for each client and each fibril, a queue in order for each station, a slot for each
// answer. For small numbers only; without deaths. Its trail prints "@ call|take|answer PROCESS ...".

const send = (station, called) =>
  `atomic { box[${station}] ! ${called.index}, me; printf("@ call %d ${called.index}\\n", me) }`;

function handle(one, stationIndex, depth) {
  const pad = '    '.repeat(depth);
  const calls = one.calls.map((called) => `${pad}    :: ${send(stationIndex(one, called), called)}; slot[me] ? _`);
  const body = calls.length === 0 ? [`${pad}skip`] : [`${pad}do`, ...calls, `${pad}    :: break`, `${pad}od`];
  return body.join('\n');
}

/** The model as text. */
export function processesModel(model) {
  const classes = [...new Set(model.chains.flatMap((chain) => chain.classes))];
  const stations = new Map();
  for (const chain of model.chains) stations.set(`${chain.classes.at(-2)?.index} ${chain.classes.at(-1).index}`, chain.stations.at(-1).index);
  const stationIndex = (caller, callee) => stations.get(`${caller?.index} ${callee.index}`);
  const longest = Math.max(...model.chains.map((chain) => chain.classes.length));
  const workers = model.stations.map((station) => Math.min(station.workers, model.clients * longest));
  const total = model.clients + workers.reduce((sum, count) => sum + count, 0);
  const starts = [...new Set(model.chains.filter((chain) => chain.classes.length === 1).map((chain) => chain.classes[0]))];
  let next = model.clients;
  return [
    `chan box[${model.stations.length}] = [${model.clients * longest}] of { byte, byte };`,
    `chan slot[${total}] = [1] of { bit };`,
    'proctype client(byte me) {',
    '    if',
    ...starts.map((one) => `    :: ${send(stationIndex(undefined, one), one)}`),
    '    fi;',
    '    slot[me] ? _',
    '}',
    'proctype worker(byte me; byte at) {',
    '    byte method, caller;',
    'end:',
    '    do',
    '    :: atomic { box[at] ? method, caller; printf("@ take %d %d %d\\n", me, method, caller) };',
    '        if',
    ...classes.flatMap((one) => [`        :: method == ${one.index} ->`, handle(one, stationIndex, 3)]),
    '        fi;',
    '        atomic { slot[caller] ! 1; printf("@ answer %d %d\\n", me, caller) }',
    '    od',
    '}',
    'init {',
    '    atomic {',
    ...Array.from({ length: model.clients }, (_, index) => `        run client(${index});`),
    ...workers.flatMap((count, station) => Array.from({ length: count }, () => `        run worker(${next++}, ${station});`)),
    '    }',
    '}',
    '',
  ].join('\n');
}

