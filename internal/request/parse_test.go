package request

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/batch"
	"mpool/internal/failure"
)

// Every field of every operation is read from a batch file and kept.
func TestEveryFieldIsTaken(t *testing.T) {
	for _, r := range All() {
		for _, f := range r.Fields {
			words := example(f)
			if err := r.set(batch.Given{Name: f.Name, Values: words}); err != nil {
				t.Errorf("%s: %s: %v", r.Name, f.Name, err)
				continue
			}
			if got := f.Value.String(); !strings.Contains(got, words[len(words)-1]) {
				t.Errorf("%s: %s is %q after %q", r.Name, f.Name, got, words)
			}
		}
		if err := r.set(batch.Given{Name: "nobody", Values: []string{"x"}}); err == nil {
			t.Errorf("%s takes a field that it does not have", r.Name)
		}
	}
}

// example returns values that a field accepts.
func example(f Field) []string {
	switch {
	case f.Kind == batch.Switch:
		return []string{"true"}
	case f.Name == "override":
		return []string{"max_arbitrage_cost", "min_duration"}
	case f.Kind == batch.Text && (f.Name == "from" || f.Name == "to"): // hidden old names, which accept only percentages
		return []string{"2%"}
	case f.Kind == batch.Text:
		return []string{"first"}
	}
	return []string{"first", "second"}
}

// Fields have different values, so that a field that overwrites another is found.
func TestFieldsAreApart(t *testing.T) {
	for _, r := range All() {
		seen := map[Value]string{}
		names := map[string]bool{}
		for _, f := range r.Fields {
			if other, twice := seen[f.Value]; twice {
				t.Errorf("%s: %s and %s are one value", r.Name, f.Name, other)
			}
			if names[f.Name] || f.Usage == "" || (f.Label == "") != (f.Place == batch.Flag) {
				t.Errorf("%s: %s is there twice, is not explained or has no label", r.Name, f.Name)
			}
			seen[f.Value], names[f.Name] = f.Name, true
		}
		if other := New(r.Name); other == r || other.Fields == nil && r.Fields != nil {
			t.Errorf("%s: a new request is another's", r.Name)
		}
	}
	if New("nobody") != nil {
		t.Error("there is an operation that nobody knows")
	}
}

// Mistakes found without a node have the same message as those of the command.
func TestMistakes(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := errors.Join(os.Mkdir("testdata", 0o700), os.WriteFile("testdata/wrong.csv", []byte("token,weight\nWETH,30\nUSDC\n"), 0o600)); err != nil {
		t.Fatal(err)
	}
	for fields, want := range map[string]string{
		"weights-update; to: 'WETH=1,DAI=x'; end: soon; others: none; duration: '7'; pool: x; reason: why": `--to: weight of WETH: "1" has no unit: did you mean 1% or 100%?
--to: weight of DAI: invalid percentage "x": use a form like 30% or 0.3%
--others: "none" is neither keep nor scale
use only one of --duration, --end and --instant
--end: invalid time "soon": use one of now, +2h, 2026-12-24, "2026-12-24 09:00" (both in the zone of --tz), "2026-12-24 09:00 Europe/Zurich", 2026-12-24T09:00Z, 2026-12-24T09:00+01:00, or unix seconds
--duration: invalid duration "7": use a form like 7d, 3d12h or 90m
--reason needs an --override | name the policy with --override, one of `,
		"fee-ramp; start-fee: '1'; start: x":                                   "missing --end-fee | for example: --end-fee 0.3%\n",
		"weights-update; to: WETH=1%; shift: WETH=+1%":                         "use only one of --to and --shift",
		"weights-update; to: 'WETH=1%,USDC=rest'; others: scale; duration: 1d": "--others scale shares what is left, and one token takes the rest: say one of them",
		"weights-update; freeze: true; others: keep":                           "--others goes with --to or --shift, and not with --freeze",
		"weights-update; shift: {WETH: 5%}; duration: 1d":                      `--shift: the shift of WETH: "5%" has no sign: write +5% or -5%`,
		"weights-update; to: '@targets.csv'; duration: 1d":                     "--to: file not found: \"targets.csv\"",
		"weights-update; to: '@wrong.csv'; duration: '1'":                      "--to: \"wrong.csv\": line 2, column 6: expected a token and its weight, such as WETH,30% | mpool does not show the text of a file that another file names\n--to: \"wrong.csv\": line 3, column 1: expected a token and its weight, such as WETH,30% | mpool does not show the text of a file that another file names\n--duration: ",
		"weights-update; to: WETH=1%; end: 2026-12-24 09:00":                   "--end: \"2026-12-24 09:00\" names no zone: write \"2026-12-24 09:00 Europe/Zurich\" with your zone, 2026-12-24T09:00:00Z for UTC, or set tz in the configuration or --tz",
		"weights-update":                                                                                `--to: missing weights: use WETH=30%,USDC=30%,WBTC=rest`,
		"weights-update; to: WETH=0.3":                                                                  `--to: `,
		"weights-update; freeze: true; extend-to: +1d":                                                  "use only one of --freeze and --extend-to",
		"weights-update; freeze: true; to: WETH=1%; shorten-to: +1d":                                    "use only one of --freeze and --shorten-to and --to",
		"weights-update; within: 5m; to: WETH=1%":                                                       "--within needs --freeze",
		"weights-update; freeze: false; within: 5m":                                                     "--within needs --freeze",
		"weights-update; freeze: true; duration: 7d":                                                    "--freeze is for the running change; omit --duration, which is for a new one",
		"weights-update; freeze: true; start: now":                                                      "--freeze is for the running change; omit --start, which is for a new one",
		"weights-update; extend-to: +1d; end: +2d":                                                      "--extend-to is for the running change; omit --end, which is for a new one",
		"weights-update; shorten-to: +1d; instant: false":                                               "--shorten-to is for the running change; omit --instant, which is for a new one",
		"weights-update; to: WETH=1%,USDC=rest; duration: 1d; override: max_arbitrage_cost":             "--override max_arbitrage_cost needs a --reason, which is recorded",
		"weights-update; to: WETH=1%,USDC=rest; duration: 1d; reason: why":                              "--reason needs an --override | name the policy with --override, one of ",
		"fee-set; fee: 1%; override: nothing":                                                           `invalid value "nothing" for --override: unknown policy: use one of max_arbitrage_cost`,
		"fee-set; fee: 1%; override: max_arbitrage_cost; reason: " + strings.Repeat("x", 501):           `invalid value "xxx`,
		"fee-set; fee: 1%; pool: nobody":                                                                `unknown pool "nobody": use an address (0x and 40 digits) or a name from the configuration | pools in the configuration: fund`,
		"swaps disable; pool: '0x1'":                                                                    `"0x1" is not an address`,
		"aum-fee set; fee: \"3\"":                                                                       `"3" has no unit: did you mean 3%?`,
		"breakers set; tokens: USDC":                                                                    "missing bounds: use --lower 80%, --upper 150% or both | mpool breakers clear removes them",
		"breakers set; tokens: USDC; lower: x":                                                          "--lower: ",
		"breakers set; tokens: USDC; upper: x":                                                          "--upper: ",
		"add-token; token: DAI":                                                                         "missing --weight, for example --weight 10%",
		"add-token; token: DAI; weight: 10%":                                                            `missing deposit: use --amount 1000, or --price "2000 USDC"`,
		"add-token; token: DAI; weight: 10%; amount: \"1\"; mint: fair":                                 `--mint fair needs --price | give the price of one token`,
		"add-token; token: DAI; weight: 10%; amount: \"1\"; mint-to: '" + someone + "'":                 "--mint-to needs --mint | use --mint fair or an amount of BPT",
		"add-token; token: DAI; weight: 10%; amount: \"1\"; asset-manager: me":                          `--asset-manager: "me" is not an address`,
		"add-token; token: DAI; weight: 10%; amount: \"1\"; mint: \"1\"; mint-to: me":                   `--mint-to: "me" is not an address`,
		"add-token; token: DAI; weight: x; amount: \"1\"":                                               "--weight: ",
		"add-token; token: DAI; weight: 10%; price: x":                                                  "--price: ",
		"add-token; token: DAI; weight: 10%; price: 1 USDC; suspend-members: true; trust-members: true": "use only one of --suspend-members, which removes members from the allowlist, and --trust-members, which keeps them | omit one of them",
		"remove-token; token: DAI; suspend-members: true; trust-members: true":                          "use only one of --suspend-members",
		"allowlist add; addresses: [fund]":                                                              `"fund" is not an address`,
		"allowlist add; addresses: ['" + someone + "', '" + someone + "']":                              someone + " appears twice",
		"allowlist remove; addresses: '0x12'":                                                           `"0x12" is not an address`,
		"allowlist sync; file: nowhere.txt":                                                             "file not found: \"nowhere.txt\"",
	} {
		r, err := parsed(t, fields)
		var f *failure.Failure
		if !errors.As(err, &f) || f.Exit != failure.Misuse || !strings.HasPrefix(complaint(err), want) {
			t.Errorf("%s (%t):\n%s\nwant %s", fields, r == nil, complaint(err), want)
		}
	}
}

// An unknown operation, and an invalid value of a switch.
func TestMistakesOfOthers(t *testing.T) {
	for want, item := range map[string]batch.Item{
		`unknown operation "send" | mpool --help`:                   {Operation: "send"},
		"swaps enable has no field fee | mpool swaps enable --help": {Operation: "swaps enable", Given: []batch.Given{{Name: "fee", Values: []string{"1%"}}}},
		`invalid value "maybe" for --all: use true or false | mpool breakers clear --help`: {
			Operation: "breakers clear", Given: []batch.Given{{Name: "all", Values: []string{"maybe"}}}},
	} {
		if _, err := Parse(t.Context(), item, source()); complaint(err) != want {
			t.Errorf("%s, want %s", complaint(err), want)
		}
	}
	from := source()
	from.Settings.Pool = ""
	if _, err := Parse(t.Context(), batch.Item{Operation: "swaps disable"}, from); !strings.HasPrefix(complaint(err), "missing pool | name one of the configuration") {
		t.Error(complaint(err))
	}
}

// The pool is the named one, or that of the configuration with its chain.
func TestPoolOfRequest(t *testing.T) {
	for fields, want := range map[string]string{
		"swaps disable":                               poolAddress,
		"swaps disable; pool: FUND":                   poolAddress,
		"swaps disable; pool: '" + someone + "'":      someone,
		"allowlist add; addresses: '" + another + "'": poolAddress,
	} {
		r, err := parsed(t, fields)
		if err != nil || r.Pool.Address != common.HexToAddress(want) || (r.Pool.Chain == 1) != (want == poolAddress) {
			t.Errorf("%s: %+v %v", fields, r, err)
		}
	}
	r, err := parsed(t, "fee-set; fee: 1%; override: [max_arbitrage_cost, min_duration]; reason: a sentence")
	if err != nil || strings.Join(r.Override.Policies, " ") != "max_arbitrage_cost min_duration" || r.Override.Reason != "a sentence" {
		t.Errorf("%+v %v", r, err)
	}
}
