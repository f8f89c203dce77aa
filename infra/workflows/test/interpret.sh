#!/usr/bin/env bash
# Executes the state machine's definition for the tests of the clearing program: interpret.sh CONFIG RESULT.
source "$(dirname "${BASH_SOURCE[0]}")/../../check/lib.sh"
need_npm_tools
node "$check_root/infra/workflows/test/interpret.cjs" "$1" "$2"
