// SPDX-License-Identifier: MIT
#include "tests/conformance/liar.hpp"

#include "fibrils/arch/syscall.hpp"
#include "servers/clock/clock_client.hpp"
#include "servers/console/console_types.hpp"
#include "servers/naming/client.hpp"

#include <vector>

namespace conformance {

namespace {

using async::Call;

void ask_the_clock() {
    auto phone = naming::connect(clocks::kClockInterface, true);
    if (phone.ok())
        (void)clocks::ClockClient(*phone).now();
}

void answer_twice(Call& call) {
    const abi::Handle handle = call.handle();
    call.answer_ok();
    (void)sys_ipc_answer(handle, 0, 0, 0, 0, 0, 0);
}

void serve(Call call, std::vector<Call>& forgotten) {
    switch (static_cast<Lie>(call.method())) {
    case Lie::undeclared_error:
        call.answer(abi::Error::no_space);
        return;
    case Lie::undeclared_effect:
        ask_the_clock();
        break;
    case Lie::forgotten:
        forgotten.push_back(std::move(call));
        return;
    case Lie::answered_twice:
        return answer_twice(call);
    case Lie::dropped:
        return;
    case Lie::none:
        break;
    }
    call.answer_ok();
}

void connection(async::Connection&, Call opening, void*) {
    async::accept(opening);
    std::vector<Call> forgotten;
    for (Call call = async::get_call(); !call.hung_up(); call = async::get_call())
        serve(std::move(call), forgotten);
}

} // namespace

int run_liar() {
    async::set_handler(console::kConsoleInterface, connection, nullptr,
                       {.name = "liar", .stack_size = 64 * 1024});
    if (!naming::provide(console::kConsoleInterface, kLiarNumber).ok())
        return 1;
    async::run();
}

} // namespace conformance
