package signing

import (
	"fmt"
	"strings"

	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// question repeats before a question what the answer agrees to, since the view above may have scrolled
// away: the first line, each warning, and the gas fee, where it is known.
func (v *HashView) question(ask string) string {
	lines := []string{v.summary()}
	for _, f := range v.all() {
		if f.Severity == ops.Warn {
			lines = append(lines, fmt.Sprintf("warning: %s [%s]", text.Clean(f.Summary, text.LineWidth), f.Code))
		}
	}
	if v.cost != nil {
		lines = append(lines, "for the execution: "+v.cost.Words(network.ID(v.ChainID)))
	}
	return strings.Join(append(lines, ask), "\n")
}
