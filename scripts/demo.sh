#!/usr/bin/env bash
# The whole way on a development chain: status, preview, send, and the weights
# where they were predicted, half way and at the end. Run it by `make demo`.
set -euo pipefail

mpool=$PWD/bin/mpool
work=$(mktemp -d)
trap 'kill "${devnet:-}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
export XDG_CONFIG_HOME=$work/config XDG_STATE_HOME=$work/state
unset CHAIN ETH_FROM ETH_RPC_URL ETH_KEYSTORE ETH_KEYSTORE_ACCOUNT ETH_PASSWORD ${!MPOOL_@}

say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
run() { say "\$ mpool $*"; "$mpool" "$@"; }

say '$ mpool devnet --port 0 &'
: >"$work/devnet"
"$mpool" devnet --port 0 >"$work/devnet" 2>"$work/devnet.err" &
devnet=$!
until grep -q '^export ' "$work/devnet"; do
  kill -0 "$devnet" 2>/dev/null || { cat "$work/devnet.err" >&2; exit 1; }
  sleep 0.05
done
cat "$work/devnet"
eval "$(grep '^export ' "$work/devnet")"

run status
run weights-update --to WETH=45%,USDC=25%,WBTC=20%,DAI=rest --duration 7d --out "$work/plan.json"

say "\$ mpool send plan.json --yes --private-key env:MPOOL_DEVNET_KEY --json"
"$mpool" send "$work/plan.json" --yes --private-key env:MPOOL_DEVNET_KEY --json >"$work/sent.json"
node -e '
  const [transaction] = JSON.parse(require("fs").readFileSync(process.argv[1])).data.transactions;
  const { verification } = transaction;
  console.log(`mined in block ${transaction.block}: ${transaction.hash}`);
  console.log(`verified: ${verification.fields} fields, ${verification.differences.length} differences`);' "$work/sent.json"

for moment in 'half way' end; do
  at=$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).data.preview.columns.find((c) => c.label === process.argv[2]).time' "$work/sent.json" "$moment")
  run devnet warp "$at"
  run status
  "$mpool" status --json >"$work/status.json"
  say "$moment:"
  node scripts/demo-compare.mjs "$work/sent.json" "$work/status.json" "$moment"
done
