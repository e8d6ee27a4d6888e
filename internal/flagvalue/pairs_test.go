package flagvalue

import "testing"

// Pairs may be given one by one or together, and none twice.
func TestPairs(t *testing.T) {
	for _, test := range []struct {
		given []string
		want  string
		err   string
	}{
		{[]string{"WETH=60%,DAI=rest"}, "DAI=rest,WETH=60%", ""},
		{[]string{"WETH=60%", " DAI = rest "}, "DAI=rest,WETH=60%", ""},
		{[]string{"WETH=my, prices.csv,DAI=dai.csv"}, "DAI=dai.csv,WETH=my, prices.csv", ""},
		{[]string{"WETH=a=b"}, "WETH=a=b", ""},
		{[]string{"WETH=60%,WETH=40%"}, "", `"WETH" is named twice`},
		{[]string{"WETH=60%", "WETH=60%"}, "", `"WETH" is named twice`},
		{[]string{"WETH"}, "", `"WETH" is not NAME=VALUE`},
		{[]string{"=60%"}, "", `"=60%" is not NAME=VALUE`},
		{[]string{"WETH="}, "", `"WETH=" is not NAME=VALUE`},
		{[]string{""}, "", `"" is not NAME=VALUE`},
	} {
		var p Pairs
		var err error
		for _, words := range test.given {
			if err == nil {
				err = p.Set(words)
			}
		}
		if test.err == "" && (err != nil || p.String() != test.want) || test.err != "" && (err == nil || err.Error() != test.err) {
			t.Errorf("%q: %s, %v", test.given, p.String(), err)
		}
	}
}
