package signing

import (
	"slices"

	"mpool/internal/ops"
	"mpool/internal/ops/wallet"
)

// ExecutorAgrees returns a note if the executor is an owner who agrees by executing instead of
// signing.
func ExecutorAgrees(op wallet.ExecSafe) (ops.Finding, bool) {
	const each, approval = 65, 1 // bytes per signer, and the last of them for an approval
	at := slices.Index(op.Signers, op.Executor)
	if last := at*each + each - 1; at < 0 || last >= len(op.Signatures) || op.Signatures[last] != approval {
		return ops.Finding{}, false
	}
	return ops.Finding{Severity: ops.Note, Code: "safe.executor",
		Summary: op.Executor.Hex() + " is an owner of the Safe: executing counts as its signature"}, true
}
