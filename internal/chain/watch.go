package chain

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/holiman/uint256"

	"mpool/bindings/erc20"
	"mpool/bindings/managedpool"
	"mpool/internal/chain/wire"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/revert"
	"mpool/internal/units"
)

// NotTokenError says that the contract does not answer as an ERC-20 token.
type NotTokenError struct {
	Address common.Address
	Silent  string // getter that does not answer
}

func (e *NotTokenError) Error() string {
	return fmt.Sprintf("%s cannot be a token of a pool: %s does not answer as in an ERC-20 token", e.Address, e.Silent)
}

// Hint returns what the user should do next.
func (e *NotTokenError) Hint() string { return "check the token's address and the chain" }

// Watch reads what an operation watches into the snapshot, at its block and after the earlier calls
// of After. It replaces what was watched before.
func (m simulator) Watch(ctx context.Context, s *ops.Snapshot, w ops.Watch) error {
	if err := m.lens.watch(ctx, s, w); err != nil {
		return err
	}
	if !m.IsAfter() || len(lookCalls(s)) == 0 {
		return nil
	}
	sim, err := m.Simulate(ctx, s, &ops.Plan{Base: s.Block, At: s.Block.Time + 1})
	if err != nil {
		return err
	}
	s.Holdings, s.Members = sim.States[0].Holdings, sim.States[0].Members
	s.Coins, s.Inside = sim.States[0].Coins, sim.States[0].Inside
	return nil
}

// watch reads it at the snapshot's block.
func (l *lensReader) watch(ctx context.Context, s *ops.Snapshot, w ops.Watch) error {
	s.Holdings, s.Members = nil, nil
	if err := readLeftBreakers(ctx, l.wire, s, w.Removed); err != nil {
		return err
	}
	for _, key := range w.Holdings {
		s.Holdings = append(s.Holdings, ops.Holding{Token: key.Token, Account: key.Account})
	}
	for _, address := range w.Members {
		s.Members = append(s.Members, ops.Member{Address: address})
	}
	s.WatchPurses(w)
	if err := readPurses(ctx, l.wire, s); err != nil {
		return err
	}
	calls := append(watchCalls(s), tokenCalls(s)...)
	if len(calls) == 0 {
		return nil
	}
	answers := make([]hexutil.Bytes, len(calls))
	requests := make([]wire.Request, len(calls))
	for i, call := range calls {
		args := callArgs(call)
		if call.Method == symbolMethod {
			args["gas"] = hexutil.Uint64(symbolGas)
		}
		requests[i] = wire.Request{Method: "eth_call", Params: []any{args, AtHash(s.Block.Hash).param()}, Into: &answers[i]}
	}
	codes := l.seen.codesOfHolders(s)
	errs, err := l.wire.Batch(ctx, append(requests, codes.requests...))
	if err != nil {
		return err
	}
	codes.keep(errs[len(calls):])
	if err := codes.mark(s, errs[len(calls):]); err != nil {
		return err
	}
	for i, err := range errs[:len(calls)] {
		var answer *wire.NodeError
		var revert *revert.Reason
		if errors.As(wire.AsRevert(err), &revert) || errors.As(err, &answer) && calls[i].Method == symbolMethod {
			answers[i] = nil // counts as no answer below
		} else if err != nil {
			return err
		}
	}
	if err := readTokens(s, calls, answers); err != nil {
		return err
	}
	return readWatched(s, calls, answers)
}

// watchCalls are the getters of everything that is watched: two calls for a holding, one for a
// member.
func watchCalls(s *ops.Snapshot) []ops.Call {
	token, pool := erc20.NewERC20(), managedpool.NewManagedPool()
	var calls []ops.Call
	for _, h := range s.Holdings {
		calls = append(calls,
			ops.Call{To: h.Token, Data: token.PackBalanceOf(h.Account), Method: "balanceOf(address)"},
			ops.Call{To: h.Token, Data: token.PackAllowance(h.Account, s.Pool.Vault), Method: "allowance(address,address)"})
	}
	for _, m := range s.Members {
		calls = append(calls, ops.Call{To: s.Pool.Address, Data: pool.PackIsAddressOnAllowlist(m.Address), Method: "isAddressOnAllowlist(address)"})
	}
	return calls
}

// symbolMethod is called with the gas that the lens contract gives it (SYMBOL_GAS) plus the cost of
// the call itself. So a symbol that needs more gas is empty for both.
const (
	symbolMethod = "symbol()"
	symbolGas    = 100_000 + 21_064
)

// tokenCalls read the decimals and symbols of the watched tokens.
func tokenCalls(s *ops.Snapshot) []ops.Call {
	token := erc20.NewERC20()
	var calls []ops.Call
	for _, h := range s.Holdings {
		calls = append(calls,
			ops.Call{To: h.Token, Data: token.PackDecimals(), Method: "decimals()"},
			ops.Call{To: h.Token, Data: token.PackSymbol(), Method: symbolMethod})
	}
	return calls
}

// readTokens reads the answers to tokenCalls, which are the last ones. A symbol may be missing, as
// in the lens contract; decimals may not.
func readTokens(s *ops.Snapshot, calls []ops.Call, answers []hexutil.Bytes) error {
	first := len(calls) - 2*len(s.Holdings)
	for i := range s.Holdings {
		n := first + 2*i
		decimals, ok := oneWord(answers[n])
		if !ok || !decimals.IsUint64() || decimals.Uint64() > 255 {
			return &NotTokenError{Address: calls[n].To, Silent: calls[n].Method}
		}
		s.Holdings[i].Decimals = uint8(decimals.Uint64())
		s.Holdings[i].Symbol = named.Read(tokenText(answers[n+1]))
	}
	s.TellApart()
	return nil
}

// readWatched reads the answers to watchCalls, which are the first ones.
func readWatched(s *ops.Snapshot, calls []ops.Call, answers []hexutil.Bytes) error {
	if len(answers) < 2*len(s.Holdings)+len(s.Members) {
		return fmt.Errorf("%w: a requested token is missing", errForm)
	}
	var values []uint256.Int
	for i := range 2*len(s.Holdings) + len(s.Members) {
		value, ok := oneWord(answers[i])
		if !ok {
			return &NotTokenError{Address: calls[i].To, Silent: calls[i].Method}
		}
		values = append(values, value)
	}
	for i := range s.Holdings {
		h := &s.Holdings[i]
		h.Balance = units.Amount{Raw: values[2*i], Decimals: h.Decimals}
		h.Allowance = units.Amount{Raw: values[2*i+1], Decimals: h.Decimals}
	}
	for i := range s.Members {
		s.Members[i].Allowed = !values[2*len(s.Holdings)+i].IsZero()
	}
	return nil
}

// oneWord reads an answer of one word. Like Solidity, it ignores the rest of a longer answer.
func oneWord(answer []byte) (value uint256.Int, ok bool) {
	if len(answer) < 32 {
		return value, false
	}
	value.SetBytes(answer[:32])
	return value, true
}

// maxSymbol is the length, in bytes, at which the lens contract cuts a token's symbol.
const maxSymbol = 32

// tokenText reads a symbol, which old tokens return as bytes32; empty if it cannot be read.
func tokenText(answer []byte) string {
	if len(answer) == 32 {
		return string(bytes.TrimRight(answer, "\x00"))
	}
	if len(answer) < 64 {
		return ""
	}
	offset, size := new(uint256.Int).SetBytes(answer[:32]), new(uint256.Int).SetBytes(answer[32:64])
	if !offset.Eq(uint256.NewInt(32)) || !size.IsUint64() {
		return ""
	}
	text := answer[64:]
	return string(text[:min(uint64(len(text)), size.Uint64(), maxSymbol)])
}
