package signing

import (
	"strings"
	"testing"

	"mpool/internal/safe"
	"mpool/internal/safe/review"
	"mpool/internal/safe/safetest"
)

// TestVouches checks that --yes does not accept what mpool cannot vouch for, but a named flag does.
func TestVouches(t *testing.T) {
	found := &review.Checker{View: &review.View{Checksum: safe.ChecksumWrong}, Flags: &review.Options{}}
	d, _ := aDesk()
	for _, yes := range []bool{true, false} { // there is no terminal to answer at
		if f := d.vouches(found, yes); f == nil || safetest.CodeOf(f) != "Refused check.unvouched" || !strings.Contains(f.Hint, "--ignore-checksum; or answer at a terminal") {
			t.Errorf("%v: %+v", yes, f)
		}
	}
	found.Flags.AnyChecksum = true
	if f := d.vouches(found, true); f != nil {
		t.Error(f)
	}
}
