printf 'pear\napple\nfig\napple\n10\n9\n' > fruit
sort fruit
echo --; sort -r fruit
echo --; sort -u fruit
echo --; printf '10 b\n9 a\n' | sort -n
echo --; printf 'x 2\ny 1\n' | sort -k 2
echo --; sort fruit | uniq -c
echo --; sort fruit | uniq -d
echo --; wc fruit
wc -l < fruit
printf 'ä日' | wc -m
echo --; head -n 2 fruit
head -c 3 fruit; echo
tail -n 2 fruit
tail -c 3 fruit
echo --; grep -n apple fruit
grep -c a fruit
grep -v -i APPLE fruit
grep -E 'ap+|^fig$' fruit
grep -F '1' fruit
grep -o 'p*' fruit
grep -w fig fruit
grep nothing fruit; echo status $?
grep -q fig fruit; echo status $?
echo --; cut -d e -f 1 fruit
cut -c 1-2 fruit
printf 'a:b:c\n' | cut -d : -f 1,3
printf 'äöü\n' | cut -c 2-
echo --; tr a-z A-Z < fruit
tr -d aeiou < fruit
printf 'aabb  cc\n' | tr -s ' a'
echo --; seq 3
seq 5 -2 1
seq -s , 3
seq -w 8 10
echo --; printf 'AB\n\001\377' | hexdump
hexdump -C -n 3 fruit
echo --; printf 'one\n' | tee copy | cat -n
cat copy fruit - < copy
basename /a/b.c .c
basename /
dirname /a/b /c x
yes hi | head -n 2
echo -n a; echo b
