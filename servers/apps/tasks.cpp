// SPDX-License-Identifier: MIT
#include "servers/apps/machine.hpp"
#include "servers/apps/program.hpp"
#include "servers/apps/task_table.hpp"

#include <cstdio>

namespace {
constexpr apps::Usage kUsage{
    "tasks [-s id|name|memory|calls|runs]",
    "Lists the tasks: memory, kernel memory, phones, queues (incoming, taken and not answered,\n"
    "answers not taken), calls sent and received, how often it ran.\n"
    "  -s  sorted by this column\n",
    "s:", 0, 0};
} // namespace

int main(int count, char** values) {
    apps::Arguments arguments(count, values, kUsage);
    if (!arguments.ok())
        return arguments.status();
    apps::TaskOrder order = apps::TaskOrder::id;
    if (arguments.has('s') && !apps::parse_order(arguments.value('s'), order))
        return arguments.wrong(std::string("-s: \"") + arguments.value('s') + "\" is none of the columns");
    auto tasks = apps::list_tasks();
    if (!tasks.ok())
        return apps::complain_about("tasks", tasks.error());
    apps::sort_tasks(*tasks, order);
    printf("%s\n", apps::task_heading());
    for (const auto& task : *tasks)
        printf("%s\n", apps::task_row(task).c_str());
    return apps::finish(0);
}
