package chain

import (
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain/lens"
	"mpool/internal/chain/wire"
	"mpool/internal/ops"
)

// pages is the number of the lens contract's answers for the largest pool, which has 50 tokens.
const pages = 2

// Snapshot reads the pool's whole state at one block, in one HTTP round trip. It does not read the
// ratios that circuit breakers cache; SnapshotWithRatios does.
func (p pools) Snapshot(ctx context.Context, pool common.Address, at BlockRef) (*ops.Snapshot, error) {
	r, err := p.lens.look(ctx, pool, at)
	if err != nil {
		return nil, err
	}
	s, err := r.snapshot(p.lens.known)
	if err == nil {
		p.lens.seen.keepPlain(r)
	}
	return s, err
}

// reading is the result of one read of a pool, all from one block.
type reading struct {
	pool    common.Address
	asked   []common.Address // the factories, in the order given to the lens contract
	chainID uint64
	header  *Header
	pages   []*page
}

// look calls the lens contract and reads the header and the chain ID in one batch. If the answers
// are not from one block, it calls the lens contract again at the header's hash. That happens if a
// block was mined in between, or if the EVM's block number differs from the chain's, as on
// Arbitrum.
func (l *lensReader) look(ctx context.Context, pool common.Address, at BlockRef) (*reading, error) {
	r := &reading{pool: pool, asked: l.known.factories.addresses()}
	answers := make([]hexutil.Bytes, pages)
	var chainID hexutil.Uint64
	var asked hexutil.Bytes
	requests := append(l.lensRequests(r, at, answers),
		at.headerRequest(&r.header), wire.Request{Method: "eth_chainId", Into: &chainID})
	requests = append(requests, l.seen.besideRequests(at, &asked)...)
	errs, err := l.wire.Batch(ctx, requests)
	if err != nil {
		return nil, err
	}
	r.chainID = uint64(chainID)
	if err := l.checkBlock(r, at, errs[pages], errs[pages+1]); err != nil {
		return nil, err
	}
	failed := wire.First(errs[:pages])
	if failed == nil {
		failed = r.decode(answers)
	}
	if failed == nil && r.agrees() {
		l.seen.keepBeside(r.header, asked, false)
		return r, nil
	}
	return r, l.lookAgain(ctx, r, failed)
}

// checkBlock checks the chain ID and the header.
func (l *lensReader) checkBlock(r *reading, at BlockRef, header, chainID error) error {
	switch {
	case chainID != nil:
		return chainID
	case l.wire.IsChain(r.chainID) != nil:
		return l.wire.IsChain(r.chainID)
	case r.header == nil:
		return noBlock(at, header)
	}
	return nil
}

func noBlock(at BlockRef, err error) error {
	var answer *wire.NodeError
	if err == nil || errors.As(err, &answer) && wire.Says(answer.Message, "not found", "unknown block", "could not find", "out of range") {
		return &BlockError{Block: at}
	}
	return err
}

// lookAgain calls the lens contract at the header's hash: in the same way if it answered, otherwise
// by a code override. It accepts an answer with another block number if the time is the header's.
func (l *lensReader) lookAgain(ctx context.Context, r *reading, failed error) error {
	at := AtHash(r.header.Hash)
	err := failed
	if err == nil {
		err = l.askLens(ctx, r, at)
	}
	if err != nil {
		if err = l.override(ctx, r, at, err); err != nil {
			return err
		}
	}
	for _, page := range r.pages {
		switch {
		case page.head.time == r.header.Time:
		case r.header.Number == 0 && page.head.number == 0:
			return &FirstBlockError{Node: l.wire.Node(), Block: r.header.Time, Runs: page.head.time}
		default:
			return &wire.UnableError{Node: l.wire.Node(), What: "read a pool at one block",
				Answer: "it was asked for block " + at.String() + " but answered from another"}
		}
	}
	return nil
}

// override calls the lens contract by a code override, for nodes that refuse a call without `to`,
// and remembers if that works.
func (l *lensReader) override(ctx context.Context, r *reading, at BlockRef, failed error) error {
	before := l.seen.noCreation.Swap(true)
	second := l.askLens(ctx, r, at)
	if second == nil {
		return nil
	}
	l.seen.noCreation.Store(before)
	return l.unread(at, failed, second)
}

// askLens requests the pages and decodes them.
func (l *lensReader) askLens(ctx context.Context, r *reading, at BlockRef) error {
	answers := make([]hexutil.Bytes, pages)
	var asked hexutil.Bytes
	errs, err := l.wire.Batch(ctx, append(l.lensRequests(r, at, answers), l.seen.besideRequests(at, &asked)...))
	if err == nil {
		err = wire.First(errs[:pages])
	}
	if err == nil {
		err = r.decode(answers)
	}
	if err == nil {
		l.seen.keepBeside(r.header, asked, true)
	}
	return err
}

// unread is the error if the lens contract answered in neither way.
func (l *lensReader) unread(at BlockRef, created, overridden error) error {
	for _, err := range []error{created, overridden} {
		var answer *wire.NodeError
		switch {
		case !errors.As(err, &answer) && !errors.Is(err, errForm):
			return err // no answer at all
		case answer != nil && answer.Pruned():
			return &BlockError{Block: at, Pruned: true}
		}
	}
	return &wire.UnableError{Node: l.wire.Node(), What: "run the lens contract that reads a pool",
		Answer: "by eth_call without `to`: " + plain(created) + "; by a code override: " + plain(overridden)}
}

// plain is an error's own message, without the node and method that an outer error names.
func plain(err error) string {
	var answer *wire.NodeError
	if errors.As(err, &answer) {
		return answer.Message
	}
	return err.Error()
}

// lensRequests are the calls of the lens contract, one for each page.
func (l *lensReader) lensRequests(r *reading, at BlockRef, answers []hexutil.Bytes) []wire.Request {
	requests := make([]wire.Request, pages)
	for i := range requests {
		code := hexutil.Bytes(lens.Code(r.pool, i*lens.PageSize, r.asked))
		params := []any{map[string]any{"data": code}, at.param()}
		if l.seen.noCreation.Load() {
			params = []any{map[string]any{"to": lensAddress(i)}, at.param(), codeAt(lensAddress(i), code)}
		}
		requests[i] = wire.Request{Method: "eth_call", Params: params, Into: &answers[i]}
	}
	return requests
}

// lensAddress is the address at which an override puts page i of the lens contract. It has no known
// key and no code.
func lensAddress(i int) common.Address {
	return common.BytesToAddress(append([]byte("mpool's lens, page "), byte('0'+i)))
}

// codeAt is the state override that puts code at an address.
func codeAt(address common.Address, code hexutil.Bytes) map[common.Address]any {
	return map[common.Address]any{address: map[string]any{"code": code}}
}
