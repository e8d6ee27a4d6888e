package chain

import (
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/holiman/uint256"

	"mpool/bindings/erc20"
	"mpool/bindings/safecontract"
	"mpool/internal/ops"
)

// SafeTrial is a Safe's transaction, field by field, before anybody has signed it.
type SafeTrial struct {
	Safe           *Safe
	To             common.Address
	Value          uint256.Int // wei
	Data           []byte
	Operation      uint8
	SafeTxGas      uint256.Int
	BaseGas        uint256.Int
	GasPrice       uint256.Int
	GasToken       common.Address
	RefundReceiver common.Address
	Nonce          uint64
	// Tokens are those of which is asked what the Safe has before and after it.
	Tokens []common.Address
}

// SafeOutcome is what became of a Safe's transaction on a node.
type SafeOutcome struct {
	Why    string  // it could not be tried; "" where it was
	Gas    uint64  // of the whole transaction, with one signature
	Revert *Revert // nil where it did not
	// ByGuard says that it only reverts because of the Safe's guard.
	ByGuard bool
	// Failed says that it was executed, its call failed, and its nonce is used.
	Failed bool
	// Holds is what the Safe has before and after, the chain's coin first and then
	// those of the tokens that answer; none where it reverts.
	Holds []SafeHolds
}

// SafeHolds is what a Safe has of a token; zero: of the chain's coin.
type SafeHolds struct {
	Token         common.Address
	Before, After uint256.Int
}

// TrySafe has the node execute a Safe's transaction on a block, in a block of the
// time at, by execTransaction, with the Safe's guard, and as if one owner's consent
// were enough. What comes first by After comes first here too. Where the node has no
// simulations, the outcome says why it was not tried.
func (c *Client) TrySafe(ctx context.Context, on ops.Block, at ops.Time, t SafeTrial) (*SafeOutcome, error) {
	out, err := c.trySafe(ctx, on, at, t, false)
	if err != nil || out.Revert == nil || t.Safe.Guard == (common.Address{}) {
		return out, err
	}
	free, err := c.trySafe(ctx, on, at, t, true)
	if err != nil {
		return nil, err
	}
	out.ByGuard = free.Why == "" && free.Revert == nil
	return out, nil
}

func (c *Client) trySafe(ctx context.Context, on ops.Block, at ops.Time, t SafeTrial, unguarded bool) (*SafeOutcome, error) {
	before := c.blockAhead(&ops.Snapshot{Block: on})
	look := t.balances()
	calls := append(append(append([]map[string]any{}, look...), t.call()), look...)
	var blocks []simulatedBlock
	err := c.do(ctx, request{method: "eth_simulateV1", into: &blocks, params: []any{
		map[string]any{"blockStateCalls": append(before, map[string]any{
			"calls": calls, "stateOverrides": t.overrides(unguarded), "blockOverrides": map[string]any{
				"number": hexutil.Uint64(on.Number + 1), "time": hexutil.Uint64(at), "gasLimit": hexutil.Uint64(simulatedBlockGas),
			}})}, AtHash(on.Hash).param(),
	}})
	var no *NodeError
	if errors.As(err, &no) && no.cannotSimulate() {
		return &SafeOutcome{Why: "the node does not simulate: " + no.Message}, nil
	}
	if err == nil {
		blocks, err = c.withoutAhead(blocks, before)
	}
	if err == nil && (len(blocks) != 1 || len(blocks[0].Calls) != len(calls)) {
		err = fmt.Errorf("%w: the simulation has not the calls that were asked for", errForm)
	}
	if err != nil {
		return nil, c.notSimulated(err)
	}
	return c.safeOutcome(t, blocks[0].Calls, len(look)), nil
}

func (c *Client) safeOutcome(t SafeTrial, calls []simulatedCall, look int) *SafeOutcome {
	exec := calls[look]
	out := &SafeOutcome{Gas: uint64(exec.GasUsed)}
	if exec.Status != 1 {
		out.Revert = exec.revert(c.node.Clean)
		return out
	}
	done, ok := oneWord(exec.ReturnData)
	out.Failed = !ok || done.IsZero()
	for i := range look {
		was, is := calls[i], calls[look+1+i]
		before, answersBefore := oneWord(was.ReturnData)
		after, answersAfter := oneWord(is.ReturnData)
		if was.Status != 1 || is.Status != 1 || !answersBefore || !answersAfter {
			continue
		}
		h := SafeHolds{Before: before, After: after}
		if i > 0 {
			h.Token = t.Tokens[i-1]
		}
		out.Holds = append(out.Holds, h)
	}
	return out
}

// owner is one for whom execTransaction is sent.
func (t SafeTrial) owner() common.Address { return t.Safe.Owners[0] }

// call is execTransaction by an owner, whose sending it is consent enough: r is the
// owner, and v is 1.
func (t SafeTrial) call() map[string]any {
	signature := make([]byte, 65)
	copy(signature[12:], t.owner().Bytes())
	signature[64] = 1
	args := callArgs(ops.Call{From: t.owner(), To: t.Safe.Address, Data: safecontract.NewSafe().PackExecTransaction(t.To, t.Value.ToBig(), t.Data, t.Operation,
		t.SafeTxGas.ToBig(), t.BaseGas.ToBig(), t.GasPrice.ToBig(), t.GasToken, t.RefundReceiver, signature)})
	args["gas"] = hexutil.Uint64(transactionGas)
	return args
}

// balanceGas is what a token may use to tell a balance: one that takes more does not
// answer, and keeps nothing else from being tried.
const balanceGas = 300_000

// balances ask what the Safe has.
func (t SafeTrial) balances() []map[string]any {
	coin := callArgs(ops.Call{To: tellerAddress(), Data: wordsOf(t.Safe.Address)})
	coin["gas"] = hexutil.Uint64(balanceGas)
	list := []map[string]any{coin}
	for _, token := range t.Tokens {
		ask := callArgs(ops.Call{To: token, Data: erc20.NewERC20().PackBalanceOf(t.Safe.Address)})
		ask["gas"] = hexutil.Uint64(balanceGas)
		list = append(list, ask)
	}
	return list
}

func wordsOf(a common.Address) []byte { return common.LeftPadBytes(a[:], 32) }

// tellerAddress is where an override puts code that tells an account's balance.
func tellerAddress() common.Address { return common.BytesToAddress([]byte("mpool's balances")) }

// overrides make one consent enough, and the transaction the next one. The slots
// are the same in all versions of the Safe: 4 is the threshold, and 5 the nonce.
func (t SafeTrial) overrides(unguarded bool) map[common.Address]any {
	diff := map[common.Hash]common.Hash{
		slot(4): slot(1), slot(5): slot(t.Nonce),
	}
	if unguarded {
		diff[common.HexToHash(guardSlot)] = common.Hash{}
	}
	return map[common.Address]any{
		t.Safe.Address: map[string]any{"stateDiff": diff},
		// BALANCE of the first word of the calldata
		tellerAddress(): map[string]any{"code": hexutil.Bytes{0x60, 0, 0x35, 0x31, 0x60, 0, 0x52, 0x60, 0x20, 0x60, 0, 0xf3}},
	}
}

func slot(n uint64) common.Hash { return uint256.NewInt(n).Bytes32() }
