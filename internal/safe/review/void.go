package review

import (
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/safe"
)

// voidsNonce is the code of what a Safe calls itself with nothing for: the way to
// withdraw what else waits with the nonce, "reject" in the web application.
const voidsNonce = "safe.voids"

// nothing says that a call has neither calldata nor coins.
func (c Call) nothing() bool { return len(c.Data) == 0 && c.Value.Int().IsZero() }

// voids says that the call was found to be such a one.
func (c Call) voids() bool {
	return slices.ContainsFunc(c.Findings, func(f ops.Finding) bool { return f.Code == voidsNonce })
}

// OnlyVoids says that all that a Safe does is to call itself with nothing.
func OnlyVoids(of common.Address, calls []safe.Call) bool {
	return len(calls) > 0 && !slices.ContainsFunc(calls, func(c safe.Call) bool {
		return c.To != of || len(c.Data) > 0 || !c.Value.IsZero() || c.Operation != safe.OperationCall
	})
}
