package safe

import (
	"mpool/internal/ops"
	"mpool/internal/ops/wallet"
)

// InnerOperation is the plan's operation, or the operation that its Safe transaction makes.
func InnerOperation(plan *ops.Plan) ops.Operation {
	if exec, is := plan.Operation.(wallet.ExecSafe); is {
		return exec.Of.Operation
	}
	return plan.Operation
}
