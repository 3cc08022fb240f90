// SPDX-License-Identifier: MIT
#include "servers/apps/machine.hpp"
#include "servers/apps/program.hpp"
#include "servers/apps/task_table.hpp"

#include <cstdio>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

namespace {

constexpr apps::Usage kUsage{"top [-d SECONDS] [-n TIMES]",
                             "Shows the tasks again and again.\n"
                             "  -d  seconds between (1)    -n  end after so many times\n"
                             "Keys: q ends; sort by: n name, i number, m memory, c calls, r runs.\n",
                             "d:n:", 0, 0};

/// Every key comes at once while this lives.
class RawKeys {
  public:
    RawKeys() {
        known_ = isatty(0) && tcgetattr(0, &usual_) == 0;
        if (!known_)
            return;
        termios raw = usual_;
        raw.c_lflag &= ~tcflag_t(ICANON | ECHO);
        tcsetattr(0, TCSANOW, &raw);
    }
    ~RawKeys() {
        if (known_)
            tcsetattr(0, TCSANOW, &usual_);
    }

  private:
    termios usual_;
    bool known_;
};

int draw(apps::TaskOrder order) {
    auto tasks = apps::list_tasks();
    auto machine = apps::machine_info();
    if (!tasks.ok() || !machine.ok())
        return apps::complain_about("tasks", tasks.ok() ? machine.error() : tasks.error());
    apps::sort_tasks(*tasks, order);
    int rows = apps::terminal_rows() - 4, columns = apps::terminal_columns();
    printf("\033[H%u of %u tasks, %llu dispatches, kernel memory %s, up %llu s   (q ends, n i m c r "
           "sort)\033[K\n\033[K\n",
           machine->tasks, machine->max_tasks, static_cast<unsigned long long>(machine->dispatches),
           apps::human_size(machine->kernel_memory).c_str(),
           static_cast<unsigned long long>(machine->uptime / 1'000'000));
    printf("\033[7m%.*s\033[0m\033[K\n", columns, apps::task_heading());
    for (int i = 0; i < int(tasks->size()) && i < rows; ++i)
        printf("%.*s\033[K\n", columns, apps::task_row((*tasks)[size_t(i)]).c_str());
    printf("\033[J");
    fflush(stdout);
    return 0;
}

/// True when the user wants to end.
bool handle_key(char key, apps::TaskOrder& order) {
    switch (key) {
    case 'n':
        order = apps::TaskOrder::name;
        break;
    case 'i':
        order = apps::TaskOrder::id;
        break;
    case 'm':
        order = apps::TaskOrder::memory;
        break;
    case 'c':
        order = apps::TaskOrder::calls;
        break;
    case 'r':
        order = apps::TaskOrder::runs;
        break;
    default:
        return key == 'q' || key == 'Q' || key == 4;
    }
    return false;
}

} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    long long seconds = arguments.number('d', 1, 1, 3600), times = arguments.number('n', 0, 1, 1'000'000);
    if (!arguments.ok())
        return arguments.status();
    apps::TaskOrder order = apps::TaskOrder::runs;
    RawKeys keys;
    printf("\033[2J");
    for (long long i = 0; times == 0 || i < times; ++i) {
        if (draw(order) != 0)
            return 1;
        if (apps::output_failed() || i + 1 == times)
            break;
        pollfd input = {0, POLLIN, 0};
        char key;
        if (poll(&input, 1, int(seconds) * 1000) > 0 && (read(0, &key, 1) != 1 || handle_key(key, order)))
            break;
    }
    return apps::finish(0);
}
