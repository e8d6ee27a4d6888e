package poolplan

import (
	"slices"
	"strings"

	"mpool/internal/ops"
	"mpool/internal/planview"
	"mpool/internal/text"
)

// Table is the result of comparing several pools with their files.
type Table struct {
	Pools []Row  `json:"pools"`
	Next  string `json:"next,omitempty"` // the command that sends the plans
	first error
}

// Row is the result for one pool.
type Row struct {
	*View
	Name     string         `json:"name"`
	Pool     *planview.Pool `json:"pool,omitempty"` // omitted if it could not be read
	Tvl      string         `json:"-"`
	Problem  string         `json:"problem,omitempty"`
	Plan     string         `json:"plan,omitempty"`     // the file of the plan
	Headline string         `json:"headline,omitempty"` // headline of the plan
}

// add compares one more pool. An error of one does not stop the others.
func (t *Table) add(name string, compare func() (Row, error)) {
	row, err := compare()
	row.Name = name
	if err != nil {
		row.Problem = err.Error()
		if t.first == nil {
			t.first = err
		}
	}
	t.Pools = append(t.Pools, row)
}

// Failure returns the first error; nil if there was none.
func (t *Table) Failure() error { return t.first }

// Drifted reports whether a pool differs from its file.
func (t *Table) Drifted() bool {
	for _, r := range t.Pools {
		if r.View != nil && !r.Closed() {
			return true
		}
	}
	return false
}

// Text shows a line for each pool, and below it the differences of each.
func (t *Table) Text(p *text.Page) {
	switch {
	case len(t.Pools) == 1 && t.Pools[0].Problem == "":
		t.one(p)
		return
	case len(t.Pools) == 1 && t.Pools[0].Pool == nil:
		return // the error is printed anyway
	}
	var rows [][]string
	for _, r := range t.Pools {
		says := strings.TrimPrefix(r.Problem, r.Name+": ") // the first column has the name already
		if says == "" {
			says = r.verdict()
		}
		name, address := r.pool()
		rows = append(rows, []string{text.Clean(r.Name, text.LineWidth), name, address, r.Tvl, text.Clean(says, text.LineWidth)})
	}
	p.Table([]string{"file", "pool", "address", "TVL", "drift"}, rows)
	t.plans(p)
	for _, r := range t.Pools {
		if r.View != nil && len(r.Differences) > 0 {
			p.Heading(text.Clean(r.Name, text.LineWidth))
			r.details(p)
		}
	}
	t.next(p)
}

// applies returns the command that sends what can be sent now; empty if there is nothing.
func (t *Table) applies(key func(*ops.Snapshot) string) string {
	var paths, keys []string
	for _, r := range t.Pools {
		if r.View != nil && r.Problem == "" && len(r.Steps) > 0 {
			paths, keys = append(paths, r.Name), append(keys, key(r.on.State))
		}
	}
	if len(paths) == 0 {
		return ""
	}
	if keys = slices.Compact(keys); len(keys) > 1 { // pools of several owners
		return "mpool pool apply " + words(paths) + " --account NAME"
	}
	return "mpool pool apply " + words(paths) + keys[0]
}

// one shows the only pool.
func (t *Table) one(p *text.Page) {
	name, address := t.Pools[0].pool()
	t.Pools[0].View.Text(p)
	p.Line("%s (%s), TVL %s by the pool's spot prices", name, address, t.Pools[0].Tvl)
	t.plans(p)
	t.next(p)
}

// next shows the command that sends what can be sent.
func (t *Table) next(p *text.Page) {
	if t.Next != "" {
		p.Line("")
		p.Line("nothing was sent; to send it:")
		p.Line("  %s", t.Next)
	}
}

// pool returns the pool's name and address; empty if it could not be read.
func (r Row) pool() (name, address string) {
	if r.Pool == nil {
		return "", ""
	}
	return r.Pool.Name.String(), r.Pool.Address.Hex()
}

// plans shows a line for each plan that was written.
func (t *Table) plans(p *text.Page) {
	for i, r := range t.Pools {
		if r.Plan == "" {
			continue
		}
		if i == 0 {
			p.Line("")
		}
		p.Line("%s: %s", text.Clean(r.Plan, text.LineWidth), text.Clean(r.Headline, text.LineWidth))
	}
}
