# Shared by the checks of this folder. A check is a script NAME.sh that begins with
#     #!/usr/bin/env bash
#     # one line that says what it checks
#     source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# prints what it did, a line a part, and exits 0 where all of it holds, 1 where something does not, and
# 77 where a tool is missing: nothing of it was checked then, and the last line says what to install.
# shellcheck shell=bash
set -euo pipefail

check_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
check_home=${KESSAI_CHECK_HOME:-$check_root/.kessai/check}
mkdir -p "$check_home"
check_scratch=$(mktemp -d "$check_home/scratch.XXXXXX")
trap 'rm -rf "$check_scratch"' EXIT

# need TOOL WHERE: leaves with 77 unless TOOL is on the PATH.
need() {
    command -v "$1" >/dev/null 2>&1 || {
        printf 'missing: %s (%s)\n' "$1" "$2"
        exit 77
    }
}

# Installs what package.json pins, once, and puts its programs first on the PATH.
need_npm_tools() {
    need node 'Debian: nodejs'
    need npm 'Debian: npm'
    local here="$check_root/infra/check"
    if ! cmp -s "$here/package-lock.json" "$check_home/package-lock.json"; then
        cp "$here/package.json" "$here/package-lock.json" "$check_home/"
        (cd "$check_home" && npm ci --ignore-scripts --no-audit --no-fund --silent) || {
            rm -f "$check_home/package-lock.json"
            printf 'missing: the npm packages of infra/check (npm ci failed: is a registry reachable?)\n'
            exit 77
        }
    fi
    export NODE_PATH="$check_home/node_modules"
    PATH="$check_home/node_modules/.bin:$PATH"
}

# holds WHAT COMMAND...: runs it, and ends the check where it fails.
holds() {
    local what=$1
    shift
    if "$@" >"$check_scratch/out" 2>&1; then
        printf 'holds: %s\n' "$what"
    else
        printf 'FAILS: %s\n' "$what"
        cat "$check_scratch/out"
        exit 1
    fi
}
