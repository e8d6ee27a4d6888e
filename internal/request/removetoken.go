package request

import (
	"context"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
	"mpool/internal/parse"
	"mpool/internal/safe"
	"mpool/internal/units"
)

// removeToken is a request to remove a token from the pool.
type removeToken struct {
	oneWord
	burn  typed
	doors doorChoice
}

func newRemoveToken() *removeToken { return &removeToken{burn: standard(none)} }

func aboutRemoveToken() entry {
	return entry{
		name: "remove-token", short: "Remove a token from the pool", chapter: AsOwner, judged: true, managed: true,
		asks: func() asked { return newRemoveToken() },
		long: `remove-token does everything needed: the token's asset manager withdraws its balance from
the Vault and writes off the managed balance, and the owner removes the token. The
withdrawn tokens stay with the asset manager. The weights of the other tokens grow
proportionally, and the last token takes the removed one's position in the pool.

The whole weight is removed at once, which the policy max_weight_change_per_day limits if
configured: reduce the weight first with mpool weights-update, or use --override. Prices
between the other tokens do not change.

--burn fair burns supply * w of the owner's BPT, so that no other LP pays for the
withdrawal. Without --burn no BPT is burned, and LPs lose the token's weight of their
value: the policy max_arbitrage_cost refuses that, unless it is overridden because the
value returns to the pool in another form. mpool burns BPT of the owner only.

` + doorsHelp("the withdrawal", "the removal") + `

If owner and asset manager are different accounts, sign with both keys, or send only the
calls of one with --partial and let the other continue with the same plan. Nothing is
sent unless --broadcast is given.`,
		example: `  mpool remove-token 0x… DAI --burn fair
  mpool remove-token fund DAI --burn fair --out plan.json
  mpool remove-token DAI --burn fair --broadcast --account owner --manager-account manager`,
	}
}

func (o *removeToken) fields() []Field {
	return append([]Field{
		o.token(),
		textFlag("burn", &o.burn, "the owner's BPT to burn for it: none, fair or an amount"),
	}, o.doors.fields()...)
}

func (o *removeToken) check(context.Context, Source) error {
	return failure.Together(o.doors.check(), wholeForm("--burn: ", o.burn.words))
}

func (o *removeToken) build(ctx context.Context, on *Target) (ops.Operation, error) {
	before, name := on.Before, o.word.words
	if address, err := parse.Address(name); err == nil && address == before.Pool.Address {
		return tokenset.RemoveToken{Token: address, Burn: units.Amount{Decimals: 18}, Doors: ops.DoorsOf(before, ops.UsualClosing(before, false))}, nil // the plan refuses it
	}
	if begun, err := on.begunRemoval(ctx, name); err != nil || begun != nil {
		return removalOf(begun), err
	}
	token, err := before.FindToken(name)
	if err != nil {
		return nil, notThere(err, before)
	}
	op := tokenset.RemoveToken{Token: token.Address}
	if !token.Cash.Raw.IsZero() {
		op.AssetManager = token.AssetManager
	}
	op.FairBurn = o.burn.words == fairly
	op.Burn, err = bptAmount("--burn", o.burn.words, before, func() (units.Amount, error) { return tokenset.FairBurn(before, token.Weight) })
	if err != nil {
		return nil, err
	}
	op.Doors, err = on.removalDoors(ctx, &o.doors, token)
	return op, err
}

// removalOf returns a nil interface for a nil pointer.
func removalOf(op *tokenset.RemoveToken) ops.Operation {
	if op == nil {
		return nil
	}
	return *op
}

// removalDoors returns the doors of a removal. It shuts nothing if the token has no balance: removing
// it is then the only step left.
func (t *Target) removalDoors(ctx context.Context, c *doorChoice, token *ops.Token) (ops.Doors, error) {
	if !holdsNothing(token) {
		return t.doors(ctx, c, token.AssetManager)
	}
	begun, found, err := t.begunDoors(ctx, func(plan *ops.Plan) (ops.Doors, bool) {
		add, is := safe.InnerOperation(plan).(tokenset.AddToken)
		return add.Doors, is && add.Token == token.Address && add.Doors.Closing != ops.AtOnce
	})
	if err != nil || found {
		return begun, err // the removal undoes an unfinished addition and opens what that has shut
	}
	d := ops.DoorsOf(t.Before, ops.AtOnce)
	t.halfDone("the removal", d)
	return d, nil
}

// begunRemoval returns the same removal if it stopped half way; nil otherwise.
func (t *Target) begunRemoval(ctx context.Context, name string) (*tokenset.RemoveToken, error) {
	var begun *tokenset.RemoveToken
	d, _, err := t.begunDoors(ctx, func(plan *ops.Plan) (ops.Doors, bool) {
		op, is := safe.InnerOperation(plan).(tokenset.RemoveToken)
		if !is || plan.Before == nil {
			return ops.Doors{}, false
		}
		token, err := plan.Before.FindToken(name)
		if err != nil || token.Address != op.Token {
			return ops.Doors{}, false
		}
		begun = &op
		return op.Doors, true
	})
	if begun != nil {
		begun.Doors = d
	}
	return begun, err
}

// notThere adds a hint to the error about an unknown token: an earlier removal may have removed it and
// stopped before its last call.
func notThere(err error, before *ops.Snapshot) error {
	f := failure.Usage("%s", err)
	if !before.Pool.SwapEnabled {
		return f.WithHint("swaps are disabled: if the token was removed just now, only mpool open %s remains to do", before.Pool.Address)
	}
	return f
}
