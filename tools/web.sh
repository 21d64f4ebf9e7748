# Sourced by ./dev: Node, the packages of the page, its build, its checks and its tests.

kNodeOldest=20.19

node_is_new() {  # NODE
  "$1" -e 'const [a, b] = process.versions.node.split(".").map(Number), [c, d] = process.argv[1].split(".").map(Number);
           process.exit(a > c || (a === c && b >= d) ? 0 : 1)' "$kNodeOldest" 2>/dev/null
}

# The system's Node, or one of our own where that is too old (Debian 12). Puts it and the page's tools into PATH.
web_path() {
  local own=
  if ! { command -v node >/dev/null && node_is_new node; }; then
    if [ ! -e third_party/node/node_modules/.stamp ] || [ third_party/node/package-lock.json -nt third_party/node/node_modules/.stamp ]; then
      say "Fetching a newer Node for the page's tools"
      (cd third_party/node && npm ci --ignore-scripts --loglevel=error && touch node_modules/.stamp)
    fi
    own=$(echo "$PWD"/third_party/node/node_modules/node-linux-*/bin)
    node_is_new "$own/node" || die "the page needs Node $kNodeOldest or newer"
  fi
  export PATH="$PWD/web/node_modules/.bin${own:+:$own}:$PATH"
}

# npm, run by the Node in PATH. Older ones (9 in Debian 12 and 13) leave out what names a C library in the lock file; they
# are good enough to fetch the one that does not.
web_npm() {
  local npm system=/etc/ssl/certs/ca-certificates.crt; npm=$(realpath "$(command -v npm)")
  [ ! -e $system ] || export NODE_EXTRA_CA_CERTS=${NODE_EXTRA_CA_CERTS:-$system}  # trust whom the system trusts, as Debian's Node does
  if [ "$(node "$npm" --version | cut -d. -f1)" -lt 10 ]; then
    if [ ! -e third_party/npm/node_modules/.stamp ] || [ third_party/npm/package-lock.json -nt third_party/npm/node_modules/.stamp ]; then
      (cd third_party/npm && node "$npm" ci --ignore-scripts --loglevel=error && touch node_modules/.stamp) || return 1
    fi
    npm=$PWD/third_party/npm/node_modules/npm/bin/npm-cli.js
  fi
  (cd web && node "$npm" "$@")
}

web_setup() {
  web_path
  if [ ! -e web/node_modules/.stamp ] || [ web/package-lock.json -nt web/node_modules/.stamp ]; then
    say "Fetching the page's packages"
    web_npm ci --ignore-scripts --loglevel=error || die "the page's packages could not be fetched"
    touch web/node_modules/.stamp
  fi
}

# Nothing to do in 20 ms when nothing changed.
web_build() {
  local changed
  changed=$([ -e web/dist/.stamp ] && find web/src web/public web/index.html web/vite.config.ts web/tsconfig.json web/package-lock.json \
    -newer web/dist/.stamp -not -name '*.test.*' -print -quit || echo all)
  [ -z "$changed" ] && return
  say "Building the page"
  (cd web && vite build --logLevel warn && touch dist/.stamp)
}

web_tidy() {
  (cd web
   oxfmt --check src scripts tests
   oxlint --deny-warnings src scripts tests
   tsc --noEmit
   node scripts/check.mjs)
  local program; program=$(find build/release/kith build/debug/kith -newer src/api/own/surface.cpp 2>/dev/null | head -n 1)
  [ -z "$program" ] || (cd web && node scripts/api-types.mjs --program "../$program" --check)
}

# The browser of the flows. Where it is no package (Ubuntu has only a snap), one that is there does.
web_browser() {
  local name
  for name in chromium chromium-browser google-chrome; do command -v $name && return; done
  die "no Chromium found"
}

web_test_packages() {
  local wanted="fonts-noto-cjk fonts-noto-color-emoji curl"
  command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || wanted+=" chromium"
  # shellcheck disable=SC2086
  install_absent $wanted
}

# Runs Vitest with a configuration and adds what passed and failed to the caller's totals.
web_run() {  # TITLE CONFIG
  local log="../build/web-$1.log" json="../build/web-$1.json" counts
  rm -f "web/$json"
  (cd web && vitest run --config "$2" --reporter=default --reporter=json --outputFile.json="$json" >"$log" 2>&1) || true
  counts=$(node -e 'const r = JSON.parse(require("fs").readFileSync(process.argv[1])); const files = r.testResults.filter((f) => f.status === "failed" && f.assertionResults.length === 0).length;
    console.log(r.numPassedTests, r.numFailedTests + files)' "build/web-$1.json" 2>/dev/null || echo "0 1")
  [ "${counts#* }" = 0 ] || { cat "build/web-$1.log"; say "FAILED: the page's $1 (log: build/web-$1.log)"; }
  passed=$((passed + ${counts% *})); failed=$((failed + ${counts#* }))
}

web_tests() {  # PROGRAM: unit tests, then flows in a browser against the real program
  mkdir -p build
  web_run units vite.config.ts
  KITH_PROGRAM=$(realpath "$1") KITH_BROWSER=$(web_browser) web_run flows tests/flows.config.ts
}

web_bench() {  # PROGRAM [ARCHIVE]: the page's budgets, sizes first
  local archive=${2:-build/bench/archives/1m}
  [ -d "$archive" ] || { say "Making $archive"; python3 bench/make_archive.py "$archive" 1000000; }
  (cd web && node scripts/check.mjs --sizes
   KITH_PROGRAM=$(realpath "../$1") KITH_BENCH_ARCHIVE=$(cd .. && realpath "$archive") KITH_BROWSER=$(web_browser) \
     vitest run --config tests/perf.config.ts --disable-console-intercept --reporter=dot)
}
