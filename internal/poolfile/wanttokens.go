package poolfile

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"
	"go.yaml.in/yaml/v3"

	"mpool/internal/batch"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/poolmath"
	"mpool/internal/units"
)

// rest is the weight of the token that gets 100% minus the others.
const rest = "rest"

// tokens reads the list of tokens.
func (r *reader) tokens(node *yaml.Node) {
	if node == nil {
		return
	}
	if n := len(node.Content); (n < 2 || n > 50) && !r.within(node) {
		r.fail(node, "name all tokens of the pool", "a pool must have 2 to 50 tokens, not %d", n)
	}
	symbols, addresses := map[named.Symbol]bool{}, map[common.Address]bool{}
	for _, item := range node.Content {
		t := r.token(item)
		twice := symbols[t.Symbol] && t.Address == nil || t.Address != nil && addresses[*t.Address]
		if twice {
			r.fail(item, "keep one of them", "duplicate token %s", t.Symbol)
		}
		symbols[t.Symbol] = true
		if t.Address != nil {
			addresses[*t.Address] = true
		}
		r.w.Tokens = append(r.w.Tokens, t)
	}
	r.weights(node)
}

func (r *reader) token(node *yaml.Node) WantToken {
	t := WantToken{Symbol: named.Symbol(r.text(node, "symbol")), Address: r.address(node, "address"), Manager: r.address(node, "asset_manager"),
		At: batch.Position{Line: node.Line, Column: node.Column}}
	if n := value(node, "decimals"); n != nil {
		d, err := strconv.ParseUint(n.Value, 10, 8)
		if err != nil || d > 18 {
			r.fail(n, "write a number up to 18", "decimals must be at most 18")
		}
		small := uint8(d)
		t.Decimals = &small
	}
	if n := value(node, "end_weight"); n != nil {
		r.fail(n, "write the wanted weight as weight", "end_weight is only for backtests, but this file is compared with a pool")
	}
	if n := value(node, "add"); n != nil {
		t.Add = &Addition{Price: r.text(n, "price"), Amount: r.text(n, "amount"), Mint: r.text(n, "mint"), MintTo: r.text(n, "mint_to")}
		if t.Add.Price == "" && t.Add.Amount == "" {
			r.fail(n, `write price: "2000 USDC", price: feed or amount: "1000"`, "add needs a price or an amount for the deposit")
		}
		if t.Address == nil {
			r.fail(n, "write address: and the token's address", "a new token needs its address: symbols are not unique")
		}
	}
	t.Breaker = r.breaker(value(node, "breaker"), t.Symbol)
	return t
}

// breaker returns nil for an omitted field, and a breaker without bounds for null.
func (r *reader) breaker(node *yaml.Node, symbol named.Symbol) *WantBreaker {
	if node == nil {
		return nil
	}
	b := new(WantBreaker)
	for _, side := range []struct {
		name string
		into *units.Fixed
	}{{"lower", &b.Lower}, {"upper", &b.Upper}} {
		n := value(node, side.name)
		if n == nil || n.Value == "none" {
			continue
		}
		bound, err := units.ParseBound(n.Value)
		if err != nil {
			r.fail(n, "write a share of the price, such as 80% or 0.8", "%s: %s", side.name, err)
		}
		*side.into = bound
	}
	if _, err := cut(*b, units.FixedFrom(half)); err != nil && !r.within(node) {
		said := ops.BreakerBounds{Lower: b.Lower, Upper: b.Upper}.RefuseBounds(symbol)
		r.fail(node, "lower is 10% to 100%, upper at least lower and up to 1000%", "breaker: %s", said.Summary)
	}
	return b
}

// half is a weight of 50%; any valid weight would do.
const half = 500_000_000_000_000_000

// cut rounds bounds to the pool's 16 bits.
func cut(b WantBreaker, weight units.Fixed) (WantBreaker, error) {
	set, err := poolmath.SetBreaker(poolmath.Int(units.FixedOne()), poolmath.Int(weight), poolmath.Int(b.Lower), poolmath.Int(b.Upper))
	return WantBreaker{Lower: fixed(set.LowerBound), Upper: fixed(set.UpperBound)}, err
}

// weights reads the weights, which either all tokens have or none.
func (r *reader) weights(node *yaml.Node) {
	var sum uint256.Int
	var all []poolmath.Int
	takesRest := -1
	for i, item := range node.Content {
		n := value(item, "weight")
		switch {
		case (n != nil) != (value(node.Content[0], "weight") != nil):
			r.fail(item, "give every token a weight, or none", "either all tokens or none have a weight: %s differs from the first token", r.w.Tokens[i].Symbol)
			return
		case n == nil:
			continue
		case n.Value == rest && takesRest >= 0:
			r.fail(n, "give one of them a percentage", "only one token can have the weight rest")
			return
		case n.Value == rest:
			takesRest = i
			continue
		}
		f := r.percent(item, "weight", nil)
		sum.Add(&sum, f.Int())
		r.w.Tokens[i].Weight = f
	}
	if takesRest >= 0 && sum.Lt(units.FixedOne().Int()) {
		left := units.Fixed(*new(uint256.Int).Sub(units.FixedOne().Int(), &sum))
		r.w.Tokens[takesRest].Weight = &left
	}
	for _, t := range r.w.Tokens {
		if t.Weight == nil {
			break
		}
		all = append(all, poolmath.Int(*t.Weight))
	}
	if (len(all) > 0 || takesRest >= 0) && poolmath.CheckWeights(all) != nil && !r.within(node) {
		r.notWhole(node, units.Fixed(sum), takesRest >= 0)
	}
}

// leastWeight is 1%.
const leastWeight = 10_000_000_000_000_000

// notWhole reports why the weights are not valid for a pool.
func (r *reader) notWhole(node *yaml.Node, sum units.Fixed, hasRest bool) {
	for i, t := range r.w.Tokens {
		if t.Weight != nil && t.Weight.Int().LtUint64(leastWeight) {
			r.fail(value(node.Content[i], "weight"), "each weight is at least 1%", "the weight of %s is %s: below 1%%", t.Symbol, units.CutPercent(*t.Weight))
			return
		}
	}
	if hasRest {
		r.fail(node, "lower the other weights: rest takes what they leave, at least 1%", "the weights sum to %s: nothing is left for rest", units.Against(sum, units.FixedOne()))
		return
	}
	question := ": is a token of the pool missing?"
	if sum.Int().Gt(units.FixedOne().Int()) {
		question = ""
	}
	r.fail(node, "list all tokens of the pool; one of them may have the weight rest", "the weights sum to %s, not 100%% (%s)%s", units.Against(sum, units.FixedOne()), r.weightWords(), question)
}

// weightWords lists the tokens of the file with their weights, so that a missing token is easy to see.
func (r *reader) weightWords() string {
	var all []string
	for _, t := range r.w.Tokens {
		if t.Weight != nil {
			all = append(all, t.Symbol.String()+" "+t.Weight.Percent())
		}
	}
	const most = 12
	if n := len(all) - most; n > 0 {
		all = append(all[:most], fmt.Sprintf("and %d more", n))
	}
	return strings.Join(all, ", ")
}
