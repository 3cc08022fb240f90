#!/bin/sh
# A tour of the machine. Each step shows the command, runs it, and waits for Enter.

step() {
    echo
    echo "--- $1"
    shift
    echo "\$ $*"
    eval "$*"
    [ -t 0 ] && read -p '(Enter) ' answer
    return 0
}

step 'Every line is a task with memory of its own.' tasks
step 'Where the files come from: each line is a server.' mounts
step 'Each call that printing one small file takes, and who answers it.' ipc tree cat /etc/motd
step 'The connections of the file server.' ipc vfs
step 'A program that reads outside its memory: only it dies.' 'fault memory; echo "status $?"'
step 'The same system, still there.' uptime
echo
echo 'Now it is yours. `help` lists what there is.'
