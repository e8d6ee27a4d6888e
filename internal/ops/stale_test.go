package ops

import "testing"

// TestDrifted: the first remaining call with other amounts is named, with what changed.
func TestDrifted(t *testing.T) {
	call := func(data byte, amount string) Call {
		return Call{Method: "managePoolBalance((uint8))", Data: []byte{data}, Args: []Arg{{"kind", "withdraw"}, {"amount", amount}}}
	}
	shown := &Plan{Calls: []Call{{Method: "first()"}, call(1, "100 DAI")}}
	for name, test := range map[string]struct {
		fresh []Call
		want  string
	}{
		"the same":           {shown.Calls, ""},
		"the rest":           {shown.Calls[1:], ""},
		"another amount":     {[]Call{{Method: "first()"}, call(2, "99 DAI")}, "managePoolBalance has 99 DAI instead of 100 DAI"},
		"of the rest":        {[]Call{call(2, "99 DAI")}, "managePoolBalance has 99 DAI instead of 100 DAI"},
		"what no word shows": {[]Call{call(2, "100 DAI")}, "managePoolBalance has other amounts"},
		"nothing is left":    {nil, ""},
	} {
		if got := shown.Drifted(&Plan{Calls: test.fresh}); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}
