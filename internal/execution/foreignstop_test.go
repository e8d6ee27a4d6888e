package execution

import (
	"slices"
	"testing"

	"mpool/bindings/managedpool"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
	"mpool/internal/units"
)

// removal returns a world in which a token is removed. The manager's call withdraws the whole
// balance.
func removal(t *testing.T) *world {
	pool := shutPool()
	op := tokenset.RemoveToken{Token: pool.Tokens[2].Address, AssetManager: manager().address, Burn: amount(0, 18), Doors: ops.DoorsOf(pool, ops.ByJoinsExits)}
	for _, key := range op.Watch(pool).Holdings {
		decimals := uint8(6)
		if key.Token == pool.Pool.Address {
			decimals = 18
		}
		pool.Holdings = append(pool.Holdings, ops.Holding{Token: key.Token, Account: key.Account, Symbol: "C", Decimals: decimals, Balance: amount(20000e6, decimals), Allowance: units.Amount{Decimals: decimals}})
	}
	return newWorld(t, pool, op)
}

// F13, F26: others add to a token's balance after its withdrawal. mpool withdraws again, at most
// mostRepeats times.
func TestOthersHaveItMadeAgain(t *testing.T) {
	t.Parallel()
	for _, times := range []int{1, mostRepeats, mostRepeats + 1} {
		w := removal(t)
		left := times
		w.at = func(point string) {
			if point != "verified" || left == 0 {
				return
			}
			left--
			w.node.others = func(s *ops.Snapshot, _ *fakeBlock) (*ops.Snapshot, error) {
				s.Tokens[2].Cash = amount(uint64(5+left), 6)
				vault := s.Holding(s.Tokens[2].Address, s.Pool.Vault)
				vault.Balance.Raw.AddUint64(&vault.Balance.Raw, uint64(5+left))
				return s, nil
			}
			w.node.mine()
		}
		s, err := w.send()
		if times > mostRepeats {
			wantFailure(t, err, failure.Mined, "undone", "call 1 was mined, but its effect is gone")
			continue
		}
		must(t, err)
		if v := s.Outcome.(*Outcome); len(v.Transactions) != 2+times || v.Done != 2 {
			t.Errorf("%d times: %d transactions, %d done", times, len(v.Transactions), v.Done)
		}
		if !slices.Contains(w.ui.notes, "the state that call 1 depends on was changed by someone else after it was mined: it is made again") {
			t.Errorf("%q", w.ui.notes)
		}
		w.done()
	}
}

// If someone else disables swaps meanwhile, the operation does not enable them at its end.
func TestForeignSwapStop(t *testing.T) {
	t.Parallel()
	w := adding(t, somePool())
	w.at = func(point string) {
		if point == "verified" && w.node.nonce(owner().address) == 2 {
			w.at = nil
			stop := event(t, &managedpool.ManagedPoolMetaData, somePool().Pool.Address, "SwapEnabledSet", nil, false)
			w.node.others = deeds(t, 1, stop)
			w.node.mine()
		}
	}
	s, err := w.send()
	wantFailure(t, err, failure.Mined, "doors.kept", "add-token is done, but the pool is still shut (swaps)", "mpool open 0x")
	if pool := w.node.head().state.Pool; pool.SwapEnabled || !pool.JoinExitEnabled {
		t.Errorf("%+v", pool)
	}
	contains(t, w.ui.planner.String(), "swaps", ": mpool does not change it back; mpool explain", ": mpool does not change it back; mpool explain")
	if v := s.Outcome.(*Outcome); v.Done != 7 || v.Calls != 7 || len(v.Transactions) != 6 {
		t.Errorf("%+v", v)
	}
}

// After an alarm the pool stays shut. A transaction that was pending before the alarm is still
// recorded as the right call of the whole plan.
func TestAlarmMeanwhile(t *testing.T) {
	t.Parallel()
	for _, point := range []string{"", "sealed", "recorded", "verified"} {
		t.Run("killed again at "+point, func(t *testing.T) {
			t.Parallel()
			w := adding(t, somePool())
			w.kill("verified", 3)
			w.until(w.send)
			w.alarm(t)
			if point != "" {
				w.kill(point, 1)
				w.until(func() (*Sender, error) { return w.resume() })
			}
			s, err := w.resume()
			wantFailure(t, err, failure.Mined, "doors.kept", "the pool is still shut (swaps and joins and exits)", "mpool open 0x")
			if pool := w.node.head().state.Pool; pool.SwapEnabled || pool.JoinExitEnabled {
				t.Error("it was opened")
			}
			contains(t, w.ui.planner.String(), "mpool shut has shut the pool since: everything shut stays shut; mpool open")
			w.onChain(5)
			for i, call := range w.records()[0].Status.Calls {
				if call.Intent.Step != i || call.State != journal.Done {
					t.Errorf("call %d is recorded as %d, %s", i, call.Intent.Step, call.State)
				}
			}
			if v, is := s.Outcome.(*Outcome); is && (v.Done != 7 || v.Calls != 7 || v.Remaining != 0) {
				t.Errorf("%d of %d, %d left", v.Done, v.Calls, v.Remaining)
			}
			if w.records()[0].Status.Unfinished() {
				t.Error("it is not finished")
			}
		})
	}
}

// alarm records a shutdown of the pool.
func (w *world) alarm(t *testing.T) {
	t.Helper()
	w.node.mine()
	now := w.node.head().state
	kept := ops.DoorsOf(somePool(), ops.ByJoinsExits)
	plan, err := ops.Shut{Doors: ops.DoorsOf(now, ops.ByJoinsExits), Kept: &kept}.Plan(now, now.Block.Time)
	must(t, err)
	plan.Base = now.Block
	must(t, w.run().RecordAlarm(plan))
}

// The calls keep their numbers after someone else disables swaps.
func TestKilledBehindAForeignStop(t *testing.T) {
	t.Parallel()
	for _, point := range []string{"", "sealed", "recorded", "verified"} {
		t.Run("killed at "+point, func(t *testing.T) {
			t.Parallel()
			w := adding(t, somePool())
			w.kill("verified", 5)
			w.until(w.send)
			w.node.others = deeds(t, 1, event(t, &managedpool.ManagedPoolMetaData, somePool().Pool.Address, "SwapEnabledSet", nil, false))
			w.node.mine()
			if point != "" {
				w.kill(point, 1)
				w.until(func() (*Sender, error) { return w.resume() })
			}
			_, err := w.resume()
			wantFailure(t, err, failure.Mined, "doors.kept", "the pool is still shut (swaps)")
			w.onChain(6)
			for i, call := range w.only().Status.Calls {
				if call.Intent.Step != i || call.State != journal.Done {
					t.Errorf("call %d is recorded as %d, %s", i, call.Intent.Step, call.State)
				}
			}
			if pool := w.node.head().state.Pool; pool.SwapEnabled || !pool.JoinExitEnabled || w.only().Status.Unfinished() {
				t.Errorf("%+v", pool)
			}
		})
	}
}
