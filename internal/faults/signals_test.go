package faults_test

import (
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"mpool/internal/faultproxy"
)

// F24: Ctrl-C while it waits. The transaction is recorded already, and the message has its hash and
// the command to continue.
func TestInterrupted(t *testing.T) {
	op := addToShut()
	for step := 1; step <= op.calls; step++ {
		t.Run(fmt.Sprint(step), func(t *testing.T) {
			t.Parallel()
			w := newWorldFor(t, op)
			w.planned(op)
			w.minesOnly(step - 1)
			s := w.start(nil, op.send()...)
			w.awaitSent(step)
			time.Sleep(300 * time.Millisecond)
			e := s.interrupt()
			w.wants(e, 5)
			sent := w.proxy.Sends()
			if hash := sent[len(sent)-1].Hash.Hex(); !strings.Contains(e.err, hash) || !strings.Contains(e.err, "mpool resume 20") {
				t.Errorf("names neither %s nor how to go on: %s", hash, e.err)
			}
			w.miner(50 * time.Millisecond)
			w.goOn(op)
			w.accounted(op)
		})
	}
}

// interrupt sends Ctrl-C; the program must end before anything that it waits for does.
func (s *started) interrupt() ended {
	s.Helper()
	pressed := time.Now()
	_ = s.cmd.Process.Signal(syscall.SIGINT)
	e := s.wait()
	if took := time.Since(pressed); took > 5*time.Second {
		s.Errorf("took %s to end", took)
	}
	return e
}

// F24: Ctrl-C during a request, for each method. The message is true.
func TestInterruptedAsking(t *testing.T) {
	op := weightsUpdate()
	for i, method := range few(methods(t), sendRaw) {
		t.Run(method, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.planned(op)
			w.proxy.Inject(faultproxy.Rule{Method: method, Skip: i % 2, Fault: faultproxy.Stall(10 * time.Second)})
			s := w.start(nil, op.send()...)
			time.Sleep(600 * time.Millisecond)
			e := s.interrupt()
			w.wants(e, 0, 5, 130)
			if n := len(w.transactions()) + w.waiting(); e.code == 130 && n != 0 {
				t.Errorf("says that nothing was sent, and %d are out", n)
			}
			w.proxy.Clear()
			w.goOn(op)
			w.accounted(op)
		})
	}
}

// F2 for a signer that signs and sends in one step: if the answer is lost, only the operator can
// say what happened.
func TestKilledDelegated(t *testing.T) {
	op := addToken()
	op.keys = []string{"--unlocked"}
	for _, mode := range modes() {
		for _, point := range few([]string{"planned", "intended", "sent", "broadcast", "mined", "recorded", "checked", "verified"}, "intended", "sent") {
			t.Run(mode+"/"+point, func(t *testing.T) {
				t.Parallel()
				w := newWorld(t)
				w.planned(op)
				w.mining(mode)
				step := 1 + len(point+mode)%op.calls
				w.killed(crashing(point, step), op.send())
				w.settle(op, step)
				w.goOn(op)
				w.sentOnce()
				w.asTwin(addToken())
				w.finished(op)
			})
		}
	}
}

// settle does what an operator does when resume says that the result is unknown.
func (w *world) settle(op operation, step int) {
	w.Helper()
	e := w.run(nil, op.resume()...)
	if e.code == 0 {
		return
	}
	w.wants(e, 5, 6)
	if !strings.Contains(e.err, "--tx-hash") || !strings.Contains(e.err, "--not-sent") {
		w.Errorf("does not say what to do: %s", e.err)
	}
	for range 600 { // the sent transaction may still be pending
		if w.waiting() == 0 {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if sent := w.transactions(); len(sent) == step {
		w.wants(w.run(nil, op.resume("--not-sent")...), 3, 6)
		w.wants(w.run(nil, op.resume("--tx-hash", sent[step-1].Hash.Hex())...), 0)
		return
	}
	w.wants(w.run(nil, op.resume("--not-sent")...), 0)
}

// F25: the chain's clock counts, not the clock of this machine.
func TestClockIsTheChains(t *testing.T) {
	op := weightsUpdate()
	for _, days := range []int{-7, 7, 3650} {
		t.Run(fmt.Sprint(days), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			if days > 0 {
				w.rpc(nil, "evm_setNextBlockTimestamp", origin.time+uint64(days)*86_400)
				w.rpc(nil, "evm_mine")
				w.base = w.head()
			}
			w.planned(op)
			w.wants(w.run(nil, op.send()...), 0)
			w.sentOnce()
			w.finished(op)
		})
	}
}
