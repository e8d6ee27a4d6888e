package rehearsal

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

// Each command says in words what comes before it; one Safe's transactions come one after the other.
func TestCommands(t *testing.T) {
	one, other := common.Address{1}, common.Address{2}
	wait := func(words string) waiting {
		w, err := parseWaiting(words, nil)
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	all := []toSend{
		{plan: "a.json", safe: one},
		{plan: "b.json", safe: one},
		{plan: "c.json", safe: other},
		{plan: "d.json", wait: wait("2d").and(wait("8h"))},
		{plan: "e.json", wait: wait("2d").and(wait("2040-01-01T00:00Z"))},
		{plan: "f.json", wait: wait("2040-01-01T00:00Z").and(wait("1d")), keys: " --ledger"},
	}
	want := [][2]string{
		{"", "mpool safe hash a.json"},
		{"after the Safe has executed the previous transaction", "mpool safe hash b.json"},
		{"", "mpool safe hash c.json"},
		{"2 days 8 hours after the previous operation", "mpool send d.json"},
		{"at or after 2040-01-01 00:00 UTC", "mpool send e.json"},
		{"at or after 2040-01-02 00:00 UTC", "mpool send f.json --ledger"},
	}
	for i, next := range commands(all) {
		if got := [2]string{next.After, next.Command}; got != want[i] {
			t.Errorf("%d: %q, want %q", i, got, want[i])
		}
	}
	if first := commands(all[3:]); first[0].After != "2 days 8 hours from now" {
		t.Error(first[0].After)
	}
}
