package feed

import (
	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/units"
)

// hop is the answer of one feed.
type hop struct {
	value       units.Fixed
	age         units.Time
	description string // hostile text: strip before printing
}

// round is the answer of latestRoundData.
type round struct {
	phase              uint16
	answer             uint256.Int
	negative           bool
	startedAt, updated units.Time
}

// readRound reads five words; ok is false for an answer of another form.
func readRound(a chain.Attempt) (r round, ok bool) {
	if a.Revert != nil || len(a.Answer) != 160 {
		return r, false
	}
	var id, started, updated uint256.Int
	id.SetBytes(a.Answer[:32])
	r.answer.SetBytes(a.Answer[32:64])
	started.SetBytes(a.Answer[64:96])
	updated.SetBytes(a.Answer[96:128])
	if id.BitLen() > 80 || started.BitLen() > 40 || updated.BitLen() > 40 {
		return r, false
	}
	r.phase = uint16(new(uint256.Int).Rsh(&id, 64).Uint64())
	r.negative = r.answer.Sign() < 0
	r.startedAt, r.updated = units.Time(started.Uint64()), units.Time(updated.Uint64())
	return r, true
}

// mostDecimals is the most decimals of a feed. Chainlink's feeds have 8 or 18.
const mostDecimals = 36

// hop checks one feed by all rules and returns the first problem.
func (s Source) hop(at common.Address, answers []chain.Attempt, now units.Time) (h hop, p *Problem) {
	r, ok := readRound(answers[0])
	if !ok {
		return h, s.problem("form", "%s does not answer latestRoundData() as a feed does%s", at, reverted(answers[0]))
	}
	decimals, ok := word(answers[1])
	if !ok || !decimals.IsUint64() || decimals.Uint64() > mostDecimals {
		return h, s.problem("decimals", "%s does not answer decimals() as a feed does%s", at, reverted(answers[1]))
	}
	h.description, _ = text(answers[2])
	if p := s.fresh(at, r, now); p != nil {
		return h, p
	}
	switch n := uint8(decimals.Uint64()); {
	case s.Decimals != nil && *s.Decimals != n:
		return h, s.problem("decimals", "%s has %d decimals, but the configuration says %d", at, n, *s.Decimals)
	case s.Phase != nil && *s.Phase != r.phase:
		return h, s.problem("phase", "%s is in phase %d, but the configuration says %d: another aggregator answers", at, r.phase, *s.Phase)
	default:
		h.value, ok = scaled(r.answer, n)
	}
	if !ok {
		return h, s.problem("form", "%s reports a number that is too large", at)
	}
	h.age = now - r.updated
	return h, nil
}

// fresh checks the sign and the times of an answer.
func (s Source) fresh(at common.Address, r round, now units.Time) *Problem {
	switch {
	case r.negative:
		return s.problem("negative", "%s reports a price below zero", at)
	case r.answer.IsZero():
		return s.problem("zero", "%s reports a price of zero", at)
	case r.updated == 0 || r.startedAt == 0:
		return s.problem("round", "the current round of %s is not complete", at)
	case r.updated > now:
		return s.problem("future", "%s was updated at %s, which is after the block's time %s", at, r.updated, now)
	case now-r.updated > s.MaxAge:
		return s.problem("stale", "%s was updated at %s, %s ago; the maximum age is %s", at, r.updated, (now - r.updated).Span(), s.MaxAge.Span())
	}
	return nil
}

// rate is the amount that one wrapped token holds, with 18 decimals.
func (s Source) rate(a chain.Attempt) (units.Fixed, *Problem) {
	rate, ok := word(a)
	if !ok || rate.IsZero() || rate.BitLen() > 128 {
		return units.Fixed{}, s.problem("rate", "%s does not answer getRate() with a rate above zero%s", s.Rate, reverted(a))
	}
	return units.Fixed(rate), nil
}

// sequencerUp checks a rollup's sequencer feed: the answer is 0 for up and 1 for down, and startedAt
// is the time of the last change, or 0 if the feed has not started.
func sequencerUp(a chain.Attempt, now units.Time) *Problem {
	why := ""
	switch r, ok := readRound(a); {
	case !ok:
		why = "its feed does not answer as one" + reverted(a)
	case r.startedAt == 0 || r.startedAt > now:
		why = "its feed has not started"
	case !r.answer.IsZero():
		why = "it is down"
	case now-r.startedAt <= Grace:
		why = "it is up again since " + r.startedAt.String() + "; mpool uses prices an hour later"
	default:
		return nil
	}
	return &Problem{Code: "feed.sequencer", Token: "the sequencer", Why: why}
}

// scaled converts to 18 decimals, rounded down; false on overflow.
func scaled(answer uint256.Int, decimals uint8) (units.Fixed, bool) {
	ten := func(n uint8) *uint256.Int { return new(uint256.Int).Exp(uint256.NewInt(10), uint256.NewInt(uint64(n))) }
	if decimals >= 18 {
		return units.Fixed(*answer.Div(&answer, ten(decimals-18))), answer.BitLen() <= 192
	}
	_, over := answer.MulOverflow(&answer, ten(18-decimals))
	return units.Fixed(answer), !over && answer.BitLen() <= 192
}

func word(a chain.Attempt) (w uint256.Int, ok bool) {
	if a.Revert != nil || len(a.Answer) != 32 {
		return w, false
	}
	w.SetBytes(a.Answer)
	return w, true
}

// text reads a string answer of at most 64 bytes; "" if it is invalid.
func text(a chain.Attempt) (string, bool) {
	if a.Revert != nil || len(a.Answer) < 64 {
		return "", false
	}
	var n uint256.Int
	if n.SetBytes(a.Answer[32:64]); !n.IsUint64() || n.Uint64() > 64 || int(n.Uint64()) > len(a.Answer)-64 {
		return "", false
	}
	return string(a.Answer[64 : 64+n.Uint64()]), true
}

func reverted(a chain.Attempt) string {
	if a.Revert == nil {
		return ""
	}
	return ": " + a.Revert.Error()
}
