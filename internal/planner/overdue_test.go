package planner

import (
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/planner/plantest"
)

// Overdue reads what the operation needs beside the pool, and knows only plans that it can judge.
func TestOverdue(t *testing.T) {
	w := newWorld(t, plantest.Pool())
	member := ops.ChangeAllowlist{Add: []common.Address{{0xa1}}}
	one := w.proposed(member).Plan
	found, err := w.Overdue(t.Context(), w.scripted, one, &Override{})
	if plantest.Must(t, err); len(found) != 0 {
		t.Errorf("%+v", found)
	}
	w.fails["Watch"] = errors.New("cut")
	if _, err := w.Overdue(t.Context(), w.scripted, one, &Override{}); err == nil {
		t.Error("the members were not read")
	}
	several := *one
	several.Calls = append(several.Calls, several.Calls...)
	if AgesBadly(&several) || !AgesBadly(one) {
		t.Error("only plans of one call, or with an end, are judged")
	}
	several.Operation = ops.SetSwapFee{Until: 7}
	if !AgesBadly(&several) {
		t.Error("its calldata has an end")
	}
}
