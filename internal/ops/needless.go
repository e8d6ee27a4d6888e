package ops

import "fmt"

// This file makes operations repeatable that omit needless calls. A needless call of the
// allowlist's members reverts; a needless call of the switch does not.

func (op EnableAllowlist) refusals(now *Snapshot) []Finding { return RefuseOwnerCall(now) }

func (op EnableAllowlist) Predict(now *Snapshot) (*Snapshot, error) { return now.At(now.Block.Time) }

func (op ChangeAllowlist) call(now *Snapshot) Call { return op.steps()[0].call(now) }

// refusals mirror addAllowedAddress and removeAllowedAddress if every address is already in the
// wanted state.
func (op ChangeAllowlist) refusals(now *Snapshot) []Finding {
	found := RefuseOwnerCall(now)
	for _, address := range op.Add {
		found = append(found, Finding{Refuse, "BAL#432", fmt.Sprintf("%s is already on the allowlist", address), "", "omit this call"})
	}
	for _, address := range op.Remove {
		found = append(found, Finding{Refuse, "BAL#433", fmt.Sprintf("%s is not on the allowlist", address), "", "omit this call"})
	}
	return found
}

func (op ChangeAllowlist) Predict(now *Snapshot) (*Snapshot, error) { return now.At(now.Block.Time) }
