package planner

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/ops/newpool"
	"mpool/internal/ops/trade"
	"mpool/internal/ops/wallet"
)

// A file may pay its own sender without a word, and others only if they are named; also as a part of
// other operations.
func TestRefuseReceivers(t *testing.T) {
	me, you, they := common.Address{1}, common.Address{2}, common.Address{3}
	pay := func(to common.Address) ops.Operation {
		return trade.Exit{Trader: trade.Trader{Sender: me, Recipient: to}}
	}
	create := newpool.CreatePool{Sender: me, Owner: me, Tokens: []newpool.NewToken{{AssetManager: you}, {}}}
	for _, c := range []struct {
		name    string
		op      ops.Operation
		named   []common.Address
		refused bool
	}{
		{"to itself", pay(me), nil, false},
		{"to another", pay(you), nil, true},
		{"to another, who is named", pay(you), []common.Address{you}, false},
		{"to another, and a third is named", pay(you), []common.Address{they}, true},
		{"as a part", ops.Series{Parts: []ops.Nested{{Operation: pay(me)}, {Operation: pay(you)}}}, nil, true},
		{"by a Safe", wallet.ExecSafe{Of: ops.Nested{Operation: pay(you)}}, nil, true},
		{"a pool that another manages", create, nil, true},
		{"a pool whose manager is named", create, []common.Address{you}, false},
		{"no payment", ops.SetSwaps{}, nil, false},
	} {
		if err := RefuseReceivers(c.op, c.named); (err != nil) != c.refused {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
