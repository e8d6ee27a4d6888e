package recognise

import (
	"testing"

	"mpool/bindings/managedpool"
	"mpool/internal/ops"
	"mpool/internal/ops/opstest"
)

// The effect of allowlist calls is computed in every state, even if an operation would not make the
// call there: the call was mined.
func TestEffectOfAllowlistCalls(t *testing.T) {
	reader, err := NewRecogniser()
	if err != nil {
		t.Fatal(err)
	}
	pool, one := managedpool.NewManagedPool(), member(1)
	for _, c := range []struct {
		name           string
		data           []byte
		listed, forced *bool
	}{
		{"add", pool.PackAddAllowedAddress(one), new(true), nil},
		{"remove", pool.PackRemoveAllowedAddress(one), new(false), nil},
		{"enforce", pool.PackSetMustAllowlistLPs(true), nil, new(true)},
		{"open", pool.PackSetMustAllowlistLPs(false), nil, new(false)},
	} {
		for _, was := range []bool{false, true} {
			for _, listed := range []bool{false, true} {
				s := opstest.Settled(t, opstest.Pool(50, 50))
				s.Pool.MustAllowlistLPs, s.Members = was, []ops.Member{{Address: one, Allowed: listed}}
				next, err := reader.Effect(s, ops.Call{From: s.Pool.Owner, To: s.Pool.Address, Data: c.data})
				if err != nil {
					t.Errorf("%s of %v %v: %v", c.name, was, listed, err)
					continue
				}
				want := *s.Clone()
				if c.listed != nil {
					want.Members[0].Allowed = *c.listed
				}
				if c.forced != nil {
					want.Pool.MustAllowlistLPs = *c.forced
				}
				if diff := ops.Diff(&want, next); len(diff) > 0 {
					t.Errorf("%s of %v %v: %+v", c.name, was, listed, diff)
				}
			}
		}
	}
}
