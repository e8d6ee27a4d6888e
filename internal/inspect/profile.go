package inspect

import (
	"context"
	"encoding/csv"
	"io"
	"slices"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/liquidity"
	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/text"
	"mpool/internal/units"
)

// ProfileView shows the cost of swaps of several sizes between all tokens.
type ProfileView struct {
	Pool  planview.Pool `json:"pool"`
	Block ops.Block     `json:"block"`
	Swaps bool          `json:"swaps_enabled"`
	liquidity.Profile

	All bool `json:"-"` // show every pair in the text, however many there are
	// Drawn are the charts; nil if they were not requested.
	Drawn text.View `json:"-"`
}

// Profile computes the cost of swaps, with sizes as shares of the input token's balance; without
// shares, it uses the usual ones.
func (r *Reader) Profile(ctx context.Context, args, shares []string) (*ProfileView, error) {
	sizes, err := sizesOf(shares)
	if err != nil {
		return nil, err
	}
	client, pool, err := r.Nodes.DialPool(ctx, args)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	now, err := r.Plans.Reads.At(ctx, client, pool.Address, chain.Latest())
	if err != nil {
		return nil, err
	}
	return &ProfileView{planview.PoolOf(now), now.Block, now.Pool.SwapEnabled, liquidity.ProfileOf(now, sizes), false, nil}, nil
}

func sizesOf(shares []string) ([]units.Fixed, error) {
	if len(shares) == 0 {
		return liquidity.UsualSizes(), nil
	}
	var sizes []units.Fixed
	for _, words := range shares {
		share, err := units.ParsePercent(words)
		if err != nil {
			return nil, failure.Usage("--sizes: %s", err)
		}
		sizes = append(sizes, share)
	}
	return sizes, nil
}

// Text shows the profile.
func (v *ProfileView) Text(p *text.Page) {
	p.Line("price impact in %s (%s)", v.Pool.Name, v.Pool.Address)
	p.Line("at block %d, %s; without the swap fee of %s", v.Block.Number, text.Time(v.Block.Time), text.Percent(v.SwapFee))
	p.Line("by the input amount as a share of the pool's balance of the token")
	pairs := v.shown()
	if left := len(v.Pairs) - len(pairs); left > 0 {
		p.Line("the %d of %s pairs with the highest price impact; mpool quote --table --all shows all, --csv writes them", len(pairs), text.Count(uint64(len(v.Pairs))))
	}
	p.Line("")
	header := []string{"in", "out"}
	for _, size := range v.Sizes {
		header = append(header, ">"+text.Percent(size))
	}
	var rows [][]string
	for _, pair := range pairs {
		row := []string{text.Symbol(pair.InSymbol), text.Symbol(pair.OutSymbol)}
		for _, s := range pair.Swaps {
			row = append(row, s.ImpactText())
		}
		rows = append(rows, row)
	}
	p.Table(header, rows)
	if v.Drawn != nil {
		v.Drawn.Text(p)
	}
}

// The text has all pairs of a pool where they fit on a screen or two, and otherwise a screen.
const (
	fewPairs  = 60
	mostPairs = 20
)

// shown are the pairs of the text, of many those whose largest swap moves the price most.
func (v *ProfileView) shown() []liquidity.Pair {
	if v.All || len(v.Pairs) <= fewPairs {
		return v.Pairs
	}
	pairs := slices.Clone(v.Pairs)
	slices.SortStableFunc(pairs, func(a, b liquidity.Pair) int { return b.Largest().Cmp(a.Largest()) })
	return pairs[:mostPairs]
}

// CSV writes exact values, one line for each swap.
func (v *ProfileView) CSV(to io.Writer) error {
	w := csv.NewWriter(to)
	_ = w.Write([]string{"in", "out", "in_symbol", "out_symbol", "share", "amount_in", "amount_out", "price_impact", "cost", "refused"})
	for _, pair := range v.Pairs {
		for i, s := range pair.Swaps {
			_ = w.Write([]string{pair.In.Hex(), pair.Out.Hex(), cell(pair.InSymbol.Bare()), cell(pair.OutSymbol.Bare()), v.Sizes[i].String(),
				s.In.String(), s.Out.String(), shareCell(s.Impact), shareCell(s.Cost), s.Refused})
		}
	}
	w.Flush()
	return w.Error()
}

func shareCell(share *units.Fixed) string {
	if share == nil {
		return ""
	}
	return share.String()
}
