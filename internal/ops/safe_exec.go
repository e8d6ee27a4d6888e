package ops

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/bindings/safecontract"
	"mpool/internal/units"
)

// ExecSafe has a Safe do its part of another operation, by Safe.execTransaction:
// one transaction, by anybody, with the owners' signatures. What it does to the
// pool is what that operation's calls do.
type ExecSafe struct {
	Executor common.Address   `json:"executor"`
	Safe     common.Address   `json:"safe"`
	Nonce    uint64           `json:"safe_nonce"`
	Hash     common.Hash      `json:"safe_tx_hash"` // of the transaction; not checked here
	Signers  []common.Address `json:"signers"`
	// To, Value, Data and Kind are the Safe's transaction: Makes alone, or packed.
	// Its gas fields are zero.
	To         common.Address `json:"to"`
	Value      units.Wei      `json:"value"`
	Data       hexutil.Bytes  `json:"data"`
	Kind       uint8          `json:"kind"` // 0 a call, 1 a delegate call of MultiSendCallOnly
	Signatures hexutil.Bytes  `json:"signatures"`
	// Makes are the calls that the transaction has the Safe make, in order.
	Makes []SafeCall `json:"makes"`
	Of    Nested     `json:"of"`
}

// SafeCall is a call that a Safe makes.
type SafeCall struct {
	To    common.Address `json:"to"`
	Value units.Wei      `json:"value"`
	Data  hexutil.Bytes  `json:"data"`
}

// Nested is an operation within another one, in a plan file.
type Nested struct{ Operation }

// nestedFile is its form there.
type nestedFile struct {
	Name       string          `json:"operation"`
	Parameters json.RawMessage `json:"parameters"`
}

// MarshalJSON writes the name beside the parameters.
func (n Nested) MarshalJSON() ([]byte, error) {
	parameters, err := json.Marshal(n.Operation)
	if err != nil {
		return nil, err
	}
	return json.Marshal(nestedFile{n.Name(), parameters})
}

// UnmarshalJSON reads it as strictly as a plan's own.
func (n *Nested) UnmarshalJSON(text []byte) error {
	var file nestedFile
	err := decodeStrictly(bytes.NewReader(text), &file)
	if err == nil && file.Name == (ExecSafe{}).Name() {
		err = fmt.Errorf("a Safe's transaction within another one")
	}
	if err == nil {
		n.Operation, err = decodeOperation(file.Name, file.Parameters)
	}
	return err
}

// NameWithin is the name of the operation that a Safe does a part of, as the plan's file has
// it, of which nothing else is read; empty where none is found.
func NameWithin(planFile []byte) string {
	var file struct {
		Parameters struct {
			Of struct {
				Name string `json:"operation"`
			} `json:"of"`
		} `json:"parameters"`
	}
	if json.Unmarshal(planFile, &file) != nil {
		return ""
	}
	return file.Parameters.Of.Name
}

// Name is the command's name.
func (ExecSafe) Name() string { return "safe exec" }

// Watch is that of the operation within.
func (op ExecSafe) Watch(pool *Snapshot) Watch {
	if w, more := op.Of.Operation.(Watching); more {
		return w.Watch(pool)
	}
	return Watch{}
}

// Plan predicts what the Safe's part of the operation does. Where the operation
// would now be done by other calls than those that were signed, the plan is
// refused; where it is done already, there is nothing to send.
func (op ExecSafe) Plan(before *Snapshot, at units.Time) (*Plan, error) {
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
	plan := &Plan{Operation: op, Base: before.Block, At: at, Predicted: now, Findings: withoutSender(inner.Findings), Figures: inner.Figures}
	switch {
	case inner.Refused():
		plan.Calls = []Call{op.call(inner)}
		return plan, nil
	case len(inner.Calls) == 0:
		plan.Predicted = inner.Predicted
		return plan, nil // somebody has done it
	}
	if finding := op.others(inner); finding != nil {
		plan.Findings = append([]Finding{*finding}, plan.Findings...)
		plan.Calls = []Call{op.call(inner)}
		return plan, nil
	}
	n := len(op.Makes)
	plan.then(op.call(inner), inner.After[n-1])
	if n == len(inner.Calls) {
		plan.Moments = inner.Moments
	}
	plan.Moves, plan.Gives, plan.Shifts = inner.Moves, inner.Gives, inner.Shifts
	plan.Dilutes = inner.Dilutes
	return plan, nil
}

// withoutSender leaves out that a Safe has to send this: it does.
func withoutSender(findings []Finding) []Finding {
	return slices.DeleteFunc(slices.Clone(findings), func(f Finding) bool { return f.Code == "owner.safe" || f.Code == "manager.safe" })
}

// others says where the signed calls are not the first ones that the operation
// needs now.
func (op ExecSafe) others(inner *Plan) *Finding {
	refuse := func(format string, args ...any) *Finding {
		return &Finding{Severity: Refuse, Code: "safe.stale", Summary: fmt.Sprintf(format, args...), Hint: "plan again, and collect signatures for the new plan"}
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

// call is execTransaction. For people it shows what the Safe does.
func (op ExecSafe) call(inner *Plan) Call {
	none := new(big.Int)
	data := safecontract.NewSafe().PackExecTransaction(op.To, op.Value.Int().ToBig(), op.Data, op.Kind, none, none, none,
		common.Address{}, common.Address{}, op.Signatures)
	var signers []string
	for _, signer := range op.Signers {
		signers = append(signers, signer.Hex())
	}
	args := []Arg{
		{"nonce of the Safe", fmt.Sprint(op.Nonce)},
		{"safeTxHash", op.Hash.Hex()},
		{"agreed", strings.Join(signers, ", ")},
	}
	for i, c := range inner.Calls[:min(len(op.Makes), len(inner.Calls))] {
		args = append(args, Arg{fmt.Sprintf("%d", i+1), c.Method + " of " + c.To.Hex()})
		for _, arg := range c.Args {
			args = append(args, Arg{fmt.Sprintf("%d.%s", i+1, arg.Name), arg.Value})
		}
	}
	return Call{From: op.Executor, To: op.Safe, Data: data, Method: ExecMethod, Args: args,
		Why: "anyone may execute what enough owners of the Safe have signed"}
}

// ExecMethod is the signature of Safe.execTransaction.
const ExecMethod = "execTransaction(address,uint256,bytes,uint8,uint256,uint256,uint256,address,address,bytes)"
