#!/bin/sh
# The smallest script.
name=${1:-world}
echo "Hello, $name!"
