#!/bin/sh
# GET /health per second: Kith against nginx and Go, two threads each, taking turns so that a busy machine is fair to all.
#   bench/http/health.sh HEALTH_BENCH [SECONDS] [ROUNDS]
# HEALTH_BENCH is the program built from health_bench.cpp (-O2). Needs nginx, go and wrk. Fails below 0.65 of nginx or
# below Go; the best round of each counts.
set -eu
kith=$1
seconds=${2:-3}
rounds=${3:-3}
here=$(cd "$(dirname "$0")" && pwd)
dir=$(mktemp -d)
pids=
cleanup() {
    for pid in $pids; do kill "$pid" 2>/dev/null || true; done
    wait 2>/dev/null || true
    rm -rf "$dir"
}
trap cleanup EXIT INT TERM

port=${HEALTH_PORT:-18473}
sed -e "s|@DIR@|$dir|" -e "s|@PORT@|$((port + 1))|" "$here/health_nginx.conf" >"$dir/nginx.conf"
(cd "$here" && GOCACHE="$dir/gocache" go build -o "$dir/health_go" health.go)
"$kith" "127.0.0.1:$port" 2 >"$dir/kith.out" & pids="$pids $!"
nginx -c "$dir/nginx.conf" -e "$dir/nginx.log" & pids="$pids $!"
GOMAXPROCS=2 "$dir/health_go" "127.0.0.1:$((port + 2))" & pids="$pids $!"

ask() { curl -fsS "http://127.0.0.1:$1/health"; }
for p in $port $((port + 1)) $((port + 2)); do
    tries=0
    until ask "$p" >/dev/null 2>&1; do
        tries=$((tries + 1))
        [ "$tries" -lt 100 ] || { echo "nothing answers on port $p" >&2; exit 1; }
        sleep 0.1
    done
    [ "$(ask "$p")" = '{"status":"ok","version":"0.1.0"}' ] || { echo "wrong answer on $p" >&2; exit 1; }
done

rate() { wrk -t1 -c64 -d"${seconds}s" "http://127.0.0.1:$1/health" | awk '/Requests\/sec/ {print int($2)}'; }
best_kith=0 best_nginx=0 best_go=0
i=0
while [ "$i" -lt "$rounds" ]; do
    i=$((i + 1))
    k=$(rate "$port") n=$(rate $((port + 1))) g=$(rate $((port + 2)))
    echo "round $i: kith $k  nginx $n  go $g"
    [ "$k" -le "$best_kith" ] || best_kith=$k
    [ "$n" -le "$best_nginx" ] || best_nginx=$n
    [ "$g" -le "$best_go" ] || best_go=$g
done
awk -v k="$best_kith" -v n="$best_nginx" -v g="$best_go" 'BEGIN {
    printf "kith/nginx %.2f (at least 0.65)  kith/go %.2f (at least 1.00)\n", k / n, k / g
    exit !(k >= 0.65 * n && k >= g)
}'
