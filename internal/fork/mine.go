package fork

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/ops"
	"mpool/internal/revert"
	"mpool/internal/units"
)

// transactionGas is the highest gas limit of a transaction on Ethereum since Fusaka (EIP-7825). A
// call that needs more cannot be mined there.
const transactionGas = 16_777_216

// nextBlock is the default time between two blocks, in seconds.
const nextBlock = units.Time(12)

// do mines a call in its own block of exactly this time and returns the result. The sender is the
// call's real one; mpool needs no key for it. book names the pool's addresses.
func (f *Fork) do(ctx context.Context, call ops.Call, at units.Time, book decode.Book) (CallResult, error) {
	own, err := f.balance(ctx, call.From)
	if err != nil {
		return CallResult{}, err
	}
	if why := short(call, own); why != nil {
		return f.unpaid(ctx, call, at, why)
	}
	lent, err := f.lend(ctx, call.From, own)
	if err != nil {
		return CallResult{}, err
	}
	tx, err := f.mine(ctx, call, at)
	if err != nil {
		return CallResult{}, err
	}
	result, err := f.callResult(ctx, call, tx, book)
	if err != nil {
		return CallResult{}, err
	}
	return result, f.settle(ctx, call.From, lent, tx.Mined)
}

// mine sends a call and mines its block.
func (f *Fork) mine(ctx context.Context, call ops.Call, at units.Time) (*chain.Transaction, error) {
	if err := f.call(ctx, nil, "evm_setNextBlockTimestamp", uint64(at)); err != nil {
		return nil, err
	}
	var hash common.Hash
	if err := f.call(ctx, &hash, "eth_sendTransaction", map[string]any{
		"from": call.From, "to": call.To, "data": hexutil.Bytes(call.Data), "value": (*hexutil.Big)(call.Value.ToBig()),
		"gas": hexutil.Uint64(min(transactionGas, f.Base.GasLimit)),
	}); err != nil {
		return nil, err
	}
	if err := f.call(ctx, nil, "evm_mine"); err != nil {
		return nil, err
	}
	return f.mined(ctx, hash, call)
}

// mined waits until anvil has the receipt, at most about a second.
func (f *Fork) mined(ctx context.Context, hash common.Hash, call ops.Call) (*chain.Transaction, error) {
	for try := 0; ; try++ {
		tx, err := f.Client.Transactions.Examine(ctx, hash)
		if err != nil {
			return nil, f.failure(ctx, err)
		}
		if tx.Mined != nil {
			return tx, nil
		}
		if try == 200 {
			break
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(5 * time.Millisecond):
		}
	}
	err := &Error{ErrNotMined, fmt.Sprintf("anvil did not mine %s from %s", call.Method, call.From), "use another version of anvil with --anvil"}
	return nil, f.failure(ctx, err)
}

// wait mines an empty block of exactly this time.
func (f *Fork) wait(ctx context.Context, at units.Time) error {
	if err := f.call(ctx, nil, "evm_setNextBlockTimestamp", uint64(at)); err != nil {
		return err
	}
	return f.call(ctx, nil, "evm_mine")
}

// callResult returns the result of a mined call. book names the pool's addresses.
func (f *Fork) callResult(ctx context.Context, call ops.Call, tx *chain.Transaction, book decode.Book) (CallResult, error) {
	m := tx.Mined
	r := newCallResult(call, ops.Block{Number: m.BlockNumber, Hash: m.BlockHash, Time: m.Time})
	r.GasUsed, r.Events = m.GasUsed, f.events(m.Logs, book)
	if m.Success {
		return r, nil
	}
	why, err := f.whyReverted(ctx, tx.Mined.Hash)
	r.Revert = why
	return r, err
}

// newCallResult returns the result of a call of which only the block is known so far.
func newCallResult(call ops.Call, in ops.Block) CallResult {
	return CallResult{From: call.From, To: call.To, Method: call.Method, Args: append([]ops.Arg{}, call.Args...), Data: call.Data,
		Block: in, Events: []Event{}, Differences: []ops.Change{}}
}

// whyReverted asks anvil for the trace of the transaction.
func (f *Fork) whyReverted(ctx context.Context, hash common.Hash) (*Revert, error) {
	var trace struct {
		Output hexutil.Bytes `json:"output"`
		Error  string        `json:"error"`
	}
	tracer := map[string]any{"tracer": "callTracer", "tracerConfig": map[string]any{"onlyTopCall": true}}
	if err := f.call(ctx, &trace, "debug_traceTransaction", hash, tracer); err != nil {
		return nil, err
	}
	return f.revert(revert.Decode(trace.Output, trace.Error)), nil
}

// revert converts a revert to the form of the result, and adds the meaning of custom errors.
func (f *Fork) revert(r *revert.Reason) *Revert {
	if r == nil {
		return nil
	}
	own := &Revert{Code: r.Code, Name: r.Name, Meaning: r.Sentence, Remedy: r.Remedy(), Data: r.Data}
	if !strings.HasPrefix(r.Code, "0x") {
		return own // it has a meaning already
	}
	if known, err := f.decoder.Error(r.Data); err == nil {
		own.Name, own.Meaning, own.Remedy = known.Name, known.Meaning, known.Remedy
	}
	return own
}

func (f *Fork) events(logs []chain.Log, book decode.Book) []Event {
	events := []Event{}
	for _, log := range logs {
		e := Event{Of: log.Address, Is: book.Name(log.Address), Event: f.decoder.Event(log.Topics, log.Data)}
		if e.Event != nil {
			e.Explain(book, log.Address)
		}
		events = append(events, e)
	}
	return events
}
