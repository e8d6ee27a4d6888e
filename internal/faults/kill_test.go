package faults_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// points are where the program is killed, in the order in which a call passes them.
func points() []string {
	return []string{"planned", "intended", "signed", "sealed", "sent", "broadcast", "mined", "recorded", "checked", "verified"}
}

// modes say how the node mines: each transaction at once, or the pending ones from time to time.
func modes() []string { return []string{"at once", "pending"} }

// mining starts the mode.
func (w *world) mining(mode string) {
	if mode == "pending" {
		w.miner(150 * time.Millisecond)
	}
}

// crashing names a point of a step, counted from 1.
func crashing(point string, step int) []string {
	return []string{fmt.Sprintf("MPOOL_CRASH=%s:%d", point, step)}
}

// goOn does what a user does after a crash: resume. If there is nothing to resume and the plan was
// not sent, send it.
func (w *world) goOn(op operation) {
	w.Helper()
	e := w.run(nil, op.resume("-v")...)
	w.wants(e, 0)
	if strings.Contains(e.out, "nothing to resume") && len(w.transactions()) < len(w.plan.Calls) {
		w.wants(w.run(nil, op.send()...), 0)
	}
}

// accounted checks everything that must be true at the end.
func (w *world) accounted(op operation) {
	w.Helper()
	w.sentOnce()
	w.asTwin(op)
	w.finished(op)
	w.sentOnce()
}

// killedSteps returns the steps of seven at which a mode kills. Both modes together cover all
// steps.
func killedSteps(mode string) []int {
	if mode == "pending" {
		return []int{2, 4, 6}
	}
	return []int{1, 3, 5, 7}
}

// F2: killed at any point.
func TestKilled(t *testing.T) {
	op := addToken()
	for _, mode := range modes() {
		for _, step := range killedSteps(mode) {
			for _, point := range few(points(), "sealed", "sent") {
				t.Run(fmt.Sprintf("%s/%d/%s", mode, step, point), func(t *testing.T) {
					t.Parallel()
					w := newWorld(t)
					w.planned(op)
					w.mining(mode)
					w.killed(crashing(point, step), op.send())
					w.allowed()
					w.goOn(op)
					w.accounted(op)
					w.allowed()
				})
			}
		}
	}
}

// killed runs the program until it is killed.
func (w *world) killed(env, args []string) ended {
	w.Helper()
	e := w.run(env, args...)
	if !e.killed {
		w.Fatalf("was not killed: ended with %d\n%s\n%s", e.code, e.out, e.err)
	}
	return e
}

// F3: killed while resuming. The first run is killed between signing and sending. So the second run
// publishes the transaction, and sends the rest.
func TestKilledResuming(t *testing.T) {
	op := addToken()
	for _, point := range few([]string{"resent", "mined", "recorded", "checked", "verified", "planned", "intended", "signed", "sealed", "sent"}, "resent") {
		for _, mode := range modes() {
			t.Run(mode+"/"+point, func(t *testing.T) {
				t.Parallel()
				w := newWorld(t)
				w.planned(op)
				w.mining(mode)
				w.killed(crashing("sealed", 1), op.send())
				w.killed(crashing(point, 1), op.resume())
				w.goOn(op)
				w.accounted(op)
				w.allowed()
			})
		}
	}
}

// F3: killed again and again, at any time. One case in four shuts the pool and opens it again.
func TestKilledAnytime(t *testing.T) {
	for seed := range some(4, 200) {
		op := addToShut()
		if seed%4 == 0 {
			op = addToken()
		}
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(uint64(seed), 5))
			w := newWorldFor(t, op)
			w.planned(op)
			w.mining(modes()[seed/4%2])
			for range 1 + random.IntN(4) {
				s := w.start(nil, op.next(w)...)
				time.Sleep(time.Duration(random.IntN(900)) * time.Millisecond)
				_ = s.cmd.Process.Kill()
				s.wait()
			}
			w.goOn(op)
			w.accounted(op)
			w.allowed()
		})
	}
}

// next is the user's next command: send, until there is something to resume.
func (op operation) next(w *world) []string {
	if e := w.run(nil, "tx", "list", "--json"); strings.Contains(e.out, `"unfinished": true`) {
		return op.resume()
	}
	return op.send()
}

// few returns these cases, or all cases in a full run.
func few(cases []string, these ...string) []string {
	if all() {
		return cases
	}
	return these
}
