package review

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/decode"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/text"
	"mpool/internal/units"
)

// changeOf says what an operation changes, in the words of its own plan; "" of a refused one.
func changeOf(part ops.Recognised) (string, error) {
	if part.Plan.Refused() {
		return "", nil
	}
	later, err := planner.StatesAt(part.Plan.Predicted, part.Plan.Moments)
	if err != nil {
		return "", err
	}
	return planner.ChangeOf(part.Before, part.Plan, planner.NewTimeline(part.Before, part.Plan, later)), nil
}

// A first line names so many changes, in so many letters. The first change is always named.
const (
	mostChanges = 4
	mostLetters = 200
)

// change is what some calls do, in a few words.
type change struct {
	words string
	calls int
	worst int // the severity of what was found about them
}

// Changes says in one line what the calls do: each operation and trade in its own words.
// Calls with warnings are named before others. Where no call has words, the pools' own
// changes say it.
func Changes(calls []Call, pools []Pool) string {
	all := changesOf(calls)
	named := namedFirst(all)
	var words []string
	left := 0
	for i, one := range all {
		if slices.Contains(named, i) {
			words = append(words, one.words)
			continue
		}
		left += one.calls
	}
	if left > 0 {
		words = append(words, "and "+text.Plural(left, "more call"))
	}
	if len(words) == 0 {
		for _, pool := range pools {
			words = append(words, pool.Summary)
		}
	}
	return strings.Join(slices.DeleteFunc(words, func(s string) bool { return s == "" }), "; ")
}

// namedFirst are the numbers of the changes that fit into a line.
func namedFirst(all []change) []int {
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return all[b].worst - all[a].worst })
	letters := 0
	for n, i := range order {
		letters += len([]rune(all[i].words))
		if n == mostChanges || n > 0 && letters > mostLetters {
			return order[:n]
		}
	}
	return order
}

// changesOf lists what the calls do. The calls of one operation are one change; the
// allowances of trades are none.
func changesOf(calls []Call) []change {
	var list []change
	trades := slices.ContainsFunc(calls, func(c Call) bool { return c.Kind != "" })
	for _, call := range calls {
		_, lets := call.does.(Approve)
		words := call.change()
		switch {
		case lets && trades:
		case words != "":
			list = append(list, change{words, 1, call.worst()})
		case len(list) > 0 && call.Recognised != "":
			list[len(list)-1].calls++
		}
	}
	return list
}

// change is what a call does, in a few words; "" where another call of its operation says it.
func (c Call) change() string {
	d, creates := c.does.(Create)
	switch {
	case c.Summary != "":
		return c.Summary
	case c.Recognised != "":
		return ""
	case creates && c.Kind != "":
		return planner.CreateWords(named.Pool(d.Title), len(d.Tokens), units.Fixed(d.SwapFee))
	case c.Kind != "":
		return text.Clean(c.kindTitle(), text.LineWidth)
	case c.voids():
		return "use up the nonce with a transaction that does nothing"
	case c.Call != nil:
		return fmt.Sprintf("call %s of %s", c.name(), c.toWords())
	}
	if len(c.Data) == 0 {
		return "an empty call to " + c.To.Hex()
	}
	return "an unknown call to " + c.To.Hex()
}

// tellPlain says of the calls that send tokens or coins, or let others take tokens, what they do.
func tellPlain(calls []Call, book decode.Book, own common.Address) {
	for i := range calls {
		call := &calls[i]
		switch does := call.does.(type) {
		case Transfer:
			call.Summary = fmt.Sprintf("send %s%s to %s", shortAmount(book, call.To, does.Amount), notOwn(own, does.From), does.To.Hex())
		case Approve:
			call.Summary = fmt.Sprintf("let %s take %s", does.Spender.Hex(), shortAmount(book, call.To, does.Amount))
		}
		if len(call.Data) == 0 && !call.Value.Int().IsZero() {
			call.Summary = fmt.Sprintf("send %s to %s", shortAmount(book, common.Address{}, *call.Value.Int()), call.To.Hex())
		}
	}
}

// shortAmount is an amount for a first line, where more than any token has is all of it.
func shortAmount(book decode.Book, token common.Address, raw uint256.Int) string {
	if raw.BitLen() > mostBits {
		return "any amount of " + tokenName(book, token)
	}
	return text.Rounded(amountText(book, token, raw))
}

// notOwn says whose tokens are sent, where they are not the Safe's.
func notOwn(own, from common.Address) string {
	if from == own || from == (common.Address{}) {
		return ""
	}
	return " of " + from.Hex()
}

// toWords is what the call goes to.
func (c Call) toWords() string {
	if c.Is == "" {
		return c.To.Hex()
	}
	return text.Clean(c.Is, text.NameWidth)
}

// worst is the severity of the worst finding of a call, as a number; 0: none.
func (c Call) worst() int {
	worst := 0
	for _, f := range c.Findings {
		worst = max(worst, slices.Index([]ops.Severity{ops.Note, ops.Warn, ops.Refuse}, f.Severity))
	}
	return worst
}

// onlyTradesAndAllowances says that the batch consists of trades and approvals, with at least one
// trade. The headline then needs no other change.
func (v *View) onlyTradesAndAllowances() bool {
	trades := false
	for _, call := range v.Calls {
		_, lets := call.does.(Approve)
		if !lets && call.Kind == "" {
			return false
		}
		trades = trades || call.Kind != ""
	}
	return trades
}
