// SPDX-License-Identifier: MIT
// Servers and programs speak through the code that idlc writes from servers/<name>/<name>.idl: no number of a method, no
// packing of words and no negotiation of data is written by hand outside fibrils/.

/** Files that may, and why. */
export const exceptions = new Map([
  ['servers/vfs/mount_client.cpp', 'the first program of the talk, line for line'],
  ['servers/vfs/read_write.cpp', 'the second program of the talk, line for line'],
  ['servers/naming/service.cpp', 'forwards connects, which belong to no interface'],
  ['servers/apps/bench.cpp', 'measures calls written by hand against generated ones'],
  ['servers/apps/keeper.cpp', 'accepts an area where it wants it, which no generated code can know'],
  ['servers/apps/call_names.cpp', 'decodes what it finds in a trace'],
]);

const kPatterns = [
  [/\basync::(send|request|post)\s*\(|\b(send|request)_words\b|\basync::post</, 'a message sent by hand'],
  [/\busing\s+namespace\s+async\b|\busing\s+async::(send|request|post)\b/, 'hides who sends'],
  [/\bdata_(read|write)_(start|send|receive|finalize|accept|reply)\b/, 'data negotiated by hand'],
  [/\bshare_(in|out)_(start|receive|finalize)\b/, 'an area negotiated by hand'],
  [/\bdelegate_(start|receive)\b/, 'a handle moved by hand'],
  [/\bcallback_(receive|accept)\b|\bcreate_callback\b/, 'a callback connected by hand'],
  [/\bget_call(_until)?\b/, 'a call taken by hand'],
  [/(\.|->)method\(\)/, 'a method told apart by hand'],
  [/\bkFirstUserMethod\b|\bSystemMethod\b/, 'the number of a method'],
  [/(\.|->)arguments?\([^)]*\)|\basync::(put|get|put_bytes)\b/, 'words packed by hand'],
  [/(\.|->)answer\([\w:]+(\.error\(\))?,|(\.|->)answer_ok\(/, 'an answer with words packed by hand'],
  [/(\.|->)forward\(/, 'a call forwarded by hand'],
  [/\bsys_ipc_(call|answer|forward)\b/, 'a system call of messages'],
  [/\basync_(send|req|data|share|wait|answer)\w*\s*\(|\bipc_(answer|forward)\w*\s*\(|\bIPC_(GET|SET|M|FIRST)_\w+/, 'a call by the names of the talk'],
];

function concerns(path) {
  return /^servers\/.*\.(cpp|hpp)$/.test(path) && !/_test\.cpp$/.test(path) && !exceptions.has(path);
}

/** What is written by hand in a file, exception or not. */
export function findRawIpc({ lines }) {
  return lines.flatMap((line, index) => {
    const code = line.replace(/\/\/.*/, '');
    const found = kPatterns.find(([pattern]) => pattern.test(code));
    return found ? [{ line: index + 1, message: `${found[1]}; describe it in servers/<name>/<name>.idl` }] : [];
  });
}

export const rule = {
  name: 'raw_ipc',

  check(source) {
    return concerns(source.path) ? findRawIpc(source) : [];
  },

  samples: [
    { path: 'servers/a/client.cpp', text: 'auto sent = async::send(phone, kNow, {1, 2});', bad: 1 },
    { path: 'servers/a/client.cpp', text: 'return async::request_words(phone, Method::now, zone).error();', bad: 1 },
    { path: 'servers/a/client.cpp', text: 'async::post(phone, Method::gone);\nusing namespace async;', bad: 2 },
    { path: 'servers/a/client.cpp', text: 'TRY(async::data_write_start(phone, name, size));\nTRY(async::share_out_start(phone, base, 0));', bad: 2 },
    { path: 'servers/a/client.cpp', text: 'TRY(async::delegate_start(phone, handle));\nTRY(async::create_callback(phone, 1, 0, 0, serve, nullptr));', bad: 2 },
    { path: 'servers/a/service.cpp', text: 'auto text = async::data_write_receive();\n(void)data_read_reply(text, 4);', bad: 2 },
    { path: 'servers/a/service.cpp', text: 'auto phone = callback_receive();\nauto handle = async::delegate_receive();', bad: 2 },
    { path: 'servers/a/service.cpp', text: 'async::Call call = async::get_call();\nswitch (call.method()) {', bad: 2 },
    { path: 'servers/a/service.cpp', text: 'const auto unit = uint32_t(call.argument(1));\nconst auto words = call.arguments();', bad: 2 },
    { path: 'servers/a/service.cpp', text: 'call.answer(Error::ok, {1});\ncall.answer_ok(7);\ncall.answer(size.error(), words);', bad: 3 },
    { path: 'servers/a/service.cpp', text: 'call.forward(phone, kRead);\nsys_ipc_answer(call, 0, 1, 2, 3, 4, 5);', bad: 2 },
    { path: 'servers/a/a.hpp', text: 'enum class Method : uint64_t { now = abi::kFirstUserMethod };', bad: 1 },
    { path: 'servers/a/a.cpp', text: 'async::put(words, 1, 0, 32, unit);', bad: 1 },
    { path: 'servers/a/a.cpp', text: 'msg = async_send_3(phone, VFS_OUT_READ, 1, 2, 3, &answer);\nipc_answer_0(rid, EINVAL);', bad: 2 },
    { path: 'servers/a/a.cpp', text: 'sysarg_t bytes = IPC_GET_ARG1(answer);', bad: 1 },
    { path: 'servers/a/service.cpp', text: 'opening.answer(Error::limit);\nstd::move(right).answer(answer_of(status, 2));\nfound.answer(driver.error());', bad: 0 },
    { path: 'servers/a/service.cpp', text: 'return data.give(bytes, size); // never data_read_reply', bad: 0 },
    { path: 'servers/a/client.cpp', text: 'return clock.send_now();\nconst auto answer = clock.now();', bad: 0 },
    { path: 'servers/a/main.cpp', text: 'async::set_handler(kClockInterface, serve, &service);\napps::Arguments arguments(count, values);', bad: 0 },
    { path: 'servers/a/service_test.cpp', text: 'async::request(phone, 1);', bad: 0 },
    { path: 'servers/naming/service.cpp', text: 'connect.forward(phone, key.interface);', bad: 0 },
    { path: 'fibrils/async/call.cpp', text: 'sys_ipc_answer(release(), 0, 0, 0, 0, 0, 0);', bad: 0 },
  ],
};
