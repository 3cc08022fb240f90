a='single $x'; b="double \"q\" \$x \\ \n"; c=un\ quoted
echo "$a" "$b" "$c"
echo 'it'\''s' "a'b" a"b c"d
x='a  b   c'
echo $x
echo "$x"
echo "${x}d" ${x}d
set -- "1 2" 3
for i in "$@"; do echo "[$i]"; done
for i in $@; do echo "<$i>"; done
for i in "$*"; do echo "{$i}"; done
echo $# $1 "$2"
echo a\
b
echo "line one
line two"
echo "" | wc -c
set --
for i in "$@"; do echo never; done
echo "x$@y" '' "" end
e=
echo ${e:-default} ${e-unset} ${u-unset} ${e:+plus} ${a:+plus}
: ${n:=assigned}
echo $n ${#n} ${#} "${n#ass}" "${n%ned}" "${n##*s}" "${n%%s*}"
p=/usr/local/lib/x.tar.gz
echo ${p##*/} ${p%/*} ${p%.*} ${p%%.*} ${p#*/}
echo "${u:-"a b"}" ${u:-a b}
echo \$HOME '$HOME' "\$HOME"
echo "`echo back` quotes"
[ ~/x = "$HOME/x" ] && echo HOME/x
echo "*" '*' \*
echo {a,b}c x{1..3} {not} a{b 'a{b,c}'
echo -n no newline; echo
printf '%s=%d|%5s|%-5s|%05d|%x\n' a 1 b c 42 255
printf '%s\n' one two three
printf 'a\tb\\\n'
IFS=:; y=a:b::c; set -- $y; echo $# $3 "$4"
