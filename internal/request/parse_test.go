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

// Every field of every operation is taken from a batch file, and is there when it is asked
// for: nothing is left out on the way.
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

// example are values that a field takes, whatever they mean.
func example(f Field) []string {
	switch {
	case f.Kind == batch.Switch:
		return []string{"true"}
	case f.Name == "override":
		return []string{"max_cost", "min_duration"}
	case f.Kind == batch.Text:
		return []string{"first"}
	}
	return []string{"first", "second"}
}

// Fields have different values, so that none overwrites another.
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

// What a request says before any node is asked: as the command says it.
func TestMistakes(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := errors.Join(os.Mkdir("testdata", 0o700), os.WriteFile("testdata/wrong.csv", []byte("token,weight\nWETH,30\nUSDC\n"), 0o600)); err != nil {
		t.Fatal(err)
	}
	for fields, want := range map[string]string{
		"weights-update":                                                          `--to: no weights given: write WETH=30%,USDC=30%,WBTC=rest`,
		"weights-update; to: WETH=0.3":                                            `--to: `,
		"weights-update; freeze: true; extend-to: +1d":                            "--freeze and --extend-to exclude each other",
		"weights-update; freeze: true; to: WETH=1%; shorten-to: +1d":              "--freeze and --shorten-to and --to exclude each other",
		"weights-update; within: 5m; to: WETH=1%":                                 "--within goes with --freeze",
		"weights-update; freeze: false; within: 5m":                               "--within goes with --freeze",
		"weights-update; freeze: true; duration: 7d":                              "--freeze is about the change that runs, and --duration about a new one",
		"weights-update; freeze: true; start: now":                                "--freeze is about the change that runs, and --start about a new one",
		"weights-update; extend-to: +1d; end: +2d":                                "--extend-to is about the change that runs, and --end about a new one",
		"weights-update; shorten-to: +1d; instant: false":                         "--shorten-to is about the change that runs, and --instant about a new one",
		"weights-update; to: WETH=1%,USDC=rest; duration: 1d; override: max_cost": "--override max_cost needs a --reason, which goes into the record",
		"weights-update; to: WETH=1%,USDC=rest; duration: 1d; reason: why":        "--reason says why a policy is overridden, and none is | name it with --override, one of ",
		"weights-update; to: 'WETH=1,DAI=x'; end: soon; others: none; duration: '7'; pool: x; reason: why": `--to: the weight of WETH: "1" has no percent sign: write 1% or 100%, whichever is meant
--to: the weight of DAI: "x" is not a percentage such as 30% or 0.3%
--others: "none" is neither keep nor scale
--duration, --end and --instant exclude each other
--end: "soon" is not a time: use now, +2h, 2026-01-31T12:00:00Z or unix seconds
--duration: "7" is not a duration such as 7d, 3d12h or 90m
--reason says why a policy is overridden, and none is | name it with --override, one of `,
		"fee-ramp; from: '1'; start: x":                                                                   "from which fee to which? give --from 2% --to 0.3% | --from now begins with the fee of now\nhow long shall it take? give --duration 7d, --end TIME or --instant\n--start: ",
		"weights-update; to: WETH=1%; shift: WETH=+1%":                                                  "--to and --shift exclude each other",
		"weights-update; to: 'WETH=1%,USDC=rest'; others: scale; duration: 1d":                          "--others scale shares what is left, and one token takes the rest: say one of them",
		"weights-update; freeze: true; others: keep":                                                    "--others goes with --to or --shift, and not with --freeze",
		"weights-update; shift: {WETH: 5%}; duration: 1d":                                               `--shift: the shift of WETH: "5%" has no sign: write +5% or -5%`,
		"weights-update; to: '@targets.csv'; duration: 1d":                                              "--to: \"targets.csv\" cannot be read: no such file or directory",
		"weights-update; to: '@wrong.csv'; duration: '1'":                                                 "--to: \"wrong.csv\", line 2: the weight of WETH: \"30\" has no percent sign: write 30% or 3000%, whichever is meant\n--to: \"wrong.csv\", line 3: it has 1 column, not two: write TOKEN,30%\n--duration: ",
		"weights-update; to: WETH=1%; end: 2026-12-24 09:00":                                            "--end: \"2026-12-24 09:00\" names no zone: write 2026-12-24T09:00:00Z for UTC, or set tz in the configuration or --tz",
		"fee-set; fee: 1%; override: nothing":                                                           `invalid argument "nothing" for "--override" flag: there is no such policy; the policies are max_cost`,
		"fee-set; fee: 1%; override: max_cost; reason: " + strings.Repeat("x", 501):                     `invalid argument "xxx`,
		"fee-set; fee: 1%; pool: nobody":                                                                `"nobody" is neither an address (0x and 40 digits) nor a pool named in the configuration | the configuration names: fund`,
		"swaps disable; pool: '0x1'":                                                                    `"0x1" is not an address`,
		"aum-fee set; fee: \"3\"":                                                                       `"3" has no percent sign`,
		"breakers set; tokens: USDC":                                                                    "which bounds? give --lower 0.8, --upper 1.5 or both | mpool breakers clear takes them away",
		"breakers set; tokens: USDC; lower: x":                                                          "--lower: ",
		"breakers set; tokens: USDC; upper: x":                                                          "--upper: ",
		"add-token; token: DAI":                                                                         "which weight shall it have? give --weight 10%",
		"add-token; token: DAI; weight: 10%":                                                            `how much is deposited? give --amount 1000, or --price "2000 USDC"`,
		"add-token; token: DAI; weight: 10%; amount: \"1\"; mint: fair":                                 `--mint fair is what the deposit is worth, and nothing says what that is | give what one token costs`,
		"add-token; token: DAI; weight: 10%; amount: \"1\"; mint-to: '" + someone + "'":                 "--mint-to says who gets the minted BPT, and none are minted | add --mint fair, or an amount",
		"add-token; token: DAI; weight: 10%; amount: \"1\"; asset-manager: me":                          `"me" is not an address`,
		"add-token; token: DAI; weight: 10%; amount: \"1\"; mint: \"1\"; mint-to: me":                   `"me" is not an address`,
		"add-token; token: DAI; weight: x; amount: \"1\"":                                               "--weight: ",
		"add-token; token: DAI; weight: 10%; price: x":                                                  "--price: ",
		"add-token; token: DAI; weight: 10%; price: 1 USDC; suspend-members: true; trust-members: true": "--suspend-members takes those on the allowlist off it, and --trust-members leaves them on it | give one of them",
		"remove-token; token: DAI; suspend-members: true; trust-members: true":                          "--suspend-members takes those on the allowlist off it",
		"allowlist add; addresses: [fund]":                                                              `"fund" is not an address`,
		"allowlist add; addresses: ['" + someone + "', '" + someone + "']":                              someone + " is there twice",
		"allowlist remove; addresses: '0x12'":                                                           `"0x12" is not an address`,
		"allowlist sync; file: nowhere.txt":                                                             "the allowlist cannot be read: open testdata/nowhere.txt: no such file or directory",
	} {
		r, err := parsed(t, fields)
		var f *failure.Failure
		if !errors.As(err, &f) || f.Exit != failure.Misuse || !strings.HasPrefix(complaint(err), want) {
			t.Errorf("%s (%t):\n%s\nwant %s", fields, r == nil, complaint(err), want)
		}
	}
}

// Of an operation that no table has, and of a value of a switch that is none.
func TestMistakesOfOthers(t *testing.T) {
	for want, item := range map[string]batch.Item{
		`"send" is no operation | mpool --help`:                     {Operation: "send"},
		"swaps enable has no field fee | mpool swaps enable --help": {Operation: "swaps enable", Given: []batch.Given{{Name: "fee", Values: []string{"1%"}}}},
		`invalid argument "maybe" for "--all" flag: strconv.ParseBool: parsing "maybe": invalid syntax | mpool breakers clear --help`: {
			Operation: "breakers clear", Given: []batch.Given{{Name: "all", Values: []string{"maybe"}}}},
	} {
		if _, err := Parse(t.Context(), item, source()); complaint(err) != want {
			t.Errorf("%s, want %s", complaint(err), want)
		}
	}
	from := source()
	from.Settings.Pool = ""
	if _, err := Parse(t.Context(), batch.Item{Operation: "swaps disable"}, from); !strings.HasPrefix(complaint(err), "no pool is named | name one") {
		t.Error(complaint(err))
	}
}

// The pool is the one that is named, or that of the configuration, with its chain.
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
	r, err := parsed(t, "fee-set; fee: 1%; override: [max_cost, min_duration]; reason: a sentence")
	if err != nil || strings.Join(r.Override.Policies, " ") != "max_cost min_duration" || r.Override.Reason != "a sentence" {
		t.Errorf("%+v %v", r, err)
	}
}
