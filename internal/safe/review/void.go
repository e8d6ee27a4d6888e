package review

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/safe"
)

// voidsNonce is the code of an empty call of the Safe to itself. Such a call withdraws other
// transactions with the same nonce ("reject" in the web application).
const voidsNonce = "safe.voids"

// nothing says that a call has no calldata and sends no native token.
func (c Call) nothing() bool { return len(c.Data) == 0 && c.Value.Int().IsZero() }

// voids says that the rule found the call to be such an empty call.
func (c Call) voids() bool {
	return slices.ContainsFunc(c.Findings, func(f ops.Finding) bool { return f.Code == voidsNonce })
}

// OnlyVoids says that all calls of a transaction are empty calls of the Safe to itself.
func OnlyVoids(of common.Address, calls []safe.Call) bool {
	return len(calls) > 0 && !slices.ContainsFunc(calls, func(c safe.Call) bool {
		return c.To != of || len(c.Data) > 0 || !c.Value.IsZero() || c.Operation != safe.OperationCall
	})
}
