# Sourced by `build` and `engine`: what they agree on.
# shellcheck shell=bash
images="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$images/../.." && pwd)"

fail() { echo "$(basename "$0"): $*" >&2; exit 1; }
say() { echo "$(basename "$0"): $*" >&2; }
need() { command -v "$1" >/dev/null || fail "$1 is not installed: $2"; }

# A version has one home, the root POM.
version() { sed -n "s:.*<$1.version>\(.*\)</$1.version>.*:\1:p" "$root/pom.xml" | head -n 1; }

# localhost/ says that no registry is asked; Podman puts it there anyhow.
image() { echo "localhost/tallystream/$1"; }
postgres_version="$(version embedded-postgres-binaries)"
kafka_image="$(image kafka):$(version kafka)"
postgres_image="$(image postgres):${postgres_version%%.*}"
export kafka_image postgres_image
