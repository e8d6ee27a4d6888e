package signing

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/explain"
	"mpool/internal/golden"
	"mpool/internal/safe/review"
	"mpool/internal/safe/safetest"
	"mpool/internal/text"
)

// TestHashText tests the text that owners compare with their wallets, from the JSON for scripts.
func TestHashText(t *testing.T) {
	names, err := filepath.Glob("testdata/hash/*.json")
	must(t, err)
	if len(names) < 4 {
		t.Fatalf("only %d views are there", len(names))
	}
	for _, name := range names {
		words, err := os.ReadFile(name)
		must(t, err)
		var v HashView
		decoder := json.NewDecoder(bytes.NewReader(words))
		decoder.DisallowUnknownFields()
		must(t, decoder.Decode(&v))
		p := &text.Page{}
		v.Text(p)
		golden.Check(t, strings.TrimSuffix(name, ".json")+".txt", p.String()+"\n")
	}
}

// TestGrouped checks that a hash appears twice in full, once in groups and once whole.
func TestGrouped(t *testing.T) {
	hash := common.HexToHash("0x00112233445566778899aabbccddeeff0123456789abcdef0123456789abcdef")
	p := &text.Page{}
	grouped(p, "what is signed", hash)
	lines := strings.Split(strings.TrimSpace(p.String()), "\n")
	if len(lines) != 4 || lines[0] != "what is signed" || strings.TrimSpace(lines[3]) != hash.Hex() {
		t.Fatalf("%q", lines)
	}
	digits := strings.ReplaceAll(lines[1]+lines[2], " ", "")
	if digits != hash.Hex() || len(strings.Fields(lines[2])) != 8 {
		t.Errorf("%q", lines)
	}
}

// TestCallsInWords: equal words are said once, with their number, and a long list is cut.
func TestCallsInWords(t *testing.T) {
	call := func(n byte) review.Call { return review.Call{InnerCall: explain.InnerCall{To: safetest.Who(n)}} }
	one := "an empty call to " + safetest.Who(1).Hex()
	for _, test := range []struct {
		calls []review.Call
		want  string
	}{
		{nil, "no calls"},
		{[]review.Call{call(1)}, one},
		{[]review.Call{call(1), call(1), call(1)}, one + " (3 calls)"},
		{[]review.Call{call(1), call(2), call(3), call(1), call(4), call(5)}, one + " (2 calls), an empty call to " + safetest.Who(2).Hex() + ", an empty call to " + safetest.Who(3).Hex() + ", 2 more"},
	} {
		if got := (&HashView{Calls: test.calls}).callsInWords(); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}
