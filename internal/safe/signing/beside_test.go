package signing

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/safe"
	"mpool/internal/safe/safetest"
)

// TestBeside: a rival is a file of the Safe that would be another transaction with the same nonce. The
// script safe_beside has the nonce of a plan's block.
func TestBeside(t *testing.T) {
	const warned = "warn safe.nonce.beside"
	for _, test := range []struct {
		name  string
		nonce uint64
		own   *ops.Plan      // nil: a batch with the call ""
		files map[string]any // a plan, or the data of a batch's call
		want  string
	}{
		{name: "no other file", nonce: 7},
		{name: "a plan for the nonce", nonce: 7, files: map[string]any{"other": rivalPlan(7, "01")}, want: warned},
		{name: "a plan for a later nonce", nonce: 7, files: map[string]any{"other": rivalPlan(8, "01")}},
		{name: "a plan, signed for a later nonce", nonce: 9, files: map[string]any{"other": rivalPlan(7, "01")}},
		{name: "the plan that the batch was made of", nonce: 7, files: map[string]any{"other": rivalPlan(7, "")}},
		{name: "the batch that was made of the plan", nonce: 7, own: rivalPlan(7, ""), files: map[string]any{"other": ""}},
		{name: "another batch", nonce: 7, files: map[string]any{"other": "01"}, want: warned},
		{name: "another batch beside a plan", nonce: 7, own: rivalPlan(7, ""), files: map[string]any{"other": "01"}, want: warned},
		{name: "a batch, signed for a later nonce", nonce: 8, files: map[string]any{"other": "01"}},
		{name: "a batch whose plan has had its nonce", nonce: 7, files: map[string]any{"other": "01", "of": rivalPlan(6, "01")}},
		{name: "a batch and a plan", nonce: 7, files: map[string]any{"other": "01", "of": rivalPlan(7, "02")}, want: warned},
	} {
		j := aRequest()
		j.Calls = []safe.Call{{To: safetest.Pool()}}
		j.Path = filepath.Join(t.TempDir(), "own.json")
		if test.own == nil {
			leave(t, j.Path, "")
		} else {
			leave(t, j.Path, test.own)
		}
		for name, what := range test.files {
			leave(t, filepath.Join(filepath.Dir(j.Path), name+".json"), what)
		}
		tx, _ := at(t, j, test.nonce)
		if got := codesOf(j.beside(t.Context(), nil, tx)); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// leave writes a plan, or a batch with one call.
func leave(t *testing.T, path string, what any) {
	t.Helper()
	if plan, is := what.(*ops.Plan); is {
		must(t, planner.WritePlan(path, plan))
		return
	}
	words := fmt.Sprintf(`{"version":"1.0","chainId":"1","meta":{"createdFromSafeAddress":%q},"transactions":[{"to":%q,"value":"0","data":"0x%s"}]}`, safetest.Safe(), safetest.Pool(), what)
	must(t, os.WriteFile(path, []byte(words), 0o600))
}

// TestNamesOf: of many files only the first are named.
func TestNamesOf(t *testing.T) {
	if got := namesOf([]rival{{path: "a"}, {path: "b"}, {path: "c"}, {path: "d"}}); !strings.HasSuffix(got, `"a", "b" and 2 other files`) {
		t.Error(got)
	}
}

// rivalPlan is a plan of the Safe after its queue, with one call of the pool.
func rivalPlan(nonce uint64, data string) *ops.Plan {
	return &ops.Plan{Operation: ops.SetSwaps{}, Predicted: &ops.Snapshot{ChainID: 1}, Before: &ops.Snapshot{ChainID: 1}, Safes: []common.Address{safetest.Safe()},
		Calls: []ops.Call{{From: safetest.Safe(), To: safetest.Pool(), Data: common.FromHex(data)}}, Turn: &ops.SafeTurn{Safe: safetest.Safe(), Nonce: nonce}}
}
