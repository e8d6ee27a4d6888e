package fork

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/ops"
)

// trial is what users of the pool would do next. The same is tried before a step
// and after it.
type trial struct {
	*Fork
	attempts []attempt
	queries  common.Address // zero: the pool itself is asked
}

// attempt is one thing to be tried, in the same amount each time.
type attempt struct {
	kind   string
	in     ops.Token // given, in a swap and a join with one token
	out    ops.Token // got in a swap
	amount ops.Amount
}

// tried is the part of the pool that is tried out: a hundredth.
const tried = 100

// newTrial chooses what to try: swaps both ways between the two heaviest tokens
// that stay, swaps into tokens that the step adds and takes away, joins and exits.
func newTrial(f *Fork, before, after *ops.Snapshot) *trial {
	t := &trial{Fork: f}
	stay, gone := split(before, after)
	_, added := split(after, before)
	if len(stay) > 1 {
		t.addSwap(stay[0], stay[1])
		t.addSwap(stay[1], stay[0])
	}
	for _, other := range append(added, gone...) {
		if len(stay) > 0 {
			t.addSwap(stay[0], other)
		}
	}
	bpt := hundredth(before.Supply.Actual)
	t.attempts = append(t.attempts, attempt{kind: TryJoin, amount: bpt}, attempt{kind: TryExit, amount: bpt})
	if len(stay) > 0 {
		t.attempts = append(t.attempts, attempt{kind: TryJoinSingle, in: stay[0], amount: hundredth(stay[0].Balance())})
	}
	return t
}

func (t *trial) addSwap(in, out ops.Token) {
	t.attempts = append(t.attempts, attempt{kind: TrySwap, in: in, out: out, amount: hundredth(in.Balance())})
}

// split lists a state's tokens that another one has, the heaviest first, and
// those that it has not.
func split(of, other *ops.Snapshot) (both, alone []ops.Token) {
	for _, token := range of.Tokens {
		if _, err := other.Token(token.Address); err == nil {
			both = append(both, token)
		} else {
			alone = append(alone, token)
		}
	}
	slices.SortStableFunc(both, func(a, b ops.Token) int { return b.Weight.Int().Cmp(a.Weight.Int()) })
	return both, alone
}

// hundredth is a hundredth of an amount, and a whole token of nothing.
func hundredth(of ops.Amount) ops.Amount {
	part := ops.Amount{Decimals: of.Decimals}
	part.Raw.Div(&of.Raw, uint256.NewInt(tried))
	if part.Raw.IsZero() {
		part.Raw.Exp(uint256.NewInt(10), uint256.NewInt(uint64(of.Decimals)))
	}
	return part
}

func (a attempt) what() string {
	switch a.kind {
	case TrySwap:
		return fmt.Sprintf("swap %s %s for %s", a.amount, a.in.Symbol, a.out.Symbol)
	case TryJoinSingle:
		return fmt.Sprintf("join with %s %s", a.amount, a.in.Symbol)
	case TryJoin:
		return fmt.Sprintf("join with all tokens for %s BPT", a.amount)
	}
	return fmt.Sprintf("exit with %s BPT for all tokens", a.amount)
}

// outcomes tries everything on a state that the fork has.
func (t *trial) outcomes(ctx context.Context, state *ops.Snapshot) ([]Outcome, error) {
	at := chain.AtHash(state.Block.Hash)
	held, err := t.held(ctx, state, at)
	if err != nil {
		return nil, err
	}
	var calls []ops.Call
	for _, a := range t.attempts {
		calls = append(calls, t.call(a, state, held))
	}
	answers, err := t.Client.Try(ctx, calls, at)
	if err != nil {
		return nil, t.failure(ctx, err)
	}
	var list []Outcome
	for i, a := range t.attempts {
		outcome := Outcome{Time: state.Block.Time, Revert: t.revert(answers[i].Revert)}
		if outcome.Revert == nil {
			outcome.Amounts, err = t.read(a, state, answers[i].Answer)
			outcome.Why = whyNot(a, outcome.Amounts, err)
			outcome.Works = outcome.Why == ""
		}
		list = append(list, outcome)
	}
	return list, nil
}

// whyNot is why a call that does not revert is of no use; empty where it is.
func whyNot(a attempt, amounts []Moved, err error) string {
	switch {
	case err != nil:
		return "the answer makes no sense: " + err.Error()
	case a.kind == TrySwap && amounts[1].Amount.Raw.IsZero():
		return "it gives nothing: the pool has no " + a.out.Symbol
	}
	return ""
}

// compare puts what was tried before and after side by side.
func (t *trial) compare(before, after []Outcome) []Tryout {
	list := []Tryout{}
	for i, a := range t.attempts {
		list = append(list, Tryout{Kind: a.kind, What: a.what(), Before: before[i], After: after[i],
			Broken: before[i].Works && !after[i].Works, How: t.how(a)})
	}
	return list
}

// add puts what was tried at the end of the changes beside it.
func (t *trial) add(list []Tryout, end []Outcome) {
	for i := range list {
		list[i].AtEnd = &end[i]
		list[i].Broken = list[i].Broken || list[i].Before.Works && !end[i].Works
	}
}

func (t *trial) how(a attempt) string {
	switch {
	case a.kind == TrySwap:
		return "the Vault's queryBatchSwap"
	case t.queries != (common.Address{}):
		return "BalancerQueries"
	}
	return "the pool's own query"
}

// findQueries is the chain's BalancerQueries where there is one at the address
// that is known for it.
func (f *Fork) findQueries(ctx context.Context, chainID uint64) (common.Address, error) {
	known, _ := chain.DeploymentOn(chainID)
	address := cmp.Or(f.queries, known.Queries)
	if address == (common.Address{}) {
		return address, nil
	}
	code, err := f.Client.Ask(ctx, chain.Question{Method: "eth_getCode", Params: []any{address, "latest"}})
	if err != nil || bytes.Equal(code, []byte(`"0x"`)) {
		return common.Address{}, f.failure(ctx, err)
	}
	return address, nil
}
