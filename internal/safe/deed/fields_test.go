package deed

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/decode"
)

// TestFields: a missing or malformed argument is an error, of which the first counts.
func TestFields(t *testing.T) {
	value := func(words string) decode.Value { return decode.Value{Name: "it", Value: words} }
	for _, test := range []struct {
		name string
		read func(*fields)
		want string
	}{
		{"an address", func(f *fields) { f.address(value(common.Address{1}.Hex())) }, ""},
		{"no address", func(f *fields) { f.address(value("0x12")) }, "it is not a valid address"},
		{"an amount", func(f *fields) { f.amount(value("12")) }, ""},
		{"an amount below 0", func(f *fields) { f.amount(value("-12")) }, "it is not a valid amount"},
		{"an amount beyond all", func(f *fields) { f.amount(value(new(uint256.Int).SetAllOne().Dec() + "0")) }, "it is not a valid amount"},
		{"a number below 0", func(f *fields) { f.number(value("-12")) }, ""},
		{"no number", func(f *fields) { f.number(value("0x12")) }, "it is not a valid number"},
		{"a word", func(f *fields) { f.word(value(common.Hash{1}.Hex())) }, ""},
		{"half a word", func(f *fields) { f.word(value("0x12")) }, "it is not a valid 32-byte word"},
		{"a place", func(f *fields) { f.at(0) }, "argument 1 is missing"},
		{"a name", func(f *fields) { f.named("it") }, "argument it is missing"},
		{"the first counts", func(f *fields) { f.at(4); f.named("it") }, "argument 5 is missing"},
		{"a list", func(f *fields) {
			eachOf(f, decode.Value{Items: []decode.Value{{}}}, func(f *fields) int { f.named("x"); return 0 })
		}, "argument x is missing"},
		{"numbers", func(f *fields) { numbersOf(f, decode.Value{Items: []decode.Value{value("1"), value("x")}}) }, "it is not a valid number"},
	} {
		f := &fields{}
		if test.read(f); (f.err == nil) != (test.want == "") || f.err != nil && f.err.Error() != test.want {
			t.Errorf("%s: %v, want %q", test.name, f.err, test.want)
		}
	}
}
