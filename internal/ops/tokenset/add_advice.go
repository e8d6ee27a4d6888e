package tokenset

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// advice reports what the contracts accept but the owner may not want. Details that change with
// each block go into notes, because a changed note does not make a plan stale.
func (op AddToken) advice(now, after *ops.Snapshot) []ops.Finding {
	var found []ops.Finding
	terms := op.terms(now)
	if !op.added(now) {
		found = append(found, terms.adviseMint(op.MintTo)...)
		found = append(found, terms.adviseHolders()...)
		found = append(found, terms.adviseRounding()...)
		found = append(found, adviseManager(now, op.AssetManager)...)
		if op.Doors.Closing == ops.ByAllowlist {
			found = append(found, adviseLeavers(now, op.Mint)...)
		}
	}
	if !op.funded(now) {
		found = append(found, terms.advisePrice()...)
		if len(op.allow(now)) > 0 {
			found = append(found, op.payment(now).AdviseReset(now)...)
		}
		found = append(found, op.payment(now).AdviseLeft(after)...)
	}
	found = append(found, op.adviseSurplus(now)...)
	found = append(found, ops.AdviseTrips(now, after)...)
	return append(found, adviseLeft(now, op.Token)...)
}

// adviseDone reports that nothing is left to do although the balance differs from the deposit.
// Others have traded since, or the token was not added by this operation.
func (op AddToken) adviseDone(now *ops.Snapshot) []ops.Finding {
	token, err := now.Token(op.Token)
	if err != nil || token.Balance().Raw == op.Deposit.Raw {
		return nil
	}
	return []ops.Finding{{Severity: ops.Note, Code: "deposit.traded", Summary: fmt.Sprintf("the pool holds %s %s; the planned deposit was %s: others have traded, joined or exited since, or someone else added the token", token.Balance(), op.symbol(now), op.Deposit)}}
}

// adviseLeavers reports the loss of LPs who exit between the mint and the deposit. The new BPT
// count by then, and the deposit does not yet.
func adviseLeavers(now *ops.Snapshot, mint units.Amount) []ops.Finding {
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
	if now.Pool.Generation != ops.V1 { // on v1, LPs can always exit
		remedy = "omit --keep-exits: exits are then shut meanwhile; " + remedy
	}
	return []ops.Finding{{Severity: ops.Note, Code: "mint.leavers", Summary: fmt.Sprintf("LPs who exit between addToken and the deposit get %s less: the new BPT already count then, but the deposit does not", units.ShareText(units.Fixed(*word))), Hint: remedy}}
}

// adviseManager warns of an asset manager that is neither the usual one nor the owner.
func adviseManager(now *ops.Snapshot, manager common.Address) []ops.Finding {
	usual := now.UsualAssetManager()
	if manager == usual || manager == now.Pool.Owner {
		return nil
	}
	return []ops.Finding{{Severity: ops.Warn, Code: "manager.other", Summary: fmt.Sprintf("%s, the asset manager of the new token, will be able to take all of it out of the pool; the asset manager of the other tokens is %s", manager, usual)}}
}

// muchMore says whether a exceeds b by more than 1 %.
func muchMore(a, b uint256.Int) bool {
	limit := new(big.Int).Mul(b.ToBig(), big.NewInt(101))
	return new(big.Int).Mul(a.ToBig(), big.NewInt(100)).Cmp(limit) > 0
}
