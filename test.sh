#!/usr/bin/env bash
# Installs what the tests need and runs all of them. On a machine with apt the
# browser and the font come from there; elsewhere the browser tests say that
# they could not run, and fail where CI is set.
#
#   ./test.sh          everything but the long fuzzing
#   FUZZ=1000x ./test.sh  also fuzzes every target so many times (a count: at the
#                         end of a time go test may report its own deadline)
set -euo pipefail
cd "$(dirname "$0")"

say() { printf '\n== %s\n' "$*"; }

find_browser() {
  for b in chromium-headless-shell chromium chromium-browser google-chrome chrome; do
    command -v "$b" && return 0
  done
  return 1
}

if ! find_browser >/dev/null && command -v apt-get >/dev/null; then
  say "installing a headless browser and a Chinese font"
  sudo=""
  [ "$(id -u)" = 0 ] || sudo=sudo
  for try in 1 2 3 4 5; do
    if $sudo apt-get update -qq && $sudo apt-get install -y -qq --no-install-recommends chromium-headless-shell fonts-wqy-microhei; then
      break
    fi
    echo "apt is busy or out of reach, try $try of 5"
    sleep 5
  done
fi
if browser=$(find_browser); then
  export DUIZHENG_E2E=require DUIZHENG_CHROME="$browser"
elif [ -n "${CI:-}" ]; then
  echo "no browser: the browser tests cannot run" >&2
  exit 1
else
  echo "NOT TESTED: the browser tests need Chromium (chromium-headless-shell)" >&2
fi

say "format"
bad=$(git ls-files '*.go' | xargs gofmt -l)
[ -z "$bad" ] || { echo "gofmt would change: $bad" >&2; exit 1; }

say "vet"
go vet ./...

say "staticcheck"
staticcheck=$(go env GOPATH)/bin/staticcheck
if ! "$staticcheck" -version 2>/dev/null | grep -q 0.8.2; then
  GOBIN="$(dirname "$staticcheck")" GOFLAGS= go install honnef.co/go/tools/cmd/staticcheck@v0.8.2
fi
"$staticcheck" ./...

say "tests"
go test ./...

say "data races"
if command -v cc >/dev/null; then
  CGO_ENABLED=1 go test -race -short ./...
else
  echo "NOT TESTED: data races (the race detector needs a C compiler)" >&2
  [ -z "${CI:-}" ] || exit 1
fi

if [ -n "${FUZZ:-}" ]; then
  say "fuzz, $FUZZ for every target"
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  for pkg in $(git grep -l '^func Fuzz' -- '*_test.go' | xargs -n1 dirname | sort -u); do
    go test -c -fuzz=Fuzz -o "$work/fuzz.test" "./$pkg" # built once for all its targets
    for target in $(grep -hoE '^func Fuzz[A-Za-z0-9_]+' "$pkg"/*_test.go | sed 's/func //' | sort -u); do
      echo "$pkg $target"
      (cd "$pkg" && "$work/fuzz.test" -test.run '^$' -test.fuzz "^$target\$" -test.fuzztime "$FUZZ" \
        -test.fuzzminimizetime 1x -test.fuzzcachedir "$work/$pkg") >"$work/out" 2>&1 || { cat "$work/out"; exit 1; }
    done
  done
fi

say "cross-compile"
for target in linux/amd64 darwin/arm64 windows/amd64; do
  echo "$target"
  CGO_ENABLED=0 GOOS=${target%/*} GOARCH=${target#*/} go build -trimpath -o /dev/null ./cmd/duizheng
done
say "done"
