package chain

import (
	"context"
	"encoding/binary"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"mpool/internal/chain/wire"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// breakerSlot is the storage slot of _circuitBreakerState, a mapping by token, in pools of both
// generations. TestRatiosV1 and TestRatiosV2 check it.
const breakerSlot = 12

// SnapshotWithRatios reads a snapshot with the ratios that circuit breakers cache, which
// predictions need. If a breaker is set, this takes one more round trip.
func (p pools) SnapshotWithRatios(ctx context.Context, pool common.Address, at BlockRef) (*ops.Snapshot, error) {
	s, err := p.Snapshot(ctx, pool, at)
	if err != nil {
		return nil, err
	}
	return s, readRatios(ctx, p.wire, s)
}

// readRatios reads the ratios of all pools from storage in one round trip, because no getter
// returns them. If a slot disagrees with the getters, the pool has another storage layout, and its
// ratios stay zero. It skips nil pools.
func readRatios(ctx context.Context, w *wire.Conn, all ...*ops.Snapshot) error {
	var set []*ops.Token
	var requests []wire.Request
	var at BlockRef
	var words []*common.Hash
	for _, s := range all {
		for i := 0; s != nil && i < len(s.Tokens); i++ {
			t := &s.Tokens[i]
			if t.Breaker == nil {
				continue
			}
			word := new(common.Hash)
			at = AtHash(s.Block.Hash)
			set, words = append(set, t), append(words, word)
			requests = append(requests, wire.Request{Method: "eth_getStorageAt", Into: word, Params: []any{s.Pool.Address, breakerKey(t.Address), at.param()}})
		}
	}
	if len(set) == 0 {
		return nil
	}
	errs, err := w.Batch(ctx, requests)
	if err == nil {
		err = wire.First(errs)
	}
	if err != nil {
		return ofState(err, at)
	}
	for i, t := range set {
		setRatios(t, *words[i])
	}
	return nil
}

func breakerKey(token common.Address) common.Hash {
	return crypto.Keccak256Hash(common.LeftPadBytes(token[:], 32), common.LeftPadBytes([]byte{breakerSlot}, 32))
}

// setRatios reads the ratios from the storage word of CircuitBreakerStorageLib. From the most
// significant bit: upper ratio 32 bits, lower ratio 32, scaled BPT price 96, reference weight 64,
// upper bound 16, lower bound 16.
func setRatios(t *ops.Token, word common.Hash) {
	var price uint256.Int
	price.SetBytes(word[8:20])
	price.Mul(&price, uint256.NewInt(pow10(18-int(t.Decimals))))
	weight := binary.BigEndian.Uint64(word[20:28])
	// The word omits the lowest 48 bits of the bounds.
	upper := uint64(binary.BigEndian.Uint16(word[28:30])) << 48
	lower := uint64(binary.BigEndian.Uint16(word[30:32])) << 48
	b := t.Breaker
	if b.BptPrice != units.Fixed(price) || b.ReferenceWeight != units.FixedFrom(weight) ||
		b.UpperBound != units.FixedFrom(upper) || b.LowerBound != units.FixedFrom(lower) {
		return
	}
	b.UpperRatio = binary.BigEndian.Uint32(word[0:4])
	b.LowerRatio = binary.BigEndian.Uint32(word[4:8])
}

func pow10(n int) uint64 {
	p := uint64(1)
	for ; n > 0; n-- {
		p *= 10
	}
	return p
}
