#!/usr/bin/env bash
# The images of infra/images: built, and run as in production (read-only, non-root, no capability, TLS) on a database.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

programs=(migrations clearing-batch authorization-server)
engine_home="$check_home/engine"
started=()

leave() {
    if [[ -n "${server:-}" ]]; then docker rm --force "$server" >/dev/null 2>&1 || true; fi
    if [[ -n "${files:-}" ]]; then docker volume rm --force "$files" >/dev/null 2>&1 || true; fi
    # Of an engine of our own, what this run's images replaced.
    if [[ -n "${engine_socket:-}" ]]; then docker image prune --force >/dev/null 2>&1 || true; fi
    local process
    # The engine last: what it runs was asked to end before.
    for process in "${started[@]}"; do
        kill "$process" 2>/dev/null || true
        wait "$process" 2>/dev/null || true
    done
    umount "$check_scratch/exec/netns/default" 2>/dev/null || true
    rm -f "${engine_socket:-}"
    rm -rf "$check_scratch"
}
trap leave EXIT

missing() {
    printf 'missing: %s\n' "$1"
    exit 77
}

# An engine of our own, where none answers and one may be started: nothing of the network is changed for it.
need_engine() {
    need docker 'Debian: docker.io'
    docker info >/dev/null 2>&1 && return
    [[ $(id -u) == 0 && -r /etc/debian_version ]] || missing 'a Docker engine (none answers, and we start one as root on Debian only)'
    need dockerd 'Debian: docker.io'
    mkdir -p "$engine_home"
    # A socket's path is short, whatever that of this checkout is.
    engine_socket=$(mktemp -u /tmp/kessai-engine.XXXXXX)
    dockerd --data-root "$engine_home/data" --exec-root "$check_scratch/exec" --pidfile "$check_scratch/dockerd.pid" \
        --host "unix://$engine_socket" --iptables=false --ip6tables=false --ip-masq=false --ip-forward=false \
        --ip 127.0.0.1 --bip 172.31.255.1/24 >"$check_scratch/dockerd.log" 2>&1 &
    started=($!)
    export DOCKER_HOST="unix://$engine_socket"
    for _ in {1..60}; do
        docker info >/dev/null 2>&1 && return
        sleep 0.5
    done
    tail -n 5 "$check_scratch/dockerd.log"
    missing 'a Docker engine (dockerd did not start here)'
}

# An operating system for the images, from the packages of this machine's Debian: no image can be pulled offline.
# Of what infra/images/Dockerfile asks of a base it has all but CA certificates, which only other bases' curl needs.
make_base() {
    need mmdebstrap 'Debian: mmdebstrap'
    local suite packages=base-files,libc6,zlib1g,libgcc-s1,libstdc++6,netbase,dash,curl key
    suite=$(source /etc/os-release && echo "$VERSION_CODENAME")
    key=$(printf '%s %s' "$suite" "$packages" | sha256sum | cut -c1-16)
    base=$(docker image inspect --format '{{.Id}}' "kessai/check-base:$key" 2>/dev/null) && return
    mkdir "$check_scratch/base"
    # From where apt gets them, which is this machine's business.
    # shellcheck disable=SC2016 # placeholders of apt
    apt-get indextargets --format '$(ORIGIN)|deb $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
        sort -u | sed -n 's/^Debian|//p' >"$check_scratch/sources.list"
    apt-config dump | grep -E '^Acquire::https?::' >"$check_scratch/apt.conf" || true
    mmdebstrap --quiet --variant=extract --include="$packages" --aptopt="$check_scratch/apt.conf" \
        --keyring=/usr/share/keyrings/debian-archive-keyring.gpg "$suite" "$check_scratch/base/rootfs.tar" \
        "$check_scratch/sources.list" >"$check_scratch/base.log" 2>&1 || {
        cat "$check_scratch/base.log"
        missing "packages of Debian $suite (mmdebstrap failed: can apt reach its mirror?)"
    }
    printf 'FROM scratch\nADD rootfs.tar /\n' >"$check_scratch/base/Dockerfile"
    docker build --quiet --network=none --tag "kessai/check-base:$key" "$check_scratch/base" >"$check_scratch/base.log" 2>&1 || {
        cat "$check_scratch/base.log"
        return 1
    }
    base=$(docker image inspect --format '{{.Id}}' "kessai/check-base:$key")
}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

image() { echo "kessai/$1:check"; }

# run IMAGE ARGUMENT...: as a task definition runs it, with the variables of $check_scratch/env.
locked=(--read-only --tmpfs /tmp --cap-drop=ALL --security-opt=no-new-privileges --network=host)
run() {
    local program=$1
    shift
    docker run --rm "${locked[@]}" --env-file "$check_scratch/env" "$(image "$program")" "$@"
}

# What must be so of every image, looked at from inside.
examine() {
    local program=$1 user
    user=$(docker image inspect --format '{{.Config.User}}' "$(image "$program")")
    [[ "$user" =~ ^[1-9][0-9]*:[1-9][0-9]*$ ]] || { echo "the user is not a number other than 0: '$user'" && return 1; }
    [[ "$(docker image inspect --format '{{index .Config.Labels "org.opencontainers.image.revision"}}' \
        "$(image "$program")")" == "$(git -C "$check_root" rev-parse HEAD)"* ]] || { echo 'no label with the commit' && return 1; }
    if docker image inspect --format '{{range .Config.Env}}{{println .}}{{end}}' "$(image "$program")" |
        grep -iE 'password|secret|token|key|credential'; then
        echo 'a secret in the environment' && return 1
    fi
    # In the shell's own words: a base need not have more.
    docker run --rm "${locked[@]}" --entrypoint sh "$(image "$program")" -c '
        while read -r name id rest; do
            if [ "$name$id" = Uid:0 ]; then echo "runs as root"; exit 1; fi
        done </proc/self/status
        : >/tmp/written' || return 1
    # Not even root could.
    docker run --rm --user 0:0 "${locked[@]}" --entrypoint sh "$(image "$program")" -c '
        for place in / /app /opt/java /usr/bin; do
            if (: >"$place/written") 2>/dev/null; then echo "$place can be written"; exit 1; fi
        done' || return 1
    # And where the file system is not read-only, the user still cannot change what runs.
    docker run --rm --cap-drop=ALL --network=none --entrypoint sh "$(image "$program")" -c '
        for place in / /app /app/* /opt/java/bin /usr/local/bin; do
            if [ -w "$place" ]; then echo "$place belongs to the user"; exit 1; fi
        done'
}

# Aurora's authorities of both regions, as the program's own Java reads them.
authorities_are_read() {
    docker run --rm "${locked[@]}" --entrypoint keytool "$(image "$1")" -printcert -file /opt/kessai/rds-authorities.pem || return 1
    local region
    for region in ap-northeast-1 ap-northeast-3; do
        [[ $(grep -c "^Owner: .*CN=Amazon RDS $region Root CA" "$check_scratch/out") == 3 ]] || return 1
    done
}

# Every jar in the image is in its SBOM, by name and version.
sbom_lists_jars() {
    local container
    container=$(docker create "$(image "$1")")
    docker cp "$container:/app/sbom.cdx.json" "$check_scratch/sbom.json"
    # Not what Quarkus makes of the program itself: its starter, and the classes in quarkus/.
    docker cp "$container:/app" - | tar -t | sed -n '/quarkus-run.jar$/d; \:^app/quarkus/:d; s:.*/\([^/]*\.jar\)$:\1:p' >"$check_scratch/jars"
    docker rm "$container" >/dev/null
    python3 - "$check_scratch/sbom.json" "$check_scratch/jars" <<'PY'
import json, sys
sbom = json.load(open(sys.argv[1]))
assert sbom["bomFormat"] == "CycloneDX", "not CycloneDX"
listed = set()
for c in sbom["components"] + [sbom["metadata"]["component"]]:
    classifier = [q[len("classifier="):] for q in c["purl"].partition("?")[2].split("&") if q.startswith("classifier=")]
    name = "-".join([c["name"], c["version"], *classifier]) + ".jar"
    # Quarkus puts the group before the name.
    listed |= {name, c.get("group", "") + "." + name}
jars = open(sys.argv[2]).read().split()
assert len(jars) > 5, f"only {len(jars)} jars in the image"
missing = [jar for jar in jars if jar not in listed]
assert not missing, f"not in the SBOM: {missing}"
print(f"{len(jars)} jars")
PY
}

# The JVM ends where it cannot use the cache, and would else say nothing of it.
cache_is_used() {
    docker run --rm "${locked[@]}" --entrypoint java "$(image "$1")" @/app/jvm.options -XX:AOTMode=on \
        -XX:AOTCache=/app/app.aot -Xlog:aot -cp /app/quarkus-run.jar -version || return 1
    grep -q 'Using AOT-linked classes: true' "$check_scratch/out"
}

# A certificate for this server and its callers, and keys as an operator would make them.
make_secrets() {
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1 \
        -keyout "$check_scratch/key.pem" -out "$check_scratch/certificate.pem" 2>/dev/null
    export KESSAI_VAULT_TOKEN_KEY KESSAI_VAULT_SEALING_KEYS KESSAI_VAULT_CURRENT_VERSION=1
    KESSAI_VAULT_TOKEN_KEY=$(openssl rand -hex 32)
    KESSAI_VAULT_SEALING_KEYS=1=$(openssl rand -hex 32)
}

start_database() {
    database_port=$(free_port)
    "$check_root/kessai" up --database-only --data "$check_scratch/data" --database-port "$database_port" \
        >"$check_scratch/database.log" 2>&1 &
    started=($! "${started[@]}")
    for _ in {1..120}; do
        grep -q '^ready' "$check_scratch/database.log" && return
        sleep 0.5
    done
    cat "$check_scratch/database.log"
    return 1
}

# The variables of the programs, and of the commands that seed and play; the database is the one that the server
# of "up" has and nobody migrated.
write_environment() {
    local password role
    password=$(cat "$check_scratch/data/database/password")
    export KESSAI_DB_URL="jdbc:postgresql://127.0.0.1:$database_port/postgres"
    export KESSAI_DB_MIGRATIONS_USER=postgres KESSAI_DB_MIGRATIONS_PASSWORD=$password
    for role in SERVER BATCH READER; do
        export "KESSAI_DB_${role}_USER=kessai_${role,,}_login" "KESSAI_DB_${role}_PASSWORD=$password"
    done
    link_port=$(free_port)
    export KESSAI_GRPC_PORT KESSAI_HTTP_TLS_PORT
    KESSAI_GRPC_PORT=$(free_port)
    KESSAI_HTTP_TLS_PORT=$(free_port)
    local tls=/run/kessai
    {
        env | grep '^KESSAI_\(DB\|VAULT\|GRPC\|HTTP\)_'
        echo KESSAI_HTTP_PLAIN_TEXT=disabled
        echo KESSAI_HTTP_TLS_CERTIFICATE=$tls/certificate.pem
        echo KESSAI_HTTP_TLS_KEY=$tls/key.pem
        echo KESSAI_GRPC_TLS_CERTIFICATE=$tls/certificate.pem
        echo KESSAI_GRPC_TLS_KEY=$tls/key.pem
        echo KESSAI_GRPC_TLS_CLIENT_AUTHORITIES=$tls/client-authorities.pem
        echo KESSAI_LINKS_ENABLED=false
        echo "KESSAI_LINKS_SIMULATED_PORT=$link_port"
        # The simulated network blocks cards.
        echo KESSAI_LINKS_SIMULATED_ALLOW_BLOCK=true
    } >"$check_scratch/env"
}

migrates() {
    run migrations || return 1
    grep -Eq '^migrated: [1-9][0-9]* applied' "$check_scratch/out"
}

# As a task does: first a container that writes the files.
write_files() {
    files=$(docker volume create)
    docker run --rm "${locked[@]}" --volume "$files:/run/kessai" --env "CERTIFICATE=$(cat "$check_scratch/certificate.pem")" \
        --env "KEY=$(cat "$check_scratch/key.pem")" --entrypoint write-files "$(image authorization-server)" \
        CERTIFICATE=/run/kessai/certificate.pem KEY=/run/kessai/key.pem CERTIFICATE=/run/kessai/client-authorities.pem
}

# start_server FILE VARIABLE=VALUE...: with the variables of a file, and these; it may only read its files.
start_server() {
    local variables=$1 from
    shift
    from=$(date +%s%3N)
    server=$(docker run --detach "${locked[@]}" --memory 3g --volume "$files:/run/kessai:ro" --env-file "$variables" \
        "${@/#/--env=}" "$(image authorization-server)")
    for _ in {1..300}; do
        if docker exec "$server" health ready 2>/dev/null; then
            ready_millis=$(($(date +%s%3N) - from))
            return
        fi
        [[ "$(docker inspect --format '{{.State.Running}}' "$server")" == true ]] || break
        sleep 0.1
    done
    docker logs "$server" 2>&1 | tail -n 20
    return 1
}

turns_healthy() {
    for _ in {1..40}; do
        [[ "$(docker inspect --format '{{.State.Health.Status}}' "$server")" == healthy ]] && return
        sleep 0.5
    done
    docker inspect --format '{{json .State.Health}}' "$server"
    return 1
}

# SIGTERM, as ECS sends it: orderly, and well within the 120 s of the task definition.
ends_in_order() {
    docker stop --time 30 "$server" >/dev/null
    local code
    code=$(docker inspect --format '{{.State.ExitCode}}' "$server")
    [[ "$code" == 143 || "$code" == 0 ]] || { docker logs "$server" 2>&1 | tail -n 5; echo "exit code $code"; return 1; }
    # Nor did the JVM complain, of its cache above all.
    if docker logs "$server" 2>&1 | grep -E '"level":"ERROR"|\[(warning|error) *\]'; then return 1; fi
    docker rm "$server" >/dev/null
}

# The variables of the task definition in production, but for what is of its account: the database, the addresses.
production_variables() {
    mkdir "$check_scratch/prd"
    "$check_root/infra/check/ecs/render" prd "$check_scratch/prd" || return 1
    python3 - "$check_scratch/prd/authorization-server.task.json" "$check_scratch/env" >"$check_scratch/production" <<'PY'
import json, sys
task = json.load(open(sys.argv[1]))
here = dict(line.rstrip("\n").split("=", 1) for line in open(sys.argv[2]))
here["KESSAI_LINKS_VISA_PORT"] = here["KESSAI_LINKS_SIMULATED_PORT"]
server = next(c for c in task["containerDefinitions"] if c["name"] == "authorization-server")
for variable in server["environment"]:
    name, value = variable["name"], variable["value"]
    if value == "0.0.0.0":
        value = "127.0.0.1"
    # A network that is not there: the server dials it in vain.
    if name.endswith("_DIAL_HOSTS"):
        value = "127.0.0.1:1"
    print(f"{name}={here.get(name, value)}")
for secret in server["secrets"]:
    print(f"{secret['name']}={here[secret['name']]}")
PY
}

# The simulated issuer's keys, which the local profile alone takes.
test_keys() {
    sed -n 's/.* String \([A-Z_]*\) = "\([0-9A-F]\{32\}\)";/KESSAI_CRYPTOGRAPHY_KEYS_\1=\2/p' \
        "$check_root/infra/local/src/main/java/io/kessai/local/proofs/TestKeys.java"
}

need jsonnet 'Debian: jsonnet'
need python3 'Debian: python3'
need openssl 'Debian: openssl'
need mvn 'Debian: maven'
need_engine
make_base
export DOCKER_BUILDKIT=0
holds 'three images are built from this checkout' "$check_root/infra/images/build" --base "$base" --tag check
for program in "${programs[@]}"; do
    holds "$program: non-root, nothing of it can be written, commit named, no secret inside" examine "$program"
    holds "$program: its SBOM lists every jar" sbom_lists_jars "$program"
    holds "$program: knows who signs for the database" authorities_are_read "$program"
done
holds 'authorization-server: its AOT cache is used' cache_is_used authorization-server
holds 'clearing-batch: its AOT cache is used' cache_is_used clearing-batch
make_secrets
holds 'a database, empty' start_database
write_environment
holds 'migrations: migrates it' migrates
holds 'accounts and cards in it' "$check_root/kessai" seed --accounts 200
holds 'authorization-server: files written for it' write_files
holds 'authorization-server: the variables of its task definition' production_variables
holds 'authorization-server: ready, as in production' start_server "$check_scratch/production"
production_millis=$ready_millis
holds 'authorization-server: its health check turns healthy' turns_healthy
holds 'authorization-server: ends in order, and logged no error' ends_in_order
# shellcheck disable=SC2046 # words, each a variable
holds 'authorization-server: ready, as its network is simulated' start_server "$check_scratch/env" KESSAI_PROFILE=local KESSAI_CRYPTOGRAPHY_PROVIDER=software $(test_keys)
holds 'authorization-server: answers a day of 500 messages as its network expects' \
    "$check_root/kessai" simulate --accounts 200 --messages 500 --rate 200 --link "$link_port" --answers "$check_scratch/answers"
from=$(date +%s%3N)
holds 'clearing-batch: status is done' run clearing-batch status
status_millis=$(($(date +%s%3N) - from))
holds 'authorization-server: ends in order, and logged no error' ends_in_order
for program in "${programs[@]}"; do
    printf '%s: %d MiB\n' "$program" $(($(docker image inspect --format '{{.Size}}' "$(image "$program")") >> 20))
done
printf 'authorization-server ready %d and %d ms after its container was asked for; clearing-batch status done in %d ms\n' \
    "$production_millis" "$ready_millis" "$status_millis"
