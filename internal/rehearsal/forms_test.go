package rehearsal

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/fork"
	"mpool/internal/report"
	"mpool/internal/text"
)

// asking returns forms of which one is requested.
func asking(name, path string) *Forms {
	f := &Forms{All: AllForms()}
	for i := range f.All {
		if f.All[i].Name == name {
			f.All[i].Path, f.All[i].On = path, !f.All[i].IsFile()
		}
	}
	return f
}

// nothing is the report of a dry run that could not begin.
func nothing() *report.View {
	return NewReportView(&fork.Result{Anvil: "anvil", Verdict: fork.OK}, nil, failure.New(failure.Plain, "fork", "no fork"))
}

// Every form has a flag, cannot be combined with sending, and is either shown or written.
func TestEveryForm(t *testing.T) {
	dir, seen := t.TempDir(), map[string]bool{}
	for _, form := range AllForms() {
		if seen[form.Name] || form.Usage == "" || (form.shown == nil) != form.IsFile() {
			t.Errorf("%+v", form)
		}
		seen[form.Name] = true
		f := asking(form.Name, "")
		if form.IsFile() {
			f = asking(form.Name, filepath.Join(dir, form.Name))
		}
		err := f.CheckForked(true)
		var wrong *failure.Failure
		if !f.Wants() || !errors.As(err, &wrong) || wrong.Exit != failure.Misuse || !strings.Contains(wrong.Message, "--"+form.Name) {
			t.Errorf("%s: %v", form.Name, err)
		}
		if err := f.CheckForked(false); (err == nil) != (form.picture != nil) || f.pictures() != (form.picture != nil) {
			t.Errorf("%s without a fork: %v", form.Name, err)
		}
		if form.IsFile() != (f.Instead(nothing()) == nil) || f.Instead(nil) != nil {
			t.Errorf("%s: shown %v", form.Name, f.Instead(nothing()))
		}
		if err := f.Check(true, new(files.Inputs), ""); (err == nil) != form.IsFile() {
			t.Errorf("%s with --json: %v", form.Name, err)
		}
		if err := f.Write(new(files.Inputs), nothing(), text.Reader{}); err != nil {
			t.Errorf("%s: %v", form.Name, err)
		}
		foreign := filepath.Join(dir, "foreign")
		if err := os.WriteFile(foreign, []byte("precious"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := asking(form.Name, foreign).Check(false, new(files.Inputs), ""); form.IsFile() && err == nil {
			t.Errorf("--%s replaces any file: form() of internal/files/form.go says how its files begin and which mark mpool writes", form.Name)
		}
		if words, err := os.ReadFile(filepath.Join(dir, form.Name)); form.IsFile() != (err == nil && len(words) > 0) {
			t.Errorf("%s: %d bytes, %v", form.Name, len(words), err)
		}
	}
}

// Without a fork, forms of a dry run are refused; with sending, all forms are. Without a request
// nothing is refused.
func TestFormsWithoutFork(t *testing.T) {
	for _, f := range []*Forms{asking("md", ""), asking("junit", "x")} {
		if err := f.CheckForked(false); err == nil || !strings.HasPrefix(err.Error(), "--md") || !strings.Contains(err.Error(), "--junit") || !strings.HasSuffix(err.Error(), " tell of a dry run") || strings.Contains(err.Error(), "--svg") {
			t.Error(err)
		}
	}
	for _, f := range []*Forms{asking("svg", "x"), {All: AllForms(), Plot: true}} {
		if err := f.CheckForked(true); err == nil || !strings.HasPrefix(err.Error(), "--md, --plot, --html, --junit, ") || !strings.HasSuffix(err.Error(), " show a plan before it is sent") || f.CheckForked(false) != nil {
			t.Error(err)
		}
	}
	f := &Forms{All: AllForms()}
	if err := f.CheckForked(true); err != nil || f.Wants() || f.pictures() {
		t.Error(err)
	}
}
