package inspect

import (
	"context"
	"encoding/csv"
	"io"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/liquidity"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/text"
	"mpool/internal/units"
)

// ProfileView is what swaps of several sizes cost between all tokens.
type ProfileView struct {
	Pool  planner.Pool `json:"pool"`
	Block ops.Block    `json:"block"`
	Swaps bool         `json:"swaps_enabled"`
	liquidity.Profile

	// Drawn are the charts; nil: nobody asked for them.
	Drawn text.View `json:"-"`
}

// Profile works it out for shares of the balance of the token that comes in; of none, for
// the usual ones.
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
	now, err := r.Plans.ReadForPlanAt(ctx, client, pool.Address, chain.Latest())
	if err != nil {
		return nil, err
	}
	return &ProfileView{planner.PoolOf(now), now.Block, now.Pool.SwapEnabled, liquidity.ProfileOf(now, sizes), nil}, nil
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

// Text shows it to people.
func (v *ProfileView) Text(p *text.Page) {
	p.Line("price impact in %s (%s)", v.Pool.Name, v.Pool.Address)
	p.Line("at block %d, %s; without the swap fee of %s", v.Block.Number, text.Time(v.Block.Time), text.Percent(v.SwapFee))
	p.Line("by the input amount as a share of the pool's balance of the token")
	p.Line("")
	header := []string{"in", "out"}
	for _, size := range v.Sizes {
		header = append(header, ">"+text.Percent(size))
	}
	var rows [][]string
	for _, pair := range v.Pairs {
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

// CSV writes exact values, a line a swap.
func (v *ProfileView) CSV(to io.Writer) error {
	w := csv.NewWriter(to)
	_ = w.Write([]string{"in", "out", "in_symbol", "out_symbol", "share", "amount_in", "amount_out", "price_impact", "cost", "refused"})
	for _, pair := range v.Pairs {
		for i, s := range pair.Swaps {
			_ = w.Write([]string{pair.In.Hex(), pair.Out.Hex(), cell(string(pair.InSymbol)), cell(string(pair.OutSymbol)), v.Sizes[i].String(),
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
