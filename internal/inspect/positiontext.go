package inspect

import (
	"encoding/csv"
	"io"
	"math/big"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/history"
	"mpool/internal/liquidity"
	"mpool/internal/network"
	"mpool/internal/planner"
	"mpool/internal/text"
	"mpool/internal/units"
)

// net returns what was paid in of each token minus what came back. It is nil if BPT was also
// transferred, or the events do not begin with the pool's creation.
func (v *PositionView) net() map[common.Address]units.Signed {
	if !v.Complete {
		return nil
	}
	net := map[common.Address]units.Signed{}
	for _, move := range v.Moves {
		if move.Kind == history.Received || move.Kind == history.Sent {
			return nil
		}
		for token, amount := range move.Tokens {
			if _, has := net[token]; !has {
				net[token] = units.NewSigned()
			}
			net[token].Int.Sub(net[token].Int, amount.Int)
		}
	}
	return net
}

// sums adds up the flows in one direction: 1 to the account, -1 from it. Its amounts are positive.
func (v *PositionView) sums(way int) []liquidity.Signed {
	sums := map[common.Address]units.Signed{}
	for _, move := range v.Moves {
		for token, amount := range move.Tokens {
			if amount.Int.Sign() != way {
				continue
			}
			if _, has := sums[token]; !has {
				sums[token] = units.NewSigned()
			}
			sums[token].Int.Add(sums[token].Int, new(big.Int).Abs(amount.Int))
		}
	}
	return append([]liquidity.Signed{}, v.tokensOf(history.Move{Tokens: sums})...)
}

// tokensOf returns a move's tokens in the pool's order, followed by tokens that left the pool.
func (v *PositionView) tokensOf(move history.Move) []liquidity.Signed {
	var list []liquidity.Signed
	for _, t := range v.now.Tokens {
		if amount, has := move.Tokens[t.Address]; has {
			list = append(list, liquidity.Signed{Token: t.Address, Symbol: t.Symbol, Raw: amount, Decimals: t.Decimals})
		}
	}
	for token, amount := range move.Tokens {
		if !v.now.Has(token) {
			list = append(list, liquidity.SignedOf(v.now, token, amount))
		}
	}
	return list
}

// Text shows the position.
func (v *PositionView) Text(p *text.Page) {
	p.Line("%s in %s (%s)", v.Account, v.Pool.Name, v.Pool.Address)
	p.Line("on %s at block %d, %s", network.ID(v.Pool.ChainID), v.Block.Number, text.Time(v.Block.Time))
	p.Line("")
	unit := text.Symbol(v.Numeraire)
	p.Fact("BPT", "%s, %s of the pool", text.Amount(v.Position.Bpt), text.Percent(v.Position.Share))
	p.Fact("worth", "%s %s, by the pool's spot prices", text.Amount(v.Position.Value), unit)
	if v.Outside != nil {
		p.Fact("outside", "%s %s, by the outside prices", text.Amount(*v.Outside), unit)
	}
	if v.skewed {
		p.Fact("", "%s %s, once arbitrage has moved the pool to these prices [prices.skewed]", text.Amount(*v.Staying), unit)
	}
	p.Fact("exit now", "%s", planner.SumsText(v.Position.Exit))
	if !v.Position.Cash {
		p.Fact("", "the Vault does not hold that much: the rest is with asset managers")
	}
	if len(v.Internal) > 0 {
		p.Fact("internal", "%s, kept in the Vault", planner.SumsText(v.Internal))
	}
	v.against(p, unit)
	if v.Position.Fees.Raw.Sign() > 0 {
		p.Fact("AUM fees", "%s BPT came out of this share%s", text.Amount(v.Position.Fees), v.since())
	}
	v.moves(p)
}

// since says from when on AUM fees are counted.
func (v *PositionView) since() string {
	switch {
	case !v.Complete:
		return " since block " + strconv.FormatUint(v.From, 10)
	case len(v.Moves) > 0:
		return " since " + text.Time(v.Moves[0].Time)
	}
	return ""
}

func (v *PositionView) against(p *text.Page, unit string) {
	a := v.Position.Holding
	switch {
	case len(v.Position.Gone) > 0:
		v.flows(p)
		p.Fact("result", "unknown: the pool has no price of what has left it since: %s", signedText(v.Position.Gone))
	case a == nil && !v.Complete:
		p.Fact("paid in", "unknown: the events that were read start at block %d", v.From)
	case a == nil:
		p.Fact("paid in", "unknown: BPT was sent or received")
	case len(v.Position.Paid) > 0:
		v.flows(p)
		by := "the pool's spot prices (use --prices for outside prices)"
		if v.OutsideHolding != nil {
			a, by = v.OutsideHolding, "the outside prices"
		}
		p.Fact("result", "%s %s against holding the tokens that were paid in, by %s", withSign(a.Gain.Decimal(v.numeraire.Decimals)), unit, by)
	}
}

// flows shows what was paid in and what came back.
func (v *PositionView) flows(p *text.Page) {
	p.Fact("paid in", "%s", signedText(v.PaidIn))
	if len(v.GotOut) > 0 {
		p.Fact("got out", "%s", signedText(v.GotOut))
	}
}

// withSign puts a plus before a positive number.
func withSign(number string) string {
	short := text.Number(number)
	if strings.HasPrefix(short, "-") || short == "0" {
		return short
	}
	return "+" + short
}

func (v *PositionView) moves(p *text.Page) {
	if len(v.Moves) == 0 {
		return
	}
	p.Line("")
	var rows [][]string
	var times []units.Time
	for _, move := range v.Moves {
		times = append(times, move.Time)
	}
	for i, clock := range text.Clocks(times, p.Zone) {
		move := v.Moves[i]
		rows = append(rows, []string{clock, string(move.Kind), text.Number(move.Bpt.Decimal(18)), signedText(v.tokensOf(move))})
	}
	p.Table([]string{p.ZoneName(), "what", ">BPT", "tokens"}, rows)
}

func signedText(list []liquidity.Signed) string {
	var parts []string
	for _, t := range list {
		parts = append(parts, text.Number(t.Raw.Decimal(t.Decimals))+" "+text.Symbol(t.Symbol))
	}
	return strings.Join(parts, ", ")
}

// CSV writes the joins and exits: exact values, one line for each token.
func (v *PositionView) CSV(to io.Writer) error {
	w := csv.NewWriter(to)
	_ = w.Write([]string{"time", "block", "transaction", "kind", "bpt", "token", "symbol", "amount"})
	for _, move := range v.Moves {
		start := []string{move.Time.RFC3339(), strconv.FormatUint(move.Block, 10), move.Tx.Hex(), string(move.Kind), move.Bpt.Decimal(18)}
		if len(move.Tokens) == 0 {
			_ = w.Write(append(start, "", "", ""))
		}
		for _, t := range v.tokensOf(move) {
			_ = w.Write(append(start[:5:5], t.Token.Hex(), cell(t.Symbol.Bare()), t.Raw.Decimal(t.Decimals)))
		}
	}
	w.Flush()
	return w.Error()
}
