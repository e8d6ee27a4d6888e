package chain

import (
	"sync"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain/wire"
	"mpool/internal/ops"
)

// After returns a client of its own. Two such clients, used at the same time after different calls,
// see only their own calls, and the original client sees none. The race detector would find shared
// data that one of them writes.
func TestTwoBehindAtOnce(t *testing.T) {
	plain := newClient(&wire.Conn{}, balancer{})
	base := &ops.Snapshot{Block: ops.Block{Number: 7}}
	var both sync.WaitGroup
	for n := 1; n <= 2; n++ {
		to := common.BytesToAddress([]byte{byte(n)})
		after := runsAfter(plain.simulator, make([]ops.Call, n))
		for i := range after.run.ahead {
			after.run.ahead[i].To = to
		}
		both.Go(func() {
			for range 200 {
				after.lens.seen.plain.Store(to, true) // what is known about the node is shared
				calls := after.run.blockAhead(base)[0]["calls"].([]map[string]any)
				if !after.IsAfter() || len(calls) != n || calls[0]["to"] != to {
					t.Errorf("behind %d calls: %v", n, calls)
				}
			}
		})
	}
	for range 200 {
		if plain.IsAfter() || plain.run.blockAhead(base) != nil {
			t.Error("the client itself has calls that come first")
		}
	}
	both.Wait()
	for n := byte(1); n <= 2; n++ {
		if _, seen := plain.Lens.seen.plain.Load(common.BytesToAddress([]byte{n})); !seen {
			t.Errorf("what was found out behind %d calls is asked again", n)
		}
	}
}
