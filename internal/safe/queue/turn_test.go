package queue

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/safe/safetest"
)

func planBehind(nonces ...uint64) *ops.Plan {
	turn := &ops.SafeTurn{Safe: safetest.Safe(), Nonce: 1}
	for _, n := range nonces {
		turn.Ahead, turn.Nonce = append(turn.Ahead, ops.SafeAhead{Nonce: n, Hash: common.Hash{byte(n)}}), n+1
	}
	return &ops.Plan{Turn: turn, Base: ops.Block{Number: 90}}
}

// TestTurnStands checks that the transactions before a plan still wait, or were executed unchanged.
func TestTurnStands(t *testing.T) {
	by := common.Hash{0xee}
	broken := errors.New("no logs are kept")
	for _, test := range []struct {
		name string
		plan *ops.Plan
		set  func(*scripted)
		turn bool
		want string
		says string
		asks int // number of nonces that are read
	}{
		{name: "behind nothing", plan: &ops.Plan{}},
		{name: "all of it waits", plan: planBehind(7, 8), turn: true},
		{name: "the first is executed", plan: planBehind(6, 7), set: func(n *scripted) { n.race[6] = chain.SafeRace{By: by} }, turn: true, asks: 1},
		{name: "all of it is executed", plan: planBehind(5, 6), set: func(n *scripted) { n.race[5], n.race[6] = chain.SafeRace{By: by}, chain.SafeRace{By: by} }, asks: 2},
		{name: "another was executed", plan: planBehind(6, 7), want: "Refused stale.queue", says: "nonce 6 of the Safe was used by a transaction other than", asks: 1},
		{name: "its call failed", plan: planBehind(6, 7), set: func(n *scripted) { n.race[6] = chain.SafeRace{By: by, Failed: true} }, want: "Refused stale.queue", says: "the call of transaction 6 of the Safe", asks: 1},
		{name: "nobody knows", plan: planBehind(6, 7), set: func(n *scripted) { n.err["SafeRaceOf"] = broken }, want: "Refused stale.queue", says: "cannot check whether that was executed: no logs are kept", asks: 1},
		{name: "no Safe any more", plan: planBehind(6, 7), set: func(n *scripted) { n.safes = nil }},
		{name: "the Safe is not read", plan: planBehind(6, 7), set: func(n *scripted) { n.err["Safes"] = broken }, want: broken.Error()},
	} {
		node := aNode()
		if test.set != nil {
			test.set(node)
		}
		c, _ := aClerk()
		turn, err := c.TurnStands(t.Context(), node, test.plan)
		if safetest.CodeOf(err) != test.want || (turn != nil) != test.turn || turn != nil && turn != test.plan.Turn {
			t.Errorf("%s: %+v, %v", test.name, turn, err)
		}
		if err != nil && !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v", test.name, err)
		}
		asks := 0
		for _, method := range node.asked {
			if method == "SafeRaceOf" {
				asks++
			}
		}
		if asks != test.asks {
			t.Errorf("%s: asked %d times", test.name, asks)
		}
	}
}

// TestTurnStops checks that an interrupt is not reported as a stale plan.
func TestTurnStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	node := aNode()
	node.err["SafeRaceOf"] = errors.New("stopped")
	c, _ := aClerk()
	if _, err := c.TurnStands(ctx, node, planBehind(6, 7)); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
