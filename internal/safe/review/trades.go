package review

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/ops"
)

// transferTopic is of a token's Transfer.
func transferTopic() common.Hash {
	return crypto.Keccak256Hash([]byte("Transfer(address,address,uint256)"))
}

// Slippage is a percentage below 100, 2% where none is given.
type Slippage struct {
	set   bool
	given ops.Fixed
}

func (f *Slippage) value() ops.Fixed {
	if !f.set {
		return ops.FixedFrom(2e16)
	}
	return f.given
}

func (f *Slippage) String() string { return f.value().Percent() }

// Set reads 2%.
func (f *Slippage) Set(text string) error {
	value, err := ops.ParsePercent(text)
	if err == nil && !value.Int().Lt(ops.FixedOne().Int()) {
		err = fmt.Errorf("%s is all of it, or more", text)
	}
	if err == nil {
		f.set, f.given = true, value
	}
	return err
}

func (f *Slippage) rat() *big.Rat {
	return new(big.Rat).SetFrac(f.value().Int().ToBig(), ops.FixedOne().Int().ToBig())
}

// trade is a swap, a join or an exit that a call makes, and the Vault's events of it.
type trade struct {
	call   *Call
	name   string
	events []*decode.Event
	minted *big.Int // BPT that a join gives to its recipient, or an exit burns
}

// judgeLimits holds the limits of each trade against what its simulation gave: a limit
// of 0, or one farther off than --max-slippage, leaves it to others how much the Safe
// gets.
func (c *Checker) judgeLimits(logs []chain.Log) {
	for _, t := range c.trades(logs) {
		problem := "what it gave in the simulation is not known, and so not what its limits allow"
		if t.events != nil {
			problem = t.problem(c.Flags.Slippage.rat())
		}
		if problem != "" {
			t.call.Findings = append(t.call.Findings, ops.Finding{Severity: ops.Refuse, Code: "trade.limit", Summary: problem,
				Hint: "have limits set near what it gives; --max-slippage says how near, now " + c.Flags.Slippage.String()})
		}
	}
}

// trades takes the Vault's events in the order of the calls: a join or an exit writes
// one, a swap one a step. Where they do not fit, the trade has none.
func (c *Checker) trades(logs []chain.Log) []trade {
	var list []trade
	next := 0
	for i := range c.View.Calls {
		call := &c.View.Calls[i]
		if call.Call == nil || call.Recognised != "" {
			continue
		}
		t := trade{call: call}
		t.name, _, _ = strings.Cut(call.Call.Function, "(")
		steps := map[string]int{"joinPool": 1, "exitPool": 1, "swap": 1, "batchSwap": len(part(call.Call.Args, "swaps"))}[t.name]
		if steps == 0 {
			continue
		}
		for range steps {
			event, at := c.vaultEvent(logs, next, call.To)
			if event == nil {
				t.events = nil
				break
			}
			t.minted = movedBPT(logs[next:at], t)
			t.events, next = append(t.events, event), at+1
		}
		if !t.fits() {
			t.events = nil
		}
		list = append(list, t)
	}
	return list
}

// vaultEvent is the next swap, join or exit of a Vault.
func (c *Checker) vaultEvent(logs []chain.Log, from int, vault common.Address) (*decode.Event, int) {
	for i := from; i < len(logs); i++ {
		if logs[i].Address != vault {
			continue
		}
		event := c.decoder.Event(logs[i].Topics, logs[i].Data)
		if event == nil {
			continue
		}
		if name, _, _ := strings.Cut(event.Event, "("); name == "Swap" || name == "PoolBalanceChanged" {
			return event, i
		}
	}
	return nil, len(logs)
}

// fits says that the events are of the call's pools.
func (t trade) fits() bool {
	var asked []string
	switch t.name {
	case "swap":
		asked = []string{value(part(t.call.Call.Args, "singleSwap"), "poolId")}
	case "batchSwap":
		for _, step := range part(t.call.Call.Args, "swaps") {
			asked = append(asked, value(step.Items, "poolId"))
		}
	default:
		asked = []string{value(t.call.Call.Args, "poolId")}
	}
	return slices.EqualFunc(asked, t.events, func(id string, e *decode.Event) bool { return value(e.Args, "poolId") == id })
}

// movedBPT is the last that the pool's own token was minted to a recipient of the join,
// or burned of the exit: fees come before it.
func movedBPT(logs []chain.Log, t trade) *big.Int {
	pool := poolIn(t.call.Call.Args)
	moved := new(big.Int)
	for _, log := range logs {
		if log.Address != pool || len(log.Topics) != 3 || log.Topics[0] != transferTopic() {
			continue
		}
		from, to := common.BytesToAddress(log.Topics[1][:]), common.BytesToAddress(log.Topics[2][:])
		if t.name == "joinPool" && from == (common.Address{}) && to == common.HexToAddress(value(t.call.Call.Args, "recipient")) ||
			t.name == "exitPool" && to == (common.Address{}) && from == common.HexToAddress(value(t.call.Call.Args, "sender")) {
			moved = new(big.Int).SetBytes(log.Data)
		}
	}
	return moved
}

// problem says which limit is too far off; "" where none is.
func (t trade) problem(slippage *big.Rat) string {
	one := big.NewRat(1, 1)
	least := func(limit, gave *big.Int) bool {
		return new(big.Rat).SetInt(limit).Cmp(new(big.Rat).Mul(new(big.Rat).SetInt(gave), new(big.Rat).Sub(one, slippage))) >= 0 && limit.Sign() > 0
	}
	most := func(limit, took *big.Int) bool {
		return new(big.Rat).SetInt(limit).Cmp(new(big.Rat).Mul(new(big.Rat).SetInt(took), new(big.Rat).Add(one, slippage))) <= 0
	}
	switch t.name {
	case "swap":
		limit, e := number(t.call.Call.Args, "limit"), t.events[0]
		out, in := number(e.Args, "amountOut"), number(e.Args, "amountIn")
		if value(part(t.call.Call.Args, "singleSwap"), "kind") == "0" {
			return tooFar(least(limit, out), "takes as little as", limit, "gave", out)
		}
		return tooFar(most(limit, in), "gives as much as", limit, "took", in)
	case "batchSwap":
		return t.batchProblem(least, most)
	case "joinPool":
		return t.joinProblem(least, most)
	}
	return t.exitProblem(least, most)
}

func tooFar(fine bool, verb string, limit *big.Int, did string, amount *big.Int) string {
	if fine {
		return ""
	}
	return fmt.Sprintf("by its limit it %s %s of the smallest units, and in the simulation it %s %s: whoever trades before it takes the difference", verb, limit, did, amount)
}

// batchProblem sums up the steps by asset: what goes in at most, and has to come out.
func (t trade) batchProblem(least, most func(limit, amount *big.Int) bool) string {
	net := map[string]*big.Int{}
	add := func(token string, amount *big.Int) {
		token = strings.ToLower(token)
		if net[token] == nil {
			net[token] = new(big.Int)
		}
		net[token].Add(net[token], amount)
	}
	for _, e := range t.events {
		add(value(e.Args, "tokenIn"), number(e.Args, "amountIn"))
		add(value(e.Args, "tokenOut"), new(big.Int).Neg(number(e.Args, "amountOut")))
	}
	assets, limits := part(t.call.Call.Args, "assets"), part(t.call.Call.Args, "limits")
	for i, asset := range assets {
		moved := net[strings.ToLower(asset.Value)]
		if moved == nil || i >= len(limits) {
			if common.HexToAddress(asset.Value) == (common.Address{}) {
				return "it trades the chain's coin, whose limit mpool cannot hold against what it gave"
			}
			continue
		}
		limit, ok := new(big.Int).SetString(limits[i].Value, 10)
		if !ok {
			return "its limits cannot be read"
		}
		if moved.Sign() > 0 && !most(limit, moved) {
			return tooFar(false, "gives as much as", limit, "took", moved)
		}
		if out := new(big.Int).Neg(moved); moved.Sign() < 0 && !least(new(big.Int).Neg(limit), out) {
			return tooFar(false, "takes as little as", new(big.Int).Neg(limit), "gave", out)
		}
	}
	return ""
}

func (t trade) joinProblem(least, most func(limit, amount *big.Int) bool) string {
	request := part(t.call.Call.Args, "request")
	data := part(request, "userData")
	switch {
	case has(data, "minimumBpt"):
		limit := number(data, "minimumBpt")
		return tooFar(least(limit, t.minted), "takes as little as", limit, "gave", t.minted)
	case has(data, "bptAmountOut"):
		return t.eachAsset(request, "maxAmountsIn", func(limit, moved *big.Int) string {
			return tooFar(most(limit, moved), "gives as much as", limit, "took", moved)
		})
	case has(data, "amounts"):
		return "" // the first join, which nobody can come before
	}
	return "its limits cannot be read: it joins in a way that Managed Pools do not have"
}

func (t trade) exitProblem(least, most func(limit, amount *big.Int) bool) string {
	request := part(t.call.Call.Args, "request")
	data := part(request, "userData")
	switch {
	case has(data, "maximumBpt"):
		limit := number(data, "maximumBpt")
		return tooFar(most(limit, t.minted), "gives as much as", limit, "took", t.minted)
	case has(data, "bptAmountIn"):
		return t.eachAsset(request, "minAmountsOut", func(limit, moved *big.Int) string {
			return tooFar(least(limit, moved), "takes as little as", limit, "gave", moved)
		})
	}
	return "its limits cannot be read: it exits in a way that Managed Pools do not have"
}

// eachAsset holds a list of limits against what moved of each asset, in the pool's
// order.
func (t trade) eachAsset(request []decode.Value, list string, problem func(limit, moved *big.Int) string) string {
	deltas, limits := part(t.events[0].Args, "deltas"), part(request, list)
	if len(deltas) != len(limits) {
		return "its limits cannot be read"
	}
	for i := range deltas {
		moved, ok := new(big.Int).SetString(deltas[i].Value, 10)
		limit, read := new(big.Int).SetString(limits[i].Value, 10)
		if !ok || !read {
			return "its limits cannot be read"
		}
		if moved.Sign() == 0 {
			continue
		}
		if found := problem(limit, moved.Abs(moved)); found != "" {
			return found
		}
	}
	return ""
}

// number is an argument that is an integer; 0 where there is none.
func number(args []decode.Value, name string) *big.Int {
	n, ok := new(big.Int).SetString(value(args, name), 10)
	if !ok {
		return new(big.Int)
	}
	return n
}

func has(args []decode.Value, name string) bool {
	return slices.ContainsFunc(args, func(v decode.Value) bool { return v.Name == name })
}
