package planfile

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
	"mpool/internal/units"
)

// unreadable is an operation that decodeOperation does not know.
type unreadable struct{ ops.SetSwaps }

func (unreadable) Name() string { return "unreadable" }

// A plan that could not be read back is not written.
func TestPlanReadsBack(t *testing.T) {
	pool := opstest.Pool(50, 50)
	plan, err := ops.SetSwaps{}.Plan(pool, pool.Block.Time+12)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Text(plan); err != nil {
		t.Error(err)
	}
	if plan, err = (ops.Series{Parts: []ops.Nested{}}).Plan(pool, pool.Block.Time+12); err != nil {
		t.Fatal(err)
	}
	if _, err := Text(plan); err != nil {
		t.Errorf("a plan with nothing to do: %v", err)
	}
	plan.Operation = unreadable{}
	if _, err := Text(plan); err == nil {
		t.Error("a plan that cannot be read was written")
	}
}

// A plan of an old mpool without doors has an error of its own.
func TestPlanWithoutDoors(t *testing.T) {
	for _, name := range []string{"add-token", "remove-token"} {
		_, err := decodeOperation(name, []byte(`{"token": "0x0000000000000000000000000000000000000101", "pause_swaps": true}`))
		var open *OpenPlanError
		if !errors.As(err, &open) || open.Operation != name {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestReadPlanRefuses(t *testing.T) {
	pool := opstest.Pool(50, 50)
	plan, err := ops.UpdateWeights{Start: pool.Block.Time, End: pool.Block.Time + 60, Weights: []ops.TokenWeight{{Token: pool.Tokens[0].Address, Weight: units.FixedFrom(4e17)}, {Token: pool.Tokens[1].Address, Weight: units.FixedFrom(6e17)}}}.Plan(pool, pool.Block.Time+12)
	if err != nil {
		t.Fatal(err)
	}
	good, err := json.Marshal(plan)
	if err != nil {
		t.Fatal(err)
	}
	edit := func(old, fresh string) string { return strings.Replace(string(good), old, fresh, 1) }
	for name, text := range map[string]string{
		"empty":             "",
		"not JSON":          "plan",
		"cut":               string(good[:len(good)/2]),
		"two":               string(good) + string(good),
		"unknown field":     edit(`"kind"`, `"extra":1,"kind"`),
		"unknown parameter": edit(`"start":10`, `"extra":1,"start":10`),
		"other kind":        edit("mpool-plan", "mpool-plans"),
		"newer schema":      edit(`"schema_version":1`, `"schema_version":2`),
		"other operation":   edit("weights-update", "weights-downdate"),
		"the plan has no predicted state, or none for a chain": `{"schema_version":1,"kind":"mpool-plan"}`,
		"float weight": edit(`"400000000000000000"`, `4e17`),
	} {
		if _, err := Read(strings.NewReader(text)); err == nil {
			t.Errorf("%s: read without an error", name)
		}
	}
}
