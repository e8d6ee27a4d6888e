package poolplan

import (
	"strings"

	"mpool/internal/planner"
	"mpool/internal/text"
)

// Table is how several pools stand to their files.
type Table struct {
	Pools []Row  `json:"pools"`
	Next  string `json:"next,omitempty"` // the command that sends what was planned
	first error
}

// Row is one of them.
type Row struct {
	*View
	Name     string        `json:"name"`
	Pool     *planner.Pool `json:"pool,omitempty"` // left out where it could not be read
	Tvl      string        `json:"-"`
	Problem  string        `json:"problem,omitempty"`
	Plan     string        `json:"plan,omitempty"`     // the file in which it is
	Headline string        `json:"headline,omitempty"` // of the plan
}

// add compares one more. What is wrong with one does not keep the others from it.
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

// Failure is the first thing that went wrong; nil: nothing did.
func (t *Table) Failure() error { return t.first }

// Drifted says whether any pool is not as its file says.
func (t *Table) Drifted() bool {
	for _, r := range t.Pools {
		if r.View != nil && !r.Closed() {
			return true
		}
	}
	return false
}

// Text is a line for each pool, and below it what each differs in.
func (t *Table) Text(p *text.Page) {
	switch {
	case len(t.Pools) == 1 && t.Pools[0].Problem == "":
		t.one(p)
		return
	case len(t.Pools) == 1 && t.Pools[0].Pool == nil:
		return // the error says all
	}
	var rows [][]string
	for _, r := range t.Pools {
		says := strings.TrimPrefix(r.Problem, r.Name+": ") // which the first column says
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
	if t.Next != "" {
		p.Line("")
		p.Line("nothing was sent; to send it:")
		p.Line("  %s", t.Next)
	}
}

// applies is the command that sends what can be sent now; empty: nothing can.
func (t *Table) applies() string {
	var paths []string
	for _, r := range t.Pools {
		if r.View != nil && r.Problem == "" && len(r.Steps) > 0 {
			paths = append(paths, r.Name)
		}
	}
	if len(paths) == 0 {
		return ""
	}
	return "mpool pool apply " + words(paths) + " --account NAME"
}

// one is the only pool.
func (t *Table) one(p *text.Page) {
	name, address := t.Pools[0].pool()
	t.Pools[0].View.Text(p)
	p.Line("%s (%s), TVL %s", name, address, t.Pools[0].Tvl)
	t.plans(p)
}

// pool is its name and its address; empty where it could not be read.
func (r Row) pool() (name, address string) {
	if r.Pool == nil {
		return "", ""
	}
	return r.Pool.Name.String(), r.Pool.Address.Hex()
}

// plans are a line for each plan that was written.
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
