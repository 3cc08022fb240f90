// SPDX-License-Identifier: MIT
// The last step of making an executable (see fibrils/task_executable.cmake), after wasm-opt:
//   node executable.mjs [--fuel] INPUT OUTPUT
// - refuses a module that imports anything but functions of module "kernel", and names them;
// - behind each change of the shadow stack pointer, compares it with the limit of the running fibril;
// - with --fuel, counts loop iterations (and calls of recursive functions) of one dispatch, up to a quota;
// - drops names and all exports but the two that the host needs.
import { readFileSync, writeFileSync } from 'node:fs';
import { calls, emptyBlock, onlyGlobal, Op, rewrite } from './executable_code.mjs';
import {
  Kind, readExports, readImports, readItems, readSections, Section, signed, unsigned, writeExports, writeItems,
  writeSections,
} from './executable_module.mjs';

const kFuel = 300_000_000; // loop iterations that one dispatch may take: a second or so
const keptExports = new Set(['memory', 'task_enter']);
const i32 = 0x7f;

function refuseImports(imports) {
  const foreign = imports.filter(({ module, kind }) => module !== 'kernel' || kind !== Kind.function);
  if (foreign.length === 0) return;
  const names = foreign.map(({ module, name }) => `${module}.${name}`).join(', ');
  throw new Error(`imports that the kernel does not offer: ${names}`);
}

function stackCheck(pointer, limit, overflow) {
  return [
    Op.globalGet, ...unsigned(pointer), Op.globalGet, ...unsigned(limit), Op.i32LessUnsigned,
    Op.if, emptyBlock, Op.call, ...unsigned(overflow), Op.end,
  ];
}

function fuelCheck(fuel, runaway) {
  return [
    Op.globalGet, ...unsigned(fuel), Op.i32Const, 1, Op.i32Subtract, Op.globalSet, ...unsigned(fuel),
    Op.globalGet, ...unsigned(fuel), Op.i32Const, 0, Op.i32LessSigned,
    Op.if, emptyBlock, Op.call, ...unsigned(runaway), Op.end,
  ];
}

/** The functions (by index) that can reach themselves through direct calls: Tarjan's components, iteratively. */
function recursiveFunctions(bodies, first) {
  const edges = bodies.map((body) => calls(body).map((index) => index - first).filter((index) => index >= 0));
  const order = new Array(bodies.length).fill(0);
  const low = [];
  const onStack = [];
  const stack = [];
  const result = new Set();
  let counter = 0;
  for (let root = 0; root < bodies.length; root++) {
    if (order[root]) continue;
    const path = [{ node: root, edge: 0 }];
    while (path.length > 0) {
      const top = path[path.length - 1];
      const { node } = top;
      if (top.edge === 0 && !order[node]) {
        order[node] = low[node] = ++counter;
        stack.push(node);
        onStack[node] = true;
      }
      if (top.edge < edges[node].length) {
        const next = edges[node][top.edge++];
        if (next === node) result.add(node + first);
        if (!order[next]) path.push({ node: next, edge: 0 });
        else if (onStack[next]) low[node] = Math.min(low[node], order[next]);
        continue;
      }
      path.pop();
      if (path.length > 0) {
        const parent = path[path.length - 1].node;
        low[parent] = Math.min(low[parent], low[node]);
      }
      if (low[node] !== order[node]) continue;
      const component = stack.splice(stack.lastIndexOf(node));
      for (const member of component) onStack[member] = false;
      if (component.length > 1) for (const member of component) result.add(member + first);
    }
  }
  return result;
}

function globalItem(type, value) {
  return Buffer.from([type, 1, Op.i32Const, ...signed(value), Op.end]);
}

function skipGlobal(reader) {
  reader.take(2);
  const opcode = reader.byte();
  if (opcode === 0x43) reader.take(4);
  else if (opcode === 0x44) reader.take(8);
  else reader.skipNumber();
  if (reader.byte() !== Op.end) throw new Error('a global with an unknown initial value');
}

function exportedFunction(exports, name) {
  const found = exports.find((item) => item.name === name && item.kind === Kind.function);
  if (!found) throw new Error(`no function ${name}: the runtime (fibrils) is not linked`);
  return found.index;
}

function transform(bytes, withFuel) {
  const sections = readSections(bytes).filter(({ id }) => id !== Section.custom);
  const section = (id) => sections.find((item) => item.id === id);
  const imports = section(Section.import) ? readImports(section(Section.import).body) : [];
  refuseImports(imports);
  const first = imports.length; // all of them are functions
  const exports = readExports(section(Section.export).body);
  const code = section(Section.code);
  const bodies = readItems(code.body, (reader) => reader.take(reader.unsigned())).map((item) => {
    let start = 0;
    while (item[start++] >= 0x80);
    return item.subarray(start);
  });

  const pointer = onlyGlobal(bodies[exportedFunction(exports, 'fibril_mark_pointer') - first]);
  const limit = onlyGlobal(bodies[exportedFunction(exports, 'fibril_mark_limit') - first]);
  const overflow = exportedFunction(exports, 'fibril_stack_overflow');
  const enter = exportedFunction(exports, 'task_enter');
  const stack = stackCheck(pointer, limit, overflow);
  let fuel = null;
  let recursive = new Set();
  let refill = [];
  if (withFuel) {
    const globals = readItems(section(Section.global).body, skipGlobal);
    fuel = fuelCheck(globals.length, exportedFunction(exports, 'fibril_runaway'));
    refill = [Op.i32Const, ...signed(kFuel), Op.globalSet, ...unsigned(globals.length)];
    globals.push(globalItem(i32, 0));
    section(Section.global).body = writeItems(globals);
    recursive = recursiveFunctions(bodies, first);
  }
  const rewritten = bodies.map((body, at) => {
    const index = at + first;
    const before = index === enter ? refill : fuel && recursive.has(index) && index !== overflow ? fuel : [];
    return rewrite(body, before, (opcode, operand, previous) => {
      if (opcode === Op.loop) return fuel;
      // an addition gives a frame back: it cannot overflow
      return opcode === Op.globalSet && operand === pointer && previous !== Op.i32Add ? stack : null;
    });
  });
  code.body = writeItems(rewritten.map((body) => Buffer.concat([Buffer.from(unsigned(body.length)), body])));
  section(Section.export).body = writeExports(exports.filter(({ name }) => keptExports.has(name)));
  return writeSections(sections);
}

const parameters = process.argv.slice(2);
const withFuel = parameters[0] === '--fuel';
const [input, output] = parameters.slice(withFuel ? 1 : 0);
try {
  const result = transform(readFileSync(input), withFuel);
  await WebAssembly.compile(result);
  writeFileSync(output, result);
} catch (error) {
  console.error(`${output}: ${error.message}`);
  process.exit(1);
}
