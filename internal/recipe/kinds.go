package recipe

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"mpool/internal/ops"
	"mpool/internal/units"
)

func pauseReopen() Recipe {
	return Recipe{
		Name: "pause-and-reopen", Short: "disable swaps for a while, then enable them with a high fee that falls",
		Guide: `Use it if you doubt a price or a token, but the pool itself is sound. While swaps are
disabled, market prices move, and the first trader afterwards would take the difference. The
swap fee starts high and falls, so arbitrage pays part of the difference as fee. LPs can
exit in proportion while swaps are disabled. In an emergency use mpool shut, which stops joins too.`,
		Params: []Parameter{
			{"pause", "how long swaps are disabled: 2d", "1d"},
			{"start_fee", "the swap fee at which swaps are enabled", "50%"},
			{"end_fee", "the swap fee at the end: 0.3%", ""},
			{"duration", "duration of the fee's fall", "3d"},
		},
		lines: func(p params, pool *ops.Snapshot) ([]string, error) {
			return []string{
				item(pool, "swaps disable"),
				item(pool, "swaps enable", "wait", p["pause"], "fee-ramp", quoted(p["start_fee"]+":"+p["end_fee"]+":"+p["duration"])),
			}, nil
		},
	}
}

func addSafely() Recipe {
	return Recipe{
		Name: "add-safely", Short: "add a token at a low weight, and raise it gradually",
		Guide: `A new token moves all weights at once, and its deposit must be worth its share at market
prices: an error in the price is lost to arbitrage. At a low weight the loss is small. The
rest is a gradual weight change, after trades have found the price. The pool is shut while
the token is added.`,
		Params: []Parameter{
			{"token", "the token's address", ""},
			{"price", "price of one token in another token of the pool: 2000 USDC", ""},
			{"first_weight", "the weight at which it is added", "2%"},
			{"to", "all weights at the end: WETH=40%,NEW=10%,USDC=rest", ""},
			{"duration", "duration of the weight change", "7d"},
			{"wait", "how long to wait before it, so that trades find the price", "1d"},
		},
		lines: func(p params, pool *ops.Snapshot) ([]string, error) {
			return []string{
				item(pool, "add-token", "token", quoted(p["token"]), "weight", p["first_weight"], "price", quoted(p["price"]), "mint", "fair"),
				item(pool, "weights-update", "wait", p["wait"], "to", quoted(p["to"]), "duration", p["duration"]),
			}, nil
		},
	}
}

func removeSafely() Recipe {
	return Recipe{
		Name: "remove-safely", Short: "lower a token's weight gradually, and remove it at the end",
		Guide: `A removal gives the token's whole balance to its asset manager and moves all weights at
once. If the weight is lowered first, arbitrage sells most of the token at market prices and
only a small rest is removed. The fair burn takes BPT worth that rest from the owner, so
nobody gains or loses by it.`,
		Params: []Parameter{
			{"token", "the token's symbol", ""},
			{"to", "all weights at the end, the token's low: WETH=60%,OLD=1%,USDC=rest", ""},
			{"duration", "duration of the weight change", "7d"},
			{"burn", "BPT of the owner's to burn: fair or none", "fair"},
		},
		lines: func(p params, pool *ops.Snapshot) ([]string, error) {
			wait, err := longer(p["duration"])
			return []string{
				item(pool, "weights-update", "to", quoted(p["to"]), "duration", p["duration"]),
				item(pool, "remove-token", "wait", wait, "token", quoted(p["token"]), "burn", p["burn"]),
			}, err
		},
	}
}

func rebalance() Recipe {
	return Recipe{
		Name: "rebalance", Short: "move the weights in steps along a great circle, the cheapest path at constant prices",
		Guide: `The arbitrage cost of a weight change falls with its duration, until gas sets it: from then
on, a longer change costs as much. With more than two tokens the cost also depends on the
path: the cheapest is a great circle of the square roots of the weights. Each step is a
gradual change of its own and costs gas: the previews show whether that is worth it. With
two tokens, one step is as good as many.`,
		Params: []Parameter{
			{"to", "the weights at the end: every token, or one as rest: WETH=45%,USDC=25%,WBTC=20%,DAI=rest", ""},
			{"duration", "total duration", "7d"},
			{"pieces", "number of steps: 2 to 16", "4"},
			{"from", "the weights before step 1, in the form of to; now for the pool's current weights", Now},
		},
		lines: pieces,
	}
}

// pieces returns consecutive gradual changes.
func pieces(p params, pool *ops.Snapshot) ([]string, error) {
	way, err := pathOf(p, pool)
	if err != nil {
		return nil, err
	}
	var lines []string
	for k := range way.steps {
		to, wait := "", ""
		for _, w := range way.after(k + 1) {
			to += fmt.Sprintf(", %q: %s", w.Token.Hex(), w.Weight.Percent())
		}
		if k > 0 {
			wait = fmt.Sprintf("%ds", way.every+60)
		}
		lines = append(lines, item(pool, "weights-update", "wait", wait, "to", "{"+to[2:]+"}", "duration", fmt.Sprintf("%ds", way.every)))
	}
	return lines, nil
}

func pathOf(p params, pool *ops.Snapshot) (path, error) {
	n, err := strconv.Atoi(p["pieces"])
	if err != nil || n < 2 || n > 16 {
		return path{}, fmt.Errorf("pieces: use 2 to 16")
	}
	whole, err := units.ParseDuration(p["duration"])
	if err != nil || whole < units.Time(n)*3600 {
		return path{}, fmt.Errorf("duration: each step needs at least an hour")
	}
	targets, err := ops.ParseTargets(p["to"])
	if err != nil {
		return path{}, fmt.Errorf("to: %w", err)
	}
	wanted, err := pool.ResolveTargets(targets, ops.OthersNone)
	var missing ops.MissingWeights
	if errors.As(err, &missing) { // a recipe has no --others
		return path{}, fmt.Errorf("to: missing weight for %s: list every token, or give one token \"rest\"", strings.Join(missing.Symbols, ", "))
	}
	if err != nil {
		return path{}, fmt.Errorf("to: %w", err)
	}
	first, err := startingFrom(pool, p["from"])
	return path{from: first, to: wanted, steps: n, every: whole / units.Time(n)}, err
}

// Now is the value of from for steps that begin at the pool's current weights.
const Now = "now"

// startingFrom returns the pool with the weights that it had before the first step.
func startingFrom(pool *ops.Snapshot, from string) (*ops.Snapshot, error) {
	if from == Now {
		return pool, nil
	}
	targets, err := ops.ParseTargets(from)
	if err != nil {
		return nil, fmt.Errorf("from: %w", err)
	}
	weights, err := pool.ResolveTargets(targets, ops.OthersNone)
	if err != nil {
		return nil, fmt.Errorf("from: %w", err)
	}
	first := *pool
	first.Tokens = slices.Clone(pool.Tokens)
	for i := range first.Tokens {
		first.Tokens[i].Weight = weights[i].Weight
	}
	return &first, nil
}

func windDown() Recipe {
	return Recipe{
		Name: "wind-down", Short: "stop joins and swaps, end the AUM fee, and let LPs exit in proportion",
		Guide: `Use it to close a pool. The due AUM fee is collected and the fee is set to zero. The
allowlist stops joins but not exits, also on v2. Swaps are disabled last. LPs can exit in
proportion at any time. Return managed balances first: an exit pays only what the Vault has.`,
		Params: []Parameter{},
		lines: func(_ params, pool *ops.Snapshot) ([]string, error) {
			return []string{
				item(pool, "aum-fee collect"), item(pool, "aum-fee set", "fee", "0%"),
				item(pool, "allowlist enable"), item(pool, "swaps disable"),
			}, nil
		},
	}
}

func lbpSale() Recipe {
	return Recipe{
		Name: "lbp-sale", Short: "sell a token at a falling price: its weight falls over some days",
		Guide: `A liquidity bootstrapping sale: the token starts at a high weight, so its price starts high
and falls unless it is bought. The weights are set while swaps are disabled; swaps are
enabled when the change starts and disabled when it ends. Then exit with the proceeds.
Only the seller should hold BPT: enable the allowlist first. By the pool's prices before, the
first change of weights gives most of the pool to arbitrage, so max_arbitrage_cost refuses
it: --set reason=TEXT overrides that policy for the sale, and records why.`,
		Params: []Parameter{
			{"start", "the weights at the start: NEW=90%,USDC=rest", ""},
			{"end", "the weights at the end: NEW=30%,USDC=rest", ""},
			{"duration", "duration of the sale", "3d"},
			{"reason", "why max_arbitrage_cost may be exceeded; none keeps the policy", "none"},
		},
		lines: func(p params, pool *ops.Snapshot) ([]string, error) {
			wait, err := longer(p["duration"])
			return []string{
				item(pool, "swaps disable"),
				item(pool, "weights-update", append([]string{"to", quoted(p["start"]), "instant", "true"}, override(p)...)...),
				item(pool, "weights-update", append([]string{"wait", "15m", "to", quoted(p["end"]), "duration", p["duration"]}, override(p)...)...),
				item(pool, "swaps enable", override(p)...),
				item(pool, "swaps disable", "wait", wait),
			}, err
		},
	}
}

// override returns the fields that override max_arbitrage_cost.
func override(p params) []string {
	if p["reason"] == "none" {
		return nil
	}
	return []string{"override", "max_arbitrage_cost", "reason", quoted(p["reason"])}
}

// longer adds some time to a change's duration, because the change begins when it is mined.
func longer(duration string) (string, error) {
	d, err := units.ParseDuration(duration)
	if err != nil {
		return "", fmt.Errorf("duration: %w", err)
	}
	return fmt.Sprintf("%ds", d+1800), nil
}
