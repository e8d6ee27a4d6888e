package halfway

import (
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/ops/assetmanager"
	"mpool/internal/ops/opstest"
	"mpool/internal/ops/tokenset"
	"mpool/internal/ops/tokenset/tokentest"
	"mpool/internal/ops/trade"
	"mpool/internal/units"
)

var (
	owner  = common.HexToAddress("0x0a")
	sender = common.HexToAddress("0x0b")
)

func predicted() *ops.Snapshot {
	return &ops.Snapshot{Pool: ops.Pool{Address: common.HexToAddress("0xb0"), Owner: owner}}
}

// The command that adds a token has its price, its mint and its members again.
func TestAddTokenLine(t *testing.T) {
	line := addTokenLine(&ops.Plan{Predicted: predicted()}, tokenset.AddToken{Price: tokenset.TokenPrice{Value: units.FixedOne()}, FairMint: true, MintTo: owner, Doors: ops.Doors{Trust: true}})
	for _, want := range []string{"--price '1 0x0000000000000000000000000000000000000000' --mint fair --mint-to " + owner.Hex(), "--trust-members"} {
		if !strings.Contains(line, want) {
			t.Errorf("%s\nwithout %s", line, want)
		}
	}
}

// BPT that were minted without their deposit are named, and a removal that leaves them warns.
func TestMinted(t *testing.T) {
	add := tokentest.Addition()
	add.Mint = opstest.Amount(7, 18)
	plan := &ops.Plan{Operation: add, Predicted: predicted(), Calls: []ops.Call{{}, {Method: "addToken(address,address,uint256,uint256,address)"}, {Method: assetmanager.Method}, {}}}
	for left, want := range []bool{false, false, true, false, false} {
		if m := MintedBy(plan, left); (m != nil) != want {
			t.Errorf("%d calls are left: %+v", left, m)
		}
	}
	m := MintedBy(plan, 2)
	for burn, want := range map[uint64]bool{0: true, 6: true, 7: false} {
		f := m.Unburned(&ops.Plan{Operation: tokenset.RemoveToken{Token: add.Token, Burn: opstest.Amount(burn, 18)}})
		if (f != nil) != want || f != nil && (f.Code != "burn.minted" || !strings.Contains(f.Hint, "send them to the owner "+owner.Hex()+", then remove the token with --burn 7raw")) {
			t.Errorf("a burn of %d: %+v", burn, f)
		}
	}
	if f := m.Unburned(plan); f != nil {
		t.Errorf("an addition: %+v", f)
	}
}

// A sender that a first join has listed and not removed is still listed.
func TestStillListed(t *testing.T) {
	now := predicted()
	plan := &ops.Plan{Operation: trade.InitPool{Sender: sender}, Calls: []ops.Call{ops.MemberCall(now, sender, true), {}, ops.MemberCall(now, sender, false)}}
	for left, want := range []bool{false, true, true, false} {
		if got := StillListed(plan, left); (got == sender) != want {
			t.Errorf("%d calls are left: %s", left, got)
		}
	}
	if !ListedFor(plan, sender) || ListedFor(plan, owner) {
		t.Error("only its sender was listed by it")
	}
	plan.Operation = trade.InitPool{Sender: sender, Listed: true}
	if ListedFor(plan, sender) {
		t.Error("it was to stay")
	}
}
