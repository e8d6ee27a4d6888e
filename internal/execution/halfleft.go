package execution

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
	"mpool/internal/safe"
	"mpool/internal/text"
)

// finishLine is the command that finishes what an operation has begun with a token; "" if it has begun or
// left nothing but the pool's doors. The pool cannot be opened before.
func finishLine(status journal.Status) string {
	plan, _, err := recordedPlan(status.Begin)
	if err != nil || plan == nil || status.Left() == 0 || status.Left() >= len(plan.Calls) {
		return ""
	}
	done := len(plan.Calls) - status.Left()
	if !slices.ContainsFunc(plan.Calls[:done], notDoor) || !slices.ContainsFunc(plan.Calls[done:], notDoor) {
		return ""
	}
	line := ""
	switch op := safe.InnerOperation(plan).(type) {
	case tokenset.AddToken:
		line = addTokenLine(plan, op)
	case tokenset.RemoveToken:
		line = "mpool remove-token " + plan.Predicted.Pool.Address.Hex() + " " + op.Token.Hex() + " --burn " + bptWord(op.Burn.Raw.IsZero(), op.FairBurn, op.Burn.Raw.Dec())
		line += membersWord(op.Doors)
	}
	if line == "" {
		return ""
	}
	return line + " --broadcast" + keysOf(plan.Calls)
}

func notDoor(call ops.Call) bool {
	_, _, is := ops.DoorCall(call)
	return !is
}

// addTokenLine is the command that adds the same token with the same amounts.
func addTokenLine(plan *ops.Plan, op tokenset.AddToken) string {
	line := "mpool add-token " + plan.Predicted.Pool.Address.Hex() + " " + op.Token.Hex() + " --weight " + op.Weight.Percent() + " --amount " + op.Deposit.Raw.Dec() + "raw"
	if op.Price.Given() {
		line += " --price " + text.ShellWord(op.Price.Value.String()+" "+op.Price.Of.Hex())
	}
	line += " --mint " + bptWord(op.Mint.Raw.IsZero(), op.FairMint, op.Mint.Raw.Dec())
	if op.MintTo != (common.Address{}) && op.MintTo != op.AssetManager {
		line += " --mint-to " + op.MintTo.Hex()
	}
	return line + " --asset-manager " + op.AssetManager.Hex() + membersWord(op.Doors)
}

// bptWord is an amount of BPT as --mint and --burn take it.
func bptWord(none, fair bool, raw string) string {
	switch {
	case fair:
		return "fair"
	case none:
		return "none"
	}
	return raw + "raw"
}

// membersWord is the flag for the members of the allowlist.
func membersWord(d ops.Doors) string {
	switch {
	case d.Suspend:
		return " --suspend-members"
	case d.Trust:
		return " --trust-members"
	}
	return ""
}
