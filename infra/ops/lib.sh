# Shared by the steps of a release, each a script of this folder that takes the environment as its first word. What a
# step needs to know of the account and the release stands in the environment, as .github/workflows/deploy.yml sets it:
#     COMMIT           what is released
#     AWS_ACCOUNT_ID   into which account; the credentials must be of that one
#     KESSAI_IDENTITY  who must have signed, as a certificate of the workflow says it
# shellcheck shell=bash disable=SC2034 # the steps use what is set here
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
step=${0##*/}
region=ap-northeast-1
programs=(migrations clearing-batch authorization-server)
# Tests do not wait.
poll_seconds=${KESSAI_OPS_POLL_SECONDS:-10}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

fail() { # CODE MESSAGE
    printf '%s: %s\n' "$step" "$2" >&2
    exit "$1"
}

tell() {
    printf '%s: %s\n' "$step" "$1" >&2
}

# needs VARIABLE...
needs() {
    local name
    for name; do
        [[ -n ${!name:-} ]] || fail 2 "$name is not set: infra/ops/lib.sh says what it is"
    done
    [[ ! -v COMMIT || $COMMIT =~ ^[0-9a-f]{40}$ ]] || fail 2 "COMMIT is no commit: '$COMMIT'"
}

env=${1:-}
[[ $env == stg || $env == prd ]] || fail 2 "usage: infra/ops/$step stg|prd"

registry() {
    printf '%s.dkr.ecr.%s.amazonaws.com/kessai' "$AWS_ACCOUNT_ID" "$region"
}

# digest PROGRAM: prints that of the image that the registry has under the commit; nothing where it has none.
digest() {
    aws ecr describe-images --repository-name "kessai/$1" --image-ids "imageTag=$COMMIT" \
        --query 'imageDetails[0].imageDigest' --output text 2>"$scratch/digest" ||
        grep -q ImageNotFoundException "$scratch/digest" || {
        cat "$scratch/digest" >&2
        fail 3 "could not ask the registry for kessai/$1"
    }
}

# runs PROGRAM: says so where people look, and where a new host of the receiver does.
runs() {
    aws ssm put-parameter --name "/kessai/$env/release/$1" --type String --overwrite --value "$COMMIT" >/dev/null
}

# signed IMAGE@DIGEST: whether the workflow of this repository signed it, on its main branch.
signed() {
    cosign verify --certificate-identity "$KESSAI_IDENTITY" \
        --certificate-oidc-issuer https://token.actions.githubusercontent.com "$1" >/dev/null
}
