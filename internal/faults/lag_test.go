package faults_test

import (
	"math/rand/v2"
	"time"
)

// lagging sends while each request is answered by a node that is up to 3 blocks
// behind. Only the newest blocks are late: each node catches up within a second.
func (w *world) lagging(op operation, seed uint64) {
	w.Helper()
	random := rand.New(rand.NewPCG(seed, 10))
	w.proxy.Lag(func() uint64 {
		if random.IntN(3) > 0 {
			return 0
		}
		return 1 + random.Uint64N(3)
	})
	if seed%2 == 1 {
		w.miner(100 * time.Millisecond)
	}
	e := w.run(nil, op.send()...)
	for range 20 {
		if e.code == 0 {
			break
		}
		w.wants(e, 1, 5, 6)
		w.Logf("%d: %s", e.code, e.err)
		e = w.run(nil, op.next(w)...)
	}
	w.wants(e, 0)
	w.proxy.Clear()
	w.accounted(op)
}
