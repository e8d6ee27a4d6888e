package planner

import (
	"fmt"
	"strings"

	"mpool/internal/liquidity"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// ChangeOf says in one sentence what a plan changes, from what to what and over how long.
// The preview is of the same plan.
func ChangeOf(before *ops.Snapshot, plan *ops.Plan, preview Timeline) string {
	if words := ownWords(before, plan); words != "" {
		return words
	}
	words := preview.words(func(row timelineRow) string { return rowOver(plan, row) })
	switch {
	case words != "":
		return words
	case plan.Operation == nil: // of calls that are no operation
		return ""
	}
	return plan.Operation.Name()
}

// ownWords is of those operations whose rows say too little, or too much.
func ownWords(before *ops.Snapshot, plan *ops.Plan) string {
	if t := newTrade(before, plan); t != nil {
		return "pays " + shortSums(t.Pays, "at most") + ", gets " + shortSums(t.Gets, "at least")
	}
	switch op := InnerOperation(plan).(type) {
	case ops.RampSwapFee:
		return rampWords(before, plan, op)
	case ops.FreezeWeights:
		return "weight change stopped: " + frozenWords(before, plan)
	case ops.MoveWeightsEnd:
		return fmt.Sprintf("end of the weight change %s → %s UTC", text.Time(before.Weights.End), text.Time(plan.Predicted.Weights.End))
	case ops.AddToken:
		return addWords(plan, op)
	case ops.RemoveToken:
		return removeWords(before, op)
	case ops.CreatePool:
		return fmt.Sprintf("pool %s created with %s, swap fee %s", text.Clean(op.Title, text.NameWidth), text.Plural(len(op.Tokens), "token"), text.Percent(op.SwapFee))
	case ops.ChangeAllowlist:
		return allowlistWords(op)
	case ops.CollectAumFees:
		return "AUM fees collected"
	case ops.VoidNonce:
		return "the Safe's next nonce used up by a transaction that does nothing"
	}
	return ""
}

// rampWords has the jump of the fee that is not the one at the beginning.
func rampWords(before *ops.Snapshot, plan *ops.Plan, op ops.RampSwapFee) string {
	over := overTime(plan.Base.Time, op.Start, op.End)
	if before.Fees.SwapFee == op.From {
		return fmt.Sprintf("swap fee %s → %s%s", text.Percent(op.From), text.Percent(op.To), over)
	}
	return fmt.Sprintf("swap fee %s → %s at once, then → %s%s", text.Percent(before.Fees.SwapFee), text.Percent(op.From), text.Percent(op.To), over)
}

// frozenWords are the weights of the tokens whose weights moved.
func frozenWords(before *ops.Snapshot, plan *ops.Plan) string {
	var parts []string
	for _, token := range before.Tokens {
		now, err := plan.Predicted.Token(token.Address)
		if err == nil && token.StartWeight != token.EndWeight {
			parts = append(parts, text.Clean(token.Symbol, text.SymbolWidth)+" stays at "+text.Percent(now.Weight))
		}
	}
	return few(parts, ", ")
}

func addWords(plan *ops.Plan, op ops.AddToken) string {
	token, err := plan.Predicted.Token(op.Token)
	if err != nil {
		return ""
	}
	words := fmt.Sprintf("%s added at a weight of %s with a deposit of %s", text.Clean(token.Symbol, text.SymbolWidth), text.Percent(op.Weight), text.Amount(op.Deposit))
	if op.Mint.Raw.IsZero() {
		return words
	}
	return words + ", " + text.Amount(op.Mint) + " BPT minted"
}

func removeWords(before *ops.Snapshot, op ops.RemoveToken) string {
	token, err := before.Token(op.Token)
	if err != nil {
		return ""
	}
	words := fmt.Sprintf("%s removed, which had a weight of %s", text.Clean(token.Symbol, text.SymbolWidth), text.Percent(token.Weight))
	if op.Burn.Raw.IsZero() {
		return words
	}
	return words + ", " + text.Amount(op.Burn) + " BPT burned"
}

func allowlistWords(op ops.ChangeAllowlist) string {
	var parts []string
	if n := len(op.Add); n > 0 {
		parts = append(parts, fmt.Sprintf("%d added", n))
	}
	if n := len(op.Remove); n > 0 {
		parts = append(parts, fmt.Sprintf("%d removed", n))
	}
	return "allowlist: " + strings.Join(parts, ", ")
}

func shortSums(list []liquidity.Sum, limit string) string {
	var parts []string
	for _, s := range list {
		part := text.Amount(s.Amount) + " " + symbol(s)
		if s.Limit != nil {
			part += fmt.Sprintf(" (%s %s)", limit, text.Amount(*s.Limit))
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 {
		return "nothing"
	}
	return few(parts, " and ")
}

// rowOver says how long the change of a row takes. Where a plan changes weights too, a fee
// that does not move with them changes at once.
func rowOver(plan *ops.Plan, row timelineRow) string {
	weights := overWords(plan)
	series, several := InnerOperation(plan).(ops.Series)
	switch {
	case row.IsWeight() || !several:
		return weights
	case row.Path != swapFeePath:
		return ""
	}
	for _, part := range series.Parts {
		if ramp, is := part.Operation.(ops.RampSwapFee); is {
			return overTime(plan.Base.Time, ramp.Start, ramp.End)
		}
	}
	if weights != "" {
		return " at once"
	}
	return ""
}

// overWords says how long a weight change takes that a plan begins.
func overWords(plan *ops.Plan) string {
	if op, is := InnerOperation(plan).(ops.UpdateWeights); is {
		return overTime(plan.Base.Time, op.Start, op.End)
	}
	if plan.Moves == nil {
		return ""
	}
	return overTime(plan.At, plan.At, plan.At+plan.Moves.Length)
}

// overTime is from a start, which is now where it is past, to an end.
func overTime(now, start, end ops.Time) string {
	begins := ""
	if start > now {
		begins = " from " + text.Time(start) + " UTC"
	}
	start = max(now, start)
	if end <= start {
		return begins + " at once"
	}
	return begins + " over " + longTime(end-start)
}

// longTime is a span of time in whole days or hours where it is of those.
func longTime(span ops.Time) string {
	switch {
	case span%86400 == 0:
		return text.Plural(int(span/86400), "day")
	case span%3600 == 0:
		return text.Plural(int(span/3600), "hour")
	}
	return text.Duration(span)
}
