package ops

import (
	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/units"
)

// ClearBreakers removes both bounds from the circuit breakers of tokens, by
// ManagedPoolSettings.setCircuitBreakers with zeros. The contract keeps an empty breaker.
type ClearBreakers struct {
	Tokens []common.Address `json:"tokens"`
}

// ClearBreakersOf is the operation that clears the breakers of these tokens.
func ClearBreakersOf(tokens []*Token) ClearBreakers {
	var op ClearBreakers
	for _, token := range tokens {
		op.Tokens = append(op.Tokens, token.Address)
	}
	return op
}

// Name is the command's name.
func (ClearBreakers) Name() string { return "breakers clear" }

// Plan predicts the change.
func (op ClearBreakers) Plan(before *Snapshot, at units.Time) (*Plan, error) {
	return planStages(op, before, at, op)
}

// Bounded lists the tokens that have a circuit breaker with a bound.
func (s *Snapshot) Bounded() []*Token {
	var bounded []*Token
	for i := range s.Tokens {
		if s.Tokens[i].bounded() {
			bounded = append(bounded, &s.Tokens[i])
		}
	}
	return bounded
}

func (t Token) bounded() bool {
	return t.Breaker != nil && (!t.Breaker.LowerBound.Int().IsZero() || !t.Breaker.UpperBound.Int().IsZero())
}

// zeros is the same operation as SetBreakers, with bounds of zero.
func (op ClearBreakers) zeros() SetBreakers {
	var set SetBreakers
	for _, token := range op.Tokens {
		set.Breakers = append(set.Breakers, BreakerBounds{Token: token})
	}
	return set
}

// done says that none of the tokens has a bound. It is false if a token is not in the pool, so that
// the plan shows the contract's refusal.
func (op ClearBreakers) done(now *Snapshot) bool {
	for _, address := range op.Tokens {
		token, err := now.Token(address)
		if err != nil || token.bounded() {
			return false
		}
	}
	return true
}

func (op ClearBreakers) refusals(now *Snapshot) []Finding         { return op.zeros().refusals(now) }
func (op ClearBreakers) call(now *Snapshot) Call                  { return op.zeros().call(now) }
func (op ClearBreakers) Predict(now *Snapshot) (*Snapshot, error) { return op.zeros().Predict(now) }

func (op ClearBreakers) advice(now, _ *Snapshot) []Finding {
	var found []Finding
	for _, address := range op.Tokens {
		if token, err := now.Token(address); err == nil && token.bounded() {
			found = append(found, Finding{Warn, "breaker.cleared", "without a circuit breaker " + token.Symbol.String() + " can be traded at any price", "", ""})
		}
	}
	return found
}
