if true; then echo yes; else echo no; fi
if false; then echo yes; elif true; then echo elif; fi
i=0
while [ $i -lt 3 ]; do i=$((i+1)); echo $i; done
until [ $i = 0 ]; do i=$((i-1)); done; echo $i
for x in a b c; do
  if [ $x = b ]; then continue; fi
  echo $x
done
for x in 1 2 3; do for y in 1 2 3; do
  [ $x$y = 22 ] && break 2
  echo $x$y
done; done
case abc in
  x*) echo x ;;
  a?c|zzz) echo match ;;
  *) echo other
esac
case "a b" in "a b") echo quoted;; esac
case '*' in \*) echo star;; esac
case x in [a-w]) echo no;; [!a-w]) echo range;; esac
f() { echo "f: $1 $#"; return 3; }
f one two; echo $?
g() {
  local_var=$1
  if [ $1 -gt 0 ]; then g $(($1 - 1)); fi
  echo g$1
}
g 3
! true; echo $?
! false && echo not
true && echo and || echo or
false && echo and || echo or
{ echo group; echo two; } | cat
( echo sub; x=inner ); echo $x
(exit 4); echo $?
false; echo $?
nosuchcommand_x 2>/dev/null; echo $?
if ! false; then echo inverted; fi
while read a b; do echo "$b,$a"; done <<EOF
1 2
3 4 5
EOF
echo a b c | while read x rest; do echo "$x-$rest"; done
echo done > /dev/null
for i in 1 2 3; do echo $i; done | sort -r
x=5; { x=6; }; echo $x
h() { echo in h; }; h | cat
unset -f h; h 2>/dev/null || echo gone
