package planview

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/golden"
	"mpool/internal/ops"
	"mpool/internal/planner/plantest"
	"mpool/internal/text"
)

// TestViewText renders views from JSON files and writes them again unchanged: the files are what
// scripts get. It needs no pool.
func TestViewText(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/view/*.json")
	plantest.Must(t, err)
	if len(files) < 12 {
		t.Fatalf("only %v", files)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			v := viewOf(t, file)
			got := plantest.TextOf(v)
			golden.Check(t, strings.TrimSuffix(file, ".json")+".txt", got)
			if strings.ContainsAny(got, "\x1b\x07\u009b\t\u202e") {
				t.Errorf("hostile text comes through: %q", got)
			}
		})
	}
}

func viewOf(t *testing.T, file string) *View {
	t.Helper()
	words, err := os.ReadFile(file)
	plantest.Must(t, err)
	decoder := json.NewDecoder(bytes.NewReader(words))
	decoder.DisallowUnknownFields()
	v := &View{}
	plantest.Must(t, decoder.Decode(v))
	written, err := json.Marshal(v)
	plantest.Must(t, err)
	var have, want any
	plantest.Must(t, json.Unmarshal(words, &want))
	plantest.Must(t, json.Unmarshal(written, &have))
	a, err := json.Marshal(have)
	plantest.Must(t, err)
	b, err := json.Marshal(want)
	plantest.Must(t, err)
	if golden.Updates() && !bytes.Equal(a, b) {
		indented, err := json.MarshalIndent(v, "", "  ")
		plantest.Must(t, err)
		plantest.Must(t, os.WriteFile(file, append(indented, '\n'), 0o644))
		return v
	}
	if !bytes.Equal(a, b) {
		t.Errorf("it is written again as\n%s\nand was\n%s", a, b)
	}
	return v
}

// A view omits the finding that the error below repeats, but keeps what the error omits.
func TestSaidBelow(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		detail, below string
		has, hasNot   string
	}{
		{"", "", "refuse: no [x]", "refuse: by far"},
		{"", "x", "note: so [y]", "refuse: no"},
		{"by far", "x", "refuse: by far [x]", "refuse: no"},
		{"by far", "y", "refuse: no [x]\n  by far\n  do it", "refuse: by far"},
	} {
		v := &View{Findings: []ops.Finding{{Severity: ops.Refuse, Code: "x", Summary: "no", Detail: test.detail, Hint: "do it"}, {Severity: ops.Note, Code: "y", Summary: "so"}}}
		p := &text.Page{Below: test.below}
		v.Text(p)
		got := p.String()
		if !strings.Contains(got, test.has) || strings.Contains(got, test.hasNot) || v.Findings[0].Summary != "no" {
			t.Errorf("%+v:\n%s", test, got)
		}
	}
}

// fakeRehearsal is a fake report of a dry run.
type fakeRehearsal bool

func (r fakeRehearsal) Text(p *text.Page) { p.Line("tried on a fork") }
func (r fakeRehearsal) InPlace() bool     { return bool(r) }
func (r fakeRehearsal) Warnings() []ops.Finding {
	return []ops.Finding{{Severity: ops.Warn, Code: "fork"}}
}

// A dry run is reported in the plan's text or in place of it.
func TestRehearsed(t *testing.T) {
	t.Parallel()
	for _, inPlace := range []bool{false, true} {
		v := viewOf(t, "testdata/view/nothing.json")
		v.Findings = []ops.Finding{{Severity: ops.Note, Code: "x"}}
		if got := plantest.Codes(v.Warnings()); got != "note x" {
			t.Error(got)
		}
		v.Rehearsed = fakeRehearsal(inPlace)
		if got := plantest.Codes(v.Warnings()); got != "note x, warn fork" || len(v.Findings) != 1 {
			t.Error(got)
		}
		if got := plantest.TextOf(v); !strings.Contains(got, "tried on a fork") || strings.Contains(got, "Some Pool") == inPlace {
			t.Error(got)
		}
	}
}

// The reasons why there is nothing to do.
func TestNothingToDo(t *testing.T) {
	t.Parallel()
	for want, v := range map[string]*View{
		"nothing to do: the pool is already in this state\n":                                       {},
		"nothing to do: the operation was done after it was planned, and its tokens were moved":    {traded: true},
		"nothing to do: the pool is already in this state, or moving to it by this change":         {onItsWay: true},
		"record the alarm: the pool is shut already, and unfinished operations then leave it shut": {alarm: true},
		"the Safe transaction was executed in 0x01000000000000000000":                              {ExecutedIn: &common.Hash{1}},
	} {
		if got := plantest.TextOf(v); !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
}
