package tokenset

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// adviseMint compares the mint with the fair one. The BPT go to this account.
func (t terms) adviseMint(to common.Address) []ops.Finding {
	fair, err := t.fair()
	if err != nil {
		return nil // no supply, or no weight left: refused already
	}
	if t.mint.Raw.IsZero() {
		return []ops.Finding{
			{Severity: ops.Warn, Code: "mint.none", Summary: "no BPT will be minted: the deposit is a gift to all LPs", Hint: "this is correct if the deposit comes from the pool's own assets; otherwise use --mint fair with --mint-to ADDRESS"},
			{Severity: ops.Note, Code: "mint.fair", Summary: fmt.Sprintf("a fair mint for %s is %s BPT", t.fairFor(), fair)},
		}
	}
	found := []ops.Finding{{Severity: ops.Note, Code: "mint.dilutes", Summary: t.mintWords(to, fair)}}
	if to == (common.Address{}) {
		found = append(found, ops.Finding{Severity: ops.Warn, Code: "mint.lost", Summary: "the minted BPT go to the zero address and are lost", Hint: "name an account with --mint-to ADDRESS"})
	}
	if muchMore(fair.Raw, t.mint.Raw) {
		found = append(found, ops.Finding{Severity: ops.Warn, Code: ops.MintLittleCode, Summary: "the mint is worth less than the deposit: the recipient loses the difference to the other LPs", Detail: t.mintWords(to, fair), Hint: "use --mint fair"})
	}
	if muchMore(t.mint.Raw, fair.Raw) {
		found = append(found, ops.Finding{Severity: ops.Warn, Code: ops.MintMuchCode, Summary: "the mint is worth more than the deposit: the other LPs pay the difference", Detail: t.mintWords(to, fair), Hint: "use --mint fair"})
	}
	return found
}

// mintWords says which share of the pool the recipient gets, and which mint would be fair.
func (t terms) mintWords(to common.Address, fair units.Amount) string {
	return fmt.Sprintf("%s BPT go to %s, which will be %s of the supply; a fair mint for %s is %s BPT", t.mint, to, t.share(), t.fairFor(), fair)
}

// fairFor describes the deposit that the fair mint pays for.
func (t terms) fairFor() string {
	if t.price.Given() {
		return "this deposit at the given price"
	}
	return "a deposit that matches its weight"
}

// share is the minted BPT as a percentage of the supply after the mint.
func (t terms) share() string {
	return ops.PartOf(t.mint.Raw, t.pool.Supply.Actual.Plus(t.mint).Raw)
}

// adviseRounding reports that the deposit is rounded down, if the difference is more than noise.
func (t terms) adviseRounding() []ops.Finding {
	worth, costs, known := t.neutral()
	if !t.rounded || !known {
		return nil
	}
	rest := new(big.Int).Mod(worth, costs)
	lost, over := uint256.FromBig(units.CeilDiv(rest.Mul(rest, units.Unit()), worth))
	if noise := units.FixedFrom(1_000_000_000_000); over || !lost.Gt(noise.Int()) { // a millionth
		return nil
	}
	return []ops.Finding{{Severity: ops.Note, Code: "deposit.rounded", Summary: "the deposit is rounded down because the token has " + decimalsWords(t.deposit.Decimals) + ": deposit and fair mint are " + units.Shortly(units.Fixed(*lost)) + " below the arbitrage-free amount", Hint: "a larger deposit loses less to rounding"}}
}

func decimalsWords(n uint8) string {
	if n == 0 {
		return "no decimals"
	}
	return units.Amount{Raw: *uint256.NewInt(uint64(n)), Decimals: 0}.String() + " decimals"
}

// OfNow lists the fair mint and the arbitrage-free deposit until the token is in the pool. After
// that they are fixed.
func (op AddToken) OfNow(now *ops.Snapshot) []ops.Figure {
	if op.added(now) {
		return nil
	}
	var list []ops.Figure
	if deposit, err := op.terms(now).neutralDeposit(); op.Neutral && err == nil {
		list = append(list, ops.Figure{Name: "the deposit that leaves no arbitrage", Planned: op.Deposit, Now: deposit, Unit: op.symbol(now)})
	}
	if fair, err := op.Fair(now); op.FairMint && err == nil {
		list = append(list, ops.Figure{Name: "the fair mint", Planned: op.Mint, Now: fair, Unit: "BPT"})
	}
	return list
}
