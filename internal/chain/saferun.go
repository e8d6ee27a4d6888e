package chain

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"mpool/bindings/safecontract"
	"mpool/internal/chain/wire"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// safeRun is one way to simulate a Safe transaction.
type safeRun struct {
	run runner
	on  ops.Block
	at  units.Time
	SafeTrial
	header  *Header
	from    common.Address // sender of execTransaction
	free    bool           // without the Safe's guard
	gas     uint64
	teller  common.Address
	signers []common.Address // as many owners as the threshold, in ascending order
}

// mostAsked is the number of owners to check for one that is not a contract.
const mostAsked = 20

// newSafeRun chooses the sender: an owner that is not a contract, otherwise any account.
func newSafeRun(ctx context.Context, m simulator, on ops.Block, at units.Time, t SafeTrial) (*safeRun, error) {
	header, err := m.blocks.Header(ctx, AtHash(on.Hash))
	if err != nil {
		return nil, err
	}
	asked := t.Safe.Owners[:min(len(t.Safe.Owners), mostAsked)]
	contracts, err := m.accounts.Contracts(ctx, AtHash(on.Hash), asked)
	if err != nil {
		return nil, err
	}
	r := &safeRun{run: m.run, on: on, at: at, SafeTrial: t, header: header, from: anybody()}
	for _, owner := range asked {
		if !slices.Contains(contracts, owner) {
			r.from = owner
			break
		}
	}
	if _, err := rand.Read(r.teller[:]); err != nil { // a random address, so that a contract cannot detect the simulation by it
		return nil, err
	}
	r.signers = signersOf(t.Safe, r.from)
	r.gas = min(transactionGas, header.GasLimit)
	return r, nil
}

// signersOf returns as many owners as the threshold, with the sender among them if it is an owner.
func signersOf(s *Safe, from common.Address) []common.Address {
	var signers []common.Address
	if slices.Contains(s.Owners, from) {
		signers = append(signers, from)
	}
	for _, owner := range s.Owners {
		if uint64(len(signers)) < s.Threshold && owner != from {
			signers = append(signers, owner)
		}
	}
	slices.SortFunc(signers, common.Address.Cmp)
	return signers
}

// anybody is an account that is not an owner.
func anybody() common.Address {
	return common.HexToAddress("0x000000000000000000000000000000000000dEaD")
}

func (r safeRun) as(from common.Address) *safeRun { r.from = from; return &r }

func (r safeRun) unguarded() *safeRun { r.free = true; return &r }

func (r safeRun) idle() *safeRun {
	r.To, r.Value, r.Data, r.Operation, r.Hash = r.Safe.Address, uint256.Int{}, nil, 0, r.IdleHash
	r.SafeTxGas, r.BaseGas, r.GasPrice = uint256.Int{}, uint256.Int{}, uint256.Int{}
	r.GasToken, r.RefundReceiver = common.Address{}, common.Address{}
	return &r
}

// reverts says whether the transaction reverts. A node that has simulated before but cannot do this
// is an error.
func (r *safeRun) reverts(ctx context.Context) (bool, error) {
	blocks, why, err := r.simulate(ctx, r.block(r.call()))
	if err == nil && why != "" {
		err = &wire.UnableError{Node: r.run.wire.Node(), What: "simulate the Safe's transaction again", Answer: why}
	}
	return err == nil && blocks[0].Calls[0].Status != 1, err
}

// both simulates with a high gas limit to measure the gas and to find the tokens that leave the
// Safe, and then with the gas limit of a real transaction.
func (r *safeRun) both(ctx context.Context) (*SafeOutcome, error) {
	first, why, err := r.simulate(ctx, r.block(r.call()))
	if err != nil || why != "" {
		return &SafeOutcome{Why: why}, err
	}
	if exec := first[0].Calls[0]; exec.Status != 1 {
		return &SafeOutcome{Gas: uint64(exec.GasUsed), Revert: exec.revert(r.run.wire.Redact)}, nil
	}
	r.addTokens(first[0].Calls[0].Logs)
	// leaves room for refunds, and for signatures of keys, which need more gas than approvals
	used := uint64(first[0].Calls[0].GasUsed)
	real := *r
	real.gas = min(r.gas, (used+used/4+gasOfKey*r.Safe.Threshold)*3/2+r.setAside())
	out, err := real.look(ctx)
	if err == nil && out.Why == "" && out.Revert == nil {
		err = real.readRights(ctx, out)
	}
	return out, err
}

// setAside is the gas that a Safe requires to be left for a call with a safeTxGas (GS010).
func (r *safeRun) setAside() uint64 {
	if !r.SafeTxGas.IsUint64() || r.SafeTxGas.Uint64() > transactionGas {
		return transactionGas
	}
	return r.SafeTxGas.Uint64() * 64 / 63
}

// gasOfKey is the most gas that a key's signature needs.
const gasOfKey = 8_000

// look simulates the transaction and reads the Safe before and after.
func (r *safeRun) look(ctx context.Context) (*SafeOutcome, error) {
	balances, slots := r.balances(r.teller), r.slots()
	singleton := callArgs(ops.Call{To: r.Safe.Address, Data: append(crypto.Keccak256([]byte("getStorageAt(uint256,uint256)"))[:4], append(wordOf(0), wordOf(1)...)...)})
	singleton["gas"] = hexutil.Uint64(balanceGas)
	var asked []byte
	for _, s := range slots {
		asked = append(asked, s.slot[:]...)
	}
	read := callArgs(ops.Call{To: r.Safe.Address, Data: asked})
	read["gas"] = hexutil.Uint64(transactionGas)
	n := len(balances)
	blocks, why, err := r.simulate(ctx, r.block(append(append(slices.Clone(balances), singleton), r.call())...), map[string]any{
		"calls":          r.paid(append(slices.Clone(balances), read)),
		"stateOverrides": map[common.Address]any{r.Safe.Address: map[string]any{"code": slotTeller()}},
		"blockOverrides": r.blockFees(map[string]any{"number": hexutil.Uint64(r.on.Number + 2), "time": hexutil.Uint64(r.at + 12), "gasLimit": hexutil.Uint64(simulatedBlockGas)}),
	})
	if err != nil || why != "" {
		return &SafeOutcome{Why: why}, err
	}
	before, after := blocks[0].Calls, blocks[1].Calls
	exec := before[n+1]
	out := &SafeOutcome{Gas: uint64(exec.GasUsed)}
	if exec.Status != 1 {
		out.Revert = exec.revert(r.run.wire.Redact)
		return out, nil
	}
	done, ok := oneWord(exec.ReturnData)
	out.Failed = !ok || done.IsZero()
	out.Logs = exec.Logs
	out.Holds = r.holds(before[:n], after[:n])
	out.Untold = r.untold(out, before[:n])
	out.Changed, err = changedSlots(slots, before[n], after[n])
	return out, r.run.notSimulated(err)
}

func (r *safeRun) holds(before, after []simulatedCall) []SafeHolds {
	var holds []SafeHolds
	for i, was := range before {
		had, answersBefore := answered(was)
		has, answersAfter := answered(after[i])
		if !answersBefore || !answersAfter {
			continue
		}
		h := SafeHolds{Before: had, After: has}
		if i > 0 {
			h.Token = r.Tokens[i-1]
		}
		holds = append(holds, h)
	}
	return holds
}

// simulate simulates blocks after the earlier calls. why is the node's reason if it cannot. Some
// nodes use the requested base fee only with validation, so simulate asks for that first. With
// earlier calls it does not, because contracts may be their senders.
func (r *safeRun) simulate(ctx context.Context, wanted ...map[string]any) (blocks []simulatedBlock, why string, err error) {
	ahead := r.run.blockAhead(&ops.Snapshot{Block: r.on})
	ask := func(validation bool) error {
		return r.run.wire.Do(ctx, wire.Request{Method: "eth_simulateV1", Into: &blocks, Params: []any{
			map[string]any{"blockStateCalls": append(ahead, wanted...), "validation": validation}, AtHash(r.on.Hash).param(),
		}})
	}
	var no *wire.NodeError
	valid := len(ahead) == 0 && r.header.BaseFee != nil
	err = ask(valid)
	if valid && errors.As(err, &no) && !no.CannotSimulate() {
		blocks = nil
		err = ask(false)
	}
	if why := r.run.withoutSimulations(ctx, err); why != "" {
		return nil, "the node cannot simulate: " + why, nil
	}
	if err == nil {
		blocks, err = r.run.withoutAhead(blocks, ahead)
	}
	if err == nil && len(blocks) != len(wanted) {
		err = fmt.Errorf("%w: the simulation lacks the requested blocks", errForm)
	}
	for i := range wanted {
		if err == nil && len(blocks[i].Calls) != len(wanted[i]["calls"].([]map[string]any)) {
			err = fmt.Errorf("%w: the simulation lacks the requested calls", errForm)
		}
	}
	return blocks, "", r.run.notSimulated(err)
}

// block is the block of the trial, as similar to a real one as possible.
func (r *safeRun) block(calls ...map[string]any) map[string]any {
	return map[string]any{"calls": r.paid(calls), "stateOverrides": r.overrides(), "blockOverrides": r.blockFees(map[string]any{
		"number": hexutil.Uint64(r.on.Number + 1), "time": hexutil.Uint64(r.at), "gasLimit": hexutil.Uint64(r.header.GasLimit)})}
}

// call is execTransaction with on-chain approvals as signatures: r is the owner and v is 1.
func (r *safeRun) call() map[string]any {
	var signatures []byte
	for _, signer := range r.signers {
		signatures = append(append(append(signatures, wordsOf(signer)...), make([]byte, 32)...), 1)
	}
	args := callArgs(ops.Call{From: r.from, To: r.Safe.Address, Data: safecontract.NewSafe().PackExecTransaction(r.To, r.Value.ToBig(), r.Data, r.Operation,
		r.SafeTxGas.ToBig(), r.BaseGas.ToBig(), r.GasPrice.ToBig(), r.GasToken, r.RefundReceiver, signatures)})
	args["gas"] = hexutil.Uint64(r.gas)
	return args
}

// paid sets the sender and a gas price, as real transactions have them.
func (r *safeRun) paid(calls []map[string]any) []map[string]any {
	if r.header.BaseFee == nil {
		return calls
	}
	price := new(uint256.Int).AddUint64(r.header.BaseFee, 1_000_000_000)
	var list []map[string]any
	for _, call := range calls {
		call = maps.Clone(call)
		call["from"], call["gasPrice"] = r.from, (*hexutil.Big)(price.ToBig())
		list = append(list, call)
	}
	return list
}

func (r *safeRun) blockFees(as map[string]any) map[string]any {
	if r.header.BaseFee != nil {
		as["baseFeePerGas"] = (*hexutil.Big)(r.header.BaseFee.ToBig())
	}
	return as
}

// overrides sets the owners' approvals, the nonce, and the sender's balance for gas.
func (r *safeRun) overrides() map[common.Address]any {
	diff := map[common.Hash]common.Hash{slot(slotNonce): slot(r.Nonce)}
	for _, signer := range r.signers {
		diff[crypto.Keccak256Hash(r.Hash[:], mapped(signer, slotApproved).Bytes())] = slot(1)
	}
	if r.free {
		diff[common.HexToHash(guardSlot)] = common.Hash{}
	}
	rich := new(uint256.Int).Lsh(uint256.NewInt(1), 70) // about a thousand coins
	return map[common.Address]any{
		r.Safe.Address: map[string]any{"stateDiff": diff},
		r.from:         map[string]any{"balance": (*hexutil.Big)(rich.ToBig())},
		// BALANCE of the first word of the calldata
		r.teller: map[string]any{"code": hexutil.Bytes{0x60, 0, 0x35, 0x31, 0x60, 0, 0x52, 0x60, 0x20, 0x60, 0, 0xf3}},
	}
}
