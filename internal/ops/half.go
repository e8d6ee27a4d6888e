package ops

import (
	"fmt"
	"slices"
	"strings"

	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// LeavesHalf says whether an operation that stops between its calls leaves the pool shut, or a
// token half added or half removed. An LP's swap or join leaves nothing of that kind, nor does a
// change of one call.
func LeavesHalf(op Operation) bool {
	switch op := op.(type) {
	case Shut:
		return true
	case Series:
		return slices.ContainsFunc(op.Parts, func(n Nested) bool { return LeavesHalf(n.Operation) })
	}
	_, shuts := ShutDoors(op)
	return shuts
}

// HalfPool is the code of the finding about a token that is half added or half removed.
const HalfPool = "pool.half"

// hollow lists the tokens that have a weight and no balance, or almost none: adding or removing
// them is unfinished. It is empty for a pool that holds nothing at all.
func hollow(s *Snapshot) []Token {
	if s.Supply.Virtual.Raw.IsZero() || HoldsNothing(s.Tokens) {
		return nil
	}
	var list []Token
	for i, t := range s.Tokens {
		if t.Weight != (units.Fixed{}) && (t.Empty() || Dust(s, i)) {
			list = append(list, t)
		}
	}
	return list
}

// AdviseHollow warns that BPT pay less than they will when the addition or removal is finished. Both
// a deposit and a fair burn raise the value of the BPT again, by at most the weight of the token.
func AdviseHollow(now *Snapshot) []Finding {
	list := hollow(now)
	if len(list) == 0 {
		return nil
	}
	var names []string
	var weight uint256.Int
	for _, t := range list {
		names = append(names, fmt.Sprintf("%s (weight %s)", t.Symbol, units.PercentText(t.Weight)))
		weight.Add(&weight, t.Weight.Int())
	}
	return []Finding{{Warn, HalfPool, fmt.Sprintf("the pool holds none of %s, or almost none: adding or removing it is unfinished, and until then BPT can pay %s too little",
		strings.Join(names, ", "), units.PercentText(units.Fixed(weight))), "", "wait until the owner has finished that: mpool status shows the balances"}}
}
