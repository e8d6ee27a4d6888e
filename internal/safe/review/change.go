package review

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/decode"
	"mpool/internal/effect"
	"mpool/internal/explain"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/recognise"
	"mpool/internal/safe/deed"
	"mpool/internal/text"
	"mpool/internal/units"
)

// changeOf says what an operation changes, in the words of its own plan; "" of a refused one.
func changeOf(part recognise.Recognised) (string, error) {
	if part.Plan.Refused() {
		return "", nil
	}
	later, err := effect.StatesAt(part.Plan.Predicted, part.Plan.Moments)
	if err != nil {
		return "", err
	}
	words, _ := effect.Line(effect.Of(part.Before, part.Plan, effect.NewTimeline(part.Before, part.Plan, later)))
	return words, nil
}

// Changes says in one line what the calls do: each operation and trade in its own words. Where no
// call has words, the pools' own changes say it.
func Changes(calls []Call, pools []Pool) string {
	if words, _ := effect.Line(deedsOf(calls, pools)); words != "" {
		return words
	}
	var deeds []effect.Deed
	for _, pool := range pools {
		deeds = append(deeds, effect.Deed{Words: pool.Summary})
	}
	words, _ := effect.Line(deeds)
	return words
}

// deedsOf lists what the calls do. The calls of one operation are one deed; the allowances of trades
// are none. What an asset manager reports or gives without a cause comes first.
func deedsOf(calls []Call, pools []Pool) []effect.Deed {
	var list []effect.Deed
	for _, pool := range pools {
		list = append(list, pool.unbacked...)
	}
	trades := slices.ContainsFunc(calls, func(c Call) bool { return c.Kind != "" })
	for _, call := range calls {
		if _, lets := call.does.(deed.Approve); lets && trades {
			continue
		}
		does := effect.NewDeed(call.change(), call.operation)
		does.Kind = call.countedAs()
		list = append(list, does)
	}
	return list
}

// countedAs is the word for calls that a long first line may count: trades and transfers. Other rules
// add up what these move.
func (c Call) countedAs() string {
	if _, sends := c.does.(deed.Transfer); sends {
		return "transfer"
	}
	switch c.does.(type) {
	case deed.Swap, deed.BatchSwap, deed.Join, deed.Exit:
		return c.Kind
	}
	return ""
}

// findUntold refuses calls that the first line cannot name all: left of them have no place in it.
func findUntold(v *View, left int) {
	if left == 0 {
		return
	}
	v.find(ops.Finding{Severity: ops.Refuse, Code: "batch.calls",
		Summary: fmt.Sprintf("the first line has no place for %s of this batch, so a signer could miss them", text.Plural(left, "operation")),
		Hint:    "split it into batches of at most 12 operations"})
}

// change is what a call does, in a few words; "" where another call of its operation says it.
func (c Call) change() string {
	d, creates := c.does.(deed.Create)
	switch {
	case c.Summary != "":
		return c.Summary
	case c.Recognised != "":
		return ""
	case creates && c.Kind != "":
		return effect.CreateWords(named.Pool(d.Title), createdOf(decode.Book{}, d), units.Fixed(d.SwapFee), units.Fixed(d.AumFee))
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
		case deed.Transfer:
			call.Summary = fmt.Sprintf("send %s%s to %s", shortAmount(book, call.To, does.Amount), notOwn(own, does.From), does.To.Hex())
		case deed.Approve:
			call.Summary = fmt.Sprintf("let %s take %s", does.Spender.Hex(), shortAmount(book, call.To, does.Amount))
		case deed.AddToken:
			call.brief = fmt.Sprintf("add %s to the pool", explain.TokenName(book, does.Token))
		case deed.ManageBalance:
			call.brief = ofManager(book, does)
		}
		if len(call.Data) == 0 && !call.Value.Int().IsZero() {
			call.Summary = fmt.Sprintf("send %s to %s", shortAmount(book, common.Address{}, *call.Value.Int()), call.To.Hex())
		}
	}
}

// ofManager is what an asset manager moves between its own account and a pool.
func ofManager(book decode.Book, does deed.ManageBalance) string {
	var list []string
	for _, move := range does.Moves {
		if move.Deposit {
			list = append(list, "deposit "+shortAmount(book, move.Token, move.Amount)+" into the pool")
		}
	}
	if len(list) == 0 {
		return "move managed tokens of the pool"
	}
	return effect.Few(list, ", ")
}

// Brief is what the call does, in a few words, also for a call that is only a part of an operation.
func (c Call) Brief() string {
	switch {
	case c.Recognised != "" || c.Kind != "" || c.voids():
		return c.What()
	case c.brief != "":
		return c.brief
	}
	return c.change()
}

// shortAmount is an amount for a first line, where more than any token has is all of it.
func shortAmount(book decode.Book, token common.Address, raw uint256.Int) string {
	if raw.BitLen() > mostBits {
		return "any amount of " + explain.TokenName(book, token)
	}
	return text.Rounded(explain.AmountText(book, token, raw))
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

// onlyTradesAndAllowances says that the batch consists of trades and approvals, with at least one
// trade. The headline then needs no other change.
func (v *View) onlyTradesAndAllowances() bool {
	trades := false
	for _, call := range v.Calls {
		_, lets := call.does.(deed.Approve)
		if !lets && call.Kind == "" {
			return false
		}
		trades = trades || call.Kind != ""
	}
	return trades
}
