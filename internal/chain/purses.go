package chain

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/holiman/uint256"

	"mpool/bindings/vault"
	"mpool/internal/chain/wire"
	"mpool/internal/ops"
)

// purseAddress is the address at which a simulation puts purseCode.
func purseAddress() common.Address { return common.BytesToAddress([]byte("mpool's purse reader")) }

// purseCode returns the native balance of the account in its input, because no contract does that:
// PUSH 0 CALLDATALOAD BALANCE PUSH 0 MSTORE PUSH 32 PUSH 0 RETURN.
func purseCode() hexutil.Bytes {
	return hexutil.Bytes{0x60, 0x00, 0x35, 0x31, 0x60, 0x00, 0x52, 0x60, 0x20, 0x60, 0x00, 0xf3}
}

// purseCalls returns the calls that read the watched native and internal balances within a
// simulation.
func purseCalls(s *ops.Snapshot) []ops.Call {
	var calls []ops.Call
	for _, c := range s.Coins {
		calls = append(calls, ops.Call{To: purseAddress(), Data: common.LeftPadBytes(c.Account[:], 32), Method: "balance"})
	}
	return append(calls, insideCalls(s)...)
}

func insideCalls(s *ops.Snapshot) []ops.Call {
	v := vault.NewVault()
	var calls []ops.Call
	for _, in := range s.Inside {
		calls = append(calls, ops.Call{To: s.Pool.Vault, Data: v.PackGetInternalBalance(in.Account, []common.Address{in.Token}), Method: "getInternalBalance(address,address[])"})
	}
	return calls
}

// readPurses reads the watched native and internal balances at the snapshot's block.
func readPurses(ctx context.Context, w *wire.Conn, s *ops.Snapshot) error {
	if len(s.Coins)+len(s.Inside) == 0 {
		return nil
	}
	at := AtHash(s.Block.Hash).param()
	coins, inside := make([]hexutil.Big, len(s.Coins)), make([]hexutil.Bytes, len(s.Inside))
	var requests []wire.Request
	for i, held := range s.Coins {
		requests = append(requests, wire.Request{Method: "eth_getBalance", Params: []any{held.Account, at}, Into: &coins[i]})
	}
	for i, call := range insideCalls(s) {
		requests = append(requests, wire.Request{Method: "eth_call", Params: []any{callArgs(call), at}, Into: &inside[i]})
	}
	errs, err := w.Batch(ctx, requests)
	if err == nil {
		err = wire.First(errs)
	}
	if err != nil {
		return err
	}
	for i := range coins {
		s.Coins[i].Balance.Raw = *wei(&coins[i]).Int()
	}
	return readInside(s, inside)
}

// readPurseAnswers reads the answers to purseCalls.
func readPurseAnswers(s *ops.Snapshot, answers []hexutil.Bytes) error {
	if len(answers) != len(s.Coins)+len(s.Inside) {
		return fmt.Errorf("%w: a requested balance is missing", errForm)
	}
	for i := range s.Coins {
		value, ok := oneWord(answers[i])
		if !ok {
			return fmt.Errorf("%w: the balance of %s is missing", errForm, s.Coins[i].Account)
		}
		s.Coins[i].Balance.Raw = value
	}
	return readInside(s, answers[len(s.Coins):])
}

// readInside reads the internal balances from arrays with one element each.
func readInside(s *ops.Snapshot, answers []hexutil.Bytes) error {
	const words = 3 * 32 // offset of the array, its length, the element
	for i, answer := range answers {
		if len(answer) < words {
			return fmt.Errorf("%w: the Vault does not tell the internal balance of %s", errForm, s.Inside[i].Account)
		}
		s.Inside[i].Balance.Raw = *new(uint256.Int).SetBytes(answer[words-32 : words])
	}
	return nil
}
