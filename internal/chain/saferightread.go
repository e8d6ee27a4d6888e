package chain

import (
	"context"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
)

// mostRights limits the number of pairs of a contract and an account whose rights are read.
const mostRights = 600

// rightQuestion is a call that reads a right, before and after.
type rightQuestion struct {
	kind             RightKind
	contract, holder common.Address
	data             []byte
}

// readRights reads the rights of each account in the transaction at each contract that it touches,
// before and after. Tokens may grant rights by functions of any name without an event. An event
// counts only if no answer contradicts it.
func (r *safeRun) readRights(ctx context.Context, out *SafeOutcome) error {
	events := toldRights(r.Safe.Address, out.Logs)
	questions, all := r.rightQuestions(events, out.Logs)
	out.TooMany = !all
	if len(questions) == 0 {
		out.Rights = events
		return nil
	}
	before, after, why, err := r.askRights(ctx, questions)
	if err != nil || why != "" {
		out.Rights, out.TooMany = events, true
		return err
	}
	known := map[SafeRight]bool{} // rights with an answer, whatever it is
	for i, q := range questions {
		had, okBefore := answered(before[i])
		has, okAfter := answered(after[i])
		if !okAfter || q.kind == Owner && !okBefore {
			out.TooMany = out.TooMany || okBefore // it answered before, so the right is unknown now
			continue
		}
		right := SafeRight{Kind: q.kind, Contract: q.contract, Holder: q.holder, Token: q.contract}
		known[right] = q.kind == Allowance
		right.Before, right.After, right.Read = had, has, true
		if q.kind == Allowance {
			out.Allowances = append(out.Allowances, right)
		}
		switch {
		case q.kind == Owner:
			right.Holder = common.BytesToAddress(has.Bytes())
			if has == had || right.Holder == r.Safe.Address || right.Holder == (common.Address{}) {
				continue
			}
		case !has.Gt(&had) || q.kind != Allowance && has != *uint256.NewInt(1):
			continue
		}
		out.Rights = append(out.Rights, right)
	}
	for _, e := range events {
		plain := SafeRight{Kind: e.Kind, Contract: e.Contract, Holder: e.Holder, Token: e.Token}
		same := func(r SafeRight) bool { return r.Kind == e.Kind && r.Contract == e.Contract && r.Holder == e.Holder }
		if !known[plain] && !slices.ContainsFunc(out.Rights, same) {
			out.Rights = append(out.Rights, e)
		}
	}
	return nil
}

func answered(c simulatedCall) (uint256.Int, bool) {
	n, ok := oneWord(c.ReturnData)
	return n, ok && c.Status == 1
}

// rightQuestions returns a question for each kind, contract and account. all is false if there are
// more than the limit.
func (r *safeRun) rightQuestions(events []SafeRight, logs []Log) (list []rightQuestion, all bool) {
	contracts, holders := slices.Clone(r.Contracts), slices.Clone(r.Holders)
	add := func(to *[]common.Address, a common.Address) {
		if a != (common.Address{}) && a != r.Safe.Address && !slices.Contains(*to, a) {
			*to = append(*to, a)
		}
	}
	for _, e := range events {
		add(&contracts, e.Contract)
		add(&holders, e.Holder)
	}
	if len(r.Contracts) == 0 && len(events) == 0 {
		return nil, true
	}
	for _, log := range logs {
		add(&contracts, log.Address)
	}
	for _, token := range r.Tokens {
		add(&contracts, token)
	}
	for _, c := range r.Contracts { // a contract may grant rights to itself
		add(&holders, c)
	}
	for _, contract := range contracts {
		list = append(list, question(Owner, contract, common.Address{}, "owner()"))
		for _, holder := range holders {
			if len(list) > 4*mostRights {
				return list, false
			}
			list = append(list, question(Allowance, contract, holder, "allowance(address,address)", r.Safe.Address, holder),
				question(Operator, contract, holder, "isApprovedForAll(address,address)", r.Safe.Address, holder),
				question(Operator, contract, holder, "isOperatorFor(address,address)", holder, r.Safe.Address),
				question(Relayer, contract, holder, "hasApprovedRelayer(address,address)", r.Safe.Address, holder))
		}
	}
	return list, true
}

func question(kind RightKind, contract, holder common.Address, signature string, args ...common.Address) rightQuestion {
	data := crypto.Keccak256([]byte(signature))[:4]
	for _, a := range args {
		data = append(data, wordsOf(a)...)
	}
	return rightQuestion{kind, contract, holder, data}
}

// askRights asks at the block, and again after the transaction.
func (r *safeRun) askRights(ctx context.Context, questions []rightQuestion) (before, after []simulatedCall, why string, err error) {
	var asked []map[string]any
	for _, q := range questions {
		args := callArgs(ops.Call{To: q.contract, Data: q.data})
		args["gas"] = hexutil.Uint64(rightGas)
		asked = append(asked, args)
	}
	alone, why, err := r.simulate(ctx, r.reading(1, asked))
	if err != nil || why != "" {
		return nil, nil, why, err
	}
	blocks, why, err := r.simulate(ctx, r.block(r.call()), r.reading(2, asked))
	if err != nil || why != "" {
		return nil, nil, why, err
	}
	return alone[0].Calls, blocks[1].Calls, "", nil
}

// rightGas is the gas limit for reading a right.
const rightGas = 100_000

// reading is a block for many questions, at this distance after the base.
func (r *safeRun) reading(after uint64, asked []map[string]any) map[string]any {
	return map[string]any{"calls": r.paid(asked), "stateOverrides": r.overrides(), "blockOverrides": r.blockFees(map[string]any{
		"number": hexutil.Uint64(r.on.Number + after), "time": hexutil.Uint64(uint64(r.at) + 12*(after-1)), "gasLimit": hexutil.Uint64(simulatedBlockGas)})}
}
