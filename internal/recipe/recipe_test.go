package recipe_test

import (
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/batch"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/recipe"
	"mpool/internal/request"
	"mpool/internal/text"
	"mpool/internal/units"
)

// fund is a pool of three tokens with 50, 30 and 20%.
func fund() *ops.Snapshot {
	s := &ops.Snapshot{ChainID: 1, Block: ops.Block{Number: 9, Time: 1_700_000_000}, Pool: ops.Pool{Address: common.Address{0xaa}, Name: "Fund", SwapEnabled: true}}
	for i, symbol := range []string{"WETH", "USDC", "DAI"} {
		share := units.FixedFrom([]uint64{5e17, 3e17, 2e17}[i])
		s.Tokens = append(s.Tokens, ops.Token{Address: common.BytesToAddress([]byte{byte(i + 1)}), Symbol: named.Symbol(symbol), Decimals: 18,
			Cash: units.Amount{Raw: *uint256.NewInt(1e18), Decimals: 18}, Weight: share, StartWeight: share, EndWeight: share})
	}
	return s
}

// values are the required values of each recipe.
func values() map[string]map[string]string {
	return map[string]map[string]string{
		"pause-and-reopen": {"end_fee": "0.3%"},
		"add-safely":       {"token": "0x00000000000000000000000000000000000000ff", "price": "2000 USDC", "to": "WETH=40%,USDC=30%,DAI=20%,NEW=rest"},
		"remove-safely":    {"token": "DAI", "to": "WETH=60%,DAI=1%,USDC=rest"},
		"rebalance":        {"to": "WETH=20%,USDC=20%,DAI=rest"},
		"wind-down":        {},
		"lbp-sale":         {"start": "WETH=10%,USDC=10%,DAI=rest", "end": "WETH=50%,USDC=20%,DAI=rest", "reason": "the seller sets the price"},
	}
}

// Every recipe's batch is read as its operations, in order and with their waits, and every recipe has
// an explanation.
func TestEveryRecipe(t *testing.T) {
	want := map[string]string{
		"pause-and-reopen": "swaps disable; swaps enable fee-ramp",
		"add-safely":       "add-token token weight price mint; weights-update to duration",
		"remove-safely":    "weights-update to duration; remove-token token burn",
		"rebalance":        "weights-update to duration; weights-update to duration; weights-update to duration; weights-update to duration",
		"wind-down":        "aum-fee collect; aum-fee set fee; allowlist enable; swaps disable",
		"lbp-sale":         "swaps disable; weights-update to instant override reason; weights-update to duration override reason; swaps enable override reason; swaps disable",
	}
	if len(recipe.All()) != len(want) {
		t.Errorf("%d recipes", len(recipe.All()))
	}
	for _, r := range recipe.All() {
		words, err := r.Fill(fund(), values()[r.Name])
		if err != nil {
			t.Errorf("%s: %v", r.Name, err)
			continue
		}
		items, err := batch.Parse([]byte(words), request.Shapes(), "")
		if err != nil {
			t.Errorf("%s: %v\n%s", r.Name, err, words)
			continue
		}
		var all []string
		for _, item := range items {
			all = append(all, strings.TrimSpace(item.Operation+" "+strings.Join(fields(item), " ")))
		}
		if got := strings.Join(all, "; "); got != want[r.Name] {
			t.Errorf("%s: %s\nwant %s", r.Name, got, want[r.Name])
		}
		page := &text.Page{}
		r.Text(page)
		for _, p := range r.Params {
			if !strings.Contains(page.String(), "--set "+p.Name+"=") {
				t.Errorf("%s does not explain %s", r.Name, p.Name)
			}
		}
	}
}

// Missing and unknown values, and those that break out of their place in the file, are refused.
func TestFillRefuses(t *testing.T) {
	for _, test := range []struct{ name, field, value, want string }{
		{"pause-and-reopen", "end_fee", "", "needs end_fee"},
		{"wind-down", "to", "1", "takes no parameter \"to\""},
		{"remove-safely", "token", "DAI\"\n- operation: swaps enable", "special in a batch file"},
		{"remove-safely", "token", "{DAI}", "special in a batch file"},
		{"remove-safely", "duration", "soon", "duration: "},
		{"rebalance", "pieces", "1", "pieces: use 2 to 16"},
		{"rebalance", "pieces", "17", "pieces: use 2 to 16"},
		{"rebalance", "duration", "3h59m59s", "each step needs at least an hour"},
		{"rebalance", "to", "WETH=20%,USDC=20%", "to: "},
		{"rebalance", "to", "CAKE=20%,WETH=20%,USDC=20%,DAI=rest", "to: "},
	} {
		r, err := recipe.Find(test.name)
		if err != nil {
			t.Fatal(err)
		}
		given := values()[test.name]
		given[test.field] = test.value
		if words, err := r.Fill(fund(), given); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s with %s=%q: %v, want %s\n%s", test.name, test.field, test.value, err, test.want, words)
		}
	}
	if _, err := recipe.Find("pause"); err == nil || !strings.HasSuffix(err.Error(), "did you mean pause-and-reopen?") {
		t.Error(err)
	}
	if _, err := recipe.Find("cake"); err == nil || !strings.Contains(err.Error(), "use one of add-safely, lbp-sale") {
		t.Error(err)
	}
}

// The steps of a rebalance end exactly at the target, each waits for the end of the one before, and no
// weight goes back and forth.
func TestRebalanceSteps(t *testing.T) {
	r, _ := recipe.Find("rebalance")
	words, err := r.Fill(fund(), map[string]string{"to": "WETH=20%,USDC=30%,DAI=rest", "duration": "8h", "pieces": "4"})
	if err != nil {
		t.Fatal(err)
	}
	weth := common.BytesToAddress([]byte{1}).Hex()
	if n := strings.Count(words, "wait: 7260s"); n != 3 {
		t.Errorf("%d waits of two hours and a minute:\n%s", n, words)
	}
	last := "50%"
	for line := range strings.Lines(words) {
		_, rest, found := strings.Cut(line, `"`+weth+`": `)
		if !found {
			continue
		}
		weight, _, _ := strings.Cut(rest, ",")
		is, err := units.ParsePercent(weight)
		if err != nil {
			t.Fatal(err)
		}
		if before, _ := units.ParsePercent(last); !is.Int().Lt(before.Int()) {
			t.Errorf("WETH goes from %s to %s", last, weight)
		}
		last = weight
	}
	if last != "20%" {
		t.Errorf("WETH ends at %s", last)
	}
}

// fields returns the names of an item's fields, without those that every operation has.
func fields(item batch.Item) (names []string) {
	for _, g := range item.Given {
		names = append(names, g.Name)
	}
	return names
}
