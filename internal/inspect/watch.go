package inspect

import (
	"context"
	"fmt"
	"strings"

	"mpool/internal/ops"
	"mpool/internal/text"
)

// Watch shows a pool at each new block until ctx ends. On a terminal it replaces the whole status;
// elsewhere it writes a line for each value that changes other than by time or trades.
func (r *Reader) Watch(ctx context.Context, args []string, form func(*StatusView) text.View) error {
	show, end := r.UI.Screen()
	defer end()
	var before []trait
	return r.Follow(ctx, args, func(s *ops.Snapshot) (bool, error) {
		v, err := NewStatusView(s)
		if err != nil {
			return false, err
		}
		if show != nil {
			return false, show(form(v))
		}
		lines := changedLines(before, v.traits())
		before = v.traits()
		for _, line := range lines {
			if err := r.UI.Print("%s block %d: %s", text.Time(v.Block.Time), v.Block.Number, line); err != nil {
				return false, err
			}
		}
		return false, nil
	})
}

// trait is a value of a pool that neither time nor trades change.
type trait struct{ name, value string }

// changedLines returns the changed values; for the first state of a pool, all values in one line.
func changedLines(before, now []trait) []string {
	if before == nil {
		var all []string
		for _, t := range now {
			all = append(all, t.name+" "+t.value)
		}
		return []string{strings.Join(all, "; ")}
	}
	old := map[string]string{}
	for _, t := range before {
		old[t.name] = t.value
	}
	var lines []string
	for _, t := range now {
		if was, known := old[t.name]; !known {
			lines = append(lines, fmt.Sprintf("%s: %s (new)", t.name, t.value))
		} else if was != t.value {
			lines = append(lines, fmt.Sprintf("%s: %s → %s", t.name, was, t.value))
		}
		delete(old, t.name)
	}
	for _, t := range before {
		if was, gone := old[t.name]; gone {
			lines = append(lines, fmt.Sprintf("%s: %s → gone", t.name, was))
		}
	}
	return lines
}

func (v *StatusView) traits() []trait {
	on := func(is bool) string {
		if is {
			return "on"
		}
		return "off"
	}
	list := []trait{{"pool", v.Pool.Address.Hex()}, {"owner", v.Pool.Owner.Hex()}, {"swaps", on(v.Switches.Swaps)}}
	if v.Switches.JoinsExits != nil {
		list = append(list, trait{"joins and exits", on(*v.Switches.JoinsExits)})
	}
	list = append(list, trait{"allowlist", on(v.Switches.Allowlist)}, trait{"pause", on(v.Switches.Paused)}, trait{"recovery mode", on(v.Switches.RecoveryMode)},
		trait{"weights", v.Weights.steady()}, trait{"swap fee", v.steadyFee()}, trait{"AUM fee", text.Percent(v.AumFee.Yearly) + " a year"})
	for i, t := range v.Tokens {
		list = append(list, trait{v.tokenName(i), t.steady()})
	}
	return list
}

// steady describes a change without its progress.
func (r rampView) steady() string {
	switch r.State {
	case "pending", "running":
		return fmt.Sprintf("%s (%s)", r.State, text.Between(r.Start, r.End))
	}
	return "not changing"
}

func (v *StatusView) steadyFee() string {
	if v.SwapFee.Change == nil || !v.SwapFee.Change.moving() {
		return text.Percent(v.SwapFee.Now)
	}
	return fmt.Sprintf("%s to %s, %s", text.Percent(v.SwapFee.Start), text.Percent(v.SwapFee.End), v.SwapFee.Change.steady())
}

// tokenName returns a token's symbol, with its address if another token has the same symbol.
func (v *StatusView) tokenName(i int) string {
	name := text.Symbol(v.Tokens[i].Symbol)
	for j, other := range v.Tokens {
		if i != j && text.Symbol(other.Symbol) == name {
			return name + " " + v.Tokens[i].Address.Hex()
		}
	}
	return name
}

// steady returns the weight at the end of the change and the state of the circuit breaker.
func (t tokenView) steady() string {
	words := text.Percent(t.Weight.End)
	if t.tripped() {
		words += ", circuit breaker TRIPPED"
	} else if t.bound(false) != nil || t.bound(true) != nil {
		words += ", circuit breaker set"
	}
	return words
}
