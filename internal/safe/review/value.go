package review

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/poolmath"
	"mpool/internal/text"
)

// priceList is what whole tokens cost in whole tokens of others.
type priceList map[common.Address]linkedPrice

type linkedPrice struct {
	value *big.Rat
	in    common.Address
}

// readPrices reads --price "WETH=2000 USDC". A symbol is that of a trusted pool's
// token: whoever writes USDC does not mean a stranger's.
func (c *Checker) readPrices() (priceList, error) {
	list := priceList{}
	for _, words := range c.Flags.Prices {
		name, rest, found := strings.Cut(words, "=")
		if !found {
			return nil, failure.Usage("--price %s is not such as \"WETH=2000 USDC\"", text.Quote(words))
		}
		price, err := ops.ParsePrice(rest)
		if err != nil {
			return nil, failure.Usage("--price: %s", err).Because(err)
		}
		token, err := c.pricedToken(strings.TrimSpace(name))
		if err != nil {
			return nil, err
		}
		in, err := c.pricedToken(price.Of)
		if err != nil {
			return nil, err
		}
		if _, twice := list[token]; twice || token == in {
			return nil, failure.Usage("--price %s: one price a token, in another one", text.Quote(words))
		}
		list[token] = linkedPrice{new(big.Rat).SetFrac(price.Value.Int().ToBig(), ops.FixedOne().Int().ToBig()), in}
	}
	return list, nil
}

// pricedToken is a token of a trusted pool by its symbol, any by its address, and the
// coin by its name.
func (c *Checker) pricedToken(words string) (common.Address, error) {
	if strings.HasPrefix(words, "0x") {
		address, err := parse.Address(words)
		if err != nil {
			return address, failure.Usage("--price: %s", err)
		}
		return address, nil
	}
	var found []common.Address
	for _, pool := range c.trusted {
		for _, token := range pool.Tokens {
			if token.Symbol == words && !slices.Contains(found, token.Address) {
				found = append(found, token.Address)
			}
		}
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) == 0 && words == network.ID(c.View.NodeChain).Coin():
		return common.Address{}, nil
	}
	return common.Address{}, failure.Usage("--price: %s tokens of your pools are called %s", count(len(found)), text.Quote(words)).WithHint("give the token's address")
}

func count(n int) string {
	if n == 0 {
		return "no"
	}
	return itoa(n)
}

// of is what a whole token is worth, in the token that its chain of prices ends at.
func (p priceList) of(token common.Address) (*big.Rat, common.Address) {
	worth, at := new(big.Rat).SetInt64(1), token
	for range len(p) {
		link, is := p[at]
		if !is {
			break
		}
		worth, at = new(big.Rat).Mul(worth, link.value), link.in
	}
	return worth, at
}

// unit is what all is valued in: where the chains of prices end, if it is one token.
func (p priceList) unit() (common.Address, bool) {
	var end common.Address
	first := true
	for token := range p {
		_, at := p.of(token)
		if _, circle := p[at]; circle || !first && at != end {
			return end, false
		}
		end, first = at, false
	}
	return end, !first
}

// worth values an amount of a token; false where no price says it. BPT of a trusted
// pool is worth its part of what the pool would hold at these prices with the invariant
// that it has, Π (value of token i / wᵢ)^wᵢ: swaps cannot move that, as they can move
// what it holds.
func (c *Checker) worth(p priceList, unit, token common.Address, raw *uint256.Int) (*big.Rat, bool) {
	if price, end := p.of(token); end == unit {
		known, is := c.decimalsOf(token)
		return new(big.Rat).Mul(price, wholes(raw, known)), is
	}
	for _, pool := range c.trusted {
		if pool.Pool.Address == token {
			whole, ok := fairValue(p, unit, pool)
			if !ok || pool.Supply.Actual.Raw.IsZero() {
				return nil, false
			}
			part := new(big.Rat).SetFrac(raw.ToBig(), pool.Supply.Actual.Raw.ToBig())
			return part.Mul(part, whole), true
		}
	}
	return nil, false
}

func (c *Checker) decimalsOf(token common.Address) (uint8, bool) {
	if token == (common.Address{}) {
		return 18, true
	}
	known, is := c.Book.Tokens[token]
	return known.Decimals, is
}

func wholes(raw *uint256.Int, decimals uint8) *big.Rat {
	return new(big.Rat).SetFrac(raw.ToBig(), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil))
}

// fairValue is what a pool is worth at prices, whatever swaps have made of its
// balances; rounded down. False where a token has no price.
func fairValue(p priceList, unit common.Address, pool *ops.Snapshot) (*big.Rat, bool) {
	one := ops.FixedOne().Int().ToBig()
	value := *ops.FixedOne().Int()
	for _, token := range pool.Tokens {
		price, end := p.of(token.Address)
		weight := token.Weight.Int()
		if end != unit || weight.IsZero() {
			return nil, false
		}
		total := token.Balance()
		worth := new(big.Rat).Mul(price, wholes(&total.Raw, token.Decimals))
		worth.Mul(worth, new(big.Rat).SetFrac(one, weight.ToBig()))
		scaled := new(big.Int).Quo(new(big.Int).Mul(worth.Num(), one), worth.Denom())
		base, over := uint256.FromBig(scaled)
		if over {
			return nil, false
		}
		power, err := poolmath.PowDown(*base, *weight)
		if err == nil {
			value, err = poolmath.MulDown(value, power)
		}
		if err != nil {
			return nil, false
		}
	}
	return new(big.Rat).SetFrac(value.ToBig(), one), true
}

// balance is what the Safe gives and gets, in words and at prices.
type balance struct {
	lost, gained *big.Rat
	gives, gets  []string
	unpriced     []string // that it gives
	unit         common.Address
}

// weigh adds up what the Safe has less and more of, were it not for what it sends to
// recipients that are named.
func (c *Checker) weigh(p priceList, m *outflows) balance {
	b := balance{lost: new(big.Rat), gained: new(big.Rat)}
	unit, ok := p.unit()
	b.unit = unit
	for _, change := range c.View.Execution.Changes {
		net := new(big.Int).Sub(change.gain.ToBig(), change.loss.ToBig())
		raw, _ := uint256.FromBig(new(big.Int).Abs(net.Add(net, m.sent(change.Token))))
		worth, priced := c.worth(p, unit, change.Token, raw)
		switch {
		case net.Sign() == 0, net.Sign() < 0 && raw.LtUint64(3): // tokens round
		case net.Sign() > 0:
			b.gets = append(b.gets, amountText(c.Book, change.Token, *raw))
			if ok && priced {
				b.gained.Add(b.gained, worth)
			}
		default:
			b.gives = append(b.gives, amountText(c.Book, change.Token, *raw))
			if !ok || !priced {
				b.unpriced = append(b.unpriced, c.tokenName(change.Token))
				continue
			}
			b.lost.Add(b.lost, worth)
		}
	}
	return b
}

// judgeTrades refuses trades in which the Safe gets less than it gives, by more than
// --max-slippage, or of which no price tells.
func (c *Checker) judgeTrades(p priceList, m *outflows) {
	b := c.weigh(p, m)
	if len(b.gives) == 0 {
		return // what is less went to recipients that are named
	}
	gets := "nothing"
	if len(b.gets) > 0 {
		gets = strings.Join(b.gets, " and ")
	}
	what := fmt.Sprintf("the Safe gives %s and gets %s", strings.Join(b.gives, " and "), gets)
	least := new(big.Rat).Mul(b.lost, new(big.Rat).Sub(big.NewRat(1, 1), c.Flags.Slippage.rat()))
	switch {
	case len(b.unpriced) > 0:
		c.View.Findings = append(c.View.Findings, ops.Finding{Severity: ops.Refuse, Code: "safe.value",
			Summary: what + ": whether that is of like value is not known, for no price is given of " + strings.Join(b.unpriced, ", "),
			Hint:    "give prices from outside, such as --price \"WETH=2000 USDC\", of each token that it gives and gets, and of all tokens of a pool whose BPT it does; a pool's own prices can be moved"})
	case b.gained.Cmp(least) < 0:
		c.View.Findings = append(c.View.Findings, ops.Finding{Severity: ops.Refuse, Code: "safe.value",
			Summary: fmt.Sprintf("%s: at the prices that are given that is %s for %s %s", what, short(b.gained), short(b.lost), c.unitName(b.unit)),
			Hint:    "what has no price counts as nothing; --max-slippage says how much less may come back"})
	default:
		c.View.warn("safe.value", fmt.Sprintf("%s: at the prices that are given that is %s for %s %s", what, short(b.gained), short(b.lost), c.unitName(b.unit)), "")
	}
}

func (c *Checker) unitName(token common.Address) string {
	if token == (common.Address{}) {
		return network.ID(c.View.NodeChain).Coin()
	}
	return text.Clean(c.Book.Tokens[token].Symbol, text.SymbolWidth)
}

func short(r *big.Rat) string { return text.Number(r.FloatString(6)) }
