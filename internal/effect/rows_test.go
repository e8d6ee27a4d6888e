package effect

import (
	"strings"
	"testing"
)

// The rows that are shown: what the operation changes, and all weights if one changes.
func TestShownRows(t *testing.T) {
	t.Parallel()
	row := func(path string, ours bool, values ...string) Row {
		return Row{Path: path, Values: values, ours: ours}
	}
	changed, same := []string{"1", "2"}, []string{"1", "1"}
	for name, test := range map[string]struct {
		rows []Row
		want string
	}{
		"ours":                  {[]Row{row("fees.swap_fee", true, changed...)}, "fees.swap_fee"},
		"by itself":             {[]Row{row("fees.swap_fee", false, changed...)}, ""},
		"ours, and stands":      {[]Row{row("fees.swap_fee", true, same...)}, ""},
		"clockwork":             {[]Row{row("block.time", true, changed...), row("tokens.a.end_weight", true, changed...)}, ""},
		"a weight with another": {[]Row{row("tokens.a.weight", true, changed...), row("tokens.b.weight", false, same...)}, "tokens.a.weight tokens.b.weight"},
		"no weight of ours":     {[]Row{row("tokens.a.weight", false, changed...)}, ""},
	} {
		var got []string
		for _, r := range shown(test.rows) {
			got = append(got, r.Path)
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	for path, want := range map[string]string{"tokens.a.breaker.lower_bound": "none", "fees.swap_fee": "0"} {
		if got := OrNone(path, "0"); got != want {
			t.Errorf("%s: %s", path, got)
		}
	}
}
