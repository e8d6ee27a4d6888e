package poolplan

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mpool/internal/ops"
)

// A pool file has keys and no flags, and hints name those.
func TestFileHints(t *testing.T) {
	given := []ops.Finding{
		{Code: "weights.fast", Hint: "use a --duration of several days"},
		{Code: "fee.drop", Hint: "use mpool fee-ramp to lower it gradually"},
	}
	for i, f := range fileHints(given) {
		if want := []string{"weight_ramp", "swap_fee_ramp"}[i%2]; !strings.Contains(f.Hint, want) || strings.Contains(f.Hint, "--duration") {
			t.Errorf("%s: %q, want %s", f.Code, f.Hint, want)
		}
		if given[i].Hint == f.Hint {
			t.Errorf("%s: the plan's own hint was changed, or not replaced", f.Code)
		}
	}
}

// A plan goes into a folder if --out ends with a slash or is one.
func TestOutOf(t *testing.T) {
	dir := t.TempDir()
	for out, want := range map[string]string{
		"": "", filepath.Join(dir, "p.json"): filepath.Join(dir, "p.json"), filepath.Join(dir, "new"): filepath.Join(dir, "new"),
		dir: filepath.Join(dir, "fund.json"), dir + "/new2/": filepath.Join(dir, "new2", "fund.json"),
	} {
		if got, err := OutOf(out, "pools/fund.yaml"); got != want || err != nil {
			t.Errorf("%q: %q, %v, want %q", out, got, err, want)
		}
	}
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OutOf(file+"/", "fund.yaml"); err == nil {
		t.Error("a file is no folder")
	}
}
