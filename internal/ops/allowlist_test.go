package ops

import (
	"bytes"
	"reflect"
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

func member(n byte) common.Address { return common.BytesToAddress([]byte{0x77, n}) }

// listed is the test pool with the given members of the allowlist as read.
func listed(members map[byte]bool) *Snapshot {
	pool := testPool()
	for n := byte(0); n < 10; n++ {
		if allowed, known := members[n]; known {
			pool.Members = append(pool.Members, Member{Address: member(n), Allowed: allowed})
		}
	}
	return pool
}

func codes(findings []Finding) []string {
	list := []string{}
	for _, f := range findings {
		list = append(list, f.Code)
	}
	return list
}

func mustPlan(t *testing.T, op Operation, pool *Snapshot) *Plan {
	t.Helper()
	plan, err := op.Plan(pool, pool.Block.Time+12)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// Addresses that need no change are omitted with a note, and the states follow the calls.
func TestChangeAllowlist(t *testing.T) {
	pool := listed(map[byte]bool{1: false, 2: true, 3: true, 4: false})
	op := ChangeAllowlist{Add: []common.Address{member(1), member(2)}, Remove: []common.Address{member(3), member(4)}}
	plan := mustPlan(t, op, pool)
	if len(plan.Calls) != 2 || plan.Calls[0].Method != "addAllowedAddress(address)" || plan.Calls[1].Method != "removeAllowedAddress(address)" {
		t.Fatalf("calls %+v", plan.Calls)
	}
	for i, want := range [][]bool{{true, true, true, false}, {true, true, false, false}} {
		for n, allowed := range want {
			if got := plan.After[i].Member(member(byte(n + 1))).Allowed; got != allowed {
				t.Errorf("after call %d: member %d is %v", i+1, n+1, got)
			}
		}
	}
	want := []string{"allowlist.already", "allowlist.already", "allowlist.off"}
	if got := codes(plan.Findings); !reflect.DeepEqual(got, want) {
		t.Errorf("findings %v, want %v", got, want)
	}
	if pool.Member(member(1)).Allowed {
		t.Error("the state before has changed")
	}
}

func TestChangeAllowlistFindings(t *testing.T) {
	pool := func(change func(*Snapshot)) *Snapshot {
		s := listed(map[byte]bool{1: false, 2: true})
		s.Pool.MustAllowlistLPs = true
		s.Members = append(s.Members, Member{Address: s.Pool.Owner, Allowed: true}, Member{Address: common.Address{}, Allowed: false})
		change(s)
		return s
	}
	same := func(*Snapshot) {}
	paused := func(s *Snapshot) { s.Pool.Paused = true }
	contract := func(s *Snapshot) { s.Members[0].Contract = true }
	add, none := ChangeAllowlist{Add: []common.Address{member(1)}}, ChangeAllowlist{Remove: []common.Address{member(1)}}
	owner := testPool().Pool.Owner
	for _, test := range []struct {
		op    ChangeAllowlist
		pool  *Snapshot
		want  []string
		calls int
	}{
		{add, pool(same), []string{}, 1},
		{add, pool(paused), []string{"BAL#402"}, 1},
		{add, pool(func(s *Snapshot) { s.Pool.OwnerKind = OwnerDelegate; s.Pool.Paused = true }), []string{"BAL#401", "BAL#402"}, 1},
		{add, pool(func(s *Snapshot) { s.Pool.OwnerKind = OwnerSafe }), []string{"owner.safe"}, 1},
		{none, pool(paused), []string{"allowlist.already"}, 0},
		{ChangeAllowlist{Add: []common.Address{{}}}, pool(same), []string{"allowlist.zero"}, 1},
		{add, pool(contract), []string{"allowlist.contract"}, 1},
		{AllowlistTo(nil, []common.Address{member(2)}), pool(same), []string{"allowlist.empty"}, 1},
		{AllowlistTo(nil, []common.Address{member(2)}), pool(func(s *Snapshot) { s.Pool.MustAllowlistLPs = false }), []string{"allowlist.empty", "allowlist.off"}, 1},
		{ChangeAllowlist{Remove: []common.Address{owner}}, pool(same), []string{"allowlist.owner"}, 1},
		{ChangeAllowlist{}, pool(paused), []string{}, 0},
	} {
		plan := mustPlan(t, test.op, test.pool)
		if got := codes(plan.Findings); !reflect.DeepEqual(got, test.want) || len(plan.Calls) != test.calls {
			t.Errorf("%+v: findings %v, %d calls; want %v, %d", test.op, got, len(plan.Calls), test.want, test.calls)
		}
	}
}

// Contradictory and unread addresses are errors.
func TestChangeAllowlistErrors(t *testing.T) {
	pool := listed(map[byte]bool{1: false})
	for _, op := range []ChangeAllowlist{
		{Add: []common.Address{member(2)}},
		{Add: []common.Address{member(1)}, Remove: []common.Address{member(1)}},
	} {
		if _, err := op.Plan(pool, testNow+12); err == nil {
			t.Errorf("%+v is planned", op)
		}
	}
}

func TestEnableAllowlist(t *testing.T) {
	pool := func(on bool, members ...Member) *Snapshot {
		s := testPool()
		s.Pool.MustAllowlistLPs, s.Members = on, members
		return s
	}
	owner := testPool().Pool.Owner
	for _, test := range []struct {
		on    bool
		pool  *Snapshot
		want  []string
		calls int
	}{
		{true, pool(true), []string{}, 0},
		{false, pool(false), []string{}, 0},
		{false, pool(true), []string{"allowlist.open"}, 1},
		{true, pool(false, Member{Address: owner, Allowed: false}), []string{"allowlist.empty"}, 1},
		{true, pool(false, Member{Address: owner, Allowed: false}, Member{Address: member(1), Allowed: true}), []string{"allowlist.owner"}, 1},
		{true, pool(false, Member{Address: owner, Allowed: true}), []string{}, 1},
	} {
		plan := mustPlan(t, EnableAllowlist{On: test.on}, test.pool)
		if got := codes(plan.Findings); !reflect.DeepEqual(got, test.want) || len(plan.Calls) != test.calls {
			t.Errorf("%v of %v: findings %v, %d calls; want %v, %d", test.on, test.pool.Members, got, len(plan.Calls), test.want, test.calls)
		}
		if test.calls > 0 && plan.Predicted.Pool.MustAllowlistLPs != test.on {
			t.Errorf("the switch is not predicted to be %v", test.on)
		}
	}
}

// Findings of a series are about the state that it leaves, not about one between its operations.
func TestSeriesFindsTheLastState(t *testing.T) {
	on, off := EnableAllowlist{On: true}, EnableAllowlist{}
	add, remove := ChangeAllowlist{Add: []common.Address{member(1)}}, ChangeAllowlist{Remove: []common.Address{member(1)}}
	for _, test := range []struct {
		parts []Operation
		want  []string
	}{
		{[]Operation{add}, []string{"allowlist.off"}},
		{[]Operation{add, on}, []string{}},
		{[]Operation{on, add}, []string{}},
		{[]Operation{on, off}, []string{"allowlist.empty", "allowlist.open"}},
		{[]Operation{off, on}, []string{"allowlist.empty"}},
		{[]Operation{add, remove}, []string{"allowlist.off"}},
		{[]Operation{SetSwaps{}}, []string{"swaps.exits"}},
		{[]Operation{SetSwaps{}, SetSwaps{Enabled: true}}, []string{"swaps.gap"}},
		{[]Operation{SetSwaps{}, SetJoinsExits{}}, []string{"swaps.exits", "joins_exits.locked", "joins_exits.frozen"}},
		{[]Operation{SetSwaps{}, SetJoinsExits{}, SetJoinsExits{Enabled: true}}, []string{"swaps.exits"}},
	} {
		pool := listed(map[byte]bool{1: false})
		pool.Pool.SwapEnabled, pool.Pool.JoinExitEnabled, pool.Pool.Generation, pool.Pool.MustAllowlistLPs = true, true, V2, false
		for i := range pool.Tokens {
			pool.Tokens[i].StartWeight, pool.Tokens[i].EndWeight, pool.Tokens[i].Breaker = pool.Tokens[i].Weight, pool.Tokens[i].Weight, nil
		}
		series := Series{}
		for _, part := range test.parts {
			series.Parts = append(series.Parts, Nested{Operation: part})
		}
		if got := codes(mustPlan(t, series, pool).Findings); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%v: findings %v, want %v", test.parts, got, test.want)
		}
	}
}

func TestAllowlistWatches(t *testing.T) {
	pool := testPool()
	for _, test := range []struct {
		op   Watching
		want []common.Address
	}{
		{EnableAllowlist{}, nil},
		{EnableAllowlist{On: true}, []common.Address{pool.Pool.Owner}},
		{EnableAllowlist{On: true, Known: pool.Pool.Owner}, []common.Address{pool.Pool.Owner}},
		{EnableAllowlist{On: true, Known: member(1)}, []common.Address{pool.Pool.Owner, member(1)}},
		{ChangeAllowlist{Add: []common.Address{member(1), member(1)}, Remove: []common.Address{member(2)}}, []common.Address{member(1), member(2)}},
	} {
		if got := test.op.Watch(pool).Members; !reflect.DeepEqual(got, test.want) {
			t.Errorf("%+v watches %v, want %v", test.op, got, test.want)
		}
	}
}

// Each operation is read back from a plan file as it was written.
func TestAllowlistPlanFiles(t *testing.T) {
	pool := listed(map[byte]bool{1: false, 2: true})
	for _, op := range []Operation{
		EnableAllowlist{On: true, Known: member(3)}, EnableAllowlist{},
		ChangeAllowlist{Add: []common.Address{member(1)}},
		ChangeAllowlist{Remove: []common.Address{member(2)}},
		ChangeAllowlist{Add: []common.Address{member(1)}, Remove: []common.Address{member(2)}},
		ChangeAllowlist{},
	} {
		text, err := mustPlan(t, op, pool).MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		plan, err := ReadPlan(bytes.NewReader(text))
		if err != nil {
			t.Fatalf("%s: %v", op.Name(), err)
		}
		if !reflect.DeepEqual(plan.Operation, op) {
			t.Errorf("%s: read %+v, wrote %+v", op.Name(), plan.Operation, op)
		}
	}
}

func TestAllowlistTo(t *testing.T) {
	list := func(ns ...byte) (all []common.Address) {
		for _, n := range ns {
			all = append(all, member(n))
		}
		return all
	}
	for _, op := range []ChangeAllowlist{AllowlistTo(nil, list(1)), AllowlistTo(list(1), nil), AllowlistTo(list(1), list(1))} {
		if op.Name() != "allowlist sync" {
			t.Errorf("%+v is called %s", op, op.Name())
		}
	}
	got := AllowlistTo(list(3, 1, 4), list(1, 5, 2))
	if want := (ChangeAllowlist{Add: list(3, 4), Remove: list(5, 2), Sync: true}); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
