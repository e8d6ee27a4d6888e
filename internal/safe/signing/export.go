package signing

import (
	"bytes"
	"slices"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/decode"
	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/safe"
	"mpool/internal/text"
)

// BatchKind is the kind of a Transaction Builder batch. No field of the file names its kind, so
// BatchKind recognises it by reading it.
func BatchKind() files.Kind {
	return files.Kind{What: "Transaction Builder batch", Is: func(words []byte) bool {
		_, err := safe.ReadBatch(bytes.NewReader(words))
		return err == nil
	}}
}

// BatchOrigin has the plan's file, empty if it was not written, and the Safe of --safe.
type BatchOrigin struct {
	Plan string
	Safe common.Address
}

// BatchOf returns the batch file with the calls of the first Safe of a plan.
func (k *Desk) BatchOf(p *planner.Proposal, from BatchOrigin) ([]byte, error) {
	address, err := chooseSafe(p, from.Safe, from.Plan)
	if err != nil {
		return nil, err
	}
	calls, err := safe.FromPlan(p.Plan, address)
	if err != nil {
		return nil, failure.New(failure.Refused, "safe.calls", "%s", err).WithResult(p.View)
	}
	p.IsSigned(address)
	if f, some := OthersAfter(p, len(calls), from.Plan); some {
		p.Warn(f)
	}
	known, err := methods()
	if err != nil {
		return nil, err
	}
	words, err := safe.Draft{
		ChainID: p.Before.ChainID, Safe: address, CreatedAt: k.Now().UnixMilli(), Calls: calls,
		Name:        batchName(p),
		Description: p.Before.Pool.Name.String(), Limits: p.Plan.Guards,
	}.Write(known)
	if err != nil {
		return nil, failure.New(failure.Plain, "safe.write", "cannot write the batch: %s", err).Because(err)
	}
	return words, nil
}

func batchName(p *planner.Proposal) string {
	return "mpool " + p.Plan.Operation.Name() + " of " + p.Before.Pool.Address.Hex()
}

// CheckWords are the arguments with which mpool safe check knows whose batch it is. It takes a Safe from
// the file only if the Safe has a role in a pool that the user names, so --safe names any other.
func CheckWords(p *planner.Proposal, path string, from BatchOrigin) []string {
	words := []string{text.ShellWord(path)}
	address, err := chooseSafe(p, from.Safe, from.Plan)
	created := p.Plan.Operation.Name() == "create"
	manages := func(m ops.Manager) bool { return m.Address == address }
	if err != nil || !created && (address == p.Before.Pool.Owner || slices.ContainsFunc(p.Before.Managers(), manages)) {
		return words
	}
	return append(words, "--safe", address.Hex())
}

// methods finds the methods of the contracts that mpool knows.
func methods() (safe.Methods, error) {
	d, err := decode.New()
	if err != nil {
		return nil, err
	}
	return func(selector [4]byte) (abi.Method, bool) { return d.Method(decode.Selector(selector)) }, nil
}
