package review

import (
	"path/filepath"
	"strings"
	"testing"

	"mpool/internal/golden"
)

// TestPages: the whole page of each of these checks, as text and in Markdown.
func TestPages(t *testing.T) {
	t.Parallel()
	rows := map[string]row{
		"fee":         {calls: list(setFee(mine()))},
		"fee-down":    {calls: list(feeDown(mine()))},
		"report":      {calls: list(yield())},
		"weights":     {calls: list(weights(mine(), 6000, 4000))},
		"remove":      {calls: list(removeToken(mine(), weth(), ether(1)))},
		"with-value":  {calls: list(coins(stranger(), tokens(2)))},
		"two-unknown": {calls: list(to(contract(), selector("claim()")), to(contract(), selector("claim()")))},
	}
	for _, p := range places() {
		rows[strings.NewReplacer(" ", "-", "'", "").Replace(p.name)] = p.put("calm")
	}
	for name, r := range rows {
		for form, page := range pages(t, r) {
			golden.Check(t, filepath.Join("testdata", name+"."+strings.ToLower(form)), page)
		}
	}
}
