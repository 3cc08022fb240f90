// SPDX-License-Identifier: MIT
// The exact model in Promela: a process for each client and each fibril, a queue in order for each station, a slot for each
// answer. For small numbers only; without deaths. Its trail prints "@ call|take|answer PROCESS ...".

const send = (station, called) =>
  `atomic { box[${station}] ! ${called.index}, me; printf("@ call %d ${called.index}\\n", me) }`;

/** Which station a call of one class (undefined: a client) for another one queues at; undefined: a twin is called instead. */
function stationsOf(model) {
  const stations = new Map();
  for (const chain of model.chains) stations.set(`${chain.classes.at(-2)?.index} ${chain.classes.at(-1).index}`, chain.stations.at(-1).index);
  return (caller, callee) => stations.get(`${caller?.index} ${callee.index}`);
}

/** What a fibril does for one class between taking a call and answering it. */
function handle(one, stationIndex) {
  const pad = ' '.repeat(12);
  const calls = one.calls
    .filter((called) => stationIndex(one, called) !== undefined)
    .map((called) => `${pad}:: ${send(stationIndex(one, called), called)}; slot[me] ? _`);
  return calls.length === 0 ? [`${pad}skip`] : [`${pad}do`, ...calls, `${pad}:: break`, `${pad}od`];
}

function clientProcess(model, stationIndex) {
  const starts = new Set(model.chains.filter((chain) => chain.classes.length === 1).map((chain) => chain.classes[0]));
  return [
    'proctype client(byte me) {',
    '    if',
    ...[...starts].map((one) => `    :: ${send(stationIndex(undefined, one), one)}`),
    '    fi;',
    '    slot[me] ? _',
    '}',
  ];
}

function workerProcess(model, stationIndex) {
  const classes = new Set(model.chains.flatMap((chain) => chain.classes));
  return [
    'proctype worker(byte me; byte at) {',
    '    byte method, caller;',
    'end:',
    '    do',
    '    :: atomic { box[at] ? method, caller; printf("@ take %d %d %d\\n", me, method, caller) };',
    '        if',
    ...[...classes].flatMap((one) => [`        :: method == ${one.index} ->`, ...handle(one, stationIndex)]),
    '        fi;',
    '        atomic { slot[caller] ! 1; printf("@ answer %d %d\\n", me, caller) }',
    '    od',
    '}',
  ];
}

/** The model as text. */
export function processesModel(model) {
  const stationIndex = stationsOf(model);
  const longest = Math.max(...model.chains.map((chain) => chain.classes.length));
  const workers = model.stations.flatMap(({ workers: count }, at) => Array.from({ length: Math.min(count, model.clients * longest) }, () => at));
  return [
    `chan box[${model.stations.length}] = [${model.clients * longest}] of { byte, byte };`,
    `chan slot[${model.clients + workers.length}] = [1] of { bit };`,
    ...clientProcess(model, stationIndex),
    ...workerProcess(model, stationIndex),
    'init {',
    '    atomic {',
    ...Array.from({ length: model.clients }, (_, index) => `        run client(${index});`),
    ...workers.map((at, index) => `        run worker(${model.clients + index}, ${at});`),
    '    }',
    '}',
    '',
  ].join('\n');
}
