package mined

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// Words describe a transaction's effect on a pool: "a swap of 3 WETH for 9000 DAI". s is the state
// before or after it. Token symbols in the words are untrusted text. Words are empty if the
// transaction did nothing worth reporting.
func (d Deed) Words(s *ops.Snapshot) string {
	var said []string
	for _, event := range d.Events {
		if words := event.words(s); words != "" {
			said = append(said, words)
		}
	}
	if len(said) > 0 {
		return strings.Join(said, ", ")
	}
	for _, event := range d.Events {
		if _, collected := event.(FeeCollected); collected {
			return "the AUM fee collected"
		}
	}
	return d.transfers(s)
}

// transfers describes a transaction that only moves or approves watched tokens.
func (d Deed) transfers(s *ops.Snapshot) string {
	var said []string
	for _, event := range d.Events {
		switch e := event.(type) {
		case Transferred:
			if !ofPeople(s, e.Token, e.From) && !ofPeople(s, e.Token, e.To) {
				continue
			}
			said = append(said, fmt.Sprintf("a transfer of %s from %s to %s", amountText(s, e.Token, &e.Amount), s.Pool.NameOf(e.From), s.Pool.NameOf(e.To)))
		case Approved:
			if !ofPeople(s, e.Token, e.Owner) {
				continue
			}
			said = append(said, fmt.Sprintf("an allowance of %s for the Vault by %s", amountText(s, e.Token, &e.Amount), e.Owner))
		}
	}
	return strings.Join(said, ", ")
}

// ofPeople says whether the account's balance of the token is watched. It is false for the Vault,
// which holds everyone's tokens.
func ofPeople(s *ops.Snapshot, token, account common.Address) bool {
	return account != s.Pool.Vault && s.Holding(token, account) != nil
}

// amountText formats an amount of BPT, of a token of the pool, or of a watched token.
func amountText(s *ops.Snapshot, token common.Address, amount *uint256.Int) string {
	if token == s.Pool.Address {
		return units.Amount{Raw: *amount, Decimals: ops.BptDecimals}.String() + " BPT"
	}
	if t, err := s.Token(token); err == nil {
		return units.Amount{Raw: *amount, Decimals: t.Decimals}.String() + " " + t.Symbol.String()
	}
	for _, held := range s.Holdings {
		if held.Token == token {
			return units.Amount{Raw: *amount, Decimals: held.Decimals}.String() + " " + held.Symbol.String()
		}
	}
	return amount.Dec() + " of the smallest unit of " + token.Hex()
}

func (e Swapped) words(s *ops.Snapshot) string {
	return fmt.Sprintf("a swap of %s for %s", amountText(s, e.In, &e.AmountIn), amountText(s, e.Out, &e.AmountOut))
}

func (e BalanceChanged) words(s *ops.Snapshot) string {
	var in, out []string
	for i, delta := range e.Deltas {
		amount := uint256.MustFromBig(new(big.Int).Abs(delta))
		switch delta.Sign() {
		case 1:
			in = append(in, amountText(s, e.Tokens[i], amount))
		case -1:
			out = append(out, amountText(s, e.Tokens[i], amount))
		}
	}
	switch {
	case len(in) > 0:
		return fmt.Sprintf("a join by %s with %s", e.By, strings.Join(in, " and "))
	case len(out) > 0:
		return fmt.Sprintf("an exit by %s with %s", e.By, strings.Join(out, " and "))
	}
	return fmt.Sprintf("an empty join or exit by %s, which collects the AUM fee", e.By)
}

func (e BalanceManaged) words(s *ops.Snapshot) string {
	cash, managed := uint256.MustFromBig(new(big.Int).Abs(e.Cash)), uint256.MustFromBig(new(big.Int).Abs(e.Managed))
	switch e.Cash.Sign() {
	case 1:
		return fmt.Sprintf("a deposit of %s by the asset manager %s", amountText(s, e.Token, cash), e.Manager)
	case -1:
		return fmt.Sprintf("a withdrawal of %s by the asset manager %s", amountText(s, e.Token, cash), e.Manager)
	}
	way := map[bool]string{true: "more", false: "less"}[e.Managed.Sign() >= 0]
	return fmt.Sprintf("a report of %s %s by the asset manager %s", amountText(s, e.Token, managed), way, e.Manager)
}

func (Transferred) words(*ops.Snapshot) string  { return "" }
func (Approved) words(*ops.Snapshot) string     { return "" }
func (FeeCollected) words(*ops.Snapshot) string { return "" }

func (e AumFeeSet) words(*ops.Snapshot) string {
	return "the AUM fee set to " + e.Fee.Percent()
}

func (e ShareCached) words(*ops.Snapshot) string {
	return fmt.Sprintf("the protocol's share of the AUM fee updated to %s", e.Share.Percent())
}

func (e WeightsScheduled) words(*ops.Snapshot) string {
	return fmt.Sprintf("a weight change until %s", e.End)
}

func (e FeeScheduled) words(*ops.Snapshot) string {
	return fmt.Sprintf("the swap fee set to %s at %s", e.To.Percent(), e.End)
}

func (e Switched) words(*ops.Snapshot) string {
	return fmt.Sprintf("%s switched %s", e.Switch, map[bool]string{true: "on", false: "off"}[e.On])
}

func (e Listed) words(*ops.Snapshot) string {
	if e.Allowed {
		return fmt.Sprintf("%s put on the allowlist", e.Member)
	}
	return fmt.Sprintf("%s taken off the allowlist", e.Member)
}

func (e BreakerChanged) words(s *ops.Snapshot) string {
	return fmt.Sprintf("the circuit breaker of %s set", s.SymbolOf(e.Bounds.Token))
}

func (e TokensCame) words(*ops.Snapshot) string {
	return fmt.Sprintf("the token %s added", hexes(e.Tokens))
}

func (e TokensWent) words(*ops.Snapshot) string {
	return fmt.Sprintf("the token %s removed", hexes(e.Tokens))
}

func hexes(addresses []common.Address) string {
	var list []string
	for _, address := range addresses {
		list = append(list, address.Hex())
	}
	return strings.Join(list, " and ")
}
