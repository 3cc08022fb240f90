echo $((1+2*3)) $(( (1+2)*3 )) $((7/2)) $((7%3)) $((-7/2)) $((1<<4)) $((0x1f)) $((1==1)) $((3>2&&0)) $((!0)) $((~0)) $((5?1:2))
x=3; echo $((x*2)) $(($x+1)) $((x+=4)) $x $((x++)) $x $((--x))
echo $(echo a; echo b)
echo "$(echo a; echo b)"
echo $(echo $(echo nested))
echo "$(printf 'no end')"
v=$(false); echo $?
v=$(echo val); echo $v
echo $(( $(echo 4) + 1 ))
cd /tmp && mkdir -p sw_glob && cd sw_glob && rm -f * && touch a.c b.c c.h .hid "sp ace"
echo *.c
echo *
echo [ab].c [!ab].* ?.h
echo none*
echo "*.c" \*.c
echo .h*
echo /tmp/sw_*/a.c
for f in *; do echo "<$f>"; done
cat <<EOF
x is $x and $(echo sub) \$x "quoted" 'single'
EOF
cat <<'EOF'
literal $x $(echo sub)
EOF
	cat <<-EOF
	tabs gone
	EOF
cat <<A; cat <<B
first
A
second
B
(cat <<X
in subshell $x
X
)
y=$(cat <<X
in substitution
X
)
echo "$y"
echo to file > out; cat out; echo more >> out; cat < out
{ echo out; echo err >&2; } 2>&1 | sort
echo both &> both; cat both
cat nosuchfile 2>/dev/null; echo $?
cat nosuch 2>&1 >/dev/null | wc -l
exec 3>three; echo to three >&3; exec 3>&-; cat three
read a b < out; echo "$b"
echo $((1/0)) 2>/dev/null; echo "not reached"
