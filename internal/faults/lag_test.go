package faults_test

import (
	"math/rand/v2"
	"sync/atomic"
	"time"
)

// lagging sends while any of several nodes answers each request. For a second after each send, some
// of them are up to 3 blocks behind.
func (w *world) lagging(op operation, seed uint64) {
	w.Helper()
	random := rand.New(rand.NewPCG(seed, 10))
	var sent atomic.Int64
	w.proxy.Before(func(method string) {
		if method == sendRaw {
			sent.Store(time.Now().UnixNano())
		}
	})
	w.proxy.Lag(func() uint64 {
		if time.Now().UnixNano()-sent.Load() > int64(time.Second) || random.IntN(3) == 0 {
			return 0
		}
		return random.Uint64N(4)
	})
	if seed%2 == 1 {
		w.miner(100 * time.Millisecond)
	}
	e := w.run(nil, op.send()...)
	w.proxy.Clear()
	if e.code != 0 { // then the message must be true, and resume finishes later
		w.Errorf("ended with %d\n%s", e.code, e.err)
		w.goOn(op)
	}
	w.accounted(op)
}
