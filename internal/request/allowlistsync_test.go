package request

import (
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

func TestParseAllowlist(t *testing.T) {
	const one, two = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8", "0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc"
	list, wrong := parseAllowlist("\uFEFF# who may join\r\n" + one + " # a\r\n\r\n\t" + two + "\r\n#" + one)
	if len(wrong) > 0 || len(list) != 2 || list[0] != common.HexToAddress(one) || list[1] != common.HexToAddress(two) {
		t.Errorf("got %v, %v", list, wrong)
	}
	_, wrong = parseAllowlist(one + "\n" + strings.ToLower(one) + "\n0x1\n" + strings.Replace(one, "C51812dc3A", "c51812dc3A", 1) + "\n" + one + " " + two)
	want := []string{"line 2: duplicate address " + one + ", already on line 1", "line 3: ", "line 4: ", "line 5: "}
	if len(wrong) != len(want) {
		t.Fatalf("mistakes %q", wrong)
	}
	for i := range want {
		if !strings.HasPrefix(wrong[i].Error(), want[i]) {
			t.Errorf("mistake %q, want %q", wrong[i], want[i])
		}
	}
	if list, wrong = parseAllowlist(""); len(list)+len(wrong) != 0 {
		t.Error("an empty file is no empty list")
	}
}
