package faults_test

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"mpool/internal/faultproxy"
)

// faults are the faults of networks, gateways and nodes.
func faults() []faultproxy.Fault {
	return []faultproxy.Fault{
		faultproxy.LoseAnswer(),
		faultproxy.Hangup(),
		faultproxy.Reset(),
		faultproxy.Status(http.StatusTooManyRequests, "slow down"),
		faultproxy.Status(http.StatusServiceUnavailable, "no upstream"),
		faultproxy.HTML(),
		faultproxy.Truncate(),
		faultproxy.Stall(10 * time.Second),
		faultproxy.WrongID(),
		faultproxy.EmptyBatch(),
		faultproxy.Null(),
		faultproxy.Error(-32005, "rate limit exceeded"),
		faultproxy.Error(-32603, "internal error"),
		faultproxy.Tattle(),
		faultproxy.Huge(70),
		faultproxy.Result("another type", map[string]any{"no": []int{1, 2}}),
	}
}

// methods are the methods that the program calls while it sends.
func methods(t *testing.T) []string {
	w := newWorld(t)
	op := weightsUpdate()
	w.planned(op)
	w.killed(crashing("sealed", 1), op.send())
	w.wants(w.run(nil, op.resume()...), 0)
	return slices.Sorted(maps.Keys(w.proxy.Calls()))
}

// F11, F20: every fault for every method: once for a moment, and permanently from the first call or
// from the second half of the calls on.
func TestEveryMethodFails(t *testing.T) {
	op := weightsUpdate()
	list := methods(t)
	t.Logf("%d methods: %q", len(list), list)
	cases := 0
	for m, method := range list {
		for f, fault := range faults() {
			if !all() && (m+f)%16 != 0 {
				continue
			}
			cases++
			t.Run(method+"/"+fault.Name, func(t *testing.T) {
				t.Parallel()
				w := newWorld(t)
				w.planned(op)
				rule := faultproxy.Rule{Method: method, Fault: fault, Times: []int{1, 0}[(m+f)%2], Skip: []int{0, 1, 3}[(m+f)%3]}
				if method == sendRaw {
					rule.Skip = 0
				}
				w.failing(op, rule)
			})
		}
	}
	t.Logf("%d cases", cases)
}

// failing sends while a rule applies, and checks that the program's messages are true. Then the
// rule ends, and the operation continues.
func (w *world) failing(op operation, rule faultproxy.Rule) {
	w.Helper()
	w.proxy.Inject(rule)
	e := w.run(nil, op.send("--rpc-timeout", "600ms", "--timeout", "2s")...)
	w.proxy.Clear()
	w.truthful(e)
	w.goOn(op)
	w.accounted(op)
}

// truthful checks the exit code of sending one call against the chain.
func (w *world) truthful(e ended) {
	w.Helper()
	w.wants(e, 0, 1, 3, 4, 5)
	mined, waiting := len(w.transactions()), w.waiting()
	switch {
	case e.code == 0 && mined != 1:
		w.Errorf("says done, and %d transactions are mined\n%s", mined, e.err)
	case e.code != 0 && e.code != 5 && mined+waiting != 0:
		w.Errorf("says that no pending transactions with %d, and %d are mined and %d wait\n%s", e.code, mined, waiting, e.err)
	case e.code == 5 && !strings.Contains(e.err, "mpool resume"):
		w.Errorf("does not say how to go on: %s", e.err)
	case e.code != 0 && !strings.Contains(e.err, "mpool: error: "):
		w.Errorf("says nothing: %s", e.err)
	}
	if len(e.err) > 3000 {
		w.Errorf("says too much: %d bytes", len(e.err))
	}
}

// F10: of several nodes behind one address, some lag behind. mpool never mixes answers of different
// blocks.
func TestNodesLag(t *testing.T) {
	op := addToShut()
	for seed := range some(3, 200) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			w := newWorldFor(t, op)
			w.planned(op)
			w.lagging(op, uint64(seed))
		})
	}
}
