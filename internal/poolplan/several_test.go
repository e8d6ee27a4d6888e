package poolplan

import (
	"strings"
	"testing"

	"mpool/internal/failure"
)

// Flags that do not work with several files are refused with a command to type instead.
func TestOnlyOne(t *testing.T) {
	paths := []string{"a.yaml", "my pool.yaml"}
	for _, test := range []struct {
		tries, all []string
		hint       string
	}{
		{nil, []string{"out", "override", "explain"}, ""},
		{[]string{"detailed-exitcode"}, []string{"detailed-exitcode", "out"}, ""},
		{nil, []string{"broadcast"}, "mpool pool apply a.yaml 'my pool.yaml'"},
		{nil, []string{"raw-unsigned"}, "mpool pool plan a.yaml --raw-unsigned"},
		{[]string{"fork"}, []string{"fork"}, "mpool pool plan a.yaml --fork"},
	} {
		err := OnlyOne(paths, test.tries, test.all)
		if err == nil {
			if test.hint != "" {
				t.Errorf("%v is taken", test.all)
			}
			continue
		}
		if failure.HintOf(err) != test.hint {
			t.Errorf("%v: %v, hint %q", test.all, err, failure.HintOf(err))
		}
	}
}

// A failure in the middle of several files names the files that follow.
func TestNotApplied(t *testing.T) {
	err := NotApplied(failure.Usage("no").WithHint("do"), []string{"b.yaml", "c.yaml"})
	if hint := failure.HintOf(err); hint != "do; not applied: b.yaml c.yaml" {
		t.Error(hint)
	}
	if err := NotApplied(failure.Usage("no").WithHint("do"), nil); failure.HintOf(err) != "do" {
		t.Error(err)
	}
}

// Two files with the same name would overwrite each other's plan.
func TestPlansOfOneName(t *testing.T) {
	e := Each{Dir: t.TempDir()}
	if _, err := e.names([]string{"a/fund.yaml", "b/fund.yml"}); err == nil || !strings.Contains(err.Error(), `would both write "fund.json"`) {
		t.Error(err)
	}
	names, err := e.names([]string{"a/fund.yaml", "b/other.yaml"})
	if err != nil || !strings.HasSuffix(names[0], "/fund.json") || !strings.HasSuffix(names[1], "/other.json") {
		t.Error(names, err)
	}
}
