#!/usr/bin/env bash
# The whole way on a development chain: status, preview, send, and the weights
# where they were predicted, half way and at the end. Run it by `make demo`.
set -euo pipefail

mpool=$PWD/bin/mpool
work=$(mktemp -d)
trap 'kill "${devnet:-}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
export XDG_CONFIG_HOME=$work/config XDG_STATE_HOME=$work/state
unset MPOOL_POOL MPOOL_CONFIG MPOOL_RPC_URL ETH_RPC_URL CHAIN MPOOL_CHAIN ETH_FROM

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
run() { say "\$ mpool $*"; "$mpool" "$@"; }

say '$ mpool devnet --port 0 &'
"$mpool" devnet --port 0 >"$work/devnet" 2>"$work/devnet.err" &
devnet=$!
until grep -q '^export ' "$work/devnet"; do
  kill -0 "$devnet" 2>/dev/null || { cat "$work/devnet.err" >&2; exit 1; }
  sleep 0.05
done
cat "$work/devnet"
eval "$(grep '^export ' "$work/devnet")"

run status
run weights-update --to WETH=30%,USDC=30%,WBTC=25%,DAI=rest --duration 7d --out "$work/plan.json"
say "\$ mpool send plan.json --yes --private-key env:MPOOL_DEVNET_KEY"
"$mpool" send "$work/plan.json" --yes --private-key env:MPOOL_DEVNET_KEY
"$mpool" status --json >"$work/after.json"

# moment N: go to that time of the change, and compare the pool with the
# prediction that the same arithmetic makes from the state after mining.
compare() {
  node -e '
    const fs = require("fs");
    const now = JSON.parse(fs.readFileSync(process.argv[1])).data, want = JSON.parse(fs.readFileSync(process.argv[2]));
    for (const token of now.tokens) {
      const predicted = want[token.address];
      if (token.weight !== predicted) { console.error(`${token.symbol}: ${token.weight}, predicted ${predicted}`); process.exit(1); }
      console.log(`${token.symbol}: ${token.weight} as predicted, to the wei`);
    }' "$1" "$2"
}
