package inspect

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/liquidity"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

// StatusesView shows several pools, one line each.
type StatusesView struct {
	Pools []StatusRow `json:"pools"`
	first error
}

// StatusRow is one pool of the list.
type StatusRow struct {
	Name    string        `json:"name"`   // as it was named
	Status  *StatusView   `json:"status"` // null if it could not be read
	Tvl     *units.Amount `json:"tvl"`    // at the pool's spot prices; null if it has none
	TvlIn   named.Symbol  `json:"tvl_in"` // symbol of the token in which it is counted; may be hostile text
	OpenNow bool          `json:"open_now"`
	Problem string        `json:"problem,omitempty"`
}

// withFailure returns the view, or the first error in it.
func (v *StatusesView) withFailure() (text.View, error) {
	if v.first == nil {
		return v, nil
	}
	var f *failure.Failure
	if !errors.As(v.first, &f) {
		f = failure.New(failure.ExitOf(v.first), failure.CodeOf(v.first), "%s", v.first).Because(v.first).WithHint("%s", failure.HintOf(v.first))
	}
	said := *f
	return nil, said.WithResult(v)
}

// showAll reads several pools, or all configured ones. An error of one does not stop the others.
func (r *Reader) showAll(ctx context.Context, names []string, form *StatusForm) (text.View, error) {
	if form.All {
		for _, pool := range r.Settings.Pools {
			names = append(names, pool.Name)
		}
	}
	if len(names) == 0 {
		return nil, failure.Usage("the configuration names no pools").WithHint("add them under pools:, or name pools: mpool status POOL POOL")
	}
	v := &StatusesView{Pools: []StatusRow{}}
	for _, name := range r.once(names) {
		row, err := r.row(ctx, name)
		if errors.Is(err, context.Canceled) {
			return nil, err
		}
		if err != nil {
			row.Problem = err.Error()
			if v.first == nil {
				v.first = err
			}
		}
		v.Pools = append(v.Pools, row)
	}
	return v.withFailure()
}

// once leaves out names of a pool that an earlier one names already.
func (r *Reader) once(names []string) (list []string) {
	seen := map[config.Pool]bool{}
	for _, name := range names {
		pool, err := r.Settings.ResolvePool(name)
		if err != nil || !seen[pool] {
			list = append(list, name)
		}
		seen[pool] = err == nil
	}
	return list
}

func (r *Reader) row(ctx context.Context, name string) (StatusRow, error) {
	row := StatusRow{Name: name}
	client, pool, err := r.Nodes.DialPool(ctx, []string{name})
	if err != nil {
		return row, err
	}
	defer client.Close()
	s, err := client.Snapshot(ctx, pool.Address, chain.Latest())
	if err != nil {
		return row, err
	}
	r.WarnOfLag(s.Block.Time, s.ChainID)
	r.warnUnfinished(s)
	r.Plans.Reads.Warn(s)
	r.warnOpen(s)
	if unit, err := numeraireOf(s, ""); err == nil {
		row.count(s, *unit)
	}
	if row.Status, err = NewStatusView(s); err == nil {
		row.OpenNow = row.Status.OpenNow
	}
	return row, err
}

// count computes the TVL, if the pool has balances.
func (r *StatusRow) count(s *ops.Snapshot, unit ops.Token) {
	if worth, err := liquidity.PoolWorth(s, unit); err == nil {
		r.Tvl, r.TvlIn = &worth, unit.Symbol
	}
}

// TvlWords returns the TVL at the pool's spot prices, in its numeraire; - for a pool without balances.
func TvlWords(s *ops.Snapshot) string {
	var r StatusRow
	if unit, err := numeraireOf(s, ""); err == nil {
		r.count(s, *unit)
	}
	return r.tvl()
}

func (r StatusRow) tvl() string {
	if r.Tvl == nil {
		return "-"
	}
	return text.Amount(*r.Tvl) + " " + text.Symbol(r.TvlIn)
}

// addressWidth is the width of an address in columns.
const addressWidth = 42

// Text shows a line for each pool.
func (v *StatusesView) Text(p *text.Page) {
	var rows [][]string
	for _, r := range v.Pools {
		rows = append(rows, r.cells())
	}
	p.Table([]string{"pool", "address", "TVL", "changing", "unusual"}, rows)
}

func (r StatusRow) cells() []string {
	if r.Status == nil {
		return []string{text.Clean(r.Name, addressWidth), "", "", "", text.Clean(r.Problem, text.LineWidth)}
	}
	name, pool := text.Clean(r.Name, text.NameWidth), r.Status.Pool
	if common.IsHexAddress(r.Name) {
		name = pool.Name.String()
	}
	tvl := r.tvl()
	return []string{name, text.ShortHex(pool.Address.Hex()), tvl, r.Status.changing(), strings.Join(r.Status.unusual(), "; ")}
}

// changing says which change is running or scheduled, and until when.
func (v *StatusView) changing() string {
	var parts []string
	if v.Weights.moving() {
		parts = append(parts, "weights "+v.Weights.until())
	}
	if c := v.SwapFee.Change; c != nil && c.moving() && v.SwapFee.Start != v.SwapFee.End {
		parts = append(parts, "swap fee "+c.until())
	}
	if len(parts) == 0 {
		return "-"
	}
	return strings.Join(parts, "; ")
}

func (r rampView) until() string {
	if r.State == "pending" {
		return fmt.Sprintf("from %s until %s", text.Time(r.Start), text.Time(r.End))
	}
	return fmt.Sprintf("until %s", text.Time(r.End))
}
