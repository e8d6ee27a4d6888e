package history

import (
	"math/big"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// managed computes what an asset manager moved. It shows only differences, because trades change the
// balance too.
func (r *replay) managed(e event) {
	token := e.address("token")
	cash, managed := e.int("cashDelta"), e.int("managedDelta")
	action := "manage-balance update"
	switch cash.Sign() {
	case -1:
		action = "manage-balance withdraw"
	case 1:
		action = "manage-balance deposit"
	}
	changes := []ops.Change{{Path: tokenPath(token) + "managed_delta", Label: r.symbol(token) + " managed", After: r.delta(token, managed)}}
	if cash.Sign() != 0 {
		changes = append([]ops.Change{{Path: tokenPath(token) + "cash_delta", Label: r.symbol(token) + " cash", After: r.delta(token, cash)}}, changes...)
	}
	if entry := r.add(e, action, AssetManager, changes...); entry.Role == AssetManager {
		entry.Actor = e.address("assetManager")
	}
}

// delta formats a signed amount: "+1.5".
func (r *replay) delta(token common.Address, n *big.Int) string {
	sign := "+"
	if n.Sign() < 0 {
		sign = "-"
	}
	raw := *uint256.MustFromBig(new(big.Int).Abs(n))
	if t := r.Tokens[token]; t.Known {
		return sign + units.Amount{Raw: raw, Decimals: t.Decimals}.String()
	}
	return sign + raw.Dec() + "raw"
}

// symbol returns a token's symbol, or its address if it has none.
func (r *replay) symbol(token common.Address) string {
	if t := r.Tokens[token]; t.Symbol.Bare() != "" {
		return t.Symbol.String()
	}
	return token.Hex()
}

func tokenPath(token common.Address) string {
	return "tokens." + strings.ToLower(token.Hex()) + "."
}
