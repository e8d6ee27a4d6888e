package ops

import "fmt"

// These make operations repeatable that leave out what is so already. Those of
// the allowlist revert when they are made all the same; the switch does not.

func (op EnableAllowlist) refusals(now *Snapshot) []Finding { return refuseOwnerCall(now) }

func (op EnableAllowlist) Predict(now *Snapshot) (*Snapshot, error) { return now.At(now.Block.Time) }

func (op ChangeAllowlist) call(now *Snapshot) Call { return op.steps()[0].call(now) }

// refusals mirror addAllowedAddress and removeAllowedAddress where nothing would
// change.
func (op ChangeAllowlist) refusals(now *Snapshot) []Finding {
	found := refuseOwnerCall(now)
	for _, address := range op.Add {
		found = append(found, Finding{Refuse, "BAL#432", fmt.Sprintf("%s is already on the allowlist", address), "", "omit this call"})
	}
	for _, address := range op.Remove {
		found = append(found, Finding{Refuse, "BAL#433", fmt.Sprintf("%s is not on the allowlist", address), "", "omit this call"})
	}
	return found
}

func (op ChangeAllowlist) Predict(now *Snapshot) (*Snapshot, error) { return now.At(now.Block.Time) }
