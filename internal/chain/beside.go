package chain

import (
	"bytes"
	"encoding/binary"
	"sync"
	"sync/atomic"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain/lens"
	"mpool/internal/chain/wire"
	"mpool/internal/ops"
	"mpool/internal/revert"
	"mpool/internal/units"
)

// BesideGas is the gas limit of calls that are tried together with reading a pool.
const BesideGas = lens.AskGas

// beside holds calls that are tried in the same round trip as each read of a pool, and their
// results at the block of the last read. TryBounded then needs no round trip of its own.
type beside struct {
	calls []ops.Call
	on    common.Hash
	came  map[besideKey]Attempt
}

// memory holds what mpool has found out about the node and the state of blocks, so that it asks only
// once.
type memory struct {
	noCreation atomic.Bool // the node refuses eth_call without `to`
	plain      sync.Map    // set of plainAccount
	besides    atomic.Pointer[beside]
}

type besideKey struct {
	to   common.Address
	data string
}

func keyOf(call ops.Call) besideKey { return besideKey{call.To, string(call.Data)} }

// Beside sets getters without arguments to call in the round trip of each later read of a pool. If
// there are more than lens.MostAsks, none is called that way.
func (r *lensReader) Beside(calls []ops.Call) {
	if len(calls) == 0 || len(calls) > lens.MostAsks {
		calls = nil
	}
	r.seen.besides.Store(&beside{calls: calls})
}

// besideRequests returns the request that makes these calls; none if there are no calls.
func (m *memory) besideRequests(at BlockRef, answer *hexutil.Bytes) []wire.Request {
	b := m.besides.Load()
	if b == nil || len(b.calls) == 0 {
		return nil
	}
	code := hexutil.Bytes(lens.Asks(b.calls))
	params := []any{map[string]any{"data": code}, at.param()}
	if m.noCreation.Load() {
		params = []any{map[string]any{"to": lensAddress(pages)}, at.param(), codeAt(lensAddress(pages), code)}
	}
	return []wire.Request{{Method: "eth_call", Params: params, Into: answer}}
}

// keepBeside stores the results if they belong to the header's block. Otherwise it drops them, and
// TryBounded asks again.
func (m *memory) keepBeside(h *Header, answer hexutil.Bytes, pinned bool) {
	b := m.besides.Load()
	if b == nil || len(answer) < lens.AskHead {
		return
	}
	number, time, parent := binary.BigEndian.Uint64(answer), binary.BigEndian.Uint64(answer[8:]), common.BytesToHash(answer[16:lens.AskHead])
	if units.Time(time) != h.Time || !pinned && (number != h.Number || parent != h.ParentHash) {
		return
	}
	if came, whole := b.read(answer[lens.AskHead:]); whole {
		m.besides.Store(&beside{calls: b.calls, on: h.Hash, came: came})
	}
}

// read decodes the answer; whole is false if the answer does not fit these calls.
func (b *beside) read(answer []byte) (map[besideKey]Attempt, bool) {
	came := map[besideKey]Attempt{}
	for _, call := range b.calls {
		if len(answer) < 2 || len(answer) < 2+int(answer[1]) {
			return nil, false
		}
		succeeded, data := answer[0] == 1, bytes.Clone(answer[2:2+int(answer[1])])
		answer = answer[2+len(data):]
		if came[keyOf(call)] = (Attempt{Answer: data}); !succeeded {
			came[keyOf(call)] = Attempt{Revert: revert.Decode(data, "")}
		}
	}
	return came, len(answer) == 0
}

// cameBeside returns the stored results of the calls at a block; all is false if one is missing.
func (m *memory) cameBeside(calls []ops.Call, at BlockRef, gas uint64) (attempts []Attempt, all bool) {
	b := m.besides.Load()
	if b == nil || gas != BesideGas || at.hash == (common.Hash{}) || at.hash != b.on {
		return nil, false
	}
	for _, call := range calls {
		one, known := b.came[keyOf(call)]
		if !known {
			return nil, false
		}
		attempts = append(attempts, one)
	}
	return attempts, true
}
