package chain

import (
	"bytes"
	"encoding/binary"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain/lens"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// BesideGas is the gas limit of the calls that are tried together with a look at a pool.
const BesideGas = lens.AskGas

// beside are calls that are tried in the same round trip as each look at a pool, and their
// results on the block of the last one. TryBounded uses them without a round trip of its
// own.
type beside struct {
	calls []ops.Call
	on    common.Hash
	came  map[besideKey]Attempt
}

type besideKey struct {
	to   common.Address
	data string
}

func keyOf(call ops.Call) besideKey { return besideKey{call.To, string(call.Data)} }

// Beside has getters without arguments asked in the round trip of each look at a pool from here
// on. More than fit are not asked so.
func (w *wire) Beside(calls []ops.Call) {
	if len(calls) == 0 || len(calls) > lens.MostAsks {
		calls = nil
	}
	w.besides.Store(&beside{calls: calls})
}

// besideRequests is the one that asks them; none where nothing is to be asked.
func (w *wire) besideRequests(at BlockRef, answer *hexutil.Bytes) []request {
	b := w.besides.Load()
	if b == nil || len(b.calls) == 0 {
		return nil
	}
	code := hexutil.Bytes(lens.Asks(b.calls))
	params := []any{map[string]any{"data": code}, at.param()}
	if w.noCreation.Load() {
		params = []any{map[string]any{"to": lensAddress(pages)}, at.param(), codeAt(lensAddress(pages), code)}
	}
	return []request{{method: "eth_call", params: params, into: answer}}
}

// keepBeside keeps the results for the header's block. Other results are dropped, and
// TryBounded asks again.
func (w *wire) keepBeside(h *Header, answer hexutil.Bytes, pinned bool) {
	b := w.besides.Load()
	if b == nil || len(answer) < lens.AskHead {
		return
	}
	number, time, parent := binary.BigEndian.Uint64(answer), binary.BigEndian.Uint64(answer[8:]), common.BytesToHash(answer[16:lens.AskHead])
	if units.Time(time) != h.Time || !pinned && (number != h.Number || parent != h.ParentHash) {
		return
	}
	if came, whole := b.read(answer[lens.AskHead:]); whole {
		w.besides.Store(&beside{calls: b.calls, on: h.Hash, came: came})
	}
}

// read takes the answer apart; false where it is not one to these calls.
func (b *beside) read(answer []byte) (map[besideKey]Attempt, bool) {
	came := map[besideKey]Attempt{}
	for _, call := range b.calls {
		if len(answer) < 2 || len(answer) < 2+int(answer[1]) {
			return nil, false
		}
		succeeded, data := answer[0] == 1, bytes.Clone(answer[2:2+int(answer[1])])
		answer = answer[2+len(data):]
		if came[keyOf(call)] = (Attempt{Answer: data}); !succeeded {
			came[keyOf(call)] = Attempt{Revert: DecodeRevert(data, "")}
		}
	}
	return came, len(answer) == 0
}

// cameBeside returns the results of the calls on a block; false unless it has all of them.
func (w *wire) cameBeside(calls []ops.Call, at BlockRef, gas uint64) (attempts []Attempt, all bool) {
	b := w.besides.Load()
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
