package ops

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// What asset managers report counts by weight, without those that are left out.
func TestReportedShare(t *testing.T) {
	t.Parallel()
	token := func(manager byte, cash, managed uint64) Token {
		return Token{Weight: units.FixedFrom(5e17), AssetManager: common.Address{manager}, Cash: units.Amount{Raw: *uint256.NewInt(cash)}, Managed: units.Amount{Raw: *uint256.NewInt(managed)}}
	}
	pool := &Snapshot{Tokens: []Token{token(1, 20, 1980), token(2, 50, 50)}}
	for name, row := range map[string]struct {
		except []common.Address
		want   uint64
	}{
		"both":         {nil, 745e15},
		"one left out": {[]common.Address{{1}}, 25e16},
	} {
		if share := ReportedShare(pool, row.except); share != units.FixedFrom(row.want) {
			t.Errorf("%s: %s", name, share.Percent())
		}
		if found := AdviseReported(pool, row.except); len(found) != 1 || found[0].Code != "trust.reported" {
			t.Errorf("%s: %+v", name, found)
		}
	}
	pool.Tokens[0].Managed, pool.Tokens[1].Managed = units.Amount{}, units.Amount{Raw: *uint256.NewInt(5)}
	if found := AdviseReported(pool, nil); len(found) != 0 {
		t.Errorf("%+v", found)
	}
}
