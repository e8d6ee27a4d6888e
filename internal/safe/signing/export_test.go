package signing

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/safe"
	"mpool/internal/safe/safetest"
)

// TestBatchOf checks that a Safe's part of a plan is written and reads back the same.
func TestBatchOf(t *testing.T) {
	k, _ := aDesk()
	k.Now = func() time.Time { return time.UnixMilli(1_700_000_000_123) }
	p := aProposal([]common.Address{safetest.Safe()}, safetest.Safe(), safetest.Safe(), safetest.Who(9))
	text, err := k.BatchOf(p, BatchOrigin{Plan: "plan.json"})
	must(t, err)
	batch, err := safe.ReadBatch(bytes.NewReader(text))
	must(t, err)
	calls, err := safe.FromPlan(p.Plan, safetest.Safe())
	must(t, err)
	if batch.Safe != safetest.Safe() || batch.ChainID != 1 || !safe.Same(batch.All(), calls) || len(calls) != 2 || !strings.Contains(string(text), "1700000000123") || !BatchKind().Is(text) {
		t.Errorf("%s", text)
	}
	if got := codesOf(p.Plan.Findings); got != "warn safe.others" {
		t.Errorf("what is left is said by %q", got)
	}
	if BatchKind().Is([]byte("{}")) {
		t.Error("{} is a batch")
	}
}
