package recipe

import (
	"fmt"
	"strconv"

	"mpool/internal/ops"
	"mpool/internal/strategy"
)

func pauseReopen() Recipe {
	return Recipe{
		Name: "pause-and-reopen", Short: "disable swaps for a while, and enable them behind a fee that falls",
		Guide: `For a doubt about a price or a token, when the pool itself is sound. While swaps are
disabled prices move on, and the first trader afterwards takes the gap: the swap fee
begins high and falls, so that the gap is closed at the fee's edge. Liquidity providers
can leave in proportion meanwhile. For an alarm use mpool shut, which stops joins too.`,
		Params: []Parameter{
			{"pause", "how long swaps stay disabled: 2d", "1d"},
			{"start_fee", "the swap fee at which swaps are enabled", "50%"},
			{"end_fee", "the swap fee at the end: 0.3%", ""},
			{"duration", "how long the fee falls", "3d"},
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
		Guide: `A token that comes in moves all weights at once, and its deposit has to be worth its
share at market prices: a mistake in the price is lost to arbitrage. At a low weight the
mistake is small; the rest of the way is a gradual change, at prices that the market has
made by then. The pool is shut around the addition.`,
		Params: []Parameter{
			{"token", "the token's address", ""},
			{"price", "what one costs in a token of the pool: 2000 USDC", ""},
			{"first_weight", "the weight at which it comes in", "2%"},
			{"to", "all weights at the end: WETH=40%,NEW=10%,USDC=rest", ""},
			{"duration", "how long the weights move", "7d"},
			{"wait", "how long trades have to find the price before that", "1d"},
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
		Guide: `A removal hands the token's whole balance to its asset manager and moves all weights at
once. Brought down to a low weight first, most of the token is sold to the market by
arbitrage at the market's prices, and the rest is small. The fair burn takes the BPT that
the rest is worth from the owner, so that nobody gains or loses by it.`,
		Params: []Parameter{
			{"token", "the token's symbol", ""},
			{"to", "all weights at the end, the token's low: WETH=60%,OLD=1%,USDC=rest", ""},
			{"duration", "how long the weights move", "7d"},
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
		Name: "rebalance", Short: "move the weights in pieces along the great circle, on which still prices cost least",
		Guide: `The arbitrage cost of a weight change falls with its duration, and with more than two
tokens with the shape of its way: square roots of weights on a great circle. Each piece is a
gradual change of its own, and costs the owner's gas: mpool quote and the previews say
whether that is worth it. With two tokens one piece is as good as many.`,
		Params: []Parameter{
			{"to", "the weights at the end: WETH=60%,USDC=rest", ""},
			{"duration", "how long all of it takes", "7d"},
			{"pieces", "in how many changes: 2 to 16", "4"},
		},
		lines: pieces,
	}
}

// pieces are gradual changes one after the other.
func pieces(p params, pool *ops.Snapshot) ([]string, error) {
	n, err := strconv.Atoi(p["pieces"])
	if err != nil || n < 2 || n > 16 {
		return nil, fmt.Errorf("pieces: use 2 to 16")
	}
	whole, err := ops.ParseDuration(p["duration"])
	if err != nil || whole < ops.Time(n)*3600 {
		return nil, fmt.Errorf("duration: each piece takes at least an hour")
	}
	targets, err := ops.ParseTargets(p["to"])
	if err != nil {
		return nil, fmt.Errorf("to: %w", err)
	}
	wanted, err := pool.ResolveTargets(targets, ops.OthersNone)
	if err != nil {
		return nil, fmt.Errorf("to: %w", err)
	}
	var lines []string
	for k := range n {
		to, wait := "", ""
		for _, w := range strategy.Along(pool, wanted, float64(k+1)/float64(n)) {
			to += fmt.Sprintf(", %q: %s", w.Token.Hex(), w.Weight.Percent())
		}
		if k > 0 {
			wait = fmt.Sprintf("%ds", whole/ops.Time(n)+60)
		}
		lines = append(lines, item(pool, "weights-update", "wait", wait, "to", "{"+to[2:]+"}", "duration", fmt.Sprintf("%ds", whole/ops.Time(n))))
	}
	return lines, nil
}

func windDown() Recipe {
	return Recipe{
		Name: "wind-down", Short: "stop joins and swaps, end the AUM fee, and let everybody leave in proportion",
		Guide: `For a pool that ends. The AUM fee that is due is collected first and then set to zero;
joins end by the allowlist, with which exits stay possible, also on v2; swaps end last, so
that nobody trades against a pool that is left. LPs can exit proportionally
at any time. Managed balances have to come back first: an exit takes only what the Vault has.`,
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
		Name: "lbp-sale", Short: "sell a token at a falling price: weights from high to low over some days",
		Guide: `A liquidity bootstrapping sale: the token that is sold begins at a high weight, so that its
price begins high and falls by itself unless it is bought. Weights are set while swaps are
disabled, and swaps are enabled when the change begins. At its end swaps are disabled: take
the proceeds out by an exit. Only the seller should hold BPT: enable the allowlist before.`,
		Params: []Parameter{
			{"start", "the weights at the start: NEW=90%,USDC=rest", ""},
			{"end", "the weights at the end: NEW=30%,USDC=rest", ""},
			{"duration", "how long the sale takes", "3d"},
		},
		lines: func(p params, pool *ops.Snapshot) ([]string, error) {
			wait, err := longer(p["duration"])
			return []string{
				item(pool, "swaps disable"),
				item(pool, "weights-update", "to", quoted(p["start"]), "instant", "true"),
				item(pool, "weights-update", "wait", "15m", "to", quoted(p["end"]), "duration", p["duration"]),
				item(pool, "swaps enable"),
				item(pool, "swaps disable", "wait", wait),
			}, err
		},
	}
}

// longer is a while longer than a change takes: it begins when it is mined.
func longer(duration string) (string, error) {
	d, err := ops.ParseDuration(duration)
	if err != nil {
		return "", fmt.Errorf("duration: %w", err)
	}
	return fmt.Sprintf("%ds", d+1800), nil
}
