package chain

import (
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain/lens"
	"mpool/internal/ops"
)

// pages is how many answers of the lens hold the largest pool: 50 tokens.
const pages = 2

// Snapshot reads the pool's whole state at one block, in one HTTP round trip.
// The ratios that circuit breakers cache are left at zero: SnapshotWithRatios reads them.
func (c *Client) Snapshot(ctx context.Context, pool common.Address, at BlockRef) (*ops.Snapshot, error) {
	r, err := c.look(ctx, pool, at)
	if err != nil {
		return nil, err
	}
	s, err := r.snapshot(c.balancer())
	if err == nil {
		c.keepPlain(r)
	}
	return s, err
}

// reading is what one look at a pool brought, all of it from one block.
type reading struct {
	pool    common.Address
	asked   []common.Address // the factories, in the order the lens was given
	chainID uint64
	header  *Header
	pages   []*page
}

// look asks the lens, the header and the chain in one batch. Where they were
// not answered from one block - the chain moved on in between, or the EVM's
// block number is not the chain's own, as on Arbitrum - the lens is asked once
// more, at the header's hash.
func (c *Client) look(ctx context.Context, pool common.Address, at BlockRef) (*reading, error) {
	r := &reading{pool: pool, asked: c.factories.addresses()}
	answers := make([]hexutil.Bytes, pages)
	var chainID hexutil.Uint64
	var asked hexutil.Bytes
	requests := append(c.lensRequests(r, at, answers),
		at.headerRequest(&r.header), request{method: "eth_chainId", into: &chainID})
	requests = append(requests, c.besideRequests(at, &asked)...)
	errs, err := c.batch(ctx, requests)
	if err != nil {
		return nil, err
	}
	r.chainID = uint64(chainID)
	if err := c.checkBlock(r, at, errs[pages], errs[pages+1]); err != nil {
		return nil, err
	}
	failed := first(errs[:pages])
	if failed == nil {
		failed = r.decode(answers)
	}
	if failed == nil && r.agrees() {
		c.keepBeside(r.header, asked, false)
		return r, nil
	}
	return r, c.lookAgain(ctx, r, failed)
}

// checkBlock looks at the answers that are not the lens's.
func (c *Client) checkBlock(r *reading, at BlockRef, header, chainID error) error {
	switch {
	case chainID != nil:
		return chainID
	case r.chainID == 0:
		return c.noChain()
	case c.chainID != 0 && r.chainID != c.chainID:
		return &ChainError{Want: c.chainID, Got: r.chainID, source: c.source}
	case r.header == nil:
		return c.noBlock(at, header)
	}
	return nil
}

// noChain refuses the id that no chain has: a signature for it holds on all.
func (c *Client) noChain() error {
	return &UnableError{Node: c.node.Shown, What: "report its chain ID", Answer: "it returned chain ID 0"}
}

func (c *Client) noBlock(at BlockRef, err error) error {
	var answer *NodeError
	if err == nil || errors.As(err, &answer) && says(answer.Message, "not found", "unknown block", "could not find", "out of range") {
		return &BlockError{Block: at}
	}
	return err
}

// lookAgain asks the lens at the header's hash: in the same way where it did
// answer, and by a code override where it failed. The answer is
// taken though its block number may be another chain's, so long as the time is
// the header's.
func (c *Client) lookAgain(ctx context.Context, r *reading, failed error) error {
	at := AtHash(r.header.Hash)
	err := failed
	if err == nil {
		err = c.askLens(ctx, r, at)
	}
	if err != nil {
		if err = c.override(ctx, r, at, err); err != nil {
			return err
		}
	}
	for _, p := range r.pages {
		switch {
		case p.head.time == r.header.Time:
		case r.header.Number == 0 && p.head.number == 0:
			return &FirstBlockError{Node: c.node.Shown, Block: r.header.Time, Runs: p.head.time}
		default:
			return &UnableError{Node: c.node.Shown, What: "read a pool at one block",
				Answer: "it was asked for block " + at.String() + " but answered from another"}
		}
	}
	return nil
}

// override asks by the way that works where a call without `to` is refused, and
// remembers when it does.
func (c *Client) override(ctx context.Context, r *reading, at BlockRef, failed error) error {
	before := c.noCreation.Swap(true)
	second := c.askLens(ctx, r, at)
	if second == nil {
		return nil
	}
	c.noCreation.Store(before)
	return c.unread(at, failed, second)
}

// askLens asks for the pages and decodes them.
func (c *Client) askLens(ctx context.Context, r *reading, at BlockRef) error {
	answers := make([]hexutil.Bytes, pages)
	var asked hexutil.Bytes
	errs, err := c.batch(ctx, append(c.lensRequests(r, at, answers), c.besideRequests(at, &asked)...))
	if err == nil {
		err = first(errs[:pages])
	}
	if err == nil {
		err = r.decode(answers)
	}
	if err == nil {
		c.keepBeside(r.header, asked, true)
	}
	return err
}

// unread makes the error where the lens did not answer in either way.
func (c *Client) unread(at BlockRef, created, overridden error) error {
	for _, err := range []error{created, overridden} {
		var answer *NodeError
		switch {
		case !errors.As(err, &answer) && !errors.Is(err, errForm):
			return err // no answer at all
		case answer != nil && answer.noState():
			return &BlockError{Block: at, Pruned: true}
		}
	}
	return &UnableError{Node: c.node.Shown, What: "run the lens contract that reads a pool",
		Answer: "by eth_call without `to`: " + plain(created) + "; by a code override: " + plain(overridden)}
}

// plain is an error's own words, without the node and method that an outer
// error names.
func plain(err error) string {
	var answer *NodeError
	if errors.As(err, &answer) {
		return answer.Message
	}
	return err.Error()
}

// lensRequests are the calls that run the lens, one for each page.
func (c *Client) lensRequests(r *reading, at BlockRef, answers []hexutil.Bytes) []request {
	requests := make([]request, pages)
	for i := range requests {
		code := hexutil.Bytes(lens.Code(r.pool, i*lens.PageSize, r.asked))
		params := []any{map[string]any{"data": code}, at.param()}
		if c.noCreation.Load() {
			params = []any{map[string]any{"to": lensAddress(i)}, at.param(), codeAt(lensAddress(i), code)}
		}
		requests[i] = request{method: "eth_call", params: params, into: &answers[i]}
	}
	return requests
}

// lensAddress is where page i of the lens is put by an override: an address that
// nobody has the key of and where nothing is.
func lensAddress(i int) common.Address {
	return common.BytesToAddress(append([]byte("mpool's lens, page "), byte('0'+i)))
}

// codeAt is the state override that puts code at an address.
func codeAt(address common.Address, code hexutil.Bytes) map[common.Address]any {
	return map[common.Address]any{address: map[string]any{"code": code}}
}
