package worth

import (
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/safe/deed"
)

// outcome is the result of a trade in a simulation: the Vault's events, one per step.
type outcome struct {
	steps []any    // swapEvent or joinEvent
	bpt   *big.Int // BPT that a join gives to its recipient or an exit burns
}

// Limit is what a simulation shows of one trade.
type Limit struct {
	Call    int    // its index among the calls
	Shown   bool   // the simulation shows what it gave
	Words   string // what it pays and gets; "" if that is unknown
	Problem string // which limit is too far from the result; "" if none is
}

// Limits compares the limits of each trade with its simulated result: a limit of 0 is a problem, and
// one that is further away than --max-slippage, because others could then take the difference. It
// records in the calls what their joins mint.
func (b *Batch) Limits() []Limit {
	var list []Limit
	near, logs := b.Trust.Slippage.near(), b.Logs
	near.book = b.Book
	for i := range b.Calls {
		call := &b.Calls[i]
		trade, is := call.Does.(deed.Trade)
		if !is || len(trade.Whose().Pools) == 0 {
			continue
		}
		limit := Limit{Call: i, Problem: "the simulation does not show what the trade gave, so its limits cannot be checked"}
		trade = deed.Wrap(trade, b.Trust.Wrapped)
		o, rest := outcomeOf(b.Decoder, trade, call.To, logs)
		if logs = rest; o.fits(trade) {
			limit.Shown = true
			limit.Words, call.Minted = b.exchangeWords(call, o), o.minted(trade)
			limit.Problem = problemOf(trade, o, near)
		}
		list = append(list, limit)
	}
	return list
}

// outcomeOf takes the events of one trade from the Vault's logs, in the order of the calls: one event
// for a join or an exit, one per step for a swap. rest are the logs after them. If an event is
// missing, the outcome is empty.
func outcomeOf(decoder *decode.Decoder, trade deed.Trade, vault common.Address, logs []chain.Log) (o outcome, rest []chain.Log) {
	rest = logs
	for range trade.Whose().Pools {
		step, at := nextTrade(decoder, rest, vault)
		if step == nil {
			return outcome{}, rest
		}
		o.bpt = movedBPT(rest[:at], trade)
		o.steps, rest = append(o.steps, step), rest[at+1:]
	}
	return o, rest
}

// nextTrade returns the next swap, join or exit of a Vault and its index; nil if there is none.
func nextTrade(decoder *decode.Decoder, logs []chain.Log, vault common.Address) (step any, at int) {
	for i, log := range logs {
		if log.Address != vault {
			continue
		}
		switch step := deed.VaultEvent(decoder, log).(type) {
		case deed.SwapEvent, deed.JoinEvent:
			return step, i
		}
	}
	return nil, len(logs)
}

// fits says that the events have the pools and the kind of the trade.
func (o outcome) fits(trade deed.Trade) bool {
	_, swap := trade.(deed.Swap)
	_, steps := trade.(deed.BatchSwap)
	return slices.EqualFunc(trade.Whose().Pools, o.steps, func(id common.Hash, step any) bool {
		switch step := step.(type) {
		case deed.SwapEvent:
			return (swap || steps) && step.Pool == id
		case deed.JoinEvent:
			return !swap && !steps && step.Pool == id
		}
		return false
	})
}

// movedBPT is the last amount of BPT minted to the recipient of a join, or burned from the sender of
// an exit. Earlier mints are fees.
func movedBPT(logs []chain.Log, trade deed.Trade) *big.Int {
	b, moved := trade.Whose(), new(big.Int)
	_, joins := trade.(deed.Join)
	_, exits := trade.(deed.Exit)
	for _, log := range logs {
		from, to, amount, is := deed.SentTokens(log, deed.PoolOf(b.Pools[0]))
		minted, burned := joins && from == (common.Address{}) && to == b.Recipient, exits && to == (common.Address{}) && from == b.Sender
		if is && (minted || burned) {
			moved = amount
		}
	}
	return moved
}

// minted is the BPT that a join mints to the recipient. In a first join it includes the BPT that the
// recipient then puts into the Vault.
func (o outcome) minted(trade deed.Trade) *big.Int {
	sum := new(big.Int).Set(o.bpt)
	j, joins := trade.(deed.Join)
	step, is := o.steps[0].(deed.JoinEvent)
	if !joins || !is || j.Way != deed.FirstJoin {
		return sum
	}
	for i, delta := range step.Deltas {
		if i < len(j.Assets) && j.Assets[i] == deed.PoolOf(j.Pools[0]) {
			sum.Add(sum, delta)
		}
	}
	return sum
}

// problemOf returns which limit is too far from the simulated result; "" if none is.
func problemOf(trade deed.Trade, o outcome, near nearness) string {
	switch d := trade.(type) {
	case deed.Swap:
		return swapProblem(d, o, near)
	case deed.BatchSwap:
		return stepsProblem(d, o, near)
	case deed.Join:
		return joinProblem(d, o, near)
	case deed.Exit:
		return exitProblem(d, o, near)
	}
	return ""
}

func swapProblem(s deed.Swap, o outcome, near nearness) string {
	step, _ := o.steps[0].(deed.SwapEvent)
	if s.GivenOut {
		return near.gives(s.In, s.Limit, step.Took)
	}
	return near.takes(s.Out, s.Limit, step.Gave)
}

// stepsProblem compares the limit of each asset with its net amount over all steps.
func stepsProblem(b deed.BatchSwap, o outcome, near nearness) string {
	net := netOf(o.steps)
	for i, asset := range b.Assets {
		moved := net[asset]
		if moved == nil || i >= len(b.Limits) {
			if asset == (common.Address{}) {
				return "it trades the native token, and mpool cannot check its limit against the simulation"
			}
			continue
		}
		problem := ""
		switch moved.Sign() {
		case 1:
			problem = near.gives(asset, b.Limits[i], moved)
		case -1:
			problem = near.takes(asset, new(big.Int).Neg(b.Limits[i]), new(big.Int).Neg(moved))
		}
		if problem != "" {
			return problem
		}
	}
	return ""
}

// netOf is the net input of each asset over all steps; negative for an output.
func netOf(steps []any) map[common.Address]*big.Int {
	net := map[common.Address]*big.Int{}
	for _, step := range steps {
		s, _ := step.(deed.SwapEvent)
		for token, amount := range map[common.Address]*big.Int{s.In: s.Took, s.Out: new(big.Int).Neg(s.Gave)} {
			if net[token] == nil {
				net[token] = new(big.Int)
			}
			net[token].Add(net[token], amount)
		}
	}
	return net
}

func joinProblem(j deed.Join, o outcome, near nearness) string {
	switch j.Way {
	case deed.ExactTokens:
		return near.takes(deed.PoolOf(j.Pools[0]), j.Least, o.bpt)
	case deed.ExactBPT:
		return eachAsset(o, j.Assets, j.Most, near.gives)
	case deed.FirstJoin:
		return "" // no other trade can come before it
	}
	return "cannot read its limits: Managed Pools do not have this kind of join"
}

func exitProblem(e deed.Exit, o outcome, near nearness) string {
	switch e.Way {
	case deed.ExactTokens:
		return near.gives(deed.PoolOf(e.Pools[0]), e.Most, o.bpt)
	case deed.ExactBPT:
		return eachAsset(o, e.Assets, e.Least, near.takes)
	}
	return "cannot read its limits: Managed Pools do not have this kind of exit"
}

// eachAsset holds a list of limits against what moved of each asset, in the pool's
// order.
func eachAsset(o outcome, assets []common.Address, limits []*big.Int, problem func(token common.Address, limit, moved *big.Int) string) string {
	step, _ := o.steps[0].(deed.JoinEvent)
	if len(step.Deltas) != len(limits) || len(assets) != len(limits) {
		return "cannot read its limits"
	}
	for i, delta := range step.Deltas {
		if delta.Sign() == 0 {
			continue
		}
		if found := problem(assets[i], limits[i], new(big.Int).Abs(delta)); found != "" {
			return found
		}
	}
	return ""
}
