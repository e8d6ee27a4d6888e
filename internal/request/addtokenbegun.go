package request

import (
	"context"

	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/units"
)

// goingOn gives an addition the pool's doors, or those of the same addition that stopped
// half way. The same deposit is for the supply for which it was made first: its price stays
// the same, even if LPs have left or joined since.
func (t *Target) goingOn(ctx context.Context, c *doorChoice, op ops.AddToken) (ops.Operation, error) {
	var begun ops.AddToken
	doors, found, err := t.begunDoors(ctx, func(plan *ops.Plan) (ops.Doors, bool) {
		other, is := planner.InnerOperation(plan).(ops.AddToken)
		if is = is && other.Token == op.Token; is {
			begun = other
		}
		return other.Doors, is
	})
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

// sameAddition says whether the same amounts are asked for again; those that are worked
// out from a price are worked out from it again.
func sameAddition(begun, op ops.AddToken) bool {
	mints := begun.FairMint == op.FairMint && (op.FairMint || begun.Mint == op.Mint)
	return !op.Neutral && !begun.Neutral && mints && begun.Deposit == op.Deposit && begun.Weight == op.Weight
}

// madeFor is the supply that deposit and mint are worked out for: without the mint, which
// is part of it where the token is in the pool already.
func madeFor(before *ops.Snapshot, op ops.AddToken) units.Amount {
	supply := before.Supply.Actual
	if before.Has(op.Token) && supply.Raw.Gt(&op.Mint.Raw) {
		supply.Raw.Sub(&supply.Raw, &op.Mint.Raw)
	}
	return supply
}

// additionDoors are the pool's.
func (t *Target) additionDoors(ctx context.Context, c *doorChoice, op ops.AddToken) (ops.Doors, error) {
	d, err := t.doors(ctx, c, op.AssetManager)
	if token, missing := t.Before.Token(op.Token); missing == nil && token.AssetManager == op.AssetManager && holdsNothing(token) {
		t.halfDone("the addition", d)
	}
	return d, err
}
