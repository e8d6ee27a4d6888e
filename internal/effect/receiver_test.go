package effect

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

// The words name who gets what a trade pays out, if that is not its sender.
func TestToWords(t *testing.T) {
	me, you := common.Address{1}, common.Address{2}
	if got, want := ToWords(me, you), " to "+you.Hex(); got != want || ToWords(me, me) != "" {
		t.Errorf("%q, want %q", got, want)
	}
}
