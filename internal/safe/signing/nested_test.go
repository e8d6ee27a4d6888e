package signing

import (
	"errors"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/safe"
	"mpool/internal/safe/safetest"
	"mpool/internal/text"
)

// nestedSafe is the contract owner, as a Safe of the first two owners.
func nestedSafe(version string) *chain.Safe {
	v, err := safe.ParseVersion(version)
	if err != nil {
		v = safetest.Version()
	}
	return &chain.Safe{Address: safetest.Contract(), Version: version, Threshold: 1, Owners: []common.Address{safetest.Owner(8), safetest.Owner(9)}, DomainRead: true, Domain: safe.Domain(v, 1, safetest.Contract())}
}

// TestNestedOwners tests what the owners of an owner sign, if they can sign at all.
func TestNestedOwners(t *testing.T) {
	for _, test := range []struct {
		name           string
		minor          int
		accepts, known bool
		way            nestedWay
		says           string
	}{
		{"it accepts a message", 4, true, true, byMessage, "its owners sign not the safeTxHash, but their own Safe's message 0x1901"},
		{"it is shown the hash", 5, true, true, byMessage, "its owners sign not the safeTxHash, but their own Safe's message"},
		{"it accepts none", 4, false, true, byCall, "its owners must NOT sign for this: it does not support message signatures (EIP-1271), so they would be rejected"},
		{"nobody knows", 4, false, false, byEither, "message support is UNKNOWN: the node cannot check it; approveHash always works"},
	} {
		j, node := aRequest(), aNode()
		j.version.Minor = test.minor
		node.safes, node.message.accepts, node.message.known = map[common.Address]*chain.Safe{safetest.Contract(): nestedSafe("1.3.0")}, test.accepts, test.known
		_, hashes := at(t, j, 7)
		k, _ := aDesk()
		list, err := k.nestedOwners(t.Context(), node, j, hashes)
		must(t, err)
		n := list[0]
		if len(list) != 1 || n.Safe.Address != safetest.Contract() || n.Way != test.way || (n.Hashes == nil) != (test.way == byCall) || n.Approve.To != safetest.Safe() || !strings.HasSuffix(n.Approve.Data.String(), hashes.SafeTx.Hex()[2:]) {
			t.Errorf("%s: %+v", test.name, list)
		}
		if n.Hashes != nil && *n.Hashes != safe.NewMessageHashes(safe.Version{Major: 1, Minor: 3}, 1, safetest.Contract(), hashes.Shown(j.version)) {
			t.Errorf("%s: %+v", test.name, n.Hashes)
		}
		p := &text.Page{}
		if n.Text(p); !strings.Contains(p.String(), test.says) || strings.Contains(p.String(), "join their signatures in the order of the signers' addresses, and pass them to mpool safe exec as") == (test.way == byCall) {
			t.Errorf("%s: %s", test.name, p)
		}
	}
}

// TestNestedUnknown checks that an owner with an unknown version is omitted with a warning.
func TestNestedUnknown(t *testing.T) {
	j, node, broken := aRequest(), aNode(), errors.New("the line is cut")
	_, hashes := at(t, j, 7)
	k, words := aDesk()
	if list, err := k.nestedOwners(t.Context(), node, j, hashes); list != nil || err != nil {
		t.Errorf("owners that are none: %v, %v", list, err)
	}
	node.safes = map[common.Address]*chain.Safe{safetest.Contract(): nestedSafe("9.9.9")}
	list, err := k.nestedOwners(t.Context(), node, j, hashes)
	if err != nil || list != nil || len(k.UI.Warnings) != 1 || k.UI.Warnings[0].Code != "safe.nested" {
		t.Errorf("%v, %v, %s", list, err, words)
	}
	for _, method := range []string{"AcceptsMessage", "Safes"} {
		node.safes[safetest.Contract()] = nestedSafe("1.3.0")
		node.err[method] = broken
		if _, err := k.nestedOwners(t.Context(), node, j, hashes); !errors.Is(err, broken) {
			t.Errorf("%s: %v", method, err)
		}
	}
}

// TestOwnersHint checks that the hint names the owners, or the nested Safe of the account.
func TestOwnersHint(t *testing.T) {
	j, node := aRequest(), aNode()
	node.safes = map[common.Address]*chain.Safe{safetest.Contract(): nestedSafe("1.3.0")}
	if got := ownersHint(t.Context(), node, j, safetest.Owner(9)); !strings.Contains(got, "it is an owner of the Safe "+safetest.Contract().Hex()) || !strings.Contains(got, "mpool safe hash batch.json") {
		t.Error(got)
	}
	if got := ownersHint(t.Context(), node, j, safetest.Owner(7)); got != "the owners are "+text.Addresses(j.Safe.Owners) {
		t.Error(got)
	}
	node.err["Safes"] = errors.New("the line is cut")
	if got := ownersHint(t.Context(), node, j, safetest.Owner(9)); !strings.HasPrefix(got, "the owners are") {
		t.Error(got)
	}
}
