package ops

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	"mpool/internal/units"
)

// kind is a kind of operation in plan files.
type kind struct {
	names []string
	read  func(name string, parameters []byte) (Operation, error)
}

// kinds are all operations that a plan file can contain. Every operation has an entry here.
func kinds() []kind {
	return []kind{
		of[UpdateWeights](), of[FreezeWeights](), of[MoveWeightsEnd](extendName, shortenName),
		of[RampSwapFee](), of[SetSwapFee](),
		of[SetSwaps](SetSwaps{}.Name(), SetSwaps{Enabled: true}.Name()),
		of[SetJoinsExits](SetJoinsExits{}.Name(), SetJoinsExits{Enabled: true}.Name()),
		of[Shut](), of[Open](),
		of[SetAumFee](), of[CollectAumFees](), of[UpdateProtocolShare](),
		of[SetBreakers](), of[ClearBreakers](),
		of[EnableAllowlist](EnableAllowlist{}.Name(), EnableAllowlist{On: true}.Name()),
		of[ChangeAllowlist]("allowlist add", "allowlist remove", ChangeAllowlist{}.Name()),
		series(), of[VoidNonce](), ofSafe(),
		of[Swap](), of[Join](), of[Exit](), firstJoin(), of[CreatePool](),
		withDoors[AddToken](), withDoors[RemoveToken](), withDoors[AddOnly](), withDoors[RemoveOnly](),
		of[ManageBalance](ManageBalance{Way: WithdrawBalance}.Name(), ManageBalance{Way: DepositBalance}.Name(), ManageBalance{Way: UpdateBalance}.Name()),
		of[RevokeAllowance](), of[MoveBalances](), of[AllowVault](),
	}
}

// of is a kind of operation with the given names, or with its Name if none are given.
func of[T Operation](names ...string) kind {
	var none T
	if len(names) == 0 {
		names = []string{none.Name()}
	}
	return kind{names, func(_ string, parameters []byte) (Operation, error) { return decodeAs[T](parameters) }}
}

// withDoors is a kind of operation that shuts the pool around its calls.
func withDoors[T Operation]() kind {
	one := of[T]()
	one.read = decodeWithDoors[T]
	return one
}

// decodeOperation decodes an operation of a plan file.
func decodeOperation(name string, parameters []byte) (Operation, error) {
	for _, one := range kinds() {
		if slices.Contains(one.names, name) {
			return one.read(name, parameters)
		}
	}
	return nil, fmt.Errorf("unknown operation %q in the plan: this version of mpool does not support it", units.Clip(name))
}

func decodeAs[T Operation](parameters []byte) (Operation, error) {
	var op T
	err := decodeStrictly(bytes.NewReader(parameters), &op)
	return op, err
}

// OpenPlanError reports a plan of an older mpool, which left the pool open between its calls.
type OpenPlanError struct{ Operation string }

func (e *OpenPlanError) Error() string {
	return fmt.Sprintf("the plan was written by an older mpool, and anyone could empty the pool between the calls of its %s", e.Operation)
}

// decodeWithDoors decodes an operation that shuts the pool around its calls. It refuses one without
// doors.
func decodeWithDoors[T Operation](name string, parameters []byte) (Operation, error) {
	var has struct {
		Doors json.RawMessage `json:"doors"`
	}
	if err := json.Unmarshal(parameters, &has); err == nil && has.Doors == nil {
		return nil, &OpenPlanError{name}
	}
	return decodeAs[T](parameters)
}
