package planview

import (
	"mpool/internal/ops"
	"mpool/internal/text"
)

// DistinctFields counts the fields that differ, each path once.
func DistinctFields(list []ops.Change) int {
	paths := map[string]bool{}
	for _, c := range list {
		paths[c.Path] = true
	}
	return len(paths)
}

func Differences(p *text.Page, list []ops.Change, verb string) {
	for _, d := range list {
		p.Line("  %s: predicted %s, %s %s", text.Clean(d.Label, 60), text.Clean(text.Exact(d.Before), 60), verb, text.Clean(text.Exact(d.After), 60))
	}
}
