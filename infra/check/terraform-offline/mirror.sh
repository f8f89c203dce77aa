# shellcheck shell=bash disable=SC2154
# Sourced by terraform.sh, after need_npm_tools: a Terraform that finds its providers on this machine. They are provider.cjs
# with the schema of the pinned version. The schemas were extracted from the published bindings (MPL-2.0) of those versions;
# what they do not hold: defaults, checks of values, which attributes exclude each other.
# convert.mjs makes them anew for another version.

# namespace/name version schema
offline_providers='
hashicorp/aws 6.25.0 aws
datadog/datadog 3.82.0 datadog
pagerduty/pagerduty 3.30.8 pagerduty
cyrilgdn/postgresql 1.26.0 postgresql
'

# offline_terraform TREE: writes a mirror for what TREE names, and has every terraform of this shell use it.
offline_terraform() {
    local here="$check_root/infra/check/terraform-offline" home="$check_scratch/terraform" platform
    platform=$(TF_CLI_CONFIG_FILE=/dev/null CHECKPOINT_DISABLE=1 terraform version -json |
        node -p 'JSON.parse(require("fs").readFileSync(0)).platform')
    local provider version schema folder program
    while read -r provider version schema; do
        [ -n "$provider" ] || continue
        folder="$home/mirror/registry.terraform.io/$provider/$version/$platform"
        program="$folder/terraform-provider-${provider#*/}_v$version"
        mkdir -p "$folder"
        node "$here/reduce.mjs" "$here/schemas/$schema.json" "$1" >"$home/$schema.json"
        printf '#!/bin/sh\nexec node %q %q\n' "$here/provider.cjs" "$home/$schema.json" >"$program"
        chmod +x "$program"
    done <<<"$offline_providers"
    printf 'provider_installation {\n  filesystem_mirror { path = "%s" }\n}\ndisable_checkpoint = true\n' \
        "$home/mirror" >"$home/cli.tfrc"
    # The plugins answer on loopback, without certificates.
    export TF_CLI_CONFIG_FILE="$home/cli.tfrc" TF_DISABLE_PLUGIN_TLS=1 CHECKPOINT_DISABLE=1 TF_IN_AUTOMATION=1
}

# offline_copy FOLDER: the tree as git sees it, uncommitted files too, so that nothing is written beside the sources.
offline_copy() {
    mkdir -p "$1"
    # Lock files name the real providers.
    git -C "$check_root" ls-files -co --exclude-standard -z -- \
        infra docs migrations/src/main/resources authorization-server/src/main/java |
        (cd "$check_root" && tar --null --ignore-failed-read -T - -cf - 2>/dev/null) | tar -xf - -C "$1"
    find "$1" -name .terraform.lock.hcl -delete
}
