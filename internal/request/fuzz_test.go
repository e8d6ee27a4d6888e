package request

import (
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

// A list of addresses is read line by line: each address is in the result once, and each mistake has
// its line number.
func FuzzParseAllowlist(f *testing.F) {
	one := "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
	for _, seed := range []string{one, "\uFEFF" + one + " # me\n\n" + one, "0x\n#\n", one + "," + one, "\r\n" + strings.ToLower(one)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		list, wrong := parseAllowlist(text)
		if len(list)+len(wrong) > strings.Count(text, "\n")+1 {
			t.Fatalf("%d addresses and %d mistakes in %q", len(list), len(wrong), text)
		}
		seen := map[common.Address]bool{}
		for _, address := range list {
			if seen[address] {
				t.Fatalf("%s is there twice", address)
			}
			seen[address] = true
		}
		for _, line := range wrong {
			if !strings.HasPrefix(line.Error(), "line ") {
				t.Fatal(line)
			}
		}
	})
}
