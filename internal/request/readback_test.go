package request

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/batch"
	"mpool/internal/ops"
	"mpool/internal/planfile"
)

// oneOfEach has fields with which each operation can be built for the pool.
func oneOfEach() map[string]string {
	return map[string]string{
		"add-token":               "token " + someone + "; weight 10%; amount 1",
		"allowlist add":           "addresses " + someone,
		"allowlist disable":       "",
		"allowlist enable":        "",
		"allowlist remove":        "addresses " + someone,
		"allowlist sync":          "file members.txt",
		"aum-fee collect":         "",
		"aum-fee set":             "fee 2%",
		"aum-fee update-share":    "",
		"breakers clear":          "tokens USDC",
		"breakers set":            "tokens USDC; lower 80%",
		"exit":                    "bpt 50%",
		"fee-ramp":                "start-fee 2%; end-fee 0.3%; duration 1d",
		"fee-set":                 "fee 0.3%",
		"first-join":              "amounts WETH=1; amounts USDC=2500",
		"join":                    "bpt 1",
		"joins-exits disable":     "",
		"joins-exits enable":      "",
		"manage-balance deposit":  "amounts USDC=1",
		"manage-balance revoke":   "token USDC",
		"manage-balance update":   "amounts USDC=1",
		"manage-balance withdraw": "amounts USDC=1",
		"open":                    "doors swaps",
		"remove-token":            "token USDC",
		"shut":                    "",
		"swap":                    "in WETH=0.1; out USDC",
		"swaps disable":           "",
		"swaps enable":            "fee-ramp 50%:1%:3d",
		"weights-update":          "to WETH=30%,USDC=rest; duration 1d",
	}
}

// Every operation of a plan's file is read back unchanged.
func TestEveryOperationIsReadBack(t *testing.T) {
	from := folder(t, map[string]string{"members.txt": someone})
	for _, r := range All() {
		fields, has := oneOfEach()[r.Name]
		if !has {
			t.Errorf("%s: no fields build it here: name some in oneOfEach", r.Name)
			continue
		}
		fill(t, r, fields)
		if err := r.Check(t.Context(), from); err != nil {
			t.Errorf("%s: %v", r.Name, err)
			continue
		}
		on := trading(t)
		op, err := r.Build(t.Context(), on)
		if err != nil {
			t.Errorf("%s: %v", r.Name, err)
			continue
		}
		readBack(t, r.Name, op, on.Before)
	}
}

// The creation of a pool is read back unchanged too.
func TestCreationIsReadBack(t *testing.T) {
	op, err := created(t, "", someFlags()...)
	if err != nil {
		t.Fatal(err)
	}
	readBack(t, "create", op, &ops.Snapshot{ChainID: 1})
}

// fill sets fields of a request from pairs of a name and a value.
func fill(t *testing.T, r *Request, fields string) {
	t.Helper()
	for _, field := range strings.Split(fields, "; ") {
		name, value, found := strings.Cut(field, " ")
		if !found {
			continue
		}
		if err := r.set(batch.Given{Name: name, Values: []string{value}}); err != nil {
			t.Fatal(err)
		}
	}
}

// readBack writes a plan of the operation and reads it.
func readBack(t *testing.T, name string, op ops.Operation, before *ops.Snapshot) {
	t.Helper()
	before.Block.Hash = common.Hash{1}
	plan := &ops.Plan{Operation: op, Base: before.Block, At: before.Block.Time, Predicted: before}
	file, err := json.Marshal(plan)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	again, err := planfile.Read(bytes.NewReader(file))
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	if got, want := written(t, again.Operation), written(t, op); got != want {
		t.Errorf("%s:\n%s\nwant %s", name, got, want)
	}
}
