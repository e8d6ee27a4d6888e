package planfile

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	"mpool/internal/ops"
	"mpool/internal/ops/assetmanager"
	"mpool/internal/ops/newpool"
	"mpool/internal/ops/tokenset"
	"mpool/internal/ops/trade"
	"mpool/internal/ops/wallet"
	"mpool/internal/units"
)

// kind is a kind of operation in plan files.
type kind struct {
	names []string
	read  func(name string, parameters []byte) (ops.Operation, error)
}

// kinds are all operations that a plan file can contain. Every operation has an entry here.
func kinds() []kind {
	return []kind{
		of[ops.UpdateWeights](), of[ops.FreezeWeights](), of[ops.MoveWeightsEnd](ops.ExtendName, ops.ShortenName),
		of[ops.RampSwapFee](), of[ops.SetSwapFee](),
		of[ops.SetSwaps](ops.SetSwaps{}.Name(), ops.SetSwaps{Enabled: true}.Name()),
		of[ops.SetJoinsExits](ops.SetJoinsExits{}.Name(), ops.SetJoinsExits{Enabled: true}.Name()),
		of[ops.Shut](), of[ops.Open](),
		of[ops.SetAumFee](), of[ops.CollectAumFees](), of[ops.UpdateProtocolShare](),
		of[ops.SetBreakers](), of[ops.ClearBreakers](),
		of[ops.EnableAllowlist](ops.EnableAllowlist{}.Name(), ops.EnableAllowlist{On: true}.Name()),
		of[ops.ChangeAllowlist]("allowlist add", "allowlist remove", ops.ChangeAllowlist{}.Name()),
		series(), of[wallet.VoidNonce](), ofSafe(),
		of[trade.Swap](), of[trade.Join](), of[trade.Exit](), firstJoin(), of[newpool.CreatePool](),
		withDoors[tokenset.AddToken](), withDoors[tokenset.RemoveToken](), withDoors[tokenset.AddOnly](), withDoors[tokenset.RemoveOnly](),
		of[assetmanager.ManageBalance](assetmanager.ManageBalance{Way: assetmanager.WithdrawBalance}.Name(), assetmanager.ManageBalance{Way: assetmanager.DepositBalance}.Name(), assetmanager.ManageBalance{Way: assetmanager.UpdateBalance}.Name()),
		of[wallet.RevokeAllowance](), of[assetmanager.MoveBalances](), of[wallet.AllowVault](),
	}
}

// of is a kind of operation with the given names, or with its Name if none are given.
func of[T ops.Operation](names ...string) kind {
	var none T
	if len(names) == 0 {
		names = []string{none.Name()}
	}
	return kind{names, func(_ string, parameters []byte) (ops.Operation, error) { return decodeAs[T](parameters) }}
}

// withDoors is a kind of operation that shuts the pool around its calls.
func withDoors[T ops.Operation]() kind {
	one := of[T]()
	one.read = decodeWithDoors[T]
	return one
}

// decodeOperation decodes an operation of a plan file.
func decodeOperation(name string, parameters []byte) (ops.Operation, error) {
	for _, one := range kinds() {
		if slices.Contains(one.names, name) {
			return one.read(name, parameters)
		}
	}
	return nil, fmt.Errorf("unknown operation %q in the plan: this version of mpool does not support it", units.Clip(name))
}

func decodeAs[T ops.Operation](parameters []byte) (ops.Operation, error) {
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
func decodeWithDoors[T ops.Operation](name string, parameters []byte) (ops.Operation, error) {
	var has struct {
		Doors json.RawMessage `json:"doors"`
	}
	if err := json.Unmarshal(parameters, &has); err == nil && has.Doors == nil {
		return nil, &OpenPlanError{name}
	}
	return decodeAs[T](parameters)
}
