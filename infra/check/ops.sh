#!/usr/bin/env bash
# The operations shell against a fake AWS CLI that misbehaves: which calls are made, in which order, and that a task
# that was started is stopped whatever happens.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
need jq 'Debian: jq'
need aws 'Debian: awscli'

shell="$check_root/infra/ops/shell"
export KESSAI_OPS_POLL_SECONDS=0.05
real_aws=$(command -v aws)
PATH="$check_root/infra/check/ops:$PATH"

# scenario [MISBEHAVIOUR...]: a new account in which nothing has happened.
scenario() {
    CALLS="$check_scratch/calls"
    FAKE=$(mktemp -d "$check_scratch/fake.XXXXXX")
    export FAKE CALLS
    touch "$FAKE/calls"
    for misbehaviour; do touch "$FAKE/$misbehaviour"; done
}

# The calls so far by name, in one line.
calls() { cut -d' ' -f1,2 "$FAKE/calls" | sed -e 's/^ecs //' -e 's/-task-definition/-definition/' | uniq | paste -sd' ' -; }

# json CALL: the JSON that a call was given.
json() { grep "^$1" "$FAKE/calls" | grep -o '{.*}'; }

expect() { # WHAT EXPECTED ACTUAL
    [[ $2 == "$3" ]] || { printf '%s\n  expected %s\n  was      %s\n' "$1" "$2" "$3" && cat "$FAKE/err" && return 1; }
}

# ran CODE [OPTION...]: runs the shell to its end, which has to be that exit code, with no task left running.
ran() {
    local expected=$1 code=0
    shift
    timeout 60 "$shell" stg --why "look at a lock" "$@" </dev/null >"$FAKE/out" 2>"$FAKE/err" || code=$?
    expect "exit code" "$expected" "$code" && left_nothing
}

left_nothing() { [[ ! -e $FAKE/running ]] || { echo 'the task still runs' && cat "$FAKE/err" && return 1; }; }

# signalled SIGNAL CODE PLACE [OPTION...]: sends it once the shell is at that place; INT to its calls too, as Ctrl-C
# does, any other to the shell alone.
signalled() {
    local signal=$1 expected=$2 place=$3 code=0 shell_pid began
    shift 3
    # A job in the background is deaf to SIGINT unless told otherwise.
    setsid env --default-signal=HUP,INT,TERM "$shell" stg --why "look at a lock" "$@" </dev/null >"$FAKE/out" 2>"$FAKE/err" &
    shell_pid=$!
    local whom=$shell_pid
    if [[ $signal == INT ]]; then whom=-$shell_pid; fi
    for _ in {1..600}; do
        [[ -e $FAKE/at-$place ]] && break
        sleep 0.05
    done
    began=$SECONDS
    kill -s "$signal" -- "$whom"
    # A second one, impatient.
    sleep 0.1 && kill -s "$signal" -- "$whom" 2>/dev/null
    wait "$shell_pid" || code=$?
    expect "exit code" "$expected" "$code" && left_nothing &&
        { ((SECONDS - began < 15)) || { echo 'it acted only when the call was done' && return 1; }; }
}

start='sts get-caller-identity describe-services describe-definition register-definition run-task'
stop='stop-task deregister-definition'

in_order() {
    ran 0 && expect calls "$start describe-tasks execute-command $stop" "$(calls)" || return
    expect network '{"subnets":["subnet-a","subnet-c"],"securityGroups":["sg-server"],"assignPublicIp":"DISABLED"}' \
        "$(json 'ecs run-task' | jq -c .networkConfiguration.awsvpcConfiguration)" || return
    expect 'who and why' '["arn:aws:sts::000000000000:assumed-role/operator/hanako@example.com","look at a lock"]' \
        "$(json 'ecs run-task' | jq -c '[.tags[].value]')" || return
    expect exec 'true 1' "$(json 'ecs run-task' | jq -r '"\(.enableExecuteCommand) \(.count)"')"
}

derived() {
    ran 0 --minutes 7 || return
    local made
    made=$(json 'ecs register-task-definition')
    expect 'ends by itself' '["sleep","420"]' "$(jq -c '.containerDefinitions[0] | .entryPoint + .command' <<<"$made")" || return
    expect 'one container' '1 kessai/clearing-batch@sha256:1' \
        "$(jq -r '"\(.containerDefinitions | length) \(.containerDefinitions[0].image)"' <<<"$made")" || return
    expect 'no vault key' '["KESSAI_DB_BATCH_PASSWORD"]' "$(jq -c '[.containerDefinitions[0].secrets[].name]' <<<"$made")" || return
    expect 'nothing that a registration refuses' 'false' \
        "$(jq -c '[has("revision", "status", "taskDefinitionArn")] | any' <<<"$made")"
}

forwarded() {
    ran 0 --port-forward 15999 && expect calls "$start describe-tasks ssm get-parameter ssm start-session $stop" "$(calls)" || return
    expect target 'ecs:kessai-stg_0123456789abcdef_0123456789abcdef-77' \
        "$(grep '^ssm start-session' "$FAKE/calls" | grep -o 'ecs:[^ ]*')" || return
    expect address '{"host":["db.cluster-x.example"],"portNumber":["5433"],"localPortNumber":["15999"]}' "$(json 'ssm start-session')" || return
    expect 'no secret' '[]' "$(json 'ecs register-task-definition' | jq -c '.containerDefinitions[0].secrets')"
}

ran_stopping_in() { # CODE CALLS
    ran "$1" && expect 'calls of stop-task' "$2" "$(grep -c '^ecs stop-task' "$FAKE/calls")"
}

ran_saying() { # CODE TEXT
    ran "$1" && { grep -q "$2" "$FAKE/err" || { cat "$FAKE/err" && return 1; }; }
}

answered_after_all() {
    signalled INT 130 run && expect 'looked for by name' '' "$(grep '^ecs list-tasks' "$FAKE/calls")"
}

cannot_stop() {
    local code=0
    "$shell" stg --why "look at a lock" </dev/null >"$FAKE/out" 2>"$FAKE/err" || code=$?
    expect 'exit code' 3 "$code" && grep -q 'COULD NOT STOP arn:.* ends by itself within 60 minutes' "$FAKE/err" &&
        grep -q 'aws ecs stop-task --cluster kessai-stg --task arn:' "$FAKE/err" &&
        expect 'five attempts' 5 "$(grep -c '^ecs stop-task' "$FAKE/calls")"
}

dry() {
    ran 0 --dry-run && expect 'no call' '' "$(calls)" || return
    local printed
    printed=$(sed -e 's/^aws //' "$FAKE/out" | cut -d' ' -f1,2 | sed -e 's/^ecs //' -e 's/-task-definition/-definition/' | paste -sd' ' -)
    expect 'the calls' "$start execute-command $stop" "$printed" && expect 'nothing more' '' "$(cat "$FAKE/err")"
}

usage() {
    local words
    while IFS= read -r words; do
        local code=0
        # shellcheck disable=SC2086 # words
        "$shell" $words >"$FAKE/out" 2>"$FAKE/err" || code=$?
        expect "shell $words" 2 "$code" && expect "shell $words" '' "$(calls)" || return
    done <<'END'

stg
dev --why look
stg --why a,b
stg prd --why look
stg --why look --image server
stg --why look --minutes 481
stg --why look --port-forward 80
stg --why look --command
stg --nonsense
END
    "$shell" --help >"$FAKE/out" && grep -q -- --dry-run "$FAKE/out"
}

with() { # MISBEHAVIOUR... -- COMMAND...
    local misbehaviours=()
    while [[ $1 != -- ]]; do misbehaviours+=("$1") && shift; done
    shift
    scenario "${misbehaviours[@]}"
    "$@"
}

holds 'the calls in order, in the subnets of the service, who and why as tags' with -- in_order
holds 'the task: one container that ends by itself, without keys of the vault' with -- derived
holds 'a port forward to the host and port of the database, without secrets' with -- forwarded
holds 'a start whose answer was lost is found by its name and stopped' \
    with run-loses-its-answer -- ran_stopping_in 3 1
holds 'all of these are calls that the real AWS CLI takes' "$check_root/infra/check/ops/accepted" "$real_aws" "$check_scratch/calls"
holds 'one look that fails is no end' with one-describe-fails -- ran 0
holds 'a task that never starts is stopped' with never-starts -- ran 3 --start-limit 1
holds 'a task whose agent never starts is stopped' with agent-never-starts -- ran 3 --start-limit 1
holds 'a task that ends at once tells why' with ends-at-once -- ran_saying 1 CannotPullContainerError
holds 'a refused start tells why, and stops nothing' with run-refused -- ran_saying 3 "Capacity is unavailable"
holds 'a session that fails' with session-fails -- ran 1
holds 'a port forward that fails' with session-fails -- ran 1 --port-forward
for signal in 'HUP 129' 'INT 130' 'TERM 143'; do
    # shellcheck disable=SC2086 # a name and a number
    holds "$signal during a session" with session-lasts -- signalled $signal session
done
holds 'TERM during a port forward' with session-lasts -- signalled TERM 143 session --port-forward
holds 'TERM while it waits' with never-starts -- signalled TERM 143 wait
holds 'TERM while the start is under way' with run-is-slow -- signalled TERM 143 run
holds 'Ctrl-C while the start is under way lets its answer come' with run-is-slow -- answered_after_all
holds 'a stop that fails once is tried again' with stop-fails-once -- ran_stopping_in 0 2
holds 'a stop that fails once after a signal' with session-lasts stop-fails-once -- signalled INT 130 session
holds 'a stop that never works is said, with the remedy' with stop-never-works -- cannot_stop
holds 'a definition that stays is no failure' with deregister-fails -- ran 0
holds 'a dry run prints the calls and makes none' with -- dry
holds 'wrong usage is 2 and makes no call' with -- usage
