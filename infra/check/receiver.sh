#!/usr/bin/env bash
# The receiver's image and scripts: Packer's own checks of the template, and rules for PowerShell on its syntax tree.
# No PowerShell runs here: what the scripts do is tried by Receiver.Tests.ps1 on Windows, in the pipeline of a change.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need packer 'Debian: packer'
need yamllint 'Debian: yamllint'
need_npm_tools
export CHECKPOINT_DISABLE=1 PACKER_CONFIG_DIR="$check_scratch"

receiver="$check_root/infra/receiver"
copy="$check_scratch/receiver"

# Packer 1.6.6 knows neither plugins nor metadata_options: its copy is without them.
copy_for_old_packer() {
    mkdir "$copy" && cp "$receiver"/* "$copy"/ && rm "$copy/plugins.pkr.hcl"
    sed -i '/^  metadata_options {$/,/^  }$/d' "$copy/receiver.pkr.hcl"
    touch "$copy/some.zip" "$copy/some.msi"
}

validate() {
    (cd "$copy" && packer validate -var subnet_id=subnet-1 -var security_group_id=sg-1 -var instance_profile=p \
        -var kms_key=arn:aws:kms:ap-northeast-1:000000000000:key/1 -var version=1 -var receiver_zip=some.zip -var receiver_sha256=1 \
        -var jre_zip=some.zip -var jre_sha256=1 -var awscli_msi=some.msi -var cloudwatch_agent_msi=some.msi .)
}

# What must stand in the template, and must not, whatever Packer thinks of it.
closed() {
    local line
    tr -s ' ' <"$receiver/receiver.pkr.hcl" >"$check_scratch/squeezed"
    while IFS= read -r line; do
        grep -qxF " $line" "$check_scratch/squeezed" || { echo "the template lacks: $line" && return 1; }
    done <<'END'
encrypt_boot = true
encrypted = true
http_tokens = "required"
associate_public_ip_address = false
ssh_interface = "session_manager"
END
    if grep -nE 'temporary_security_group|ssh_password|winrm|0\.0\.0\.0|access_key|secret_key' "$receiver"/*.pkr.hcl; then return 1; fi
}

# Each file that the template uploads or runs is there, and each script is used.
complete() {
    local name
    while IFS= read -r name; do
        [[ -f $receiver/$name ]] || { echo "there is no $name" && return 1; }
    done < <(grep -oE '\$\{path\.root\}/[A-Za-z0-9.-]+' "$receiver/receiver.pkr.hcl" | cut -d/ -f2)
    for name in "$receiver"/*.ps1 "$receiver"/*.psm1 "$receiver"/*.json "$receiver"/*.yml; do
        name=${name##*/}
        [[ $name == *.Tests.ps1 ]] || grep -q "path.root}/$name" "$receiver/receiver.pkr.hcl" || { echo "$name is in no image" && return 1; }
    done
}

holds "Packer's own format" packer fmt -check -diff "$receiver"
copy_for_old_packer
holds 'the template is valid' validate
holds 'the image is encrypted, and nothing listens while it is built' closed
holds 'every file of the image is there and used' complete
mapfile -t scripts < <(find "$receiver" -name '*.ps1' -o -name '*.psm1' | LC_ALL=C sort)
holds 'PowerShell: syntax, strict mode, allowed commands and types, one line on standard output' \
    node "$check_root/infra/check/receiver/rules.cjs" "${scripts[@]}"
holds 'the log agent: JSON' node -e 'JSON.parse(require("fs").readFileSync(process.argv[1]))' "$receiver/cloudwatch-agent.json"
holds 'what EC2Launch does: YAML' yamllint -d '{extends: default, rules: {line-length: {max: 120}, document-start: disable}}' "$receiver/agent-config.yml"
