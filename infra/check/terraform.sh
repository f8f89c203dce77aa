#!/usr/bin/env bash
# Terraform: format, validity and tests of every folder, and what must never be in an account (infra/policy), without a cloud.
# With arguments it runs one command of Terraform instead:   infra/check/terraform.sh infra/aws/stg plan -var-file=…
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need terraform 'https://developer.hashicorp.com/terraform/install, 1.11 or newer'
need_npm_tools
source "$check_root/infra/check/terraform-offline/mirror.sh"

tree="$check_scratch/tree"
offline_copy "$tree"
offline_terraform "$tree"

# tf FOLDER ARG...: terraform there.
tf() {
    local folder=$1
    shift
    terraform -chdir="$tree/$folder" "$@"
}
init() {
    tf "$1" init -backend=false -input=false -no-color
}

if [ $# -gt 0 ]; then
    folder=${1%/}
    shift
    # The backend would want AWS; the state lies beside the copy and goes with it.
    printf 'terraform {\n  backend "local" {}\n}\n' >"$tree/$folder/offline_override.tf"
    tf "$folder" init -input=false -no-color >/dev/null
    tf "$folder" "$@"
    exit
fi

holds 'format' terraform fmt -check -recursive -diff "$check_root/infra"
holds 'prd and stg take the same variables' cmp "$tree/infra/aws/prd/variables.tf" "$tree/infra/aws/stg/variables.tf"

folders=$(cd "$tree" && find infra -name '*.tf' -printf '%h\n' | sort -u)
for folder in $folders; do
    init "$folder" >"$check_scratch/init" 2>&1 || {
        printf 'FAILS: init of %s\n' "$folder"
        cat "$check_scratch/init"
        exit 1
    }
    holds "validity of $folder" tf "$folder" validate -no-color
    if [ -n "$(find "$tree/$folder" -maxdepth 1 -name '*.tftest.hcl')" ]; then
        holds "tests of $folder" tf "$folder" test -no-color
    fi
done

# What an account would hold: applied, because a policy's text is known only when all it names is.
for environment in prd stg; do
    folder="infra/aws/$environment"
    printf 'terraform {\n  backend "local" {}\n}\n' >"$tree/$folder/offline_override.tf"
    values="$tree/infra/policy/example.tfvars"
    holds "$environment can be made" tf "$folder" init -reconfigure -input=false -no-color
    holds "$environment is made of example values" tf "$folder" apply -auto-approve -input=false -no-color -var-file="$values"
    tf "$folder" show -json >"$check_scratch/$environment.json"
    holds "$environment: nothing that must never be" node "$check_root/infra/policy/check.mjs" \
        "$check_scratch/$environment.json" "$check_root"
done
tf infra/aws/prd providers schema -json >"$check_scratch/schema.json"
holds 'a schema can be renewed from what Terraform tells' node "$check_root/infra/check/terraform-offline/convert.mjs" \
    registry.terraform.io/hashicorp/aws 6.25.0 --compare "$check_scratch/terraform/aws.json" <"$check_scratch/schema.json"
holds 'every rule fails on its break' node "$check_root/infra/policy/breaks.mjs" \
    "$check_scratch/prd.json" "$check_root"
