package planview

import (
	"testing"

	"mpool/internal/chain"
	"mpool/internal/ops"
)

// The verdict is never better than the findings and the proof.
func TestHeadVerdict(t *testing.T) {
	t.Parallel()
	call, warn := []Call{{}}, []ops.Finding{{Severity: ops.Warn, Code: "w"}}
	proven := &Proof{Level: chain.Simulated}
	for want, v := range map[string]*View{
		"x; not simulated":                                                  {Calls: call, Summary: "x"},
		"x; not simulated, only called":                                     {Calls: call, Summary: "x", Proof: &Proof{Level: chain.Called}},
		"x; the fork matches the prediction":                                {Calls: call, Summary: "x", Proof: &Proof{Level: forked}},
		"x; the simulation matches the prediction":                          {Calls: call, Summary: "x", Proof: proven},
		"x; the simulation matches the prediction, 1 warning [w]":           {Calls: call, Summary: "x", Proof: proven, Findings: warn},
		"x; the simulation matches the prediction, 2 warnings, first [w]":   {Calls: call, Summary: "x", Proof: proven, Findings: append(warn, warn...)},
		"not sent: the owner is a Safe; x; not simulated":                   (&View{Calls: call, Summary: "x"}).NotSent("the owner is a Safe"),
		"x; REVERTS: do not send it":                                        {Calls: call, Summary: "x", Proof: &Proof{Level: chain.Simulated, Revert: "no"}},
		"x; the simulation DISAGREES: do not send it":                       {Calls: call, Summary: "x", Proof: &Proof{Level: chain.Simulated, Differences: []ops.Change{{}}}},
		"o of  (0x0000000000000000000000000000000000000000): nothing to do": {Operation: "o"},
		"o of  (0x0000000000000000000000000000000000000000): refused [b]":   {Operation: "o", Calls: call, Summary: "x", Findings: append(warn, ops.Finding{Severity: ops.Refuse, Code: "b"})},
	} {
		if got := v.Head().String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
