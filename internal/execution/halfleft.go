package execution

import (
	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/halfway"
	"mpool/internal/journal"
)

// finishLine is the command that finishes what an operation has begun with a token; "" if there is none.
func finishLine(status journal.Status) string {
	plan, _, err := recordedPlan(status.Begin)
	if err != nil {
		return ""
	}
	return halfway.Finish(plan, status.Left())
}

// leavesBehind says what an operation has done that its rest would have paid for or undone: BPT without a
// deposit, and a sender on the allowlist.
func leavesBehind(status journal.Status) (said []string) {
	plan, _, err := recordedPlan(status.Begin)
	if err != nil || plan == nil {
		return nil
	}
	if m := halfway.MintedBy(plan, status.Left()); m != nil {
		said = append(said, m.Words()+"; finish the addition, or take them back: "+m.Burn())
	}
	if sender := halfway.StillListed(plan, status.Left()); sender != (common.Address{}) {
		said = append(said, sender.Hex()+" is still on the allowlist; to remove it: mpool allowlist remove "+status.Begin.Subject.Hex()+" "+sender.Hex()+" --broadcast --account NAME")
	}
	return said
}
