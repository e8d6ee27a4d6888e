package request

import (
	"errors"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/text"
	"mpool/internal/units"
)

// tokenOrBpt returns a token's address by symbol or address. "BPT", the pool's symbol and its address
// mean the pool's own token.
func tokenOrBpt(pool *ops.Snapshot, name string) (common.Address, error) {
	var unclear *ops.AmbiguousError
	if token, err := pool.FindToken(name); err == nil {
		return token.Address, nil
	} else if errors.As(err, &unclear) || name != "BPT" && name != pool.Pool.Symbol.Bare() && !strings.EqualFold(name, pool.Pool.Address.Hex()) {
		return common.Address{}, failure.Usage("%s", err)
	}
	return pool.Pool.Address, nil
}

// heldAmount parses whole tokens, a raw amount, or a percentage of the account's balance, rounded down.
func heldAmount(pool *ops.Snapshot, words string, token, account common.Address) (units.Amount, error) {
	if strings.HasSuffix(words, "%") {
		return partHeld(pool, words, token, account)
	}
	decimals, symbol := uint8(18), pool.Pool.Symbol
	if t, err := pool.Token(token); err == nil {
		decimals, symbol = t.Decimals, t.Symbol
	}
	amount, err := units.ParseAmount(words, symbol, decimals)
	if err != nil {
		return amount, failure.Usage("%s", err)
	}
	return amount, nil
}

// paidAmount is heldAmount for a trader, who can also pay from an internal balance or with the native
// token.
func paidAmount(pool *ops.Snapshot, words string, token common.Address, who trade.Trader) (units.Amount, error) {
	has := who.Has(pool, token)
	if !strings.HasSuffix(words, "%") || has == nil || who.Sender == (common.Address{}) {
		return heldAmount(pool, words, token, who.Sender)
	}
	share, err := units.ParsePercent(words)
	if err != nil {
		return units.Amount{}, failure.Usage("%s", err)
	}
	return partOf(*has, share), nil
}

func partHeld(pool *ops.Snapshot, words string, token, account common.Address) (units.Amount, error) {
	share, err := units.ParsePercent(words)
	if err != nil {
		return units.Amount{}, failure.Usage("%s", err)
	}
	held := pool.Holding(token, account)
	if held == nil || account == (common.Address{}) {
		return units.Amount{}, failure.Usage("percentage %s cannot be used here: it is of what the sender has, and the sender is unknown", text.Quote(words))
	}
	return partOf(held.Balance, share), nil
}

// partOf returns a share of an amount, rounded down.
func partOf(amount units.Amount, share units.Fixed) units.Amount {
	one := units.FixedOne()
	raw, over := new(uint256.Int).MulDivOverflow(&amount.Raw, share.Int(), one.Int())
	if over {
		return amount
	}
	return units.Amount{Raw: *raw, Decimals: amount.Decimals}
}

// cutItem splits TOKEN=AMOUNT; the amount is empty if there is none.
func cutItem(item string) (name, amount string) {
	name, amount, _ = strings.Cut(item, "=")
	return strings.TrimSpace(name), amount
}
