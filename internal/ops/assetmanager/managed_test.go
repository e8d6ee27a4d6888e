package assetmanager

import (
	"testing"

	"mpool/internal/ops/opstest"
)

func TestReportedLossOfThePool(t *testing.T) {
	token := opstest.Pool(30, 70).Tokens[0]
	token.Managed = opstest.Amount(10_000*1e6, 6)
	found := adviseReported(ManagedBalance{Token: token.Address, Amount: opstest.Amount(0, 6)}, token)
	if want := "the loss is 25% of the pool's A balance, whose weight is 30%: 7.5% of the pool"; found[1].Summary != want {
		t.Errorf("%q, want %q", found[1].Summary, want)
	}
}
