#!/bin/sh
# SPDX-License-Identifier: MIT
# Puts the sources of a Debian (or Ubuntu) source package, of the distribution that this machine already trusts,
# into a folder: debian_source.sh PACKAGE FILE FOLDER. FILE is one of the sources; a folder that has it is left
# alone. Needs no root: apt gets private lists made from the machine's own. Ends with 1 and a reason when that is
# not possible; the caller then takes the release from its home.
set -eu

if [ $# -ne 3 ]; then
    echo "usage: debian_source.sh PACKAGE FILE FOLDER" >&2
    exit 1
fi
package=$1
file=$2
folder=$3
if [ -f "$folder/$file" ]; then
    exit 0
fi
for tool in apt-get tar xz; do
    if ! command -v "$tool" >/dev/null 2>&1; then
        echo "debian_source: no $tool here, so no source package" >&2
        exit 1
    fi
done

# Beside the goal, so that the last step is one rename: two builds may do this at the same time.
mkdir -p "$(dirname "$folder")"
folder=$(cd "$(dirname "$folder")" && pwd)/$(basename "$folder")
work=$(mktemp -d "$folder.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/sources" "$work/lists/partial" "$work/unpacked"

# Both spellings of a source: one-line files and deb822 files.
for list in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ -f "$list" ] || continue
    sed -n 's/^[[:space:]]*deb[[:space:]]/deb-src /p' "$list" >>"$work/sources/machine.list"
done
for list in /etc/apt/sources.list.d/*.sources; do
    [ -f "$list" ] || continue
    sed 's/^Types:.*/Types: deb-src/' "$list" >"$work/sources/$(basename "$list")"
done

private_apt() {
    apt-get -qq -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts="$work/sources" \
        -o Dir::State::Lists="$work/lists" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= \
        -o APT::Sandbox::User="$(id -un)" "$@"
}
cd "$work"
# Not every list has sources; what counts is whether one of them has this package.
private_apt update >"$work/log" 2>&1 || true
if ! private_apt source --download-only "$package" >>"$work/log" 2>&1; then
    echo "debian_source: the machine's package sources do not give the source of $package:" >&2
    tail -n 5 "$work/log" >&2
    exit 1
fi
for archive in "$work/$package"_*.orig.tar.*; do
    case $archive in
    *.asc) ;; # its signature
    *) tar -xf "$archive" -C "$work/unpacked" --strip-components=1 ;;
    esac
done
if [ ! -f "$work/unpacked/$file" ]; then
    echo "debian_source: the source package of $package has no $file" >&2
    exit 1
fi
if ! mv -T "$work/unpacked" "$folder" 2>/dev/null && [ ! -f "$folder/$file" ]; then
    echo "debian_source: $folder exists and is something else" >&2
    exit 1
fi
