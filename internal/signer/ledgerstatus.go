package signer

import (
	"context"
	"encoding/binary"
	"log/slog"
	"sync/atomic"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/log"
)

// statusWatch remembers the first status word with which a Ledger said no: the
// library goes on with what it sends, and later ones complain of that. The
// library drops these words, and only its trace shows them: so the watch is a
// log handler that reads that trace and writes nothing.
type statusWatch struct{ word atomic.Uint32 }

func (w *statusWatch) first() uint16 { return uint16(w.word.Load()) }

func (w *statusWatch) forget() { w.word.Store(0) }

// Enabled, of slog.Handler.
func (w *statusWatch) Enabled(_ context.Context, level slog.Level) bool {
	return level == log.LevelTrace
}

// WithAttrs and WithGroup, of slog.Handler: names are of no interest.
func (w *statusWatch) WithAttrs([]slog.Attr) slog.Handler { return w }

// WithGroup is like WithAttrs.
func (w *statusWatch) WithGroup(string) slog.Handler { return w }

// Handle looks for an answer of two bytes, which is a status word alone.
func (w *statusWatch) Handle(_ context.Context, r slog.Record) error {
	if r.Message != "Data chunk received from the Ledger" {
		return nil
	}
	r.Attrs(func(a slog.Attr) bool {
		chunk, ok := a.Value.Any().(hexutil.Bytes)
		if ok {
			w.see(chunk)
		}
		return !ok
	})
	return nil
}

// see reads a frame: channel (2 bytes), tag (1), number (2), and in the first
// one the answer's length (2).
func (w *statusWatch) see(frame []byte) {
	const head = 7
	if len(frame) < head+2 || frame[3] != 0 || frame[4] != 0 || binary.BigEndian.Uint16(frame[5:]) != 2 {
		return
	}
	if word := binary.BigEndian.Uint16(frame[head:]); word != 0x9000 {
		w.word.CompareAndSwap(0, uint32(word))
	}
}

// watching runs do while the library's loggers are made, so that they end here.
func (w *statusWatch) watching(do func()) {
	before := log.Root()
	log.SetDefault(log.NewLogger(w))
	defer log.SetDefault(before)
	do()
}
