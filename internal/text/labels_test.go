package text

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

func TestLabels(t *testing.T) {
	const a, b = "0xA0a0a0A0A0A0a0a0A0A0a0A0a0A0a0A0A0A0a0a0", "0xB0B0b0B0B0B0b0b0b0b0B0B0B0b0b0b0B0b0b0B0"
	p := &Page{Labels: map[common.Address]string{common.HexToAddress(a): "ops safe"}}
	for line, want := range map[string]string{
		"owner " + a + ", a Safe":                                  "owner " + a + ` ("ops safe"), a Safe`,
		"from " + a + " to " + b + " and " + a:                     "from " + a + ` ("ops safe") to ` + b + " and " + a + ` ("ops safe")`,
		"of Fund (" + a + ")":                                      "of Fund (" + a + ` ("ops safe"))`,
		"in lower case 0xa0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0": `in lower case 0xa0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0 ("ops safe")`,
		"  mpool weights-update " + a + " --broadcast":             "  mpool weights-update " + a + " --broadcast", // text to paste
		"export MPOOL_POOL=" + a:                                   "export MPOOL_POOL=" + a,
		"hash " + a + "0123456789abcdef01234567":                   "hash " + a + "0123456789abcdef01234567", // 32 bytes
		"https://etherscan.io/address/" + a:                        "https://etherscan.io/address/" + a,
		"0x0x " + a:                                                "0x0x " + a + ` ("ops safe")`,
		"0x":                                                       "0x",
		"":                                                         "",
	} {
		if got := p.shown(line); got != want {
			t.Errorf("%s\n%s\nwant %s", line, got, want)
		}
	}
	p.Table([]string{"who", "what"}, [][]string{{a, "one"}, {b, "two"}})
	want := "who                                                      what\n" + a + ` ("ops safe")  one` + "\n" + b + "               two\n"
	if got := p.String(); got != want {
		t.Errorf("%q\nwant %q", got, want)
	}
	if got := (&Page{}).shown(a); got != a {
		t.Error(got)
	}
}
