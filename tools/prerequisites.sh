# Sourced by ./run and ./test: what both need, how both build, and how both end. Wants $root.

fail() { echo "$1" >&2; exit 1; }

command -v dotnet >/dev/null ||
  fail "dotnet is missing: install the .NET 10 SDK, https://dotnet.microsoft.com/download/dotnet/10.0"
dotnet --list-sdks | grep -q '^10\.' ||
  fail "The .NET 10 SDK is missing (found: $(dotnet --list-sdks | cut -d' ' -f1 | tr '\n' ' ')): https://dotnet.microsoft.com/download/dotnet/10.0"
command -v node >/dev/null ||
  fail "node is missing: install Node.js 20 or later, https://nodejs.org (it runs Azurite, the storage emulator)"
node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' ||
  fail "Node.js 20 or later is missing (found: $(node --version)): https://nodejs.org"
command -v npm >/dev/null ||
  fail "npm is missing: it comes with Node.js, https://nodejs.org, or in a package of its own"

# Tiered PGO pays in long runs only; a build takes half the time without. The compiler server is this script's own: it warms up
# once for all projects, and ends with the script, as the build's other processes do.
compiler="engagement-pipeline-$$"
build() { # only ever through start: it takes the process over
  cd "$root"
  export DOTNET_TieredPGO=0 MSBUILDDISABLENODEREUSE=1
  exec dotnet msbuild -restore -v:quiet -nologo -tl:off -p:UseSharedCompilation=true "-p:SharedCompilationId=$compiler" "$@" >&2
}

# Azurite, installed once per user and version, into the folder that LocalHost's AzuriteInstall looks in. It takes its name in one
# step, so that an install that was cut short is never seen.
azurite_home() {
  local hash
  hash=$(node -p 'require("crypto").createHash("sha256").update(require("fs").readFileSync(process.argv[1])).digest("hex").slice(0, 12)' \
    "$root/tools/azurite/package-lock.json")
  echo "${XDG_CACHE_HOME:-$HOME/.cache}/engagement-pipeline/azurite-$hash"
}
install_azurite() {
  local home draft
  home=$(azurite_home)
  [ ! -d "$home" ] || return 0
  draft="$home.$$"
  trap 'rm -rf "$draft"' EXIT
  trap 'exit 143' INT TERM
  mkdir -p "$draft"
  cp "$root/tools/azurite/package.json" "$root/tools/azurite/package-lock.json" "$draft"
  (cd "$draft" && npm ci --ignore-scripts --prefer-offline --loglevel=error --no-audit --no-fund) >&2 || return 1
  node -e 'require("fs").renameSync(process.argv[1], process.argv[2])' "$draft" "$home" 2>/dev/null || [ -d "$home" ]
}

# Starts commands in process groups of their own, so that a signal ends them and whatever they started, before the script ends.
under_way=()
start() {
  set -m
  "$@" </dev/null &
  under_way+=("$!")
  set +m
}
# Waits for what was started last; the answer is its own.
finish() {
  local last=$((${#under_way[@]} - 1)) status=0
  wait "${under_way[$last]}" || status=$?
  unset "under_way[$last]"
  return "$status"
}
end_compiler() {
  command -v pgrep >/dev/null || return 0
  local pid
  for pid in $(pgrep -f -- "-pipename:$compiler\$"); do kill "$pid" 2>/dev/null || true; done
}
end_all() {
  trap '' INT TERM HUP
  local group
  for group in "${under_way[@]+"${under_way[@]}"}"; do kill -TERM -- "-$group" 2>/dev/null || true; done
  wait 2>/dev/null || true
  end_compiler
}
trap 'exit 130' INT
trap 'exit 143' TERM HUP
trap end_all EXIT
