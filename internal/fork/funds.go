package fork

import (
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// A sender pays what a call sends from its real funds, but not the gas: the executor of a Safe's
// transaction pays for gas, and mpool reports elsewhere if a plain account cannot.

// CodeBalance is the code of a revert because the call sends more than the sender holds.
const CodeBalance = "balance"

// gasMoney is lent to a sender in addition to its own funds: 2^92 wei, more than any gas fee.
func gasMoney() *uint256.Int { return new(uint256.Int).Lsh(uint256.NewInt(1), 92) }

// short returns why the sender cannot pay what a call sends, or nil if it can. own is its
// balance.
func short(call ops.Call, own *uint256.Int) *Revert {
	if !call.Value.Gt(own) {
		return nil
	}
	return &Revert{Code: CodeBalance,
		Meaning: fmt.Sprintf("%s has %s of the native token, but the call sends %s", call.From, units.Wei(*own), units.Wei(call.Value)),
		Remedy:  "fund it first, or add an earlier call that funds it"}
}

// unpaid returns the result of a call whose sender cannot pay. It mines an empty block of that time
// instead.
func (f *Fork) unpaid(ctx context.Context, call ops.Call, at units.Time, why *Revert) (CallResult, error) {
	if err := f.wait(ctx, at); err != nil {
		return CallResult{}, err
	}
	head, err := f.Client.Header(ctx, chain.Latest())
	if err != nil {
		return CallResult{}, f.failure(ctx, err)
	}
	result := newCallResult(call, ops.Block{Number: head.Number, Hash: head.Hash, Time: head.Time})
	result.Revert = why
	return result, nil
}

// balance returns an account's current balance on the fork, in wei.
func (f *Fork) balance(ctx context.Context, account common.Address) (*uint256.Int, error) {
	var own hexutil.U256
	err := f.call(ctx, &own, "eth_getBalance", account, "latest")
	return (*uint256.Int)(&own), err
}

func (f *Fork) setBalance(ctx context.Context, account common.Address, to *uint256.Int) error {
	return f.call(ctx, nil, "anvil_setBalance", account, (*hexutil.U256)(to))
}

// lend adds gasMoney to an account's own funds and returns the loan in wei.
func (f *Fork) lend(ctx context.Context, account common.Address, own *uint256.Int) (*uint256.Int, error) {
	lent := gasMoney()
	sum, over := new(uint256.Int).AddOverflow(own, lent)
	if over {
		return new(uint256.Int), nil // no more fits into the balance
	}
	return lent, f.setBalance(ctx, account, sum)
}

// settle takes the loan back and refunds the gas fee.
func (f *Fork) settle(ctx context.Context, account common.Address, lent *uint256.Int, mined *chain.Mined) error {
	now, err := f.balance(ctx, account)
	if err != nil {
		return err
	}
	cost := mined.GasPrice.Times(mined.GasUsed)
	now.Add(now, cost.Int())
	return f.setBalance(ctx, account, now.Sub(now, lent))
}
