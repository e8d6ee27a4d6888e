package newpool

import (
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/units"
)

func asked(percent ...uint64) CreatePool {
	op := CreatePool{Sender: common.HexToAddress("0x51"), Owner: common.HexToAddress("0x0e"), Generation: ops.V2, SwapFee: units.FixedFrom(3e15), AumFeeID: 3, Allowlist: true}
	for i, p := range percent {
		op.Tokens = append(op.Tokens, NewToken{Token: common.BytesToAddress([]byte{byte(i + 1)}), Weight: units.FixedFrom(p * 1e16), AssetManager: common.HexToAddress("0xa5")})
	}
	return op
}

// A pool that the factory accepts becomes what was asked for, and is not created twice.
func TestCreated(t *testing.T) {
	op := asked(60, 40)
	before := &ops.Snapshot{Tokens: []ops.Token{{Address: op.Tokens[0].Token}, {Address: op.Tokens[1].Token}}}
	plan, err := op.Plan(before, 1000)
	if err != nil || plan.Refused() || len(plan.Calls) != 1 {
		t.Fatalf("%v %+v", err, plan)
	}
	made := plan.Predicted
	if made.Pool.Owner != op.Owner || !made.Pool.MustAllowlistLPs || made.Tokens[0].Weight != op.Tokens[0].Weight || made.Fees.SwapFee != op.SwapFee {
		t.Errorf("%+v", made)
	}
	if again, err := op.Plan(made, 2000); err != nil || len(again.Calls) != 0 {
		t.Errorf("%v %+v", err, again)
	}
}

// The first weight that no pool can have is named, or else the sum.
func TestWrongWeights(t *testing.T) {
	for want, op := range map[string]CreatePool{
		"each weight must be at least 1%, and the sum exactly 100%: 0x0000000000000000000000000000000000000002 has 0%": asked(100, 0),
		"a pool needs at least 2 tokens": asked(100),
		"":                               asked(50, 50),
	} {
		var said string
		if found := op.Refusals(); len(found) > 0 {
			said = found[0].Summary
		}
		if said != want {
			t.Errorf("%q, want %q", said, want)
		}
	}
}

// The owner and the asset managers get rights over the pool, each once and not the sender.
func TestReceivers(t *testing.T) {
	op := asked(50, 50)
	op.Sender = op.Owner
	if got := ops.Receivers(op); !slices.Equal(got, []common.Address{op.Tokens[0].AssetManager}) {
		t.Errorf("%v", got)
	}
}
