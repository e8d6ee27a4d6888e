package wire

import (
	"errors"

	"mpool/internal/revert"
)

// AsRevert turns a node's error about a failed EVM call into a *revert.Reason, and returns other errors
// unchanged.
func AsRevert(err error) error {
	var no *NodeError
	if errors.As(err, &no) && (no.Code == 3 || len(no.Data) > 0 || Says(no.Message, "revert", "out of gas", "outofgas", "bal#")) {
		return revert.Decode(no.Data, no.Message)
	}
	return err
}

// byContract says whether a call failed in the contract, so that another try or node would give the
// same. Any other error means that the answer is unknown.
func byContract(err error) bool {
	var revert *revert.Reason
	var no *NodeError
	return errors.As(AsRevert(err), &revert) || errors.As(err, &no) && Says(no.Message, "opcode", "invalid jump", "stack underflow", "stack limit",
		"write protection", "return data out of bounds", "gas uint64 overflow", "evm error", "vm execution error", "vm exception", "execution halted")
}

// FirstUnknown is the first error that is not the contract's, or nil.
func FirstUnknown(errs []error) error {
	for _, err := range errs {
		if err != nil && !byContract(err) {
			return err
		}
	}
	return nil
}
