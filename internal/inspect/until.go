package inspect

import (
	"fmt"
	"strings"
	"time"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Until is the condition of a wait.
type Until struct {
	words string
	kind  string
	value string // the text after the equals sign
	zone  *time.Location
}

// The kinds of conditions.
const (
	untilWeights = "weights"
	untilFee     = "fee"
	untilTime    = "time"
	untilBreaker = "breaker"
)

// ParseUntil parses weights, fee, time=TIME, breaker or breaker=TOKEN.
func ParseUntil(words string, zone *time.Location) (Until, error) {
	kind, value, valued := strings.Cut(words, "=")
	u := Until{words, kind, value, zone}
	switch {
	case words == "":
		return u, failure.Usage("nothing says what to wait for").WithHint("give --until weights, fee, time=+2d, breaker or breaker=WETH")
	case kind == untilTime && value != "":
		if _, err := parse.Time(value, 0, zone); err != nil {
			return u, failure.Usage("--until time: %s", err)
		}
		return u, nil
	case (kind == untilWeights || kind == untilFee || kind == untilBreaker) && !valued, kind == untilBreaker && value != "":
		return u, nil
	}
	return u, failure.Usage("--until: %s is not something to wait for", text.Quote(words)).WithHint("give weights, fee, time=+2d, breaker or breaker=WETH")
}

// vigil is a wait that has begun, with the status at its begin.
type vigil struct {
	until Until
	begun *StatusView
	at    units.Time // set for --until time
	token string     // address of the token of --until breaker=TOKEN
}

// begin starts a wait. It refuses a condition that this pool can never meet.
func (u Until) begin(s *ops.Snapshot, v *StatusView) (*vigil, error) {
	w := &vigil{until: u, begun: v}
	if u.kind == untilTime {
		var err error
		if w.at, err = parse.Time(u.value, s.Block.Time, u.zone); err != nil {
			return nil, failure.Usage("--until time: %s", err)
		}
	}
	if u.kind == untilBreaker && u.value != "" {
		token, err := s.FindToken(u.value)
		if err != nil {
			return nil, failure.Usage("--until breaker: %s", err)
		}
		w.token = token.Address.Hex()
	}
	if u.kind == untilBreaker && !w.anyBreaker(v) {
		return nil, failure.New(failure.Refused, "wait.never", "no circuit breaker is set that could trip").WithHint("mpool breakers set")
	}
	return w, nil
}

func (w *vigil) anyBreaker(v *StatusView) bool {
	for _, t := range v.Tokens {
		if w.token == "" || t.Address.Hex() == w.token {
			if t.bound(false) != nil || t.bound(true) != nil {
				return true
			}
		}
	}
	return false
}

// reached reports whether the condition holds, and describes the current state.
func (w *vigil) reached(v *StatusView) (reached bool, how string, err error) {
	switch w.until.kind {
	case untilWeights:
		return w.over(v.Weights, w.begun.Weights, "weights", sameEnds(v, w.begun))
	case untilFee:
		return w.over(*v.SwapFee.Change, *w.begun.SwapFee.Change, "swap fee", v.SwapFee.Start == w.begun.SwapFee.Start && v.SwapFee.End == w.begun.SwapFee.End)
	case untilTime:
		if left := w.at - min(w.at, v.Block.Time); left > 0 {
			return false, fmt.Sprintf("%s left until %s", text.Duration(left), text.BothClocks(w.at, w.until.zone)), nil
		}
		return true, "it is " + text.BothClocks(v.Block.Time, w.until.zone), nil
	}
	tripped := v.trippedTokens(w.token)
	if len(tripped) == 0 {
		return false, "no circuit breaker has tripped", nil
	}
	return true, "tripped circuit breaker of " + strings.Join(tripped, ", "), nil
}

// over reports whether the change that was there when the wait began has ended. If another change
// replaced it, the wait fails.
func (w *vigil) over(now, begun rampView, what string, same bool) (bool, string, error) {
	if now.Start != begun.Start || now.End != begun.End || !same {
		return false, "", failure.New(failure.Refused, "wait.replaced", "the change of the %s that was waited for, until %s, was replaced: %s", what,
			text.Time(begun.End), now.Text("nothing changes now")).WithHint("look at it with mpool status, and wait again if it is right")
	}
	return !now.moving(), what + ": " + now.Text("not changing"), nil
}

// sameEnds reports whether two states belong to one weight change: a freeze or another change has other
// weights at its end.
func sameEnds(v, begun *StatusView) bool {
	if len(v.Tokens) != len(begun.Tokens) {
		return false
	}
	for i, t := range v.Tokens {
		if t.Address != begun.Tokens[i].Address || t.Weight.Start != begun.Tokens[i].Weight.Start || t.Weight.End != begun.Tokens[i].Weight.End {
			return false
		}
	}
	return true
}

// trippedTokens lists the tokens with a tripped circuit breaker; with an address, only that token.
func (v *StatusView) trippedTokens(address string) []string {
	var list []string
	for _, t := range v.Tokens {
		if t.tripped() && (address == "" || address == t.Address.Hex()) {
			list = append(list, text.Symbol(t.Symbol))
		}
	}
	return list
}
