# shellcheck shell=bash
# Finds the JDK to build with; sourced by what has a function "fail CODE TEXT".
java_least=25

# The major version of the JDK in a folder; 0 when there is none that can compile.
jdk_major() {
    local version
    version=$("$1/bin/javac" -version 2>/dev/null) || version=0
    version=${version#javac }
    version=${version%%[.-]*}
    [[ "$version" =~ ^[0-9]+$ ]] && echo "$version" || echo 0
}

jdk_candidates() {
    local path_java folder
    [[ -n "${JAVA_HOME:-}" ]] && printf '%s\n' "$JAVA_HOME"
    if path_java=$(command -v javac 2>/dev/null); then
        while [[ -L "$path_java" ]]; do
            folder=$(cd "$(dirname "$path_java")" && pwd -P)
            path_java=$(readlink "$path_java")
            [[ "$path_java" == /* ]] || path_java="$folder/$path_java"
        done
        (cd "$(dirname "$path_java")/.." && pwd -P)
    fi
    for folder in /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "$HOME"/.sdkman/candidates/java/* /opt/homebrew/opt/openjdk*; do
        [[ -d "$folder" ]] && printf '%s\n' "$folder"
    done
    return 0
}

find_jdk() {
    local candidate
    while IFS= read -r candidate; do
        if (($(jdk_major "$candidate") >= java_least)); then
            printf '%s\n' "$candidate"
            return
        fi
    done < <(jdk_candidates)
    fail 1 "no JDK $java_least or newer found: install one (https://adoptium.net) or set JAVA_HOME"
}
