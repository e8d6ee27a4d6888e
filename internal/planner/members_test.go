package planner

import (
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/text"
)

// If the events and the pool disagree, the pool's answer counts, and both are shown.
func TestAllowlistDisagreement(t *testing.T) {
	gone, kept, both, off := common.Address{1}, common.Address{2}, common.Address{3}, common.Address{4}
	v := &Allowlist{Enabled: true, Disagree: 2, Complete: true, Entries: []AllowlistEntry{
		{Address: gone, Listed: true}, {Address: kept, Allowed: true}, {Address: both, Listed: true, Allowed: true, Note: "owner"}, {Address: off},
	}}
	if got := v.Allowed(); !slices.Equal(got, []common.Address{kept, both}) {
		t.Errorf("allowed are %v", got)
	}
	p := &text.Page{}
	v.Text(p)
	for _, want := range []string{
		gone.Hex() + "  1970-01-01 00:00  not a member according to the pool",
		kept.Hex() + "  1970-01-01 00:00  removed according to the events, a member according to the pool",
		both.Hex() + "  1970-01-01 00:00  owner", "disagree about 2 addresses", "members: 2",
	} {
		if !strings.Contains(p.String(), want) {
			t.Errorf("%q is not in\n%s", want, p.String())
		}
	}
	if strings.Contains(p.String(), off.Hex()) {
		t.Error("who was taken off is shown")
	}
}
