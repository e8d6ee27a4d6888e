package formtest

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Each wrong form is found, and exact numbers in allowed places are accepted.
func TestWrong(t *testing.T) {
	for _, line := range []string{
		"the end time 2026-11-29T15:56:24Z is past", "it takes 3h1m or more", "6d23h left", "16m0s", "older than 600s", "WETH 27.5000%", "at least <0.0001%",
		"uses 157898 gas", "164 898 gas", "gets 1234.5 USDC", "WETH 40.0019546520719311%", "highest 32.370509850654859632", "cost 0.00642%",
	} {
		if len(Wrong(line)) == 0 {
			t.Errorf("%s: nothing wrong was found", line)
		}
	}
	for _, line := range []string{
		"ends 2026-11-29 15:56:24 UTC, in 3 hours 1 minute", "2d 12h", "WETH 27.5% to 25.0002%", "under 0.0001%", "uses 157,898 gas", "at block 18573000, 2026-11-29 15:56 UTC",
		"  WETH 0x01 = 349998015873015873 (34.9998015873015873%)", "  mpool weights-update --to WETH=33.123456% --duration 3d12h", "DAI weight  11.25715%  11.25724%",
		`--end "2026-12-24T09:00+01:00" is 2026-12-24 09:00 +01:00`, "0.000000000000000001 BPT", "0.0000123%",
	} {
		if wrong := Wrong(line); len(wrong) > 0 {
			t.Errorf("%s: %q", line, wrong)
		}
	}
}

// The recorded screens have the right forms.
func TestGoldens(t *testing.T) {
	screens := 0
	walk := func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !isScreen(path) {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		screens++
		for _, wrong := range Wrong(string(text)) {
			t.Errorf("%s: %s", path, wrong)
		}
		return nil
	}
	for _, root := range []string{"../..", "../../../cmd"} {
		if err := filepath.WalkDir(root, walk); err != nil {
			t.Fatal(err)
		}
	}
	if screens < 40 {
		t.Errorf("only %d screens were looked at", screens)
	}
}

// isScreen reports whether a recorded file is text for a terminal or a comment.
func isScreen(path string) bool {
	name := filepath.Base(path)
	recorded := strings.Contains(path, "testdata/")
	return recorded && (strings.HasSuffix(name, ".txt.golden") || strings.HasSuffix(name, ".md.golden") || strings.HasSuffix(name, ".xml.golden") || strings.HasSuffix(name, ".txt") || name == "backtest.guide.golden")
}
