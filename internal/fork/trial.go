package fork

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// trial is a list of user actions. The same actions are tried before and after a step.
type trial struct {
	fork     *Fork
	attempts []attempt
	leave    []common.Address // tokens that the step removes
	queries  common.Address   // BalancerQueries; zero: ask the pool itself
}

// attempt is one user action, tried with the same amount each time.
type attempt struct {
	kind   string
	in     ops.Token // the token given: for swaps and single-token joins
	out    ops.Token // the token received: for swaps
	amount units.Amount
	member bool           // the owner adds the account to the allowlist for the attempt
	listed bool           // an allowlist applies before or after the step
	as     common.Address // the account that acts; zero: somebody
}

// tried is a divisor: an attempt uses a hundredth of the pool's balance or supply.
const tried = 100

// newTrial chooses the actions: swaps both ways between the two heaviest tokens that stay, swaps
// into tokens that the step adds or removes, joins and exits.
func newTrial(f *Fork, before, after *ops.Snapshot) *trial {
	t := &trial{fork: f}
	for _, token := range before.Tokens {
		if _, err := after.Token(token.Address); err != nil {
			t.leave = append(t.leave, token.Address)
		}
	}
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
	if before.Pool.MustAllowlistLPs || after.Pool.MustAllowlistLPs {
		t.addMembers(before)
		t.addNamed(before, after)
	}
	return t
}

// mostNamed is the largest number of accounts to try if the step changes the allowlist.
const mostNamed = 3

// addNamed adds joins of the accounts that the step adds to or removes from the allowlist.
func (t *trial) addNamed(before, after *ops.Snapshot) {
	named := 0
	for _, member := range after.Members {
		was := before.Member(member.Address)
		if named == mostNamed || was != nil && was.Allowed == member.Allowed {
			continue
		}
		named++
		t.attempts = append(t.attempts, attempt{kind: TryJoin, amount: hundredth(before.Supply.Actual), listed: true, as: member.Address})
	}
}

// addMembers adds joins of allowlist members. It does not do so for a pool that the Authorizer
// governs, because its owner alone cannot change the allowlist.
func (t *trial) addMembers(before *ops.Snapshot) {
	for i, a := range t.attempts {
		if t.attempts[i].listed = a.joins(); a.joins() && before.Pool.OwnerKind != ops.OwnerDelegate {
			a.member, a.listed = true, true
			t.attempts = append(t.attempts, a)
		}
	}
}

func (a attempt) joins() bool { return a.kind == TryJoin || a.kind == TryJoinSingle }

func (t *trial) addSwap(in, out ops.Token) {
	t.attempts = append(t.attempts, attempt{kind: TrySwap, in: in, out: out, amount: hundredth(in.Balance())})
}

// split returns the tokens of a state that the other state has too, the heaviest first, and the
// tokens that it does not have.
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

// hundredth returns a hundredth of an amount, rounded down, or one whole token if that is 0.
func hundredth(of units.Amount) units.Amount {
	part := units.Amount{Decimals: of.Decimals}
	part.Raw.Div(&of.Raw, uint256.NewInt(tried))
	if part.Raw.IsZero() {
		part.Raw.Exp(uint256.NewInt(10), uint256.NewInt(uint64(of.Decimals)))
	}
	return part
}

func (a attempt) what() string {
	who := ""
	if a.listed {
		who = map[bool]string{true: "from an address on the allowlist ", false: "from another address "}[a.member]
	}
	if a.as != (common.Address{}) {
		who = "as " + a.as.Hex() + " "
	}
	switch a.kind {
	case TrySwap:
		return fmt.Sprintf("swap %s %s for %s", a.amount, a.in.Symbol, a.out.Symbol)
	case TryJoinSingle:
		return fmt.Sprintf("join %swith %s %s", who, a.amount, a.in.Symbol)
	case TryJoin:
		return fmt.Sprintf("join %swith all tokens for %s BPT", who, a.amount)
	}
	return fmt.Sprintf("exit with %s BPT for all tokens", a.amount)
}

// outcomes tries all attempts on a state of the fork.
func (t *trial) outcomes(ctx context.Context, state *ops.Snapshot) ([]Outcome, error) {
	return t.outcomesAt(ctx, state, t.attempts, func(ctx context.Context, calls []ops.Call, at chain.BlockRef) ([]chain.Attempt, error) {
		return t.fork.Client.Try(ctx, calls, at)
	})
}

// asking tries calls, as Client.Try or Client.TryLater does.
type asking func(context.Context, []ops.Call, chain.BlockRef) ([]chain.Attempt, error)

// outcomesAt tries attempts with ask, and attempts of members with asMember.
func (t *trial) outcomesAt(ctx context.Context, state *ops.Snapshot, attempts []attempt, ask asking) ([]Outcome, error) {
	at := chain.AtHash(state.Block.Hash)
	held, err := t.held(ctx, state, at)
	if err != nil {
		return nil, err
	}
	var calls []ops.Call
	for _, a := range attempts {
		calls = append(calls, t.call(a, state, held))
	}
	answers, err := ask(ctx, calls, at)
	if err != nil {
		return nil, t.fork.failure(ctx, err)
	}
	var list []Outcome
	for i, a := range attempts {
		if a.member {
			answers[i], err = t.asMember(ctx, state, calls[i])
		}
		switch {
		case err == nil:
			list = append(list, t.outcome(a, state, answers[i]))
		case errors.Is(err, errNoMember):
			list = append(list, Outcome{Time: state.Block.Time, Why: err.Error()})
		default:
			return nil, err
		}
	}
	return list, nil
}

// tokens returns the tokens that an attempt names.
func (a attempt) tokens() []common.Address {
	switch a.kind {
	case TrySwap:
		return []common.Address{a.in.Address, a.out.Address}
	case TryJoinSingle:
		return []common.Address{a.in.Address}
	}
	return nil
}

func (t *trial) outcome(a attempt, state *ops.Snapshot, answer chain.Attempt) Outcome {
	o := Outcome{Time: state.Block.Time, Revert: t.fork.revert(answer.Revert)}
	if o.Revert != nil {
		o.Why = whyReverts(a, state, o.Revert)
		return o
	}
	var err error
	o.Amounts, err = t.read(a, state, answer.Answer)
	o.Why = whyNot(a, state, o.Amounts, err)
	o.Works = o.Why == ""
	return o
}

// compare combines the outcomes of each attempt: before the step, between its calls, and after it.
func (t *trial) compare(before []Outcome, between [][]Outcome, after []Outcome) []Tryout {
	list := []Tryout{}
	for i, a := range t.attempts {
		one := Tryout{Kind: a.kind, What: a.what(), Before: before[i], After: after[i], Member: a.member, As: a.as, Tokens: a.tokens(),
			Broken: before[i].Works && !after[i].Works && !t.leaves(a), How: t.how(a)}
		for _, outcomes := range between {
			one.Between = append(one.Between, outcomes[i])
		}
		list = append(list, one)
	}
	return list
}

// leaves says whether an attempt names a token that the step removes. Such an attempt fails on
// purpose.
func (t *trial) leaves(a attempt) bool {
	return slices.ContainsFunc(a.tokens(), func(token common.Address) bool { return slices.Contains(t.leave, token) })
}

// add adds the results at the end of the changes. A failure there does not count against the step
// if it also happens without the step, or if arbitrage would prevent it.
func (t *trial) add(ctx context.Context, before, after *ops.Snapshot, list []Tryout, end []Outcome) error {
	followed := slides(after) && slices.ContainsFunc(list, func(one Tryout) bool { return one.Kind == TrySwap && one.After.Works })
	for i := range list {
		one := &list[i]
		one.AtEnd = &end[i]
		if !one.Before.Works || !one.After.Works || end[i].Works {
			continue
		}
		without, err := t.without(ctx, before, t.attempts[i], end[i].Time)
		if err != nil {
			return err
		}
		one.Idle = followed && end[i].outOfPrice()
		one.Without, one.Broken = without, without.Works && !one.Idle
	}
	return nil
}

// slides says whether weights change gradually from now on, so that arbitrage can follow. After a
// jump nobody has traded yet.
func slides(after *ops.Snapshot) bool {
	return after.Weights.Start < after.Weights.End && after.Block.Time < after.Weights.End
}

// without tries an attempt at a later time on the state before the step.
func (t *trial) without(ctx context.Context, before *ops.Snapshot, a attempt, later units.Time) (*Outcome, error) {
	state, err := before.At(later)
	if err != nil {
		return nil, err
	}
	state.Block = ops.Block{Number: before.Block.Number, Hash: before.Block.Hash, Time: later}
	list, err := t.outcomesAt(ctx, state, []attempt{a}, func(ctx context.Context, calls []ops.Call, at chain.BlockRef) ([]chain.Attempt, error) {
		return t.fork.Client.TryLater(ctx, calls, at, later)
	})
	if err != nil {
		return nil, err
	}
	return &list[0], nil
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

// findQueries returns the chain's BalancerQueries; zero if mpool knows no address or the address
// has no code.
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
