package execution

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Every code that scripts may see is in a test, together with its exit code.
func TestEveryCodeHasATest(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	must(t, err)
	made := regexp.MustCompile(`failure\.New\(failure\.(\w+), "([^"]+)"`)
	codes, tests := map[string]string{}, ""
	for _, file := range files {
		words, err := os.ReadFile(file)
		must(t, err)
		if strings.HasSuffix(file, "_test.go") {
			tests += string(words)
			continue
		}
		for _, found := range made.FindAllStringSubmatch(string(words), -1) {
			codes[found[2]] = found[1]
		}
	}
	if len(codes) < 30 {
		t.Fatalf("only %d codes are found", len(codes))
	}
	for code, exit := range codes {
		if !strings.Contains(tests, `"`+code+`"`) || !strings.Contains(tests, "failure."+exit) {
			t.Errorf("no test meets %s, %s", exit, code)
		}
	}
}
