package offline

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/jsonkeys"
	"mpool/internal/ops"
	"mpool/internal/planfile"
	"mpool/internal/planner"
	"mpool/internal/signer"
)

const signedKind = "mpool-signed"

const signedSchema = 1

const LongestFile = 16 << 20

// File is a plan with signed transactions. It holds no secret, but anyone who has it can send them.
type File struct {
	Schema       int             `json:"schema_version"`
	Kind         string          `json:"kind"`
	PlanDigest   common.Hash     `json:"plan_digest"`
	Plan         json.RawMessage `json:"plan"`
	Transactions []SignedTx      `json:"transactions"`
	// Digest covers everything else, so that a manual edit is detected.
	Digest common.Hash `json:"digest"`
}

type SignedTx struct {
	Call  int            `json:"call"` // index of the plan's call
	From  common.Address `json:"from"`
	Nonce uint64         `json:"nonce"`
	Hash  common.Hash    `json:"hash"`
	Raw   hexutil.Bytes  `json:"raw"`
}

func NewSignedTx(call int, from common.Address, tx *types.Transaction) (SignedTx, error) {
	raw, err := tx.MarshalBinary()
	return SignedTx{call, from, tx.Nonce(), tx.Hash(), raw}, err
}

func NewSignedFile(plan *ops.Plan, transactions []SignedTx) (*File, error) {
	f := &File{Schema: signedSchema, Kind: signedKind, Transactions: transactions}
	var err error
	if f.PlanDigest, err = plan.Digest(); err != nil {
		return nil, err
	}
	if f.Plan, err = planfile.Text(plan); err != nil {
		return nil, err
	}
	f.Digest, err = f.Sum()
	return f, err
}

func (f *File) Sum() (common.Hash, error) {
	rest := *f
	rest.Digest = common.Hash{}
	text, err := json.Marshal(rest)
	return crypto.Keccak256Hash(text), err
}

// Write writes the whole file or nothing. Only this user can read it.
func (f *File) Write(path string) error {
	return files.Headed("file of signed transactions", signedKind).Write("the signed transactions", path, f, 0o600)
}

// HoldsSigned reports whether a file is one of signed transactions, without checking it.
func HoldsSigned(ctx context.Context, path string) bool {
	text, err := files.Read(ctx.Done(), path, LongestFile)
	var head struct{ Kind string }
	return err == nil && json.Unmarshal(text, &head) == nil && head.Kind == signedKind
}

// readSigned reads a file of signed transactions strictly, and its plan.
func readSigned(ctx context.Context, path string) (*File, *ops.Plan, error) {
	text, err := files.Read(ctx.Done(), path, LongestFile)
	if ctx.Err() != nil {
		return nil, nil, ctx.Err()
	}
	if err != nil {
		return nil, nil, failure.Usage("cannot read the signed transactions in %q: %s", path, failure.Innermost(err)).Because(err)
	}
	f, plan, err := ParseSigned(text)
	if err != nil {
		var open *planfile.OpenPlanError
		if errors.As(err, &open) {
			return nil, nil, planner.OldPlan(path, err)
		}
		return nil, nil, failure.Usage("%s: %s", path, err).Because(err).WithHint("sign the plan again with mpool sign")
	}
	return f, plan, nil
}

func ParseSigned(text []byte) (*File, *ops.Plan, error) {
	var f File
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&f); err != nil {
		return nil, nil, fmt.Errorf("this is not a file of signed transactions: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, nil, errors.New("there is extra text after the document")
	}
	if f.Kind != signedKind || f.Schema != signedSchema {
		return nil, nil, fmt.Errorf("unsupported file: schema version %d, but %s, %d is required", f.Schema, signedKind, signedSchema)
	}
	if digest, err := f.Sum(); err != nil || digest != f.Digest {
		return nil, nil, errors.New("the file was edited after mpool wrote it")
	}
	again, err := json.Marshal(f)
	if err == nil {
		err = jsonkeys.Same(text, again)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("the file does not read as mpool wrote it: %w", err)
	}
	plan, err := planner.ReadPlanText(f.Plan)
	if err != nil {
		return nil, nil, err
	}
	return &f, plan, f.Check(plan)
}

// Check compares the transactions with the plan's calls. An account must have signed all of its calls
// or none.
func (f *File) Check(plan *ops.Plan) error {
	if digest, err := plan.Digest(); err != nil || digest != f.PlanDigest || len(f.Transactions) == 0 {
		return errors.New("its transactions belong to another plan, or there are none")
	}
	next := map[common.Address]uint64{}
	at := -1
	for _, signed := range f.Transactions {
		if signed.Call <= at || signed.Call >= len(plan.Calls) {
			return fmt.Errorf("call %d does not exist, is duplicated or is out of order", signed.Call+1)
		}
		at = signed.Call
		if err := signed.check(plan); err != nil {
			return fmt.Errorf("call %d: %w", signed.Call+1, err)
		}
		if nonce, found := next[signed.From]; found && signed.Nonce != nonce {
			return fmt.Errorf("call %d has nonce %d, expected %d", signed.Call+1, signed.Nonce, nonce)
		}
		next[signed.From] = signed.Nonce + 1
	}
	for i, call := range plan.Calls[:plan.Held()] {
		if _, signs := next[call.From]; signs && f.Find(i) == nil {
			return fmt.Errorf("call %d of %s is not signed, but other calls of it are", i+1, call.From)
		}
	}
	return nil
}

func (f *File) Find(call int) *SignedTx {
	for i := range f.Transactions {
		if f.Transactions[i].Call == call {
			return &f.Transactions[i]
		}
	}
	return nil
}

// check compares the signed bytes with the other fields and with the plan.
func (t SignedTx) check(plan *ops.Plan) error {
	tx, err := t.transaction()
	if err != nil {
		return err
	}
	call := plan.Calls[t.Call]
	same := tx.To() != nil && *tx.To() == call.To && bytes.Equal(tx.Data(), call.Data) && tx.Value().Cmp(call.Value.ToBig()) == 0
	if !same || tx.Hash() != t.Hash || tx.Nonce() != t.Nonce || t.From != call.From {
		return errors.New("the signed transaction does not match the plan's call")
	}
	return signer.Verify(tx, tx, call.From, new(big.Int).SetUint64(plan.Predicted.ChainID))
}

func (t SignedTx) transaction() (*types.Transaction, error) {
	var tx types.Transaction
	if err := tx.UnmarshalBinary(t.Raw); err != nil {
		return nil, errors.New("the signed bytes are not a valid transaction")
	}
	return &tx, nil
}
