package chain

import (
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain/wire"
	"mpool/internal/ops"
)

// mostTogether is the largest number of pools in one batch, because nodes limit the length of
// batches.
const mostTogether = 20

// SnapshotsTogether reads several pools at one block: up to mostTogether pools in one HTTP round
// trip, and the ratios of their circuit breakers in another. If the node refuses a batch of that
// length, it reads half as many at once. A pool that cannot be read this way is nil, and must be
// read alone.
func (p pools) SnapshotsTogether(ctx context.Context, addresses []common.Address, at BlockRef) []*ops.Snapshot {
	var all []*ops.Snapshot
	for many := mostTogether; many > 1 && len(all) < len(addresses) && p.wire.TakesBatches(); {
		read, err := p.lens.together(ctx, addresses[len(all):min(len(all)+many, len(addresses))], at)
		if errors.Is(err, wire.ErrNoBatch) {
			many /= 2
			continue
		}
		if err != nil {
			break
		}
		for _, s := range read {
			if s != nil {
				at = AtHash(s.Block.Hash) // the same block for the next ones
			}
		}
		all = append(all, read...)
	}
	return append(all, make([]*ops.Snapshot, len(addresses)-len(all))...)
}

// together reads pools in one batch.
func (l *lensReader) together(ctx context.Context, addresses []common.Address, at BlockRef) ([]*ops.Snapshot, error) {
	all := make([]*ops.Snapshot, len(addresses))
	readings, err := l.lookAtAll(ctx, addresses, at)
	if err != nil {
		return nil, err
	}
	for i, r := range readings {
		if r == nil {
			continue
		}
		if s, err := r.snapshot(l.known); err == nil {
			l.seen.keepPlain(r)
			all[i] = s
		}
	}
	return all, readRatios(ctx, l.wire, all...)
}

// lookAtAll calls the lens for each pool, and reads the header, the chain ID and the beside calls
// once. A pool is nil if its answer is missing or of another block.
func (l *lensReader) lookAtAll(ctx context.Context, addresses []common.Address, at BlockRef) ([]*reading, error) {
	var header *Header
	var chainID hexutil.Uint64
	var asked hexutil.Bytes
	requests := append([]wire.Request{at.headerRequest(&header), {Method: "eth_chainId", Into: &chainID}}, l.seen.besideRequests(at, &asked)...)
	own := len(requests)
	readings, answers := make([]*reading, len(addresses)), make([][]hexutil.Bytes, len(addresses))
	for i, pool := range addresses {
		readings[i], answers[i] = &reading{pool: pool, asked: l.known.factories.addresses()}, make([]hexutil.Bytes, pages)
		requests = append(requests, l.lensRequests(readings[i], at, answers[i])...)
	}
	errs, err := l.wire.BatchWhole(ctx, requests)
	if err != nil {
		return nil, err
	}
	if err := l.checkBlock(&reading{header: header, chainID: uint64(chainID)}, at, errs[0], errs[1]); err != nil {
		return nil, err
	}
	l.seen.keepBeside(header, asked, false)
	for i, r := range readings {
		r.header, r.chainID = header, uint64(chainID)
		if wire.First(errs[own+i*pages:own+(i+1)*pages]) != nil || r.decode(answers[i]) != nil || !r.agrees() {
			readings[i] = nil
		}
	}
	return readings, nil
}
