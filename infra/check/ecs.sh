#!/usr/bin/env bash
# The services and task definitions of infra/ecs: rendered for each environment as ecspresso does, typed, asserted.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

need jsonnet 'Debian: jsonnet'
need jsonnetfmt 'Debian: jsonnet'
need_npm_tools
here="$check_root/infra/check/ecs"
# The request types of AWS's own SDK: a key misspelt, missing or of the wrong type does not compile.
typed() {
    local environment=$1 file type
    {
        echo "import type { CreateServiceRequest, RegisterTaskDefinitionRequest } from '@aws-sdk/client-ecs';"
        # ecspresso adds the name.
        echo "type Service = Omit<CreateServiceRequest, 'serviceName'>;"
        for file in "$check_scratch/$environment"/*.{task,service}.json; do
            case $file in *.task.json) type=RegisterTaskDefinitionRequest ;; *) type=Service ;; esac
            printf 'export const _%s: %s = %s;\n' "$(basename "$file" .json | tr .- __)" "$type" "$(cat "$file")"
        done
    } >"$check_scratch/$environment/typed.ts"
    ln -sfn "$check_home/node_modules" "$check_scratch/node_modules"
    (cd "$check_scratch/$environment" && tsc --noEmit --strict --skipLibCheck --module nodenext --moduleResolution nodenext \
        --target es2022 typed.ts)
}

# shellcheck disable=SC2046 # names without blanks
holds 'formatted' jsonnetfmt --test $(find "$check_root/infra/ecs" "$here" -name '*.*sonnet')
if grep -rnE '(^|[^0-9a-f])[0-9]{12}([^0-9a-f]|$)' "$check_root/infra/ecs"; then
    echo 'FAILS: an account is written down'
    exit 1
fi
for environment in stg prd; do
    mkdir "$check_scratch/$environment"
    holds "$environment: rendered" "$here/render" "$environment" "$check_scratch/$environment"
    holds "$environment: typed as the ECS API asks" typed "$environment"
    holds "$environment: strict, complete, and known to README.md" node "$here/assert.js" "$check_root/README.md" "$check_scratch/$environment" "$environment"
done

# Before the first task runs the service does without its alarms, and with everything else.
first() {
    local to="$check_scratch/first"
    mkdir "$to" && FIRST=true "$here/render" stg "$to" || return
    node -e 'const [first, later] = process.argv.slice(1).map((file) => JSON.parse(require("fs").readFileSync(file, "utf8")));
        if (first.deploymentConfiguration.alarms.enable !== false) throw new Error("with its alarms");
        later.deploymentConfiguration.alarms.enable = false;
        require("assert").deepStrictEqual(first, later);' "$to/authorization-server.service.json" "$check_scratch/stg/authorization-server.service.json"
}
holds 'a first deployment' first

# An issuer's own card numbers and hold policy reach the server, which is as strict and complete with them.
programme() {
    local to="$check_scratch/programme"
    mkdir "$to" && "$here/render" stg "$to" "s/pan_prefix: null/pan_prefix: '400000'/; s/hold_policy: null/hold_policy: 'version 7'/" &&
        node "$here/assert.js" "$check_root/README.md" "$to" stg || return
    node -e 'const [server, files] = ["authorization-server", "files"].map((name) => Object.fromEntries(JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"))
            .containerDefinitions.find((c) => c.name === name).environment.map(({ name, value }) => [name, value])));
        const { deepStrictEqual } = require("assert");
        deepStrictEqual([server.KESSAI_PRODUCT_PAN_PREFIX, server.KESSAI_HOLD_POLICY_FILE], ["400000", "/run/kessai/hold.policy"]);
        deepStrictEqual(Object.values(files).includes("version 7"), true);' "$to/authorization-server.task.json"
}
holds "the issuer's own programme" programme

# What the account of these checks has is what Terraform makes.
terraform_gives() {
    local module="$check_root/infra/aws/modules/environment" output
    for output in $(node -p "Object.keys(require('$here/account.json').terraform['output.environment']).join(' ')"); do
        grep -q "^output \"$output\"" "$module/outputs.tf" || { echo "no output $output" && return 1; }
    done
    grep -qF "$(node -p "require('$here/account.json').parameters['/kessai/ENV/db/url'].split('?')[1]")" "$module"/*.tf ||
        { echo 'another ending of the JDBC URL' && return 1; }
}
if [[ -d "$check_root/infra/aws" ]]; then holds 'Terraform gives what is read of it' terraform_gives; fi
