#!/usr/bin/env bash
# The steps of a release as deploy.yml has them, against programs that answer as AWS, ECS and the registry do, and go
# wrong: what is done, in which order, and what is not done any more once something does not hold.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need jq 'Debian: jq'
need aws 'Debian: awscli'
need git 'Debian: git'
need xxd 'Debian: xxd'
need python3 'Debian: python3'
need "${JAVA_HOME:+$JAVA_HOME/bin/}jar" 'a JDK'
need_npm_tools

real_aws=$(command -v aws)
ops="$check_root/infra/ops"
bin="$check_scratch/bin"
mkdir "$bin"
for program in aws cosign docker ecspresso skopeo terraform gh curl sudo; do ln -s "$check_root/infra/check/release/fake" "$bin/$program"; done
PATH="$bin:$PATH"
export KESSAI_OPS_POLL_SECONDS=0.02 KESSAI_WATCH_SECONDS=1 KESSAI_IDENTITY=https://github.com/kessai/kessai AWS_ACCOUNT_ID=000000000000
COMMIT=$(printf 'a%.0s' {1..40})
export COMMIT ENVIRONMENT=stg GITHUB_REPOSITORY=kessai/kessai

mapfile -t steps < <(node -e '
    const { parse } = require("yaml");
    const workflow = parse(require("fs").readFileSync(process.argv[1], "utf8"));
    workflow.jobs.deploy.steps.filter((s) => s.run && !s.run.includes("install-")).forEach((s) => console.log(s.run));' "$check_root/.github/workflows/deploy.yml")

scenario() {
    CALLS="$check_scratch/calls"
    FAKE=$(mktemp -d "$check_scratch/fake.XXXXXX")
    export FAKE CALLS
    mkdir "$FAKE/release" && echo zip >"$FAKE/release/receiver.zip" && touch "$FAKE/calls" "$FAKE/err"
    (cd "$FAKE/release" && sha256sum receiver.zip >receiver.zip.sha256)
    for misbehaviour; do touch "$FAKE/$misbehaviour"; done
}

expect() { # WHAT EXPECTED ACTUAL
    [[ $2 == "$3" ]] || { printf '%s\n  expected %s\n  was      %s\n' "$1" "$2" "$3" && cat "$FAKE/err" && return 1; }
}

# deployed CODE: runs the workflow's steps one after the other, as a job does, until one fails; it has to be by that code.
deployed() {
    local step code=0
    for step in "${steps[@]}"; do
        (cd "$FAKE" && bash -e -c "${step/infra\/ops/$ops}") >"$FAKE/out" 2>>"$FAKE/err" </dev/null || { code=$? && break; }
    done
    expect 'exit code' "$1" "$code"
}

# What was done to the account, in one line; looks are left out, and of what ecspresso was given its task and word.
done_there() {
    grep -vE ' (describe|batch-get|get)-|verify-blob|verify --cert|docker (login|load|tag)' "$FAKE/calls" |
        sed -E -e 's|ecspresso --config .*/ecs/([a-z-]+)/ecspresso.jsonnet ([a-z]+).*|ecspresso \1 \2|' -e 's|aws s3 cp .*/([a-z0-9.]+)$|upload \1|' \
            -e 's|docker push .*/([a-z-]+):a+$|push \1|' -e 's|cosign sign .*/([a-z-]+)@.*|sign \1|' -e 's|^aws ssm put-parameter --name /kessai/stg/release/([a-z-]+) .*|runs \1|' \
            -e 's|^aws ([a-z]+ [a-z-]+) .*|\1|' | paste -sd, -
}

publish='push migrations,sign migrations'
batch='ecspresso migrations verify,ecspresso migrations register,runs migrations'
batch+=',ecspresso clearing-batch verify,ecspresso clearing-batch register,runs clearing-batch'
server='ecspresso authorization-server verify,ecspresso authorization-server deploy'
upload='kms sign,upload receiver.zip.sha256,upload receiver.zip.sig,upload receiver.zip'

ended() { # CODE DONE [SAYING]
    deployed "$1" && expect 'what was done' "$2" "$(done_there)" &&
        { [[ -z ${3:-} ]] || grep -q -- "$3" "$FAKE/err" || { echo "it does not say: $3" && cat "$FAKE/err" && return 1; }; }
}

signed_for_us() {
    grep -q -- "--certificate-identity $KESSAI_IDENTITY --certificate-oidc-issuer https://token.actions.githubusercontent.com" "$FAKE/calls" &&
        expect 'verified' "3 3" "$(grep -c '^cosign verify-blob' "$FAKE/calls") $(grep -c '^cosign verify ' "$FAKE/calls")"
}

whole() {
    ended 0 "$publish,codebuild start-build,$batch,$server,runs authorization-server,$upload,ssm send-command,runs receiver" && signed_for_us || return
    grep -q "start-build --project-name kessai-stg-migrations .*name=COMMIT,value=$COMMIT" "$FAKE/calls" || { echo 'another commit' && return 1; }
    grep -q "send-command --document-name kessai-stg-receiver-release --instance-ids i-0123456789 --parameters Version=$COMMIT" "$FAKE/calls" ||
        { echo 'another command' && return 1; }
}

# Deployed without the service's alarms, then given them.
whole_first() {
    ended 0 "$publish,codebuild start-build,$batch,$server,ecspresso authorization-server deploy,runs authorization-server,$upload,ssm send-command,runs receiver" &&
        expect 'alarms of the service left out' 'first: true,first: true,first: false' "$(paste -sd, "$FAKE/first")" &&
        grep -q '^ecspresso .* deploy --skip-task-definition$' "$FAKE/calls"
}

# In a tree of its own, with a packaged program.
packed() {
    local tree=$FAKE/tree
    mkdir -p "$tree/infra/ops" "$tree/clearing-batch/target/quarkus-app/lib"
    cp "$ops/package-release" "$tree/infra/ops/" && cd "$tree/clearing-batch/target/quarkus-app" &&
        touch quarkus-run.jar jvm.options app.aot lib/a.jar && cd "$FAKE" && "$tree/infra/ops/package-release" out 2>"$FAKE/err" || return
    expect 'the program without its cache' 'jvm.options lib/a.jar quarkus-run.jar' \
        "$(python3 -c 'import zipfile; print(*sorted(n for n in zipfile.ZipFile("out/receiver.zip").namelist() if n[-1] != "/"))')" &&
        (cd out && sha256sum --check --status receiver.zip.sha256) && [[ -f $tree/clearing-batch/target/quarkus-app/app.aot ]] &&
        grep -q "^docker save --output .*/images.tar kessai/migrations:$COMMIT " "$FAKE/calls"
}

side_car() { # CODE DONE [SAYING]
    local code=0
    "$ops/publish-side-car" stg log-router "${of:-sha256:$(printf 'b%.0s' {1..64})}" 2>"$FAKE/err" || code=$?
    expect 'exit code' "$1" "$code" && expect 'what was done' "$2" "$(grep -E '^(skopeo copy|aws ssm put)' "$FAKE/calls" |
        sed -E -e 's/b{64}/D/g' -e 's/^aws ssm put-parameter //' | paste -sd, -)" && { [[ -z ${3:-} ]] || grep -q -- "$3" "$FAKE/err" || { cat "$FAKE/err" && return 1; }; }
}

another_ecspresso() {
    local code=0
    "$ops/install-ecspresso" 2>"$FAKE/err" || code=$?
    expect 'exit code' 1 "$code" && expect 'installed' '' "$(grep '^sudo' "$FAKE/calls")"
}

# In a tree of its own, as it may have a lock file.
planned() { # CODE SUMMARY
    local code=0 folder=$FAKE/tree/infra/aws/stg
    mkdir -p "$folder" "$FAKE/tree/infra/ops" && cp "$ops/plan" "$ops/lib.sh" "$FAKE/tree/infra/ops/"
    if [[ -e $FAKE/providers-locked ]]; then touch "$folder/.terraform.lock.hcl"; fi
    "$FAKE/tree/infra/ops/plan" stg "$FAKE/plan.md" >"$FAKE/out" 2>"$FAKE/err" || code=$?
    expect 'exit code' "$1" "$code" && expect 'summary' "**Terraform, stg: $2**" "$(sed -n 2p "$FAKE/plan.md")" &&
        expect 'fits a comment' 1 "$(($(wc -c <"$FAKE/plan.md") < 65536))"
}

# An init that may change the lock file, where there is one, would take providers that nobody committed.
lock_held() { # INITS
    planned 0 'Plan: 1 to add, 0 to change, 0 to destroy.' && expect 'inits that keep to the lock file' "$1" "$(grep -c '^terraform init .*-lockfile=readonly' "$FAKE/calls" || true)"
}

commented() { # COMMENTS CALL
    printf '<!-- plan stg -->\ntext\n' >"$FAKE/plan.md" && printf '%s' "$1" >"$FAKE/comments"
    "$ops/comment" 7 "$FAKE/plan.md" 2>"$FAKE/err" && expect 'call' "gh api --method $2 --field body=@$FAKE/plan.md" "$(tail -n 1 "$FAKE/calls")"
}

# A repository with a main and a develop that is two changes ahead, one with a migration.
repository() {
    export GIT_AUTHOR_NAME=h GIT_AUTHOR_EMAIL=h@example.com GIT_COMMITTER_NAME=h GIT_COMMITTER_EMAIL=h@example.com
    git init -q -b main "$FAKE/origin" && cd "$FAKE/origin" && git commit -q --allow-empty -m first && git checkout -q -b develop
    mkdir -p migrations/src/main/resources/db/migration && touch migrations/src/main/resources/db/migration/V99__more.sql
    git add . && git commit -q -m 'Add a table' && git commit -q --allow-empty -m 'Use it'
    git clone -q "$FAKE/origin" "$FAKE/clone" && cd "$FAKE/clone"
}

requested() { # NUMBER CALL
    (
        repository && echo "$1" >"$FAKE/number" && "$ops/release-pr" || exit
        grep -q "^gh pr $2 .*--title Release " "$FAKE/calls" && grep -q '^- Add a table (h, ' "$FAKE/calls" &&
            grep -q '^- Use it (h, ' "$FAKE/calls" && grep -q '^- V99__more.sql' "$FAKE/calls"
    ) 2>"$FAKE/err" || { cat "$FAKE/calls" "$FAKE/err" && return 1; }
}

with() { # MISBEHAVIOUR... -- COMMAND...
    local misbehaviours=()
    while [[ $1 != -- ]]; do misbehaviours+=("$1") && shift; done
    shift
    scenario "${misbehaviours[@]}"
    "$@"
}

# Documents and files name no script that is not there.
named() {
    local name
    while IFS= read -r name; do
        [[ -e $check_root/$name || -e $check_root/$name.sh ]] || { echo "there is no $name: $(grep -rlE "$name([^a-z-]|\$)" "$check_root/docs" "$check_root/infra" --include='*.*' --exclude-dir=check)" && return 1; }
    done < <(grep -rhoE 'infra/ops/[a-z]+(-[a-z]+)*' "$check_root"/{docs,infra,.github,README.md} --include='*.'{md,tf,hcl,jsonnet,libsonnet,ps1,psm1,yml,json,cjs,mjs} | LC_ALL=C sort -u)
}

# The fake's registry has all images once one was pushed: the other two are found there.
holds 'every script of infra/ops that is named is there' named
holds 'what is handed on: images, and the program for the host' with -- packed
holds 'an ecspresso that is not the one that was pinned is not installed' with -- another_ecspresso
holds 'a release: signed and verified, then migrations, batch, server, receiver' with -- whole
holds 'these are calls that the real AWS CLI takes' "$check_root/infra/check/ops/accepted" "$real_aws" "$check_scratch/calls"
holds 'what the build did not sign does not come in' with blob-not-ours -- ended 1 '' 'is not what .* signed'
holds 'an image of others under the tag is not deployed, nor signed' with image-there image-not-ours -- ended 1 '' 'was not signed by'
holds 'a registry that is away ends it' with registry-away -- ended 3 '' 'could not ask the registry'
holds 'migrations that fail end it' with migration-fails -- ended 1 "$publish,codebuild start-build" 'ended as FAILED'
holds 'a build that takes its time, and a look that fails' with still-building one-look-fails -- whole
holds 'what a task names and is not there ends it' with something-lacks -- ended 1 "$publish,codebuild start-build,ecspresso migrations verify"
holds 'no deployment while an alarm is on' with alarm -- ended 1 "$publish,codebuild start-build,$batch" 'while an alarm is on'
holds 'the first deployment, while the links have no server' with nothing-runs -- whole_first
holds 'the same where all tasks have stopped, and the alarms take their time' with all-stopped links-come-late -- whole_first
holds 'it waits for any other alarm' with nothing-runs alarm -- ended 1 "$publish,codebuild start-build,$batch" 'while an alarm is on: kessai-stg-answers-late'
holds 'links down are an alarm like any other once tasks run' with links-stay-down -- ended 1 "$publish,codebuild start-build,$batch" 'while an alarm is on'
holds 'whether tasks run is not guessed' with services-away -- ended 3 "$publish,codebuild start-build,$batch" 'how many tasks'
holds 'a first server that does not come to take messages gets no alarms of its own' \
    with nothing-runs links-stay-down -- ended 1 "$publish,codebuild start-build,$batch,$server" 'do not go off: kessai-stg-link-visa-down'
holds 'a first one that does not come up is not taken back to nothing' \
    with nothing-runs unstable -- ended 1 "$publish,codebuild start-build,$batch,$server" 'nothing ran before'
holds 'an alarm afterwards takes the server back' \
    with alarm-afterwards -- ended 1 "$publish,codebuild start-build,$batch,$server,ecspresso authorization-server rollback" 'answers-late: rolled back'
holds 'a server that does not become stable is taken back' \
    with unstable -- ended 1 "$publish,codebuild start-build,$batch,$server,ecspresso authorization-server rollback"
holds 'one that ECS took back is not said to serve' with taken-back -- ended 1 "$publish,codebuild start-build,$batch,$server" 'took the deployment back'
holds 'a host that takes its time' with not-known-yet still-installing -- whole
holds 'a host that does not install is not said to have it' \
    with install-fails -- ended 1 "$publish,codebuild start-build,$batch,$server,runs authorization-server,$upload,ssm send-command" 'it does not start'
copy='skopeo copy --preserve-digests docker://public.ecr.aws/aws-observability/aws-for-fluent-bit@sha256:D'
copy+=' docker://000000000000.dkr.ecr.ap-northeast-1.amazonaws.com/kessai/log-router:sha256-D'
holds 'a side-car: copied by digest, then named' with -- side_car 0 "$copy,--name /kessai/stg/release/log-router --type String --overwrite --value sha256:D"
holds 'these too the real AWS CLI takes' "$check_root/infra/check/ops/accepted" "$real_aws" "$check_scratch/calls"
of=latest holds 'a tag is no digest' with -- side_car 2 '' usage
holds 'a list of images is not copied' with a-list -- side_car 1 '' 'is a list of images'
holds 'nor one for another processor' with for-arm -- side_car 1 '' 'is for linux/arm64'
holds 'what was not copied is not named' with copy-fails -- side_car 3 "$copy" 'could not copy'
holds 'nor what the registry does not have' with lost-on-the-way -- side_car 1 "$copy" 'instead of'
holds 'a plan with changes, cut to fit a comment' with -- lock_held 0
holds 'a plan by the lock file, once there is one' with providers-locked -- lock_held 1
holds 'a plan without' with no-change -- planned 0 'no change'
holds 'a plan that fails says so on the pull request too' with plan-fails -- planned 1 'the plan FAILED'
holds 'a first comment' with -- commented '[{"id":1,"user":{"type":"Bot"},"body":"<!-- plan prd -->"}]' 'POST repos/kessai/kessai/issues/7/comments'
holds 'a later one takes its place' \
    with -- commented '[{"id":5,"user":{"type":"Bot"},"body":"<!-- plan stg -->\nold"}]' 'PATCH repos/kessai/kessai/issues/comments/5'
holds 'a release is asked for, with its changes and migrations' with -- requested '' create
holds 'and asked for again in the same place' with -- requested 12 edit
