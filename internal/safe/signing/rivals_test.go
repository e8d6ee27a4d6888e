package signing

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/safe"
	"mpool/internal/safe/safetest"
	"mpool/internal/safeservice"
)

// TestRivals checks for queued transactions with the same nonce.
func TestRivals(t *testing.T) {
	j := aRequest()
	tx, hashes := at(t, j, 7)
	other, later := tx, tx
	other.To, later.To, later.Nonce = safetest.Who(9), safetest.Who(9), 8
	hashOf := func(tx safe.Transaction) common.Hash {
		return safe.NewHashes(safetest.Version(), 1, safetest.Safe(), tx).SafeTx
	}
	rival := entry(other, hashOf(other))
	signed, half := entry(later, hashOf(later)), entry(later, hashOf(later))
	signed["confirmations"] = confirmations(hashOf(later), 1, 2)
	half["confirmations"] = confirmations(hashOf(later), 1)
	broken := entry(other, hashOf(other))
	broken["value"] = "none"
	for _, test := range []struct {
		name   string
		nonce  uint64
		named  bool
		status int
		answer any
		want   string
	}{
		{"nothing waits", 7, false, 200, listOf(), ""},
		{"itself", 7, false, 200, listOf(entry(tx, hashes.SafeTx)), ""},
		{"a later one", 7, false, 200, listOf(entry(later, hashOf(later))), ""},
		{"what is no transaction", 7, false, 200, listOf(broken), ""},
		{"another", 7, false, 200, listOf(entry(tx, hashes.SafeTx), rival), "refuse safe.nonce.taken"},
		{"another, and the nonce is named", 7, true, 200, listOf(rival), "warn safe.nonce.taken"},
		{"another, and a signed one behind it", 7, true, 200, listOf(rival, signed), "warn safe.nonce.taken, warn safe.queue.stays"},
		{"another, and one behind it that is half signed", 7, true, 200, listOf(rival, half), "warn safe.nonce.taken"},
		{"itself, and a signed one behind it", 7, true, 200, listOf(entry(tx, hashes.SafeTx), signed), ""},
		{"another under this hash", 7, false, 200, listOf(entry(other, hashes.SafeTx)), "warn service.hash"},
		{"another, and the nonce is used", 6, false, 200, listOf(rival), ""},
		{"no answer", 7, false, http.StatusInternalServerError, nil, "note safe.queue.unread"},
		{"no list", 7, false, 200, map[string]any{}, "note safe.queue.unread"},
	} {
		k, _ := aDesk()
		serving(t, k, test.status, test.answer)
		one, its := at(t, j, test.nonce)
		found, err := k.rivals(t.Context(), j, one, its, test.named)
		must(t, err)
		if got := codesOf(found); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
		if strings.Contains(test.want, "taken") && (!strings.Contains(found[0].Summary, hashOf(other).Hex()) || strings.Contains(found[0].Hint, "--nonce 7") == test.named) {
			t.Errorf("%s: %+v", test.name, found[0])
		}
	}
}

// TestNoRivals checks that without a service nothing is asked, and that an interrupt is returned as
// such.
func TestNoRivals(t *testing.T) {
	j := aRequest()
	tx, hashes := at(t, j, 7)
	k, _ := aDesk()
	if found, err := k.rivals(t.Context(), j, tx, hashes, false); found != nil || err != nil {
		t.Error(found, err)
	}
	serving(t, k, 200, listOf())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := k.rivals(ctx, j, tx, hashes, false); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	wrong := errors.New("the key is wrong")
	k.Service = func() (*safeservice.Client, error) { return nil, wrong }
	if _, err := k.rivals(t.Context(), j, tx, hashes, false); !errors.Is(err, wrong) {
		t.Error(err)
	}
	v, err := k.signingView(t.Context(), j, tx, hashes, aChecker(), false)
	if !errors.Is(err, wrong) || v == nil {
		t.Error(err)
	}
}

// confirmations are signatures of owners, as the service lists them.
func confirmations(hash common.Hash, owners ...byte) (list []map[string]any) {
	for _, n := range owners {
		list = append(list, map[string]any{"owner": safetest.Owner(n), "signature": "0x" + common.Bytes2Hex(safetest.Signed(n, hash)), "signatureType": "EOA"})
	}
	return list
}
