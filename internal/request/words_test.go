package request

import (
	"slices"
	"strings"
	"testing"
)

// The arguments are the pool and then its words. If POOL is omitted, the configured pool comes first.
func TestWords(t *testing.T) {
	for line, want := range map[string]string{
		"fee-ramp|0.3%:1%:7d":                   `fee-ramp takes no argument "0.3%:1%:7d": write it as three flags | use --start-fee 0.3% --end-fee 1% --duration 7d`,
		"swaps disable|":                        "fund|",
		"swaps disable|other":                   "other|",
		"fee-set|1%":                            "fund 1%|fee=1%",
		"fee-set|other 1%":                      "other 1%|fee=1%",
		"breakers clear|USDC,WETH":              "fund USDC,WETH|tokens=USDC,WETH",
		"breakers clear|other USDC":             "other USDC|tokens=USDC",
		"manage-balance update|USDC=1 WETH=2":   "fund USDC=1 WETH=2|amounts=USDC=1,WETH=2",
		"manage-balance update|other USDC=1":    "other USDC=1|amounts=USDC=1",
		"allowlist add|" + someone:              "fund " + someone + "|addresses=" + someone,
		"allowlist add|other " + someone:        "other " + someone + "|addresses=" + someone,
		"allowlist add|a b c":                   "a b c|addresses=b,c",
		"allowlist sync|members.txt":            "fund members.txt|file=members.txt",
		"manage-balance revoke|other USDC":      "other USDC|token=USDC",
		"allowlist add|" + poolAddress:          "missing addresses: use POOL ADDRESS...",
		"allowlist remove|":                     "missing addresses: use POOL ADDRESS...",
		"breakers clear|":                       "missing tokens: name them, for example USDC,WETH, or use --all",
		"breakers clear|a b c":                  "--all means all tokens: omit the token names",
		"breakers set|":                         "missing tokens: name them, for example USDC,WETH, or use --all",
		"manage-balance deposit|":               "missing tokens and amounts, for example USDC=1000 WETH=0.5",
		"manage-balance deposit|other":          "missing tokens and amounts, for example USDC=1000 WETH=0.5",
		"manage-balance deposit|other x=1 USDC": `invalid token and amount "USDC": use TOKEN=AMOUNT, for example USDC=1000`,
	} {
		name, words, _ := strings.Cut(line, "|")
		r := New(name)
		args, err := r.Words(strings.Fields(words), source().Settings)
		got := strings.Join(args, " ") + "|" + strings.Join(behind(r), " ")
		if err != nil {
			got = complaint(err)
		}
		if got != want {
			t.Errorf("%s: %s, want %s", line, got, want)
		}
	}
}

// behind returns the fields after the pool, with their values.
func behind(r *Request) []string {
	var list []string
	for _, f := range r.Fields {
		if f.Label != "" {
			list = append(list, f.Name+"="+f.Value.String())
		}
	}
	return list
}

// --all leaves no argument after the pool.
func TestWordsForAll(t *testing.T) {
	for words, want := range map[string]string{"": "fund", "other": "other", "other USDC": "--all means all tokens: omit the token names"} {
		r := New("breakers clear")
		for _, f := range r.Fields {
			if f.Name == "all" && f.Value.Set("true") != nil {
				t.Fatal("a switch cannot be set")
			}
		}
		if len(words) > 0 && strings.Contains(want, "--all") {
			words += " more"
		}
		args, err := r.Words(strings.Fields(words), source().Settings)
		if got := strings.Join(args, " "); err == nil && got != want || err != nil && complaint(err) != want {
			t.Errorf("%s: %s %v, want %s", words, got, err, want)
		}
	}
}

// Without a configured pool, it has to be named.
func TestWordsWithoutPool(t *testing.T) {
	from := source()
	from.Settings.Pool = ""
	for _, name := range []string{"fee-set", "allowlist sync", "remove-token", "manage-balance deposit", "breakers clear", "allowlist add"} {
		words := []string{"a=1"}
		if _, err := New(name).Words(words, from.Settings); !strings.HasPrefix(complaint(err), "missing pool") {
			t.Errorf("%s: %v", name, err)
		}
		words = slices.Insert(words, 0, "fund")
		if args, err := New(name).Words(words, from.Settings); err != nil || !slices.Equal(args, words) {
			t.Errorf("%s: %q %v", name, args, err)
		}
	}
}

// Each use of a list flag adds one value; a list with commas adds several at once.
func TestValues(t *testing.T) {
	var l several
	if err := l.Append("a,b"); err != nil || l.Set("c") != nil || !slices.Equal(l.GetSlice(), []string{"a,b", "c"}) || l.String() != "a,b,c" {
		t.Error(l)
	}
	if err := l.Replace([]string{"d"}); err != nil || !slices.Equal(l.GetSlice(), []string{"d"}) {
		t.Error(l)
	}
	var parts apart
	if parts.Set("") != nil || parts.Set(`a,"b,c"`) != nil || parts.Set("d") != nil || !slices.Equal(parts.words, []string{"a", "b,c", "d"}) {
		t.Error(parts)
	}
	if err := parts.Set(`"a`); err == nil {
		t.Error("an open quote is taken")
	}
	var on onOff
	if on.Set("true") != nil || !on.on || !on.given || on.Set("false") != nil || on.on || on.Set("yes please") == nil {
		t.Error(on)
	}
}
