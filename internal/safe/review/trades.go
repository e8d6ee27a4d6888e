package review

import (
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/ops"
)

// outcome is what a trade gave in a simulation: the Vault's events of it, one a step.
type outcome struct {
	steps []any    // swapEvent or joinEvent
	bpt   *big.Int // that a join gives to its recipient, or an exit burns
}

// judgeLimits holds the limits of each trade against what its simulation gave: a limit
// of 0, or one farther off than --max-slippage, leaves it to others how much the Safe
// gets.
func (c *Checker) judgeLimits(logs []chain.Log) {
	near := c.Flags.Slippage.near()
	near.book = c.Book
	for i := range c.View.Calls {
		call := &c.View.Calls[i]
		trade, is := call.does.(trading)
		if !is || len(trade.between().Pools) == 0 {
			continue
		}
		problem := "the simulation does not show what the trade gave, so its limits cannot be checked"
		trade = wrap(trade, c.wrapped)
		o, rest := outcomeOf(c.decoder, trade, call.To, logs)
		if logs = rest; o.fits(trade) {
			call.Summary, call.minted = c.exchangeWords(call, o), o.minted(trade)
			problem = trade.problem(o, near)
		}
		if problem != "" {
			call.Findings = append(call.Findings, ops.Finding{Severity: ops.Refuse, Code: "trade.limit", Summary: problem,
				Hint: "set limits close to what the trade gives, within --max-slippage " + c.Flags.Slippage.String()})
		}
	}
}

// outcomeOf takes the Vault's events in the order of the calls: a join or an exit writes
// one, a swap one a step. Where they do not fit, the trade has none. The rest is what comes
// behind them.
func outcomeOf(decoder *decode.Decoder, trade trading, vault common.Address, logs []chain.Log) (o outcome, rest []chain.Log) {
	rest = logs
	for range trade.between().Pools {
		step, at := nextTrade(decoder, rest, vault)
		if step == nil {
			return outcome{}, rest
		}
		o.bpt = movedBPT(rest[:at], trade)
		o.steps, rest = append(o.steps, step), rest[at+1:]
	}
	return o, rest
}

// nextTrade returns the next swap, join or exit of a Vault and its place; nil if there is
// none.
func nextTrade(decoder *decode.Decoder, logs []chain.Log, vault common.Address) (step any, at int) {
	for i, log := range logs {
		if log.Address != vault {
			continue
		}
		switch step := vaultEvent(decoder, log).(type) {
		case swapEvent, joinEvent:
			return step, i
		}
	}
	return nil, len(logs)
}

// fits says that the events are of the call's pools, and of its kind.
func (o outcome) fits(trade trading) bool {
	_, swap := trade.(Swap)
	_, steps := trade.(BatchSwap)
	return slices.EqualFunc(trade.between().Pools, o.steps, func(id common.Hash, step any) bool {
		switch step := step.(type) {
		case swapEvent:
			return (swap || steps) && step.pool == id
		case joinEvent:
			return !swap && !steps && step.pool == id
		}
		return false
	})
}

// movedBPT is the last that the pool's own token was minted to a recipient of the join,
// or burned of the exit: fees come before it.
func movedBPT(logs []chain.Log, trade trading) *big.Int {
	b, moved := trade.between(), new(big.Int)
	_, joins := trade.(Join)
	_, exits := trade.(Exit)
	for _, log := range logs {
		from, to, amount, is := sentTokens(log, poolOf(b.Pools[0]))
		minted, burned := joins && from == (common.Address{}) && to == b.Recipient, exits && to == (common.Address{}) && from == b.Sender
		if is && (minted || burned) {
			moved = amount
		}
	}
	return moved
}

// minted is the BPT that a join mints to who joins. The first one mints to it what it then puts
// into the Vault, too.
func (o outcome) minted(trade trading) *big.Int {
	sum := new(big.Int).Set(o.bpt)
	j, joins := trade.(Join)
	step, is := o.steps[0].(joinEvent)
	if !joins || !is || j.Way != FirstJoin {
		return sum
	}
	for i, delta := range step.deltas {
		if i < len(j.Assets) && j.Assets[i] == poolOf(j.Pools[0]) {
			sum.Add(sum, delta)
		}
	}
	return sum
}

func (s Swap) problem(o outcome, near nearness) string {
	step, _ := o.steps[0].(swapEvent)
	if s.GivenOut {
		return near.gives(s.In, s.Limit, step.took)
	}
	return near.takes(s.Out, s.Limit, step.gave)
}

// problem adds up the steps for each asset: the largest input, and the smallest output.
func (b BatchSwap) problem(o outcome, near nearness) string {
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

// netOf is what steps take of each asset, less what they give.
func netOf(steps []any) map[common.Address]*big.Int {
	net := map[common.Address]*big.Int{}
	for _, step := range steps {
		s, _ := step.(swapEvent)
		for token, amount := range map[common.Address]*big.Int{s.in: s.took, s.out: new(big.Int).Neg(s.gave)} {
			if net[token] == nil {
				net[token] = new(big.Int)
			}
			net[token].Add(net[token], amount)
		}
	}
	return net
}

func (j Join) problem(o outcome, near nearness) string {
	switch j.Way {
	case ExactTokens:
		return near.takes(poolOf(j.Pools[0]), j.Least, o.bpt)
	case ExactBPT:
		return eachAsset(o, j.Assets, j.Most, near.gives)
	case FirstJoin:
		return "" // nobody can come before it
	}
	return "cannot read its limits: Managed Pools do not have this kind of join"
}

func (e Exit) problem(o outcome, near nearness) string {
	switch e.Way {
	case ExactTokens:
		return near.gives(poolOf(e.Pools[0]), e.Most, o.bpt)
	case ExactBPT:
		return eachAsset(o, e.Assets, e.Least, near.takes)
	}
	return "cannot read its limits: Managed Pools do not have this kind of exit"
}

// eachAsset holds a list of limits against what moved of each asset, in the pool's
// order.
func eachAsset(o outcome, assets []common.Address, limits []*big.Int, problem func(token common.Address, limit, moved *big.Int) string) string {
	step, _ := o.steps[0].(joinEvent)
	if len(step.deltas) != len(limits) || len(assets) != len(limits) {
		return "cannot read its limits"
	}
	for i, delta := range step.deltas {
		if delta.Sign() == 0 {
			continue
		}
		if found := problem(assets[i], limits[i], new(big.Int).Abs(delta)); found != "" {
			return found
		}
	}
	return ""
}
