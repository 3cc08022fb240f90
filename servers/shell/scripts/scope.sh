inner() { echo "inner sees $x"; }
outer() { local x=1 y; echo "outer has $x and [${y-unset}]"; x=2; inner; }
x=global
outer
echo $x
readonly R=5
(R=6; echo not reached) 2>/dev/null
echo "R is $R"
unset R 2>/dev/null || echo still there
umask 022; umask; umask 077; umask; umask u=rwx,g=rx,o=; umask -S
while getopts ab:c o -a -b val -cb7 rest; do echo "$o [$OPTARG] $OPTIND"; done
set -- -b1 -a -- z; OPTIND=1
while getopts :ab: o; do echo "$o [$OPTARG]"; done
shift $((OPTIND - 1)); echo "$@"
OPTIND=1
getopts :a: o -x; echo "$o $OPTARG"
OPTIND=1
getopts :a: o -a; echo "$o $OPTARG"
sleep 0.1 &
test "$(jobs -p)" = $! && echo the same task
wait
(trap 'echo end of the subshell' EXIT; exit 3); echo $?
trap 'echo bye' EXIT
trap '' INT
trap
trap - INT
trap : NOSUCH 2>/dev/null || echo refused
kill -0 $$ && echo alive
x='*'; set -f; echo $x /*; set +f
set -e; (false; echo goes on) || echo not reached; (exit 4) || echo $?; set +e
printf '%s' "$IFS" | wc -c | tr -d ' '
f() { trap 'echo in the end $?' EXIT; }
f
exit 7
