# Sourced by ./run and ./test: what both need, and how both end.

fail() { echo "$1" >&2; exit 1; }

command -v dotnet >/dev/null || fail "dotnet is missing: install the .NET 10 SDK (https://dotnet.microsoft.com/download)."
dotnet --list-sdks | grep -q '^10\.' || fail "The .NET 10 SDK is missing; found: $(dotnet --list-sdks | cut -d' ' -f1 | tr '\n' ' ')"
command -v node >/dev/null || fail "node is missing: install Node.js 20 or later (https://nodejs.org)."
command -v npm >/dev/null || fail "npm is missing: it comes with Node.js (https://nodejs.org)."

# A command under way, if any: a signal ends it, and whatever it started, before this script ends.
under_way=
end() {
    trap - INT TERM EXIT
    [ -z "$under_way" ] || { kill -TERM -- "-$under_way" 2>/dev/null && wait "$under_way" 2>/dev/null; } || true
    exit "$1"
}
trap 'end 130' INT
trap 'end 143' TERM

# Runs a command in a process group of its own and waits for it; the answer is the command's.
watched() {
    local status=0
    set -m
    "$@" &
    under_way=$!
    set +m
    wait "$under_way" || status=$?
    under_way=
    return "$status"
}

# Azurite, installed once per person and version, exactly as LocalHost's AzuriteInstall would: here it can go on beside a build.
install_azurite() {
    local files="$root/tools/azurite" cache="${XDG_CACHE_HOME:-$HOME/.cache}/engagement-pipeline" home draft
    home="$cache/azurite-$(sha256sum "$files/package-lock.json" | cut -c1-12)"
    [ ! -d "$home" ] || return 0
    mkdir -p "$cache"
    draft=$(mktemp -d "$home.XXXXXX")
    cp "$files/package.json" "$files/package-lock.json" "$draft"
    (cd "$draft" && npm ci --ignore-scripts --prefer-offline --loglevel=error --no-audit --no-fund >/dev/null) &&
        chmod 755 "$draft" && mv -T "$draft" "$home" 2>/dev/null || { rm -rf "$draft"; [ -d "$home" ]; }
}
