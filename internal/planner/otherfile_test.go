package planner

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mpool/internal/failure"
	"mpool/internal/planner/plantest"
)

// A file that is no plan is named, with the commands that read it, and no error quotes a library.
func TestReadPlanNamesOtherFiles(t *testing.T) {
	const batch = `{"version":"1.0","chainId":"1","createdAt":1,"meta":{"name":"b"},"transactions":[{"to":"0x0000000000000000000000000000000000000101","value":"0","data":"0x","contractMethod":null,"contractInputsValues":null}]}`
	for text, want := range map[string][2]string{
		batch:                                  {"is a Safe batch, not a plan file of mpool", "mpool safe check "},
		`{"kind":"mpool-safe-signature"}`:      {"is the signature of a Safe's owner, not a plan file of mpool", "mpool safe exec PLAN "},
		"# The pool\npool: fund\nchain: anvil": {"is a pool file, not a plan file of mpool", "mpool pool plan "},
		`[{"operation":"fee-set","fee":"x"}]`:  {"is a batch of operations, not a plan file of mpool", "mpool dry-run "},
		"- operation: fee-set\n  fee: 1%":      {"is a batch of operations, not a plan file of mpool", "mpool dry-run "},
		"# nothing":                            {"this is not a plan file of mpool: it is not JSON", "write a new plan file"},
		`{"kind":"other"}`:                     {`kind "other", schema version 0 instead of mpool-plan`, "write a new plan file"},
		`{"kind":"mpool-plan","extra":1}`:      {`this is not a plan file of mpool: it has an unknown field "extra"`, "write a new plan file"},
		`{"kind":"mpool-plan","calls":1}`:      {`this is not a plan file of mpool: "calls" has a value of the wrong type`, "write a new plan file"},
	} {
		path := filepath.Join(t.TempDir(), "file.txt")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := ReadPlan(context.Background(), path)
		f := plantest.WantFailure(t, err, failure.Misuse, "usage", want[1])
		if !strings.Contains(f.Message, want[0]) || strings.Contains(f.Message, "json:") {
			t.Errorf("%s: %s", text, f.Message)
		}
	}
}
