package ops

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// advice reports what the contracts accept but the owner may not want. Details that change with
// each block go into notes, because a changed note does not make a plan stale.
func (op AddToken) advice(now, after *Snapshot) []Finding {
	var found []Finding
	terms := op.terms(now)
	if !op.added(now) {
		found = append(found, terms.adviseMint(op.MintTo)...)
		found = append(found, terms.adviseHolders()...)
		found = append(found, terms.adviseRounding()...)
		found = append(found, adviseManager(now, op.AssetManager)...)
		if op.Doors.Closing == ByAllowlist {
			found = append(found, adviseLeavers(now, op.Mint)...)
		}
	}
	if !op.funded(now) {
		found = append(found, terms.advisePrice()...)
		if len(op.allow(now)) > 0 {
			found = append(found, adviseReset(now, op.Token, op.AssetManager, op.rest(now).Raw)...)
		}
		found = append(found, adviseLeftAllowance(after, op.Token, op.AssetManager)...)
	}
	found = append(found, op.adviseSurplus(now)...)
	found = append(found, adviseTrips(now, after)...)
	found = append(found, adviseLeft(now, op.Token)...)
	if !after.Pool.SwapEnabled {
		found = append(found, Finding{Warn, "swaps.disabled", "swaps are disabled and will stay disabled", "", "mpool swaps enable"})
	}
	return append(found, adviseOwner(now)...)
}

// adviseDone reports that nothing is left to do although the balance differs from the deposit.
// Others have traded since, or the token was not added by this operation.
func (op AddToken) adviseDone(now *Snapshot) []Finding {
	token, err := now.Token(op.Token)
	if err != nil || token.Balance().Raw == op.Deposit.Raw {
		return nil
	}
	return []Finding{{Note, "deposit.traded", fmt.Sprintf("the pool holds %s %s; the planned deposit was %s: others have traded, joined or exited since, or someone else added the token", token.Balance(), op.symbol(now), op.Deposit), "", ""}}
}

// adviseLeavers reports the loss of LPs who exit between the mint and the deposit. The new BPT
// count by then, and the deposit does not yet.
func adviseLeavers(now *Snapshot, mint units.Amount) []Finding {
	if mint.Raw.IsZero() || now.Supply.Actual.Raw.IsZero() {
		return nil
	}
	after := mint.Raw.ToBig()
	share := units.CeilDiv(new(big.Int).Mul(after, units.Unit()), new(big.Int).Add(after, now.Supply.Actual.Raw.ToBig()))
	word, over := uint256.FromBig(share)
	if over {
		return nil
	}
	remedy := "use --mint none: then no LP loses anything"
	if now.Pool.Generation != V1 { // on v1, LPs can always exit
		remedy = "omit --keep-exits: exits are then shut meanwhile; " + remedy
	}
	return []Finding{{Note, "mint.leavers", fmt.Sprintf("LPs who exit between addToken and the deposit get %s less: the new BPT already count then, but the deposit does not", units.ShareText(units.Fixed(*word))), "", remedy}}
}

// adviseManager warns of an asset manager that is neither the usual one nor the owner.
func adviseManager(now *Snapshot, manager common.Address) []Finding {
	usual := now.UsualAssetManager()
	if manager == usual || manager == now.Pool.Owner {
		return nil
	}
	return []Finding{{Warn, "manager.other", fmt.Sprintf("%s, the asset manager of the new token, will be able to take all of it out of the pool; the asset manager of the other tokens is %s", manager, usual), "", ""}}
}

// PartOf is a / b as a percentage, rounded down to four places.
func PartOf(a, b uint256.Int) string {
	if b.IsZero() {
		return "all"
	}
	one := units.FixedOne()
	var part uint256.Int
	if _, over := part.MulDivOverflow(&a, one.Int(), &b); over {
		return "more than 1,000%"
	}
	return units.CutPercent(units.Fixed(part))
}

// muchMore says whether a exceeds b by more than 1 %.
func muchMore(a, b uint256.Int) bool {
	limit := new(big.Int).Mul(b.ToBig(), big.NewInt(101))
	return new(big.Int).Mul(a.ToBig(), big.NewInt(100)).Cmp(limit) > 0
}

// adviseLeft warns that the token's circuit breaker from an earlier stay in the pool becomes active
// again.
func adviseLeft(now *Snapshot, token common.Address) []Finding {
	for _, left := range now.LeftBreakers {
		b := left.Breaker
		if left.Token == token && (b.LowerBound != units.Fixed{} || b.UpperBound != units.Fixed{}) {
			return []Finding{{Warn, "breaker.again", "the token was in the pool before, and its old circuit breaker becomes active again", "", "check it afterwards with mpool breakers show, and set it again"}}
		}
	}
	return nil
}

// adviseTrips warns of circuit breakers that the operation trips.
func adviseTrips(now, after *Snapshot) []Finding {
	before := map[common.Address]string{}
	for i, token := range now.Tokens {
		before[token.Address] = now.tripped(i)
	}
	var found []Finding
	for i, token := range after.Tokens {
		side := after.tripped(i)
		if side == "" || side == before[token.Address] {
			continue
		}
		found = append(found, Finding{Warn, "breaker.trips", fmt.Sprintf("the BPT price of %s will be %s its circuit breaker", token.Symbol, side), "",
			"swaps, joins and exits that push it further will revert (BAL#356); set the circuit breaker again"})
	}
	return append(found, adviseCloser(now, after)...)
}
