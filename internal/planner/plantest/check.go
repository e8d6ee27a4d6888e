package plantest

import (
	"errors"
	"strings"
	"testing"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// Must stops the test at an error.
func Must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// WantFailure checks an error's exit, code and text.
func WantFailure(t *testing.T, err error, exit int, code string, says ...string) *failure.Failure {
	t.Helper()
	var f *failure.Failure
	if !errors.As(err, &f) {
		t.Fatalf("%v (%T); want %s", err, err, code)
	}
	if f.Exit != exit || f.Code != code {
		t.Errorf("exit %d, code %s: %s; want %d, %s", f.Exit, f.Code, f.Message, exit, code)
	}
	for _, word := range says {
		if !strings.Contains(f.Message+"\n"+f.Hint, word) {
			t.Errorf("it does not say %q: %s\n%s", word, f.Message, f.Hint)
		}
	}
	return f
}

// Codes lists the codes of findings with their severity.
func Codes(list []ops.Finding) string {
	var all []string
	for _, f := range list {
		all = append(all, string(f.Severity)+" "+f.Code)
	}
	return strings.Join(all, ", ")
}

// TextOf prints a view on a plain page.
func TextOf(v text.View) string {
	p := &text.Page{}
	v.Text(p)
	return p.String()
}
