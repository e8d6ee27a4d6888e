package planner

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Every code that scripts may see is in a test: codes of failures together with their exit code,
// codes of findings and warnings alone.
func TestEveryCodeHasATest(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	must(t, err)
	code, tests := "", ""
	for _, file := range files {
		words, err := os.ReadFile(file)
		must(t, err)
		if strings.HasSuffix(file, "_test.go") {
			tests += string(words)
		} else {
			code += string(words)
		}
	}
	failures := regexp.MustCompile(`failure\.New\((failure\.\w+, "[^"]+")`).FindAllStringSubmatch(code, -1)
	findings := regexp.MustCompile(`(?:(?:Code: |UI\.Warn\()"([a-z_.]+)"|return "([a-z]+\.safe)",)`).FindAllStringSubmatch(code, -1)
	if len(failures) < 25 || len(findings) < 10 {
		t.Fatalf("only %d failures and %d findings are found", len(failures), len(findings))
	}
	for _, made := range failures {
		if !strings.Contains(tests, made[1]) {
			t.Errorf("no test meets %s", made[1])
		}
	}
	for _, made := range findings {
		code := made[1] + made[2]
		if !regexp.MustCompile(`[" ]` + regexp.QuoteMeta(code) + `[",]`).MatchString(tests) {
			t.Errorf("no test meets %s", code)
		}
	}
}
