// Package wallet has what only an account or a Safe does: it lets the Vault take its tokens or no
// longer does, and it executes or voids what the owners of a Safe have signed.
package wallet

import (
	"bytes"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/bindings/safecontract"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// ExecSafe lets a Safe do its part of another operation in one transaction, by
// Safe.execTransaction. Anyone can send it with the owners' signatures. Its effect on the pool is
// that of the operation's calls.
type ExecSafe struct {
	Executor common.Address   `json:"executor"`
	Safe     common.Address   `json:"safe"`
	Nonce    uint64           `json:"safe_nonce"`
	Hash     common.Hash      `json:"safe_tx_hash"` // the transaction's hash; not checked here
	Signers  []common.Address `json:"signers"`
	// To, Value, Data and Kind are the Safe's transaction: the only call of Makes, or all of them
	// packed. Its gas fields are zero.
	To         common.Address `json:"to"`
	Value      units.Wei      `json:"value"`
	Data       hexutil.Bytes  `json:"data"`
	Kind       uint8          `json:"kind"` // 0 is a call, 1 a delegate call of MultiSendCallOnly
	Signatures hexutil.Bytes  `json:"signatures"`
	// Makes are the calls that the Safe will make, in order.
	Makes []SafeCall `json:"makes"`
	Of    ops.Nested `json:"of"`
}

// SafeCall is a call that a Safe makes.
type SafeCall struct {
	To    common.Address `json:"to"`
	Value units.Wei      `json:"value"`
	Data  hexutil.Bytes  `json:"data"`
}

// Name is the command's name.
func (ExecSafe) Name() string { return "safe exec" }

// Watch is the Watch of the operation inside.
func (op ExecSafe) Watch(pool *ops.Snapshot) ops.Watch {
	if w, more := op.Of.Operation.(ops.Watching); more {
		return w.Watch(pool)
	}
	return ops.Watch{}
}

// Plan predicts the effect of the Safe's part. If the operation would now need other calls than the
// signed ones, the plan is refused. If the operation is done already, there is nothing to send.
func (op ExecSafe) Plan(before *ops.Snapshot, at units.Time) (*ops.Plan, error) {
	if op.Of.Operation == nil {
		return nil, fmt.Errorf("a Safe transaction that is not an operation of mpool")
	}
	inner, err := op.Of.Plan(before, at)
	if err != nil {
		return nil, err
	}
	now, err := before.At(at)
	if err != nil {
		return nil, err
	}
	plan := &ops.Plan{Operation: op, Base: before.Block, At: at, Predicted: now, Findings: withoutSender(inner.Findings), Figures: inner.Figures}
	switch {
	case inner.Refused():
		plan.Calls = []ops.Call{op.call(inner)}
		return plan, nil
	case len(inner.Calls) == 0:
		plan.Predicted = inner.Predicted
		return plan, nil // the operation is done already
	}
	if finding := op.others(inner); finding != nil {
		plan.Findings = append([]ops.Finding{*finding}, plan.Findings...)
		plan.Calls = []ops.Call{op.call(inner)}
		return plan, nil
	}
	n := len(op.Makes)
	plan.Then(op.call(inner), inner.After[n-1])
	if n == len(inner.Calls) {
		plan.Moments = inner.Moments
	}
	plan.Moves, plan.Gives, plan.Shifts = inner.Moves, inner.Gives, inner.Shifts
	plan.Dilutes = inner.Dilutes
	return plan, nil
}

// withoutSender drops the notes that a Safe must send the calls: here it does.
func withoutSender(findings []ops.Finding) []ops.Finding {
	return slices.DeleteFunc(slices.Clone(findings), func(f ops.Finding) bool { return f.Code == "owner.safe" || f.Code == "manager.safe" })
}

// others refuses signed calls that are not the first calls that the operation needs now.
func (op ExecSafe) others(inner *ops.Plan) *ops.Finding {
	refuse := func(format string, args ...any) *ops.Finding {
		return &ops.Finding{Severity: ops.Refuse, Code: "safe.stale", Summary: fmt.Sprintf(format, args...), Hint: "plan again, and collect signatures for the new plan"}
	}
	if len(op.Makes) == 0 || len(op.Makes) > len(inner.Calls) || len(inner.After) != len(inner.Calls) {
		return refuse("the Safe transaction has %d calls, but the operation now needs %d", len(op.Makes), len(inner.Calls))
	}
	if inner.AllAtOnce() && len(op.Makes) != len(inner.Calls) {
		return refuse("the Safe transaction has %d of the %d calls, and anyone could empty the pool between them", len(op.Makes), len(inner.Calls))
	}
	for i, makes := range op.Makes {
		needs := inner.Calls[i]
		if needs.From != op.Safe || needs.To != makes.To || needs.Value != *makes.Value.Int() || !bytes.Equal(needs.Data, makes.Data) {
			return refuse("call %d of the Safe transaction differs from what the operation now needs: %s", i+1, needs.Method)
		}
	}
	return nil
}

// call is execTransaction. Its arguments show the calls that the Safe will make.
func (op ExecSafe) call(inner *ops.Plan) ops.Call {
	none := new(big.Int)
	data := safecontract.NewSafe().PackExecTransaction(op.To, op.Value.Int().ToBig(), op.Data, op.Kind, none, none, none,
		common.Address{}, common.Address{}, op.Signatures)
	var signers []string
	for _, signer := range op.Signers {
		signers = append(signers, signer.Hex())
	}
	args := []ops.Arg{
		{Name: "nonce of the Safe", Value: fmt.Sprint(op.Nonce)},
		{Name: "safeTxHash", Value: op.Hash.Hex()},
		{Name: "agreed", Value: strings.Join(signers, ", ")},
	}
	for i, c := range inner.Calls[:min(len(op.Makes), len(inner.Calls))] {
		args = append(args, ops.Arg{Name: fmt.Sprintf("%d", i+1), Value: c.Method + " of " + c.To.Hex()})
		for _, arg := range c.Args {
			args = append(args, ops.Arg{Name: fmt.Sprintf("%d.%s", i+1, arg.Name), Value: arg.Value})
		}
	}
	return ops.Call{From: op.Executor, To: op.Safe, Data: data, Method: ExecMethod, Args: args,
		Why: "anyone may execute what enough owners of the Safe have signed"}
}

// ExecMethod is the signature of Safe.execTransaction.
const ExecMethod = "execTransaction(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,bytes)"

// Carried is the operation inside.
func (op ExecSafe) Carried() ops.Operation { return op.Of.Operation }

// PaysIn is that of the Safe's operation.
func (op ExecSafe) PaysIn() bool { return ops.PaysIn(op.Of.Operation) }

// Receivers are those of the Safe's operation.
func (op ExecSafe) Receivers() []common.Address { return ops.Receivers(op.Of.Operation) }
