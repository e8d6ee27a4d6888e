package manual

import "strings"

// Takes returns the name of a flag's value in the help, such as FILE; empty if the flag is not in the
// table. The same flag may take something else in one command.
func Takes(command, flag string) string {
	if word := ofCommand(command, flag); word != "" {
		return word
	}
	for _, t := range taken() {
		if strings.Contains(" "+t.flags+" ", " "+flag+" ") {
			return t.word
		}
	}
	return ""
}

// kind is a name of values, with the flags that take such a value.
type kind struct{ word, flags string }

func taken() []kind {
	return []kind{
		{"FILE", "out config junit html svg png ics env keystore manager-keystore password-file manager-password-file state env strategy strategy-prices pool-file scenarios series trades report"},
		{"FOLDER", "artifacts state-dir"},
		{"PROGRAM", "anvil"},
		{"PRICES", "prices"},
		{"PLAN", "after"},
		{"KEY", "private-key manager-private-key"},
		{"NAME", "account manager-account name numeraire"},
		{"DOORS", "doors"},
		{"PATH", "mnemonic-derivation-path"},
		{"URL", "rpc-url check-rpc-url publish-url signer manager-signer service explorer"},
		{"HEADER", "rpc-headers"},
		{"CHAIN", "chain"},
		{"ZONE", "tz"},
		{"EXPRESSION", "jq"},
		{"ADDRESS", "from sender owner recipient asset-manager mint-to of safe trust-manager spender contract accept-report"},
		{"POOL", "pool"},
		{"HASH", "tx-hash"},
		{"TIME", "at start end since extend-to shorten-to"},
		{"RANGE", "timerange"},
		{"DURATION", "duration within timeout rpc-timeout arb-interval max-gap step"},
		{"BLOCK", "block fork-block from-block"},
		{"FEE", "fee swap-fee aum-fee start-fee end-fee"},
		{"RAMP", "fee-ramp"},
		{"PERCENT", "tolerance slippage max-slippage slippage-limit volatility arb-share max-volume-share cex-spread"},
		{"PERCENTS", "sizes"},
		{"WEIGHT", "weight"},
		{"TOKEN=WEIGHT", "to weights"},
		{"TOKEN=±PERCENT", "shift"},
		{"TOKEN=PRICE", "price"},
		{"TOKEN=NAME", "price-map"},
		{"NAME=VALUE", "set"},
		{"TOKEN", "token in gas-token"},
		{"AMOUNT", "amount bpt mint burn value pool-value coin-price tvl"},
		{"BOUND", "lower upper"},
		{"GWEI", "gas-price priority-gas-price max-fee-per-gas arb-gas-price"},
		{"GAS", "gas-limit arb-gas gas-base gas-per-hop"},
		{"NUMBER", "nonce confirmations gas-estimate-multiplier fork-port port tokens paths jobs latency series-every seed generation"},
		{"NONCE|HASH", "from-queue"},
		{"POLICY", "override"},
		{"TEXT", "reason"},
		{"HEX", "signature salt"},
		{"SYMBOL", "symbol"},
		{"keep|scale", "others"},
		{"clef|web3signer", "signer-api"},
		{"WHEN", "arb thin"},
		{"TRADES", "noise"},
		{"SCENARIO", "scenario"},
		{"CONDITION", "fail-if until"},
	}
}

// ofCommand returns the name of the value for flags that take something else in one command.
func ofCommand(command, flag string) string {
	switch command + " --" + flag {
	case "backtest --out":
		return "FOLDER"
	case "devnet --safe":
		return "VERSION"
	case "create --token":
		return "ADDRESS=WEIGHT"
	case "init --pool":
		return "NAME=ADDRESS"
	case "add-token --price":
		return "PRICE"
	case "first-join --price":
		return "TOKEN=PRICE"
	case "recipe apply --step":
		return "NUMBER"
	case "sign --nonce":
		return "[ACCOUNT=]NONCE"
	case "backtest --gas-price", "backtest stress --gas-price":
		return "GWEI|FILE"
	}
	if flag == "after" && command != "dry-run" {
		return "NONCE|HASH"
	}
	return ""
}
