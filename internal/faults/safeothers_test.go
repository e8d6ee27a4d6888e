package faults_test

import (
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
)

// F27 for a Safe transaction: the effects of others in its block are told apart from its own.
func TestSoakOthersBesideSafe(t *testing.T) {
	runs := 2
	if soaking() {
		runs = 20
	}
	seed, ran := seedOf(t), 0
	for _, version := range safeVersions() {
		if !soaking() && version != "1.4.1" {
			continue
		}
		op := safeExec(version)
		for i := range runs {
			t.Run(version, func(t *testing.T) {
				m := newMarket(t, safeOriginOf(t, version), seed+uint64(i))
				m.plannedAlone(op)
				m.wants(m.serve(m.start(nil, op.send("--json")...)), 0)
				ran += m.cases
			})
		}
	}
	t.Logf("MPOOL_SEED=%d: others acted beside %d of a Safe's transactions", seed, ran)
}

// F27: someone else executes the Safe transaction before ours in the same block. Ours reverts, and
// the pool's change is the other's.
func TestSafeOvertakenInBlock(t *testing.T) {
	op := safeExec("1.4.1")
	m := newMarket(t, safeOriginOf(t, "1.4.1"), 1)
	m.plannedAlone(op)
	p := m.start(nil, op.send("--json")...)
	done := make(chan ended, 1)
	go func() { done <- p.wait() }()
	for m.waiting() == 0 {
		time.Sleep(20 * time.Millisecond)
	}
	m.copies(m.chain.Safe.Address)
	m.rpc(nil, "evm_mine")
	e := <-done
	m.wants(e, 6)
	for _, want := range []string{`"code": "safe.executed"`, `"differences": []`, "put on the allowlist"} {
		if !strings.Contains(e.out, want) {
			t.Errorf("no %s in\n%s", want, e.out)
		}
	}
}

// copies makes the stranger send the pending call of a contract before ours.
func (m *market) copies(to common.Address) {
	m.Helper()
	var waiting struct {
		Pending map[common.Address]map[string]struct {
			To    *common.Address
			Input hexutil.Bytes
		}
	}
	m.rpc(&waiting, "txpool_content")
	for _, txs := range waiting.Pending {
		for _, tx := range txs {
			m.tell(to, tx.Input, 100e9)
		}
	}
}

// plannedAlone plans while nobody else acts, and mines its transactions.
func (m *market) plannedAlone(op operation) {
	m.Helper()
	m.rpc(nil, "evm_setAutomine", true)
	m.planned(op)
	m.rpc(nil, "evm_setAutomine", false)
}

func safeOriginOf(t *testing.T, version string) chainState {
	t.Helper()
	from, err := safeOrigins[version]()
	if err != nil {
		t.Fatal(err)
	}
	return from
}
