package planfile

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
)

// meddled edits a plan's JSON and computes its digest again, as an attacker would.
func meddled(t *testing.T, plan *ops.Plan, edit func(map[string]json.RawMessage)) []byte {
	t.Helper()
	text, err := json.Marshal(plan)
	if err != nil {
		t.Fatal(err)
	}
	fields := map[string]json.RawMessage{}
	if err := json.Unmarshal(text, &fields); err != nil {
		t.Fatal(err)
	}
	edit(fields)
	if text, err = json.Marshal(fields); err != nil {
		t.Fatal(err)
	}
	var file ops.PlanFile
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	operation, err := decodeOperation(file.Name, file.Operation)
	if err != nil {
		t.Fatal(err)
	}
	again := file.Plan(operation)
	digest, err := again.Digest()
	if err != nil {
		t.Fatal(err)
	}
	if fields["digest"], err = json.Marshal(digest); err != nil {
		t.Fatal(err)
	}
	if text, err = json.Marshal(fields); err != nil {
		t.Fatal(err)
	}
	return text
}

// TestPlanSaysOneThing checks that a plan file that contradicts itself is refused, even with a
// valid digest.
func TestPlanSaysOneThing(t *testing.T) {
	pool := opstest.Pool(50, 50)
	plan, err := ops.SetSwaps{}.Plan(pool, pool.Block.Time+12)
	if err != nil {
		t.Fatal(err)
	}
	plan.Before = pool
	replaced := func(key, from, to string) func(map[string]json.RawMessage) {
		return func(fields map[string]json.RawMessage) {
			if !bytes.Contains(fields[key], []byte(from)) {
				t.Fatalf("%s has no %s: %s", key, from, fields[key])
			}
			fields[key] = bytes.Replace(fields[key], []byte(from), []byte(to), 1)
		}
	}
	if _, err := Read(bytes.NewReader(meddled(t, plan, func(map[string]json.RawMessage) {}))); err != nil {
		t.Errorf("as it was: %v", err)
	}
	for name, test := range map[string]struct {
		edit func(map[string]json.RawMessage)
		says string
	}{
		"another title":  {replaced("operation", "swaps disable", "swaps enable"), `the operation is named "swaps enable", but its parameters are those of "swaps disable"`},
		"another method": {replaced("calls", "setSwapEnabled(bool)", "setSwapFeePercentage(uint256)"), ", but its call data is of another function"},
		"another base":   {replaced("base", `"number":`, `"number":9`), "of another block"},
		"a Safe that sends nothing": {func(fields map[string]json.RawMessage) {
			fields["safes"] = []byte(`["0x000000000000000000000000000000000000dEaD"]`)
		}, "as a Safe that sends calls, but that account sends none"},
		"another argument":     {replaced("calls", `"value":"false"`, `"value":"true"`), "the call shows swapEnabled = true, which differs from its call data"},
		"another time":         {replaced("mined_at", "1", "2"), "the predicted state has another time than the time of mining"},
		"another pool before":  {replaced("before", `"generation":`, `"generation":1`), "the state before is of a pool with another ID, Vault, owner, name or version than the predicted state"},
		"another name before":  {replaced("before", `"name":"`, `"name":"My `), "the state before is of a pool with another ID, Vault, owner, name or version than the predicted state"},
		"another owner after":  {replaced("predicted", `"owner_kind":"`, `"owner_kind":"x`), "the state before is of a pool with another ID, Vault, owner, name or version than the predicted state"},
		"another fee before":   {replaced("before", `"swap_fee":"`, `"swap_fee":"9`), "the state before has a swap fee of"},
		"another weight after": {replaced("predicted", `"weight":"`, `"weight":"1`), "the predicted state has a "},
		"another Safe's turn": {func(fields map[string]json.RawMessage) {
			fields["safe_turn"] = json.RawMessage(`{"safe":"0x00000000000000000000000000000000000000ff","nonce":7}`)
		}, "which sends none of its calls"},
		"another chain before": {replaced("before", `"chain_id":`, `"chain_id":9`), "the state before is of chain"},
		"a key in capitals": {func(fields map[string]json.RawMessage) {
			fields["Mined_At"] = fields["mined_at"]
			delete(fields, "mined_at")
		}, `it has an unknown key "Mined_At"`},
		"a key of a call in capitals": {replaced("calls", `"method"`, `"Method"`), `it has an unknown key "Method"`},
	} {
		if _, err := Read(bytes.NewReader(meddled(t, plan, test.edit))); err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v, want %q", name, err, test.says)
		}
	}
	text, err := json.Marshal(plan)
	if err != nil {
		t.Fatal(err)
	}
	twice := bytes.Replace(text, []byte(`"operation":`), []byte(`"operation":"swaps enable","operation":`), 1)
	if _, err := Read(bytes.NewReader(twice)); err == nil || !strings.Contains(err.Error(), `it has the key "operation" twice`) {
		t.Errorf("a key twice: %v", err)
	}
}
