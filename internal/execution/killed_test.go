package execution

import (
	"bytes"
	"fmt"
	"os"
	"testing"

	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/signer"
)

// killed is the panic that simulates a kill of the process.
type killed struct{}

// kill ends the run when it passes a point for the nth time, once.
func (w *world) kill(point string, n int) {
	w.at = func(is string) {
		if is == point {
			if n--; n == 0 {
				w.at = nil
				panic(killed{})
			}
		}
	}
}

// until runs a function that is killed.
func (w *world) until(run func() (*Sender, error)) {
	w.Helper()
	defer func() {
		w.Helper()
		if value := recover(); value != (any)(killed{}) {
			w.Fatalf("it was not killed: %v", value)
		}
	}()
	_, err := run()
	w.Errorf("it went on to its end: %v", err)
}

// goOn does what a user does after a crash: resume or, if nothing was begun, repeat the command.
func (w *world) goOn() {
	w.Helper()
	s, err := w.resume()
	if err == nil {
		if _, nothing := s.Outcome.(*NothingLeft); nothing && len(w.propose().Plan.Calls) > 0 {
			_, err = w.send()
		}
	}
	if err != nil {
		w.Errorf("going on: %v", err)
	}
}

// F2: killed at every point of each of three calls from two keys. Transactions are mined at once or
// later.
func TestKilled(t *testing.T) {
	t.Parallel()
	for i, point := range points() {
		for step := 1; step <= 3; step++ {
			for _, atOnce := range []bool{true, false} {
				if step != 2 && atOnce == ((i+step)%2 == 0) {
					continue // alternate, to save time
				}
				t.Run(fmt.Sprintf("%s of %d, at once %v", point, step, atOnce), func(t *testing.T) {
					t.Parallel()
					w := adding(t, shutPool())
					w.node.atOnce = atOnce
					w.kill(point, step)
					w.until(w.send)
					w.goOn()
					w.onChain(3)
					w.done()
				})
			}
		}
	}
}

// The same for an open pool. Calls are mined at once or later, in turn. At the end the pool is open
// again.
func TestKilledOfSevenCalls(t *testing.T) {
	t.Parallel()
	for i, point := range points() {
		step := 1 + (i*3)%7
		t.Run(fmt.Sprintf("%s of %d", point, step), func(t *testing.T) {
			t.Parallel()
			w := adding(t, somePool())
			w.node.atOnce = (i+step)%2 == 0
			w.kill(point, step)
			w.until(w.send)
			w.goOn()
			w.onChain(7)
			w.done()
			if pool := w.node.head().state.Pool; !pool.SwapEnabled || !pool.JoinExitEnabled {
				t.Error("it is left shut")
			}
		})
	}
}

// F3: killed again while it resumes.
func TestKilledResuming(t *testing.T) {
	t.Parallel()
	for _, point := range append([]string{"resent"}, points()[6:]...) {
		t.Run(point, func(t *testing.T) {
			t.Parallel()
			w := adding(t, shutPool())
			w.kill("sealed", 1)
			w.until(w.send)
			w.kill(point, 1)
			w.until(func() (*Sender, error) { return w.resume() })
			w.goOn()
			w.onChain(3)
			w.done()
		})
	}
}

// F2 with --unlocked: the node signs. An operator settles what mpool cannot know.
func TestKilledDelegated(t *testing.T) {
	t.Parallel()
	for _, point := range []string{"planned", "intended", "sent", "broadcast", "mined", "recorded", "checked", "verified"} {
		for _, atOnce := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s, at once %v", point, atOnce), func(t *testing.T) {
				t.Parallel()
				w := newWorld(t, somePool(), threeMembers())
				w.keys.unlocked, w.node.atOnce = true, atOnce
				w.node.unlocked, w.keys.signers = w.keys.signers, nil
				w.kill(point, 2)
				w.until(w.send)
				unlocked := func(f *ResumeOptions) { f.Sending.Signer = signer.Options{Unlocked: true} }
				_, err := w.resume(unlocked)
				if point == "intended" || point == "sent" {
					wantFailure(t, err, failure.Unconfirmed, "unknown", "nonce 1 of "+owner().address.Hex(), "--tx-hash", "--not-sent")
					_, err = w.resume(unlocked, w.tell())
				}
				must(t, err)
				w.onChain(3)
				w.done()
			})
		}
	}
}

// tell does what an operator would do: it looks up on the chain which transaction used nonce 1.
func (w *world) tell() func(*ResumeOptions) {
	return func(f *ResumeOptions) {
		if user := w.node.given[nonceOf{owner().address, 1}]; len(user) > 0 {
			f.TxHash = user[0].Hex()
			return
		}
		f.NotSent = true
	}
}

// F4: the last record is cut off while the transaction is pending.
func TestTornWhileOut(t *testing.T) {
	t.Parallel()
	for _, point := range []string{"sealed", "broadcast", "recorded", "verified"} {
		for _, left := range []int{1, 40} {
			t.Run(fmt.Sprintf("%s, %d bytes left", point, left), func(t *testing.T) {
				t.Parallel()
				w := newWorld(t, somePool(), threeMembers())
				w.kill(point, 2)
				w.until(w.send)
				path := w.only().Path
				text, err := os.ReadFile(path)
				must(t, err)
				last := bytes.LastIndexByte(text[:len(text)-1], '\n') + 1
				must(t, os.WriteFile(path, text[:last+left], 0o600))
				if point == "sealed" { // never sent: its bytes are lost, and its nonce is unused
					w.node.forget()
				}
				w.goOn()
				w.onChain(3)
				w.done()
			})
		}
	}
}

// F4: every command that would send refuses a changed record, and sends nothing.
func TestDamagedRecordStopsAll(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	w.kill("sealed", 1)
	w.until(w.send)
	path := w.only().Path
	text, err := os.ReadFile(path)
	must(t, err)
	must(t, os.WriteFile(path, bytes.Replace(text, []byte(`"nonce":0`), []byte(`"nonce":1`), 1), 0o600))
	_, err = w.send()
	f := wantFailure(t, err, failure.Plain, "journal", "cannot read the record of sent transactions, so nothing is sent:", "damaged in line 2")
	if failure.HintOf(f.Unwrap()) == "" {
		t.Error("it does not say what to do")
	}
	_, err = w.resume()
	wantFailure(t, err, failure.Plain, "journal", "damaged in line 2")
	e := w.run()
	if err := e.RefuseSafeInFlight(1, owner().address, 0, ""); err == nil {
		t.Error("a Safe's execution goes by it")
	}
	wantFailure(t, e.RefuseSent(journal.Intent{}), failure.Plain, "journal")
	if len(w.node.given) > 0 {
		t.Error("something was sent")
	}
}
