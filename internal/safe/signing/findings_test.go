package signing

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestEveryFinding checks that each finding and each warning of this package occurs in a test.
func TestEveryFinding(t *testing.T) {
	names, err := filepath.Glob("*.go")
	must(t, err)
	made := regexp.MustCompile(`(?:Code: +|Warn\(|f\.Code = )"([a-z_.]+)"`)
	codes, tests := map[string]bool{}, ""
	for _, name := range names {
		words, err := os.ReadFile(name)
		must(t, err)
		if strings.HasSuffix(name, "_test.go") {
			tests += string(words)
			continue
		}
		for _, found := range made.FindAllStringSubmatch(string(words), -1) {
			codes[found[1]] = true
		}
	}
	if len(codes) < 11 {
		t.Errorf("only %d are found: %v", len(codes), codes)
	}
	for code := range codes {
		if !regexp.MustCompile(`[ "]` + regexp.QuoteMeta(code) + `"`).MatchString(tests) {
			t.Errorf("no test meets %s", code)
		}
	}
}
