package main

import (
	"testing"

	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/revert"
	"mpool/internal/units"
)

// A simulated state that differs by one wei at one time is an error, and so is a missing state. A plan
// that was not simulated is never called simulated.
func TestCompare(t *testing.T) {
	first := treasury(t)
	second, err := first.At(first.Block.Time + 3600)
	if err != nil {
		t.Fatal(err)
	}
	predicted := []*ops.Snapshot{first, second}

	proof, err := planner.Compare(predicted, &chain.Simulation{Level: chain.Simulated, States: predicted})
	if err != nil || len(proof.Differences) != 0 || len(proof.Moments) != 2 || proof.Fields != len(first.Fields()) {
		t.Errorf("the same states: %+v, %v", proof, err)
	}

	off, err := first.At(second.Block.Time)
	if err != nil {
		t.Fatal(err)
	}
	one := units.FixedFrom(1)
	sum := off.Tokens[1].Weight.Int()
	sum.Add(sum, one.Int())
	off.Tokens[1].Weight = units.Fixed(*sum)
	proof, err = planner.Compare(predicted, &chain.Simulation{Level: chain.Simulated, States: []*ops.Snapshot{first, off}})
	if err != nil || len(proof.Differences) != 1 || proof.Differences[0].Label != "USDC weight, at the end" {
		t.Errorf("one wei off: %+v, %v", proof, err)
	}

	if _, err := planner.Compare(predicted, &chain.Simulation{Level: chain.Simulated, States: predicted[:1]}); err == nil {
		t.Error("a missing state is no error")
	}
	proof, err = planner.Compare(predicted, &chain.Simulation{Level: chain.Called})
	if err != nil || len(proof.Moments) != 0 || proof.Fields != 0 || proof.Level != "called" {
		t.Errorf("only called: %+v, %v", proof, err)
	}
	proof, err = planner.Compare(predicted, &chain.Simulation{Level: chain.Simulated, Revert: &revert.Reason{Code: "BAL#401"}})
	if err != nil || proof.Revert == "" {
		t.Errorf("a revert: %+v, %v", proof, err)
	}
}
