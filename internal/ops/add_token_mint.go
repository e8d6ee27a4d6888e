package ops

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// Codes of warnings whose details change with the supply.
const (
	mintMuch   = "mint.much"
	mintLittle = "mint.little"
	burnMuch   = "burn.much"
)

// adviseMint compares the mint with the fair one. The BPT go to this account.
func (t terms) adviseMint(to common.Address) []Finding {
	fair, err := t.fair()
	if err != nil {
		return nil // no supply, or no weight left: refused already
	}
	if t.mint.Raw.IsZero() {
		return []Finding{
			{Warn, "mint.none", "no BPT will be minted: the deposit is a gift to all LPs", "", "this is correct if the deposit comes from the pool's own assets; otherwise use --mint fair with --mint-to ADDRESS"},
			{Note, "mint.fair", fmt.Sprintf("a fair mint for %s is %s BPT", t.fairFor(), fair), "", ""},
		}
	}
	found := []Finding{{Note, "mint.dilutes", t.mintWords(to, fair), "", ""}}
	if to == (common.Address{}) {
		found = append(found, Finding{Warn, "mint.lost", "the minted BPT go to the zero address and are lost", "", "name an account with --mint-to ADDRESS"})
	}
	if muchMore(fair.Raw, t.mint.Raw) {
		found = append(found, Finding{Warn, mintLittle, "the mint is worth less than the deposit: the recipient loses the difference to the other LPs", t.mintWords(to, fair), "use --mint fair"})
	}
	if muchMore(t.mint.Raw, fair.Raw) {
		found = append(found, Finding{Warn, mintMuch, "the mint is worth more than the deposit: the other LPs pay the difference", t.mintWords(to, fair), "use --mint fair"})
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
	return PartOf(t.mint.Raw, t.pool.Supply.Actual.Plus(t.mint).Raw)
}

// adviseRounding reports that the deposit is rounded down, if the difference is more than noise.
func (t terms) adviseRounding() []Finding {
	worth, costs, known := t.neutral()
	if !t.rounded || !known {
		return nil
	}
	rest := new(big.Int).Mod(worth, costs)
	lost, over := uint256.FromBig(units.CeilDiv(rest.Mul(rest, units.Unit()), worth))
	if noise := units.FixedFrom(1_000_000_000_000); over || !lost.Gt(noise.Int()) { // a millionth
		return nil
	}
	return []Finding{{Note, "deposit.rounded", "the deposit is rounded down because the token has " + decimalsWords(t.deposit.Decimals) + ": deposit and fair mint are " + units.Shortly(units.Fixed(*lost)) + " below the arbitrage-free amount", "", "a larger deposit loses less to rounding"}}
}

func decimalsWords(n uint8) string {
	if n == 0 {
		return "no decimals"
	}
	return units.Amount{Raw: *uint256.NewInt(uint64(n)), Decimals: 0}.String() + " decimals"
}
