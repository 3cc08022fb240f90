sleep 0.05 &
wait
echo waited
{ sleep 0.05; echo from group; } &
wait $!
echo $?
(exit 7) &
wait $!; echo $?
alias say='echo said'
say hello
alias ls='ls -d'
unalias ls
eval 'echo eval $((1+1))'
set -e
if false; then :; fi
false || true
echo still
x=$(sh -c 'exit 3') || echo status $?
. /dev/null
kill -l > /dev/null
sh -c 'echo $0 $1 $2' name p1 p2
sh -c 'exit 5'; echo not reached
