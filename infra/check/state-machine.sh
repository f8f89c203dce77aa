#!/usr/bin/env bash
# The state machine's definition: valid, its Tasks' requests of the services' own types, its rules kept.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need_npm_tools
for definition in "$check_root"/infra/workflows/*.asl.json; do
    name=$(basename "$definition")
    holds "$name: its rules" node "$check_root/infra/workflows/test/rules.cjs" "$definition" \
        "$check_scratch/$name" "$check_scratch/requests.ts"
    holds "$name: the language, and every path" asl-validator --json-path "$check_scratch/$name"
    ln -sfn "$check_home/node_modules" "$check_scratch/node_modules"
    holds "$name: what its Tasks ask is what the services take" tsc --noEmit --strict --skipLibCheck \
        --module nodenext --moduleResolution nodenext --target es2022 "$check_scratch/requests.ts"
done
