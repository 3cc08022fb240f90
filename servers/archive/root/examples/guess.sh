#!/bin/sh
# A game: guess a number from 1 to 100.
set -- $(hexdump -n 1 /dev/random | head -1)
secret=$(( 0x$2 % 100 + 1 ))
tries=0
while read -p 'Your guess (1 to 100): ' guess; do
    case $guess in
        ''|*[!0-9]*) echo 'A number, please.'; continue ;;
    esac
    tries=$((tries + 1))
    if [ "$guess" -lt "$secret" ]; then
        echo 'More.'
    elif [ "$guess" -gt "$secret" ]; then
        echo 'Less.'
    else
        echo "Right, after $tries guesses."
        exit 0
    fi
done
