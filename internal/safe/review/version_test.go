package review

import (
	"errors"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/safe"
	"mpool/internal/text"
)

// TestTrustedVersion checks that a Safe with contradictory answers is refused, and that an old version
// is warned of.
func TestTrustedVersion(t *testing.T) {
	at, owners := common.HexToAddress("0xaa"), []common.Address{{1}, {2}}
	domain := func(minor int) common.Hash { return safe.Domain(safe.Version{Major: 1, Minor: minor}, 5, at) }
	tests := []struct {
		name, version string
		threshold     uint64
		domain        common.Hash
		unread        bool
		code          string
		warned        bool
	}{
		{"as it should be", "1.4.1", 2, domain(4), false, "", false},
		{"an old one", "1.1.1", 2, domain(1), false, "", true},
		{"a node that says another version", "1.2.0", 2, domain(4), false, untrusted, false},
		{"of another chain", "1.4.1", 2, safe.Domain(safe.Version{Major: 1, Minor: 4}, 6, at), false, untrusted, false},
		{"without a domain", "1.4.1", 2, common.Hash{}, true, untrusted, false},
		{"nobody has to sign", "1.4.1", 0, domain(4), false, untrusted, false},
		{"more have to sign than there are", "1.4.1", 3, domain(4), false, untrusted, false},
		{"unknown", "2.0.0", 2, domain(4), false, "safe.version", false},
	}
	for _, test := range tests {
		s := &chain.Safe{Address: at, Version: test.version, Threshold: test.threshold, Owners: owners, Domain: test.domain, DomainRead: !test.unread}
		v, err := TrustedVersion(s, 5)
		var no *failure.Failure
		if code := ""; errors.As(err, &no) && no.Code != test.code || err == nil && code != test.code {
			t.Errorf("%s: %v", test.name, err)
		}
		if err == nil && (len(OldVersion(v)) > 0) != test.warned {
			t.Errorf("%s: %v", test.name, OldVersion(v))
		}
	}
}

// TestBehindOthers: before 1.3.0 the queue proves nothing, because its transactions can fail for want of gas.
func TestBehindOthers(t *testing.T) {
	for words, want := range map[string]string{"1.1.1": "refuse safe.version.old", "1.2.0": "refuse safe.version.old", "1.3.0": "", "1.4.1": ""} {
		v, err := safe.ParseVersion(words)
		if got := brief(BehindOthers(v)); err != nil || got != want {
			t.Errorf("%s: %q, %v", words, got, err)
		}
	}
}

func TestMarkdownOfHostileText(t *testing.T) {
	for words, want := range map[string]string{
		"$x$ costs $5":   "<span>$</span>x<span>$</span> costs <span>$</span>5",
		":rocket: :+1:":  ":\u200brocket: :\u200b+1:",
		"at 10:13:26":    "at 10:13:26",
		"Safe: a b: c":   "Safe: a b: c",
		":no_entry:":     ":\u200bno\\_entry:",
		"https://a.b @c": "https:\u200b//a.b @\u200bc",
	} {
		if got := text.Markdown(words); got != want {
			t.Errorf("%s: %q, want %q", words, got, want)
		}
	}
}
