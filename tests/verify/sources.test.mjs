// SPDX-License-Identifier: MIT
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDescription } from '../../.tools/verify/description.mjs';
import { parseTargets, readTargets } from '../../.tools/verify/sources.mjs';
import { checkSources, resolveSystem } from '../../.tools/verify/system.mjs';
import { inFolder, interfacesIn } from './fixture.mjs';

const kInterfaces = `namespace example;
interface left "left" version 1 { call 0 update(); }
interface right "rght" version 1 { call 0 check(); }
`;

const kLeft = {
  'servers/left/CMakeLists.txt': 'add_task_executable(left PLACE srv SOURCES main.cpp LIBRARIES right_client)\n',
  'servers/left/main.cpp': 'class Left : public example::LeftServer {};\n',
};
const kRightClient = {
  'servers/right/CMakeLists.txt': 'add_client_library(right_client SOURCES client.cpp)\n',
  'servers/right/client.hpp': '// Hides the generated client.\n',
  'servers/right/client.cpp': '#include "servers/right/client.hpp"\nexample::RightClient client;\n',
};

/** What checkSources says about the server `left` in a tree with these files. */
function problems(description, files) {
  return inFolder(files, (folder) => {
    const system = resolveSystem(parseDescription(description, 'system.conf'), interfacesIn(kInterfaces));
    return checkSources(system, folder, readTargets(folder));
  });
}

test('a server that can wait for an undeclared server is named with the line of its source', () => {
  assert.deepEqual(problems('server left /srv/left provides=left', { ...kLeft, ...kRightClient }), [
    "servers/right/client.cpp:2: left can call example.right, but neither 'calls' of an interface that it provides nor its line in " +
      'the system description says so (system.conf:1)',
  ]);
});

test('a server that declares what it calls and serves has no problem', () => {
  assert.deepEqual(problems('server left /srv/left provides=left uses=right', { ...kLeft, ...kRightClient }), []);
});

test('a generated client in a source of its own is found as well', () => {
  const own = { ...kLeft, 'servers/left/main.cpp': '#include "servers/right/right_client.hpp"\nexample::RightClient right;\nexample::LeftServer* left;\n' };
  assert.match(problems('server left /srv/left provides=left', own)[0], /^servers\/left\/main.cpp:2: left can call example.right/);
});

test('a declaration that no source makes true is a problem', () => {
  assert.deepEqual(problems('server left /srv/left provides=left,right uses=right', kLeft), [
    'system.conf:1: left is said to call example.right, but none of its sources can',
    'system.conf:1: left is said to provide example.right, but none of its sources does',
  ]);
  assert.deepEqual(problems('server other /srv/other', kLeft), ['system.conf:1: no CMakeLists.txt has add_task_executable(other ...)']);
});

test('lists of sources in variables are looked up', () => {
  const [target] = parseTargets('set(PARTS a.cpp b.cpp)\nadd_task_executable(x PLACE srv LIBC\n    SOURCES main.cpp ${PARTS}\n    LIBRARIES y)', 'servers/x');
  assert.deepEqual([target.SOURCES, target.LIBRARIES, target.libc], [['main.cpp', 'a.cpp', 'b.cpp'], ['y'], true]);
});

test('sources of a program that a list(TRANSFORM) names are found: bench was said to call nothing', () => {
  const text = 'set(PROGRAMS ls bench)\nlist(TRANSFORM PROGRAMS APPEND .cpp OUTPUT_VARIABLE sources)\nadd_task_executable(apps PLACE bin SOURCES main.cpp ${sources})';
  assert.deepEqual(parseTargets(text, 'servers/apps')[0].SOURCES, ['main.cpp', 'ls.cpp', 'bench.cpp']);
});
