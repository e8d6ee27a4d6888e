package planner

import (
	"encoding/json"
	"errors"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/history"
	"mpool/internal/journal"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner/plantest"
	"mpool/internal/planview"
	"mpool/internal/revert"
	"mpool/internal/units"
)

// adding is a plan of seven calls, which shuts the pool, adds a token and opens the pool again.
func adding(t *testing.T) (*world, *ops.Plan) {
	t.Helper()
	w := newWorld(t, plantest.Pool())
	p := w.proposed(plantest.Addition(w.state))
	if len(p.Plan.Calls) != 7 {
		t.Fatalf("%d calls", len(p.Plan.Calls))
	}
	return w, p.Plan
}

// mined puts the pool into the state after a plan's first calls, two blocks later.
func (w *world) mined(plan *ops.Plan, calls int) {
	if calls > 0 {
		state := *plan.After[calls-1]
		w.state = &state
	}
	w.state.Block = ops.Block{Number: plan.Base.Number + 2, Hash: common.Hash{9}, Time: plan.At}
}

func (w *world) again(plan *ops.Plan) (*Proposal, error) {
	return w.ProposeAgain(w.Context(), w.scripted, plan, plan.Base.Number, terms())
}

// A plan that is made again keeps the limits of its pool file, whatever was planned before.
func TestAgainKeepsLimits(t *testing.T) {
	t.Parallel()
	w, plan := adding(t)
	w.Guards = &ops.Guards{File: "other.yaml"}
	least := units.Time(86400)
	plan.Guards = &ops.Guards{File: "pool.yaml", MinDuration: &least}
	fresh, err := w.again(plan)
	plantest.Must(t, err)
	if fresh.Plan.Guards != plan.Guards || fresh.View.Guards != plan.Guards || w.Policies(1, new(Override)).Guards != plan.Guards {
		t.Errorf("%+v", fresh.Plan.Guards)
	}
	plan.Guards = nil
	if fresh, err = w.again(plan); err != nil || fresh.Plan.Guards != nil {
		t.Errorf("%v, %+v", err, fresh.Plan.Guards)
	}
}

// doorEvent is the event that swaps were enabled or disabled.
func doorEvent(enabled bool, by byte) types.Log {
	set := common.Hash{}
	if enabled {
		set[31] = 1
	}
	return types.Log{Topics: []common.Hash{history.DoorTopics()[0][0]}, Data: set[:], TxHash: common.Hash{by}, BlockNumber: 8}
}

// A plan that is made again continues from the current state, and reports what others have done.
func TestAgain(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name   string
		mined  int
		change func(*world, *ops.Plan)
		left   int
		exit   int
		code   string
		says   string // the error, or the message
		warns  string // the message's code
	}{
		{"nothing is done", 0, nil, 7, 0, "", "", ""},
		{"five calls are done", 5, nil, 2, 0, "", "", ""},
		{"all is done", 7, nil, 0, 0, "", "", ""},
		{"its own shutting is seen", 5, func(w *world, _ *ops.Plan) { w.events = []types.Log{doorEvent(false, 1)} }, 2, 0, "", "", ""},
		{"another has shut swaps meanwhile", 5, func(w *world, _ *ops.Plan) {
			w.events = []types.Log{doorEvent(false, 1), doorEvent(true, 2), doorEvent(false, 3)}
		}, 1, 0, "", ": mpool does not change it back; mpool explain " + common.Hash{3}.Hex(), "doors.foreign"},
		{"events cannot be read", 5, func(w *world, _ *ops.Plan) { w.fails["Logs"] = errors.New("too many") }, 0, failure.Plain, "doors.unknown", "could not find out whether someone else has shut part of the pool meanwhile: too many", ""},
		{"shut by somebody else", 1, nil, 0, failure.Refused, "stale", ": shut since then by another transaction, and this plan would open it at its end", ""},
		{"shut by itself", 1, func(w *world, p *ops.Plan) { w.record(p, common.Hash{1}) }, 6, 0, "", "", ""},
		{"the record cannot be read", 1, func(w *world, _ *ops.Plan) { w.spoil() }, 0, failure.Plain, "journal", "cannot read the record of sent transactions, so nothing is sent:", ""},
		{"an alarm came", 5, func(w *world, p *ops.Plan) { w.record(w.alarm(p), common.Hash{4}) }, 0, 0, "", "mpool shut has shut the pool since: everything shut stays shut; mpool open", "doors.alarm"},
		{"an alarm came before", 5, func(w *world, p *ops.Plan) {
			alarm := w.alarm(p)
			alarm.Base.Number = p.Base.Number - 1
			w.record(alarm, common.Hash{4})
		}, 2, 0, "", "", ""},
		{"it cannot be read", 0, func(w *world, _ *ops.Plan) { w.fails["SnapshotWithRatios"] = failure.New(failure.Plain, "x", "no") }, 0, failure.Plain, "x", "", ""},
		{"it reverts by now", 0, func(w *world, _ *ops.Plan) {
			w.mangle = func(s *chain.Simulation) { s.Revert = &revert.Reason{Sentence: "no"} }
		}, 0, failure.Simulation, "revert", "", ""},
		{"it is no more simulated", 0, func(w *world, _ *ops.Plan) {
			w.mangle = func(s *chain.Simulation) { s.Level, s.States = chain.Called, nil }
		}, 0, failure.Refused, "stale", "this node cannot simulate it", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			w, plan := adding(t)
			w.mined(plan, test.mined)
			if test.change != nil {
				test.change(w, plan)
			}
			fresh, err := w.again(plan)
			if test.code != "" {
				_ = plantest.WantFailure(t, err, test.exit, test.code, test.says)
				return
			}
			plantest.Must(t, err)
			if len(fresh.Plan.Calls) != test.left {
				t.Errorf("%d calls are left, and not %d", len(fresh.Plan.Calls), test.left)
			}
			if said := w.said.String(); !strings.Contains(said, test.says) || test.says == "" && said != "" {
				t.Errorf("it says %q", said)
			}
			if got := warned(w); got != test.warns {
				t.Errorf("it warns of %q", got)
			}
			said := w.said.Len()
			if _, err := w.again(plan); err != nil || w.said.Len() != said {
				t.Errorf("once more: %v, %s", err, w.said.String())
			}
		})
	}
}

// warned lists the codes of the warnings.
func warned(w *world) string {
	var list []string
	for _, message := range w.UI.Warnings {
		list = append(list, message.Code)
	}
	return strings.Join(list, ", ")
}

// record writes a record that a plan's first call was sent from here and mined.
func (w *world) record(plan *ops.Plan, by common.Hash) {
	w.Helper()
	document, err := plan.MarshalJSON()
	plantest.Must(w.T, err)
	digest, err := plan.Digest()
	plantest.Must(w.T, err)
	j, err := journal.Create(w.Settings.JournalDir(), time.Now, journal.Begin{Plan: digest, Operation: plan.Operation.Name(), Subject: plan.Predicted.Pool.Address, ChainID: plan.Predicted.ChainID, Calls: len(plan.Calls), Document: document})
	plantest.Must(w.T, err)
	plantest.Must(w.T, j.Intend(journal.Intent{Plan: digest, ChainID: 1, From: plantest.Owner(), To: plan.Calls[0].To, Value: (*hexutil.Big)(new(big.Int)), Delegated: true}))
	plantest.Must(w.T, j.Broadcast(by))
	plantest.Must(w.T, j.Mined(journal.Mined{Hash: by, BlockNumber: plan.Base.Number + 1, Success: true}))
	plantest.Must(w.T, j.Close())
}

// spoil creates a file in place of the folder of records.
func (w *world) spoil() {
	w.Helper()
	plantest.Must(w.T, os.MkdirAll(filepath.Dir(w.Settings.JournalDir()), 0o700))
	plantest.Must(w.T, os.WriteFile(w.Settings.JournalDir(), nil, 0o600))
}

// alarm is the plan of a shutdown of a plan's pool.
func (w *world) alarm(plan *ops.Plan) *ops.Plan {
	w.Helper()
	pool := plantest.Pool()
	alarm, err := ops.Shut{Doors: ops.DoorsOf(pool, ops.ByJoinsExits)}.Plan(pool, pool.Block.Time)
	plantest.Must(w.T, err)
	alarm.Base = plan.Base
	return alarm
}

// A plan is stale if it needs other calls or has a new finding, but not if others have carried it
// out.
func TestNotStale(t *testing.T) {
	t.Parallel()
	one, other := ops.Call{To: common.Address{1}, Method: "one()"}, ops.Call{To: common.Address{2}, Method: "other()"}
	warn := ops.Finding{Severity: ops.Warn, Code: "new", Summary: "this is new"}
	for _, test := range []struct {
		name         string
		shown, fresh []ops.Call
		finds        []ops.Finding
		says         string // empty: not stale
	}{
		{"the same", []ops.Call{one, other}, []ops.Call{one, other}, nil, ""},
		{"the last of them", []ops.Call{one, other}, []ops.Call{other}, nil, ""},
		{"none", []ops.Call{one, other}, nil, []ops.Finding{warn}, ""},
		{"the first of them", []ops.Call{one, other}, []ops.Call{one}, nil, "call 2"},
		{"another", []ops.Call{one}, []ops.Call{other}, nil, "call 1"},
		{"more", []ops.Call{one}, []ops.Call{one, other}, nil, "it has 1 calls, but a new plan has 2"},
		{"something new", []ops.Call{one}, []ops.Call{one}, []ops.Finding{warn}, "this is new"},
	} {
		shown := &ops.Plan{Operation: ops.SetSwaps{}, Predicted: plantest.Pool(), Calls: test.shown, Base: ops.Block{Number: 7}}
		fresh := &Proposal{Before: plantest.Pool(), View: &planview.View{}, Plan: &ops.Plan{Operation: ops.SetSwaps{}, Predicted: plantest.Pool(), Calls: test.fresh, Findings: test.finds}}
		err := NotStale(shown, fresh)
		if test.says == "" {
			if err != nil {
				t.Errorf("%s: %v", test.name, err)
			}
			continue
		}
		f := plantest.WantFailure(t, err, failure.Refused, "stale", test.says, "plan again")
		if f.Result != fresh.View || f.Details["base_block"] != uint64(7) {
			t.Errorf("%s: %+v", test.name, f)
		}
	}
}

// In the middle of an operation that keeps the pool shut, the hint is a different one.
func TestStaleInTheMiddle(t *testing.T) {
	t.Parallel()
	w, plan := adding(t)
	w.mined(plan, 2)
	p, _, err := w.PlanOn(w.state, plan.Operation, &Override{}, w.Settings.From)
	plantest.Must(t, err)
	p.Plan.Calls[0].Data = append(p.Plan.Calls[0].Data, 1)
	_ = plantest.WantFailure(t, NotStale(plan, p), failure.Refused, "stale", "run the same command again")
}

// A call that opens the pool is not signed before the queued calls that keep it shut are mined.
func TestRefuseEarly(t *testing.T) {
	t.Parallel()
	w, plan := adding(t)
	behind := func(calls int) *Proposal {
		p, _, err := w.PlanOn(plan.After[calls-1], plan.Operation, &Override{}, w.Settings.From)
		plantest.Must(t, err)
		return p
	}
	err := w.RefuseEarly(t.Context(), w.scripted, w.state, behind(5), &Override{})
	_ = plantest.WantFailure(t, err, failure.Refused, "doors.early", "without --after-queue")
	if err := w.RefuseEarly(t.Context(), w.scripted, w.state, behind(2), &Override{}); err != nil {
		t.Errorf("of one that does not begin with opening: %v", err)
	}
	if err := w.RefuseEarly(t.Context(), w.scripted, plan.After[4], behind(5), &Override{}); err != nil {
		t.Errorf("once it is mined: %v", err)
	}
	w.fails["Watch"] = errors.New("unread")
	if err := w.RefuseEarly(t.Context(), w.scripted, w.state, behind(5), &Override{}); !errors.Is(err, w.fails["Watch"]) {
		t.Error(err)
	}
}

// A plan of an older mpool would leave the pool open. Neither its file nor its record can be
// continued.
func TestOldPlan(t *testing.T) {
	t.Parallel()
	_, plan := adding(t)
	document, err := plan.MarshalJSON()
	plantest.Must(t, err)
	var old map[string]any
	plantest.Must(t, json.Unmarshal(document, &old))
	delete(old["parameters"].(map[string]any), "doors")
	words, err := json.Marshal(old)
	plantest.Must(t, err)
	path := filepath.Join(t.TempDir(), "plan.json")
	plantest.Must(t, os.WriteFile(path, words, 0o600))
	_, err = ReadPlan(t.Context(), path)
	_ = plantest.WantFailure(t, err, failure.Refused, "doors.old", "plan again with mpool add-token")
	_, err = ReadRecorded(journal.Begin{Document: words})
	_ = plantest.WantFailure(t, err, failure.Refused, "doors.old", "to open it, and mpool tx close ID --reason TEXT to close the record")
	_, err = ReadRecorded(journal.Begin{Document: []byte("{}")})
	_ = plantest.WantFailure(t, err, failure.Plain, "journal", "another version of mpool")
}

// A written plan can be read again. The errors for other files and missing files say what is wrong.
func TestPlanFile(t *testing.T) {
	t.Parallel()
	_, plan := adding(t)
	path := filepath.Join(t.TempDir(), "plan.json")
	plantest.Must(t, WritePlan(path, plan))
	back, err := ReadPlan(t.Context(), path)
	if err != nil || !back.SameCalls(plan) {
		t.Errorf("%v", err)
	}
	plantest.Must(t, os.WriteFile(path, []byte("{}"), 0o600))
	_, err = ReadPlan(t.Context(), path)
	_ = plantest.WantFailure(t, err, failure.Misuse, "usage", "write a new plan file")
	if err := WritePlan(path, plan); err == nil {
		t.Error("another file is written over")
	}
	for at, says := range map[string]string{filepath.Join(path, "x"): "cannot read the plan", path + "x": "file not found"} {
		_, err := ReadPlan(t.Context(), at)
		_ = plantest.WantFailure(t, err, failure.Misuse, "usage", says)
	}
}

// A plan for a chain other than --chain is not sent.
func TestWantedChain(t *testing.T) {
	t.Parallel()
	plan := &ops.Plan{Predicted: plantest.Pool()}
	for want, refused := range map[network.ID]bool{0: false, 1: false, 10: true} {
		w := newWorld(t, plantest.Pool())
		w.Settings.Chain = want
		err := (&Nodes{Settings: w.Settings}).WantedChain(plan)
		if !refused {
			plantest.Must(t, err)
			continue
		}
		_ = plantest.WantFailure(t, err, failure.Misuse, "chain", "the plan is for mainnet, but --chain is optimism", "--chain mainnet")
	}
}
