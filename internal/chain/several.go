package chain

import (
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/ops"
)

// mostTogether is how many pools are asked for in one batch: nodes limit how long one may be.
const mostTogether = 20

// SnapshotsTogether reads several pools at one block: so many of them in one HTTP round trip,
// and the ratios of their circuit breakers in another. Where a node refuses a batch of that
// length, half as many are asked for. A pool that it does not answer so is nil: it has to be
// read by itself.
func (p pools) SnapshotsTogether(ctx context.Context, addresses []common.Address, at BlockRef) []*ops.Snapshot {
	var all []*ops.Snapshot
	for many := mostTogether; many > 1 && len(all) < len(addresses) && !p.noBatches.Load(); {
		read, err := p.together(ctx, addresses[len(all):min(len(all)+many, len(addresses))], at)
		if errors.Is(err, errNoBatch) {
			many /= 2
			continue
		}
		if err != nil {
			break
		}
		for _, s := range read {
			if s != nil {
				at = AtHash(s.Block.Hash) // for those that come after
			}
		}
		all = append(all, read...)
	}
	return append(all, make([]*ops.Snapshot, len(addresses)-len(all))...)
}

// together reads so many as one batch takes.
func (p pools) together(ctx context.Context, addresses []common.Address, at BlockRef) ([]*ops.Snapshot, error) {
	all := make([]*ops.Snapshot, len(addresses))
	readings, err := p.lookAtAll(ctx, addresses, at)
	if err != nil {
		return nil, err
	}
	for i, r := range readings {
		if r == nil {
			continue
		}
		if s, err := r.snapshot(p.balancer); err == nil {
			p.keepPlain(r)
			all[i] = s
		}
	}
	return all, p.readRatios(ctx, all...)
}

// lookAtAll asks the lens for each pool, and once for the header, the chain and what is asked
// beside. A pool that was not answered at the header's block is nil.
func (p pools) lookAtAll(ctx context.Context, addresses []common.Address, at BlockRef) ([]*reading, error) {
	var header *Header
	var chainID hexutil.Uint64
	var asked hexutil.Bytes
	requests := append([]request{at.headerRequest(&header), {method: "eth_chainId", into: &chainID}}, p.besideRequests(at, &asked)...)
	own := len(requests)
	readings, answers := make([]*reading, len(addresses)), make([][]hexutil.Bytes, len(addresses))
	for i, pool := range addresses {
		readings[i], answers[i] = &reading{pool: pool, asked: p.factories.addresses()}, make([]hexutil.Bytes, pages)
		requests = append(requests, p.lensRequests(readings[i], at, answers[i])...)
	}
	errs, err := p.batchWhole(ctx, requests)
	if err != nil {
		return nil, err
	}
	if err := p.checkBlock(&reading{header: header, chainID: uint64(chainID)}, at, errs[0], errs[1]); err != nil {
		return nil, err
	}
	p.keepBeside(header, asked, false)
	for i, r := range readings {
		r.header, r.chainID = header, uint64(chainID)
		if first(errs[own+i*pages:own+(i+1)*pages]) != nil || r.decode(answers[i]) != nil || !r.agrees() {
			readings[i] = nil
		}
	}
	return readings, nil
}
