package typed

import (
	"strings"
	"testing"
)

// TestHide checks that what may be a typed key is hidden, and that a hash is shown.
func TestHide(t *testing.T) {
	key, hash := strings.Repeat("aC", 32), strings.Repeat("5", 64)
	said := `invalid "0x` + key + `" and ` + key + ": see 0x" + hash
	want := "invalid " + Hidden + " and " + Hidden + ": see 0x" + hash
	if got := Hide(said, []string{"fee-set", "--x=0x" + key}); got != want {
		t.Error(got)
	}
	if !IsKey("0x"+key) || IsKey("@"+key) || IsKey(key+"0") {
		t.Error("a key is 64 digits")
	}
}
