package plantest

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// CodesHaveTests checks that every code that scripts may see is in a test of the package: codes of
// failures together with their exit code, codes of findings and warnings alone. The package makes at
// least so many failures and findings.
func CodesHaveTests(t *testing.T, failures, findings int) {
	t.Helper()
	code, tests := source(t)
	failed := regexp.MustCompile(`failure\.New\((failure\.\w+, "[^"]+")`).FindAllStringSubmatch(code, -1)
	found := regexp.MustCompile(`(?:(?:Code: |UI\.Warn\()"([a-z_.]+)"|return "([a-z]+\.safe)",)`).FindAllStringSubmatch(code, -1)
	if len(failed) < failures || len(found) < findings {
		t.Fatalf("only %d failures and %d findings are found", len(failed), len(found))
	}
	for _, made := range failed {
		if !strings.Contains(tests, made[1]) {
			t.Errorf("no test meets %s", made[1])
		}
	}
	for _, made := range found {
		code := made[1] + made[2]
		if !regexp.MustCompile(`[" ]` + regexp.QuoteMeta(code) + `[",]`).MatchString(tests) {
			t.Errorf("no test meets %s", code)
		}
	}
}

// source is the text of the package under test, and that of its tests.
func source(t *testing.T) (code, tests string) {
	t.Helper()
	files, err := filepath.Glob("*.go")
	Must(t, err)
	for _, file := range files {
		words, err := os.ReadFile(file)
		Must(t, err)
		if strings.HasSuffix(file, "_test.go") {
			tests += string(words)
		} else {
			code += string(words)
		}
	}
	return code, tests
}
