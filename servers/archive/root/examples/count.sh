#!/bin/sh
# Counts the names in each directory of a tree: loops, functions, arithmetic, pipes.
# Usage: count.sh [DIRECTORY]

count() {
    ls -a "$1" | wc -l
}

total=0
for directory in $(find "${1:-/}" -type d -maxdepth 2); do
    number=$(count "$directory")
    total=$((total + number))
    printf '%5d  %s\n' "$number" "$directory"
done
echo "$total names"
