package ops

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// decodeOperation reads an operation from a plan file. Every operation has a
// line here or below.
func decodeOperation(name string, parameters []byte) (Operation, error) {
	switch name {
	case UpdateWeights{}.Name():
		return decodeAs[UpdateWeights](parameters)
	case FreezeWeights{}.Name():
		return decodeAs[FreezeWeights](parameters)
	case extendName, shortenName:
		return decodeAs[MoveWeightsEnd](parameters)
	case RampSwapFee{}.Name():
		return decodeAs[RampSwapFee](parameters)
	case SetSwapFee{}.Name():
		return decodeAs[SetSwapFee](parameters)
	case SetSwaps{}.Name(), SetSwaps{Enabled: true}.Name():
		return decodeAs[SetSwaps](parameters)
	case SetJoinsExits{}.Name(), SetJoinsExits{Enabled: true}.Name():
		return decodeAs[SetJoinsExits](parameters)
	case Shut{}.Name():
		return decodeAs[Shut](parameters)
	case Open{}.Name():
		return decodeAs[Open](parameters)
	case SetAumFee{}.Name():
		return decodeAs[SetAumFee](parameters)
	case CollectAumFees{}.Name():
		return decodeAs[CollectAumFees](parameters)
	case SetBreakers{}.Name():
		return decodeAs[SetBreakers](parameters)
	case ClearBreakers{}.Name():
		return decodeAs[ClearBreakers](parameters)
	case EnableAllowlist{On: true}.Name(), EnableAllowlist{}.Name():
		return decodeAs[EnableAllowlist](parameters)
	case "allowlist add", "allowlist remove", ChangeAllowlist{}.Name():
		return decodeAs[ChangeAllowlist](parameters)
	case Series{}.Name():
		return decodeAs[Series](parameters)
	case VoidNonce{}.Name():
		return decodeAs[VoidNonce](parameters)
	case ExecSafe{}.Name():
		return decodeAs[ExecSafe](parameters)
	}
	if op, err := decodeTrade(name, parameters); op != nil || err != nil {
		return op, err
	}
	return decodeTokenOperation(name, parameters)
}

// decodeTrade reads what anybody may do with a pool; nil where it is nothing of that.
func decodeTrade(name string, parameters []byte) (Operation, error) {
	switch name {
	case Swap{}.Name():
		return decodeAs[Swap](parameters)
	case Join{}.Name():
		return decodeAs[Join](parameters)
	case Exit{}.Name():
		return decodeAs[Exit](parameters)
	case InitPool{}.Name():
		return decodeAs[InitPool](parameters)
	case CreatePool{}.Name():
		return decodeAs[CreatePool](parameters)
	}
	return nil, nil //nolint:nilnil // it is none
}

// decodeTokenOperation reads one about what tokens the pool has, and how much of
// them.
func decodeTokenOperation(name string, parameters []byte) (Operation, error) {
	switch name {
	case AddToken{}.Name():
		return decodeWithDoors[AddToken](name, parameters)
	case RemoveToken{}.Name():
		return decodeWithDoors[RemoveToken](name, parameters)
	case ManageBalance{Way: WithdrawBalance}.Name(), ManageBalance{Way: DepositBalance}.Name(), ManageBalance{Way: UpdateBalance}.Name():
		return decodeAs[ManageBalance](parameters)
	case RevokeAllowance{}.Name():
		return decodeAs[RevokeAllowance](parameters)
	case addOnly{}.Name():
		return decodeWithDoors[addOnly](name, parameters)
	case removeOnly{}.Name():
		return decodeWithDoors[removeOnly](name, parameters)
	case moveBalances{}.Name():
		return decodeAs[moveBalances](parameters)
	case allowVault{}.Name():
		return decodeAs[allowVault](parameters)
	}
	return nil, fmt.Errorf("unknown operation %q in the plan: this version of mpool does not support it", clip(name))
}

func decodeAs[T Operation](parameters []byte) (Operation, error) {
	var op T
	err := decodeStrictly(bytes.NewReader(parameters), &op)
	return op, err
}

// OpenPlanError is of a plan by an mpool that left a pool open between its calls.
type OpenPlanError struct{ Operation string }

func (e *OpenPlanError) Error() string {
	return fmt.Sprintf("the plan was written by an older mpool, and anyone could empty the pool between the calls of its %s", e.Operation)
}

// decodeWithDoors reads an operation that shuts the pool around its calls, and refuses
// one that says nothing of doors.
func decodeWithDoors[T Operation](name string, parameters []byte) (Operation, error) {
	var has struct {
		Doors json.RawMessage `json:"doors"`
	}
	if err := json.Unmarshal(parameters, &has); err == nil && has.Doors == nil {
		return nil, &OpenPlanError{name}
	}
	return decodeAs[T](parameters)
}
