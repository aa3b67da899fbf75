#!/usr/bin/env bash
# The backports entry is derived from the machine's own apt sources, in either format, with its options.
# Usage: tst_apt_sources.sh SOURCE_FOLDER
set -euo pipefail
cd "$1"
APT_FOLDER=$(mktemp -d)
trap 'rm -rf "$APT_FOLDER"' EXIT
mkdir "$APT_FOLDER/sources.list.d"
# shellcheck source=/dev/null
source .ci/lib/backports.sh
# shellcheck disable=SC2317
distribution() { echo bookworm; }
failures=0

expect() { # expect NAME WANTED: compares with the entry and empties the sources for the next case
    local got
    got=$(backports_entry)
    if [[ $got != "$2" ]]; then
        printf 'FAIL %s\n--- wanted\n%s\n--- got\n%s\n' "$1" "$2" "$got"
        failures=$((failures + 1))
    else
        echo "PASS $1"
    fi
    rm -rf "$APT_FOLDER/sources.list" "$APT_FOLDER"/sources.list.d/*
}

cat >"$APT_FOLDER/sources.list" <<'LIST'
# deb http://commented.invalid/debian bookworm main
deb-src http://source.invalid/debian bookworm main
deb http://local.invalid/security bookworm-security main
deb [arch=amd64,arm64 signed-by=/usr/share/keyrings/x.gpg check-valid-until=no] http://local.invalid/snapshot/2025 bookworm main contrib
deb http://second.invalid/debian bookworm main
LIST
expect 'one line with options' 'Types: deb
URIs: http://local.invalid/snapshot/2025
Suites: bookworm-backports
Components: main
Architectures: amd64 arm64
signed-by: /usr/share/keyrings/x.gpg
check-valid-until: no'

printf '\tdeb\thttp://local.invalid/debian/\tbookworm\tmain non-free\n' >"$APT_FOLDER/sources.list.d/a.list"
expect 'one line in a folder, tabs, no options' 'Types: deb
URIs: http://local.invalid/debian/
Suites: bookworm-backports
Components: main'

cat >"$APT_FOLDER/sources.list.d/a.sources" <<'LIST'
Enabled: no
Types: deb
URIs: http://disabled.invalid/debian
Suites: bookworm
Components: main
LIST
cat >"$APT_FOLDER/sources.list.d/debian.sources" <<'LIST'
Types: deb deb-src
# a comment inside
URIs: mirror+file:/etc/apt/mirrors/local.list
 http://second.invalid/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 mDMEY865UxYJKwYBBAHaRw8BAQdAd7Z0srwuhlB6JKFkcf4HU4SS
 -----END PGP PUBLIC KEY BLOCK-----
Check-Valid-Until: no

Types: deb
URIs: http://local.invalid/debian-security
Suites: bookworm-security
Components: main
LIST
expect 'paragraphs: disabled ones, several addresses, an embedded key' 'Types: deb
URIs: mirror+file:/etc/apt/mirrors/local.list http://second.invalid/debian
Suites: bookworm-backports
Components: main
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 mDMEY865UxYJKwYBBAHaRw8BAQdAd7Z0srwuhlB6JKFkcf4HU4SS
 -----END PGP PUBLIC KEY BLOCK-----
Check-Valid-Until: no'

echo 'deb http://local.invalid/debian trixie main' >"$APT_FOLDER/sources.list"
expect 'another release gives nothing' ''
expect 'no sources give nothing' ''
exit $((failures > 0))
