package faults_test

import (
	"strings"
	"testing"
	"time"

	"mpool/internal/faultproxy"
)

// F27: the node gives no logs, so the acts of others are unknown. If the pool is as the call alone
// leaves it, it is verified all the same. Otherwise mpool claims nothing, and resume settles it
// later.
func TestLogsCannotBeRead(t *testing.T) {
	for _, others := range []bool{false, true} {
		t.Run(map[bool]string{false: "alone", true: "with a swap in the block"}[others], func(t *testing.T) {
			m := newMarket(t, origin, 1)
			m.proxy.Inject(faultproxy.Rule{Method: "eth_getLogs", Fault: faultproxy.Error(-32005, "no logs today")})
			e := m.swapBeside(m.start(nil, "fee-set", "0.4%", "--broadcast", "--yes", "--json", "--timeout", "20s", "--private-key", "env:OWNER_KEY"), others)
			if !others {
				m.wants(e, 0)
				return
			}
			m.wants(e, 5)
			if n := m.proxy.Calls()["eth_getLogs"]; n > 8 {
				t.Errorf("asked %d times for logs that the node does not give", n)
			}
			if !strings.Contains(e.out, "the result differs from this call alone, and the other transactions of that block cannot be read:") || strings.Contains(e.out, "disagreement") {
				t.Errorf("claims what nobody knows:\n%s", e.out)
			}
			m.proxy.Clear()
			m.wants(m.swapBeside(m.start(nil, "resume", "--timeout", "20s"), false), 0)
		})
	}
}

// F27: the acts of others in the block are named, in text and in JSON.
func TestOthersAreNamed(t *testing.T) {
	m := newMarket(t, origin, 1)
	e := m.swapBeside(m.start(nil, "fee-set", "0.4%", "--broadcast", "--yes", "--timeout", "20s", "--private-key", "env:OWNER_KEY"), true)
	m.wants(e, 0)
	for _, want := range []string{"in the same block, before yours: a swap of 1 WETH for ", " USDC by " + stranger().Hex() + ", 0x", "verified: matches the prediction to the wei"} {
		if !strings.Contains(e.out, want) {
			t.Errorf("no %q in\n%s", want, e.out)
		}
	}
}

// swapBeside mines the program's transaction, with a stranger's swap before it in the same block.
func (m *market) swapBeside(p *started, really bool) ended {
	m.Helper()
	done := make(chan ended, 1)
	go func() { done <- p.wait() }()
	for {
		select {
		case e := <-done:
			return e
		case <-time.After(20 * time.Millisecond):
		}
		if m.waiting() == 0 {
			continue
		}
		if really {
			m.vault(m.swap(0, m.token("WETH"), m.token("USDC"), tokens(1, 18)), 100e9)
		}
		m.rpc(nil, "evm_mine")
	}
}
