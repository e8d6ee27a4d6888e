package signing

import (
	"slices"

	"mpool/internal/ops"
)

// ExecutorAgrees says where an owner agrees by executing, and by no signature: to
// send it is to sign it.
func ExecutorAgrees(op ops.ExecSafe) (ops.Finding, bool) {
	const each, approval = 65, 1 // bytes a signer, and the last of them where there is no signature
	at := slices.Index(op.Signers, op.Executor)
	if last := at*each + each - 1; at < 0 || last >= len(op.Signatures) || op.Signatures[last] != approval {
		return ops.Finding{}, false
	}
	return ops.Finding{Severity: ops.Note, Code: "safe.executor",
		Summary: op.Executor.Hex() + " is an owner of the Safe: executing counts as its signature"}, true
}
