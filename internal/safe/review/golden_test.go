package review

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var rewrite = flag.Bool("update", false, "write the golden files anew")

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
			golden(t, filepath.Join("testdata", name+"."+strings.ToLower(form)), page)
		}
	}
}

// golden compares a page with a file.
func golden(t *testing.T, path, got string) {
	t.Helper()
	if *rewrite {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; `go test ./internal/safe/review -update` writes it anew. Got:\n%s", path, got)
	}
}
