package request

import (
	"context"

	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
	"mpool/internal/safe"
	"mpool/internal/units"
)

// goingOn sets the doors of an addition: the pool's, or those of the same addition that stopped half
// way. Of an addition whose record was closed, they count while the token has no balance. If the amounts are the same too, it keeps the supply and mint of the first plan, so that its
// price stays the same even if LPs have joined or left since.
func (t *Target) goingOn(ctx context.Context, c *doorChoice, op tokenset.AddToken) (ops.Operation, error) {
	var begun tokenset.AddToken
	same := func(plan *ops.Plan) (ops.Doors, bool) {
		other, is := safe.InnerOperation(plan).(tokenset.AddToken)
		if is = is && other.Token == op.Token; is {
			begun = other
		}
		return other.Doors, is
	}
	doors, found, err := t.begunDoors(ctx, same)
	if err == nil && !found && t.halfAdded(op) {
		doors, found, err = t.doorsOf(ctx, t.Node.Abandoned, same)
	}
	if err != nil {
		return nil, err
	}
	if !found {
		op.Doors, err = t.additionDoors(ctx, c, op)
		return op, err
	}
	op.Doors = doors
	if sameAddition(begun, op) {
		op.Supply, op.Mint = begun.Supply, begun.Mint
	}
	return op, nil
}

// sameAddition reports whether two additions have the same amounts. Amounts that were computed from a
// price are not the same: they are computed again.
func sameAddition(begun, op tokenset.AddToken) bool {
	mints := begun.FairMint == op.FairMint && (op.FairMint || begun.Mint == op.Mint)
	return !op.Neutral && !begun.Neutral && mints && begun.Deposit == op.Deposit && begun.Weight == op.Weight
}

// madeFor returns the BPT supply for which deposit and mint are computed. If the pool has the token
// already, the supply includes the mint, which is subtracted.
func madeFor(before *ops.Snapshot, op tokenset.AddToken) units.Amount {
	supply := before.Supply.Actual
	if before.Has(op.Token) && supply.Raw.Gt(&op.Mint.Raw) {
		supply.Raw.Sub(&supply.Raw, &op.Mint.Raw)
	}
	return supply
}

// additionDoors returns the doors of an addition that was not begun. It warns if the pool already has
// the token without a balance.
func (t *Target) additionDoors(ctx context.Context, c *doorChoice, op tokenset.AddToken) (ops.Doors, error) {
	d, err := t.doors(ctx, c, op.AssetManager)
	if t.halfAdded(op) {
		t.halfDone("the addition", d)
	}
	return d, err
}

// halfAdded reports whether the pool has the token already, without a balance.
func (t *Target) halfAdded(op tokenset.AddToken) bool {
	token, missing := t.Before.Token(op.Token)
	return missing == nil && token.AssetManager == op.AssetManager && holdsNothing(token)
}
