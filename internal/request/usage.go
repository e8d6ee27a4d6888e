package request

import (
	"math"
	"strings"

	"mpool/internal/batch"
)

// Usage returns the usage line: "fee-set [POOL] FEE".
func (r *Request) Usage() string {
	if r.usage != "" {
		return r.usage
	}
	names := strings.Fields(r.Name)
	words := []string{names[len(names)-1], "[POOL]"}
	for _, f := range r.Fields {
		if f.Place != batch.Flag {
			words = append(words, f.Label)
		}
	}
	return strings.Join(words, " ")
}

// Count returns the least and largest number of arguments. If the request itself reports missing
// arguments, least is 0.
func (r *Request) Count() (least, most int) {
	most = 1
	for _, f := range r.Fields {
		switch {
		case f.Place == batch.Joined:
			return 0, 2
		case f.Place == batch.Words && f.Kind == batch.Pairs:
			return 0, math.MaxInt
		case f.Place == batch.Words && f.Kind == batch.List:
			return 1, math.MaxInt
		case f.Place == batch.Words:
			least, most = least+1, most+1
		}
	}
	return least, most
}
