package answer

import (
	"encoding/json"
	"strings"
	"testing"
)

// A symbol with any characters is the same in the document, and does not control a terminal.
func TestEscaped(t *testing.T) {
	hostile := map[string]string{"symbol": "a\u009b2J\u202eb\U000e0041c\x7f" + "é€"}
	plain, err := json.Marshal(hostile)
	if err != nil {
		t.Fatal(err)
	}
	safe := escaped(plain)
	var back map[string]string
	if err := json.Unmarshal(safe, &back); err != nil || back["symbol"] != hostile["symbol"] {
		t.Errorf("%q, %v", back, err)
	}
	if strings.ContainsAny(string(safe), "\u009b\u202e\U000e0041\x7f") || !strings.Contains(string(safe), "é€") {
		t.Errorf("%s", safe)
	}
}

func TestTame(t *testing.T) {
	var out strings.Builder
	words := "WETH\x1b[2J\u009b1m\u202e\n\tsecond\n"
	if n, err := (tame{&out}).Write([]byte(words)); n != len(words) || err != nil || out.String() != "WETH1m\n\tsecond\n" {
		t.Errorf("%d, %v, %q", n, err, out.String())
	}
}
