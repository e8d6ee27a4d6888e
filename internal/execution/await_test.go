package execution

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
	"mpool/internal/chain/wire"
	"mpool/internal/failure"
	"mpool/internal/journal"
)

// The errors and records of a transaction that is not mined, has too few confirmations, or can no
// longer be mined.
func TestAwait(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		set   func(w *world)
		exit  int
		code  string
		says  []string
		state journal.State
	}{
		{"mined", func(*world) {}, 0, "", nil, journal.Done},
		{"never mined", func(w *world) { w.node.poll = func(int) {} }, failure.Unconfirmed, "unconfirmed", []string{"may be mined at any time: not confirmed within 1 minute", "do not send again; run mpool resume"}, journal.Sent},
		{"too few confirmations", func(w *world) {
			w.settings.Confirmations = 3
			w.node.poll = func(n int) {
				if n < 3 {
					w.node.mineWaiting()
				}
			}
		}, failure.Unconfirmed, "unconfirmed", []string{"is mined with 2 of 3 confirmations: not confirmed within 1 minute"}, journal.Sent},
		{"an error of the node's own", func(w *world) { w.node.say("Await", answer{err: errors.New("the node fell over")}) }, failure.Unconfirmed, "unconfirmed", []string{"may be mined at any time: the node fell over"}, journal.Sent},
		{"answers that nobody can take, to the end", func(w *world) {
			w.node.say("Await", answer{err: fmt.Errorf("%w; %w", context.DeadlineExceeded, &wire.UnableError{Node: "fake", What: "tell", Answer: "its receipt is of no block"})})
		}, failure.Unconfirmed, "unconfirmed", []string{"not confirmed within 1 minute; ", "its receipt is of no block"}, journal.Sent},
		{"replaced", func(w *world) {
			w.node.poll = func(int) {
				w.node.forget()
				w.takeNonce()
			}
		}, failure.Refused, "replaced", []string{"nonce 0 of " + owner().address.Hex() + " was used by another transaction", "can no longer be mined", "check what was sent instead, then plan again"}, journal.Replaced},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, somePool(), swapsOff())
			test.set(w)
			_, err := w.send()
			if test.code == "" {
				must(t, err)
			} else {
				f := wantFailure(t, err, test.exit, test.code, test.says...)
				hash := w.only().Status.Calls[0].Hashes[0]
				if test.code == "unconfirmed" && (f.Details["hash"] != hash || f.Details["id"] != w.only().ID || f.Details["journal"] != w.only().Path) {
					t.Errorf("%+v", f.Details)
				}
				if v, is := f.Result.(*Outcome); test.exit == failure.Unconfirmed && (!is || len(v.Transactions) != 1 || v.Transactions[0].Hash != hash || !v.Transactions[0].Pending || v.Transactions[0].Method == "" || v.ID != w.only().ID || !says(shown(v), "pending: it may be mined at any time")) {
					t.Errorf("the result does not say what was sent: %+v", f.Result)
				}
				if test.code == "replaced" && !says(f.Message, hash.Hex()) {
					t.Errorf("it does not say which: %s", f.Message)
				}
			}
			if w.states() != string(test.state) {
				t.Errorf("the record says %s", w.states())
			}
			if len(w.ui.waits) != 1 || w.ui.waits[0] != w.settings.Confirmations || w.ui.ended != 1 {
				t.Errorf("it showed %v, and took %d away", w.ui.waits, w.ui.ended)
			}
		})
	}
}

// The record contains the price and the time from the node's receipt.
func TestReceiptIsRecorded(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	s, err := w.send()
	must(t, err)
	b := w.node.head()
	got := w.only().Status.Calls[0].Mined
	if got == nil || got.Hash != b.mined[0].hash || got.BlockHash != b.header.Hash || got.BlockNumber != b.header.Number || !got.Success || got.GasUsed != 50_000 ||
		got.Time != uint64(b.header.Time) || got.GasPrice.ToInt().Int64() != 7 || got.DataFee != nil {
		t.Errorf("%+v", got)
	}
	if v := s.Mined[0]; v.Block != b.header.Number || v.Time != b.header.Time || v.Fee == nil || v.Fee.Int().Uint64() != 350_000 || v.From != owner().address || v.Method != "setSwapEnabled(bool)" || !v.Success || v.GasUsed != 50_000 {
		t.Errorf("%+v", v)
	}
	if unknown := priceOf(&chain.Receipt{}); unknown != nil {
		t.Errorf("a price that nobody tells is %s", unknown)
	}
	if fee := dataFeeOf(&chain.Receipt{DataFee: gwei(1, 1).Tip}); fee == nil || fee.ToInt().Int64() != 1e9 {
		t.Errorf("the fee for data is %v", fee)
	}
}

// A later run waits for at least as many confirmations as the first run, and for more if asked.
func TestConfirmationsOfTheFirstRun(t *testing.T) {
	t.Parallel()
	for _, now := range []uint64{1, 5} {
		w := newWorld(t, somePool(), swapsOff())
		w.settings.Confirmations = 3
		w.kill("broadcast", 1)
		w.until(w.send)
		w.settings.Confirmations = now
		_, err := w.resume()
		must(t, err)
		if got := w.ui.waits[len(w.ui.waits)-1]; got != max(3, now) {
			t.Errorf("it waits for %d", got)
		}
		if depth := w.node.head().header.Number - w.only().Status.Calls[0].Mined.BlockNumber + 1; depth < max(3, now) {
			t.Errorf("it took %d", depth)
		}
	}
}

// F9: a reorganisation removes the receipt, while mpool waits for confirmations or after the
// receipt is recorded.
func TestReorganised(t *testing.T) {
	t.Parallel()
	for depth := 1; depth <= 3; depth++ {
		t.Run(fmt.Sprintf("%d deep, while it waits", depth), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, somePool(), threeMembers())
			w.settings.Confirmations = uint64(depth) + 1
			w.node.poll = func(n int) {
				if n == depth+1 && w.node.asked["fork"] == 0 {
					w.node.drop(depth) // anvil too forgets what was mined there
					return
				}
				w.node.mineWaiting()
			}
			_, err := w.send()
			wantFailure(t, err, failure.Unconfirmed, "unconfirmed", "mpool resume")
			w.node.poll = nil
			w.goOn()
			w.onChain(3)
			w.done()
		})
		t.Run(fmt.Sprintf("%d deep, after it is on record", depth), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, somePool(), threeMembers())
			w.kill("recorded", 2)
			w.until(w.send)
			w.node.drop(1)
			w.goOn()
			w.onChain(3)
			w.done()
			if call := w.only().Status.Calls[1]; call.Mined.BlockHash != w.node.at(chain.AtNumber(call.Mined.BlockNumber)).header.Hash {
				t.Error("the record is of the block that is gone")
			}
		})
	}
}

// The same transaction is mined again in another block: mpool finds it by its hash.
func TestReorganisedIntoAnotherBlock(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	w.settings.Confirmations = 2
	w.node.poll = func(n int) {
		if n == 2 {
			tx := w.node.head().mined[0].tx
			w.node.drop(1)
			w.node.known[tx.Hash()] = tx
			w.node.mine()
			w.node.mine(tx)
			return
		}
		w.node.mineWaiting()
	}
	_, err := w.send()
	must(t, err)
	w.onChain(1)
}

// F8: the node forgets a pending transaction; mpool publishes the same bytes again.
func TestDropped(t *testing.T) {
	t.Parallel()
	for step := 1; step <= 3; step++ {
		t.Run(fmt.Sprint(step), func(t *testing.T) {
			t.Parallel()
			w := adding(t, shutPool())
			w.kill("broadcast", step)
			w.until(w.send)
			bytes := w.only().Status.InFlight().Attempts[0].Raw
			w.node.forget()
			w.goOn()
			w.onChain(3)
			w.done()
			if again := w.only().Status.Calls[step-1].Attempts; len(again) != 1 || !slices.Equal(again[0].Raw, bytes) {
				t.Error("other bytes were signed")
			}
			if !slices.ContainsFunc(w.ui.notes, func(n string) bool { return says(n, ": publishing it again unchanged") }) {
				t.Error("it does not say that it publishes again")
			}
		})
	}
}

// A transaction that the node knows is not published again.
func TestKnownIsNotPublishedAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	w.kill("broadcast", 1)
	w.until(w.send)
	_, err := w.resume()
	must(t, err)
	if w.node.asked["SendRaw"] != 1 {
		t.Errorf("it was published %d times", w.node.asked["SendRaw"])
	}
}

// F6: another wallet uses the nonce before signing, after signing, or during the wait.
func TestNonceTaken(t *testing.T) {
	t.Parallel()
	for point, code := range map[string]string{"planned": "replaced", "sealed": "replaced", "broadcast": "replaced"} {
		t.Run(point, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, somePool(), threeMembers())
			w.at = func(is string) {
				if is == point {
					w.at = nil
					w.node.forget()
					w.takeNonce()
				}
			}
			_, err := w.send()
			wantFailure(t, err, failure.Refused, code)
			w.node.reverts = func(tx *types.Transaction) bool { return len(tx.Data()) == 0 }
			_, err = w.resume() // no call is done, so nothing is left to resume
			must(t, err)
			_, err = w.send()
			must(t, err)
			w.done()
		})
	}
}

// A timeout must be positive.
func TestTimeout(t *testing.T) {
	t.Parallel()
	flags := options()
	flags.Timeout = 0
	wantFailure(t, flags.CheckTimeout(), failure.Misuse, "usage", "--timeout 0s must be positive")
	flags.Timeout = time.Nanosecond
	must(t, flags.CheckTimeout())
}
