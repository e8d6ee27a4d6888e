package history

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
)

func bpt(from, to string, amount uint64) ops.Transferred {
	return ops.Transferred{Token: common.HexToAddress("0xb97"), From: common.HexToAddress(from), To: common.HexToAddress(to), Amount: *uint256.NewInt(amount)}
}

func changed(by string, delta int64) ops.BalanceChanged {
	return ops.BalanceChanged{By: common.HexToAddress(by), Tokens: []common.Address{common.HexToAddress("0xb97"), common.HexToAddress("0x1")},
		Deltas: []*big.Int{new(big.Int), big.NewInt(delta)}, Fees: []*big.Int{new(big.Int), new(big.Int)}}
}

// The effect of a transaction on an account's BPT, from its events.
func TestMoves(t *testing.T) {
	pool := &ops.Snapshot{Pool: ops.Pool{Address: common.HexToAddress("0xb97"), Vault: common.HexToAddress("0xba1"),
		Owner: common.HexToAddress("0x0e"), FeesCollector: common.HexToAddress("0xfc")}}
	pool.Supply.Virtual.Raw = *uint256.NewInt(1000)
	fee := []ops.Event{bpt("0x0", "0xfc", 5), ops.FeeCollected{}, bpt("0x0", "0x0e", 7)}
	tests := []struct {
		name    string
		account string
		events  []ops.Event
		kind    MoveKind
		bpt     int64
		paid    int64
	}{
		{"a join", "0xa", append(fee[:3:3], bpt("0x0", "0xa", 10), changed("0xa", 100)), Joined, 10, -100},
		{"an exit", "0xa", append(fee[:3:3], bpt("0xa", "0x0", 10), changed("0xa", -90)), Exited, -10, 90},
		{"a fee to the owner", "0x0e", append(fee[:3:3], bpt("0x0", "0xa", 10), changed("0xa", 100)), PaidFee, 7, 0},
		{"a fee to the protocol", "0xfc", append(fee[:3:3], bpt("0x0", "0xa", 10), changed("0xa", 100)), PaidFee, 5, 0},
		{"the owner's own join", "0x0e", append(fee[:3:3], bpt("0x0", "0x0e", 10), changed("0x0e", 100)), Joined, 17, -100},
		{"another's join for the account", "0xb", append(fee[:3:3], bpt("0x0", "0xb", 10), changed("0xa", 100)), Received, 10, 0},
		{"another's join for the owner", "0x0e", append(fee[:3:3], bpt("0x0", "0x0e", 10), changed("0xa", 100)), Received, 17, 0},
		{"a swap into BPT", "0xa", append(fee[:3:3], ops.Swapped{In: common.HexToAddress("0x1"), Out: common.HexToAddress("0xb97"), AmountIn: *uint256.NewInt(100), AmountOut: *uint256.NewInt(10)}, bpt("0xba1", "0xa", 10)), Joined, 10, -100},
		{"a swap out of BPT", "0xa", []ops.Event{ops.Swapped{In: common.HexToAddress("0xb97"), Out: common.HexToAddress("0x1"), AmountIn: *uint256.NewInt(10), AmountOut: *uint256.NewInt(90)}, bpt("0xa", "0xba1", 10)}, Exited, -10, 90},
		{"sent", "0xa", []ops.Event{bpt("0xa", "0xb", 10)}, Sent, -10, 0},
		{"received", "0xb", []ops.Event{bpt("0xa", "0xb", 10)}, Received, 10, 0},
	}
	for _, test := range tests {
		move, is := moveOf(ops.Deed{Events: test.events}, pool, common.HexToAddress(test.account))
		paid := int64(0)
		if amount, has := move.Tokens[common.HexToAddress("0x1")]; has {
			paid = amount.Int.Int64()
		}
		if !is || move.Kind != test.kind || move.Bpt.Int.Int64() != test.bpt || paid != test.paid {
			t.Errorf("%s: %v %+v", test.name, is, move)
		}
	}
	if _, is := moveOf(ops.Deed{Events: []ops.Event{bpt("0xa", "0xb", 10)}}, pool, common.HexToAddress("0xc")); is {
		t.Error("a transfer of others is no move")
	}
	if _, is := moveOf(ops.Deed{Events: []ops.Event{bpt("0xa", "0xa", 10)}}, pool, common.HexToAddress("0xa")); is {
		t.Error("a transfer to itself is no move")
	}
	cost := dilutions([]blockDeed{{ops.Deed{Events: fee}, 1}}, pool, common.HexToAddress("0xa"), big.NewInt(500))
	if len(cost) != 1 || cost[0].Minted.Int64() != 12 || cost[0].Share.Int64() != 6 { // half of 12
		t.Errorf("dilution %+v", cost)
	}
}
