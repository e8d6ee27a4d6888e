package ops

import (
	"errors"
	"fmt"
	"strings"

	"mpool/internal/units"
)

// Target is one item of "WETH=30%,USDC=rest" or "WETH=+5%", as the user wrote it.
type Target struct {
	Token  string // a symbol or an address
	Weight units.Fixed
	Rest   bool // the token gets what the others leave
	Shift  Shift
}

// Shift says that a target's weight is a difference, in points, from the token's weight. The base
// is the weight at the end of the running or scheduled change, or else the current weight.
type Shift int

// The directions of a shift.
const (
	Unshifted Shift = iota
	ShiftUp
	ShiftDown
)

// ParseTargets parses "WETH=30%,USDC=30%,WBTC=rest". Its error lists every invalid item.
func ParseTargets(text string) ([]Target, error) {
	if strings.TrimSpace(text) == "" {
		return nil, fmt.Errorf("missing weights: use WETH=30%%,USDC=30%%,WBTC=rest")
	}
	return parseItems(text, ParseTarget)
}

// ParseShifts parses "WETH=+5%,USDC=-5%": signed points. One token may take the rest.
func ParseShifts(text string) ([]Target, error) {
	if strings.TrimSpace(text) == "" {
		return nil, fmt.Errorf("missing weights: use WETH=+5%%,USDC=-5%%")
	}
	return parseItems(text, parseShift)
}

func parseItems(text string, parse func(token, words string) (Target, error)) ([]Target, error) {
	var targets []Target
	var wrong []error
	for _, item := range strings.Split(text, ",") {
		token, words, found := cutLast(strings.TrimSpace(item), "=")
		if token = strings.TrimSpace(token); !found || token == "" {
			wrong = append(wrong, fmt.Errorf("invalid weight %q: use TOKEN=30%% or TOKEN=rest%s", units.Clip(item), asFile(item)))
			continue
		}
		target, err := parse(token, strings.TrimSpace(words))
		if err != nil {
			wrong = append(wrong, err)
		}
		targets = append(targets, target)
	}
	return targets, errors.Join(append(wrong, CheckTargets(targets))...)
}

// asFile is a hint if an item looks like a file name without its @.
func asFile(item string) string {
	if !strings.HasSuffix(item, ".csv") && !strings.HasSuffix(item, ".json") {
		return ""
	}
	return "; for a file write @" + units.Clip(strings.TrimSpace(item))
}

// CheckTargets fails if more than one token takes the rest.
func CheckTargets(targets []Target) error {
	rests := 0
	for _, target := range targets {
		if target.Rest {
			rests++
		}
	}
	if rests > 1 {
		return fmt.Errorf("only one token can be \"rest\", but %d are", rests)
	}
	return nil
}

// ParseTarget parses a token's weight: a percentage, or "rest".
func ParseTarget(token, words string) (Target, error) {
	if words == "rest" {
		return Target{Token: token, Rest: true}, nil
	}
	value, err := units.ParsePercent(words)
	if err != nil {
		return Target{}, fmt.Errorf("weight of %s: %w", units.Clip(token), err)
	}
	return Target{Token: token, Weight: value}, nil
}

// parseShift parses the change of a token's weight: "+5%", "-5%" or "rest".
func parseShift(token, words string) (Target, error) {
	if words == "rest" {
		return Target{Token: token, Rest: true}, nil
	}
	shift := ShiftUp
	digits, signed := strings.CutPrefix(words, "+")
	if !signed {
		shift = ShiftDown
		digits, signed = strings.CutPrefix(words, "-")
	}
	if !signed {
		return Target{}, fmt.Errorf("the shift of %s: %q has no sign: write +5%% or -5%%", units.Clip(token), units.Clip(words))
	}
	value, err := units.ParsePercent(digits)
	if err != nil {
		return Target{}, fmt.Errorf("the shift of %s: %w", units.Clip(token), err)
	}
	return Target{Token: token, Weight: value, Shift: shift}, nil
}

// cutLast splits at the last separator, because a symbol may contain one.
func cutLast(text, sep string) (before, after string, found bool) {
	i := strings.LastIndex(text, sep)
	if i < 0 {
		return text, "", false
	}
	return text[:i], text[i+len(sep):], true
}
