package main

import (
	"bytes"
	"os"
	"reflect"
	"strings"
	"testing"

	"mpool/internal/batch"
	"mpool/internal/findings"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/poolfile"
	"mpool/internal/renamed"
	"mpool/internal/request"
)

// Every old name is still read as the current one.
func TestOldNames(t *testing.T) {
	for _, row := range renamed.All() {
		t.Run(row.Old, func(t *testing.T) {
			switch row.Kind {
			case renamed.Policy:
				oldPolicy(t, row)
			case renamed.Key:
				oldKey(t, row)
			case renamed.Code:
				if found, _ := findings.Find(row.Old); found.Code != row.New {
					t.Errorf("explain shows %q", found.Code)
				}
			case renamed.Field:
				oldField(t, row)
			case renamed.Operation:
				oldOperation(t, row)
			default:
				t.Errorf("%s: nothing tries such a name", row.Kind)
			}
		})
	}
}

func oldPolicy(t *testing.T, row renamed.Row) {
	t.Helper()
	var list planner.PolicyList
	if err := list.Set(row.Old); err != nil || list.String() != row.New {
		t.Errorf("--override %s: %v, %v", row.Old, list, err)
	}
}

// oldKey sets the old key in a file and by its variable, then both names together, which is refused.
func oldKey(t *testing.T, row renamed.Row) {
	t.Helper()
	section, key, _ := strings.Cut(row.Old, ".")
	_, now, _ := strings.Cut(row.New, ".")
	file := section + ":\n  " + key + ": 0.2%\n"
	variable := "MPOOL_" + strings.ToUpper(section+"_"+key)
	limit := func(env map[string]string, file string) string {
		s, err := load(t, env, file)
		if err != nil {
			t.Errorf("%v %q: %v", env, file, err)
			return ""
		}
		all := map[string]string{}
		if l := s.Warn.MaxArbitrageCost; l != nil {
			all["warn.max_arbitrage_cost"] = l.Percent()
		}
		if l := s.Refuse.MaxArbitrageCost; l != nil {
			all["refuse.max_arbitrage_cost"] = l.Percent()
		}
		if !strings.Contains(s.Sources[row.New], row.Old) && s.Sources[row.New] != variable {
			t.Errorf("the source is %q", s.Sources[row.New])
		}
		return all[row.New]
	}
	if got := limit(nil, file); got != "0.2%" {
		t.Errorf("the file gives %q", got)
	}
	if got := limit(map[string]string{variable: "0.1%"}, file); got != "0.1%" {
		t.Errorf("%s gives %q", variable, got)
	}
	if _, err := load(t, nil, file+"  "+now+": 0.3%\n"); err == nil || !strings.Contains(err.Error(), "contains both "+row.New+" and "+row.Old) {
		t.Errorf("both names: %v", err)
	}
	if _, err := load(t, nil, section+":\n  "+key+":\n"); err == nil || !strings.Contains(err.Error(), row.Old+" has no value") {
		t.Errorf("no value: %v", err)
	}
}

// oldOperation uses the old name in a batch, which is read as the current one.
func oldOperation(t *testing.T, row renamed.Row) {
	t.Helper()
	items, err := batch.Parse([]byte("- {operation: "+row.Old+", amounts: {WETH: \"1\"}}\n"), request.Shapes(), "fund")
	if err != nil || items[0].Operation != row.New {
		t.Errorf("in a batch: %v, %+v", err, items)
	}
}

// oldField uses the old field on a command line and in a batch, then both names together, which is
// refused.
func oldField(t *testing.T, row renamed.Row) {
	t.Helper()
	cmd, _, err := newRoot(newApp(world{})).Find(strings.Fields(row.Of))
	if err != nil {
		t.Fatal(err)
	}
	flag := cmd.Flags().Lookup(row.Old)
	if flag == nil || !flag.Hidden || cmd.Flags().Lookup(row.New).Hidden {
		t.Fatalf("--%s: %+v", row.Old, flag)
	}
	if err := cmd.Flags().Set(row.Old, "2%"); err != nil {
		t.Errorf("--%s 2%%: %v", row.Old, err)
	}
	for _, words := range []string{someAddress, "2", "alice", "0.02", "-", "now"} {
		if err := cmd.Flags().Set(row.Old, words); err == nil || !strings.Contains(err.Error(), "--sender") || !strings.Contains(err.Error(), "--"+row.New) {
			t.Errorf("--%s %s: %v", row.Old, words, err)
		}
	}
	if _, err := batch.Parse([]byte("- {operation: "+row.Of+", "+row.Old+": 2%}\n"), request.Shapes(), "fund"); err != nil {
		t.Errorf("in a batch: %v", err)
	}
}

// A status document with schema version 1 is read like one with version 2.
func TestOldStatusDocument(t *testing.T) {
	now, err := os.ReadFile("testdata/status.json.golden")
	if err != nil {
		t.Fatal(err)
	}
	old := bytes.Replace(now, []byte(`"schema_version": 2`), []byte(`"schema_version": 1`), 1)
	old = bytes.Replace(old, []byte(`"version":`), []byte(`"generation":`), 1)
	if bytes.Equal(old, now) || bytes.Contains(old, []byte(`"version":`)) {
		t.Fatalf("%s", old)
	}
	pools := map[bool]*ops.Snapshot{}
	for isOld, text := range map[bool][]byte{true: old, false: now} {
		if pools[isOld], err = poolfile.ReadStatus(text); err != nil {
			t.Fatal(err)
		}
	}
	if !reflect.DeepEqual(pools[true], pools[false]) || pools[true].Pool.Generation == 0 {
		t.Errorf("%+v\n%+v", pools[true], pools[false])
	}
}
