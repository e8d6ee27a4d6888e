package signer

import (
	"context"
	"encoding/binary"
	"log/slog"
	"sync/atomic"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/log"
)

// statusWatch remembers the first status word with which a Ledger refused. After a refusal the library
// keeps sending, and later answers hide the reason. The library shows these words only in its trace,
// so statusWatch is a log handler that reads the trace and writes nothing.
type statusWatch struct{ word atomic.Uint32 }

func (w *statusWatch) first() uint16 { return uint16(w.word.Load()) }

func (w *statusWatch) forget() { w.word.Store(0) }

// Enabled accepts trace records only.
func (w *statusWatch) Enabled(_ context.Context, level slog.Level) bool {
	return level == log.LevelTrace
}

// WithAttrs returns the same handler: the watch ignores attributes.
func (w *statusWatch) WithAttrs([]slog.Attr) slog.Handler { return w }

// WithGroup returns the same handler: the watch ignores groups.
func (w *statusWatch) WithGroup(string) slog.Handler { return w }

// Handle reads each chunk that the driver received.
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

// see reads a frame: channel (2 bytes), tag (1), number (2), and in the first frame the length of the
// answer (2). An answer of two bytes is a status word alone.
func (w *statusWatch) see(frame []byte) {
	const head = 7
	if len(frame) < head+2 || frame[3] != 0 || frame[4] != 0 || binary.BigEndian.Uint16(frame[5:]) != 2 {
		return
	}
	if word := binary.BigEndian.Uint16(frame[head:]); word != 0x9000 {
		w.word.CompareAndSwap(0, uint32(word))
	}
}

// watching calls do with the watch as the default logger, so that the library's loggers write to it.
func (w *statusWatch) watching(do func()) {
	before := log.Root()
	log.SetDefault(log.NewLogger(w))
	defer log.SetDefault(before)
	do()
}
