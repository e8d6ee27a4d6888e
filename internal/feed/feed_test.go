package feed

import (
	"context"
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/units"
)

const now = units.Time(1_700_000_000)

// node gives its answers in the order of the calls, and counts the requests.
type node struct {
	answers []chain.Attempt
	trips   int
}

func (n *node) TryBounded(_ context.Context, calls []ops.Call, _ chain.BlockRef, _ uint64) ([]chain.Attempt, error) {
	n.trips++
	return n.answers[:len(calls)], nil
}

func words(all ...*big.Int) chain.Attempt {
	var data []byte
	for _, n := range all {
		z, _ := uint256.FromBig(n)
		word := z.Bytes32()
		data = append(data, word[:]...)
	}
	return chain.Attempt{Answer: data}
}

func num(n int64) *big.Int { return big.NewInt(n) }

// says are a feed's three answers.
func says(answer int64, decimals int64, updated units.Time) []chain.Attempt {
	id := new(big.Int).Lsh(num(6), 64)
	about := words(num(32), num(4))
	about.Answer = append(about.Answer, append([]byte("pair"), make([]byte, 28)...)...)
	return []chain.Attempt{words(id.Add(id, num(9)), num(answer), num(int64(updated)), num(int64(updated)), id), words(num(decimals)), about}
}

func address(n byte) common.Address { return common.BytesToAddress([]byte{n}) }

// TestHopsAndRate checks that two hops and a rate are multiplied exactly, rounded down, in one round
// trip.
func TestHopsAndRate(t *testing.T) {
	n := &node{answers: append(append(says(1_050_000_000_000_000_001, 18, now-100), says(2_500_12345678, 8, now-3000)...), words(num(1_200_000_000_000_000_000)))}
	s := Source{Symbol: "wstETH", Hops: []common.Address{address(1), address(2)}, Rate: address(3), MaxAge: 3600}
	prices, problems, err := Read(t.Context(), n, ops.Block{Time: now}, []Source{s}, common.Address{})
	if err != nil || len(problems) > 0 || n.trips != 1 {
		t.Fatal(problems, err, n.trips)
	}
	// 1.050000000000000001 * 2500.12345678 = 2625.129629619000002500…, times 1.2, each rounded down.
	if p := prices[0]; p.Value.String() != "3150.1555555428000030" && p.Value.String() != "3150.155555542800003" || p.Age != 3000 || len(p.Descriptions) != 2 || p.Descriptions[0] != "pair" {
		t.Errorf("%+v", p)
	}
}

// TestProblems checks each answer that gives no price, at the exact limit.
func TestProblems(t *testing.T) {
	eight, six := uint8(8), uint16(6)
	good := Source{Symbol: "T", Hops: []common.Address{address(1)}, MaxAge: 60, Decimals: &eight, Phase: &six}
	least, most := good, good
	least.Least, most.Most = fixed(25), fixed(25)
	seven := uint16(7)
	phase := good
	phase.Phase = &seven
	short := says(25e8, 8, now)
	short[0].Answer = short[0].Answer[:128]
	for name, test := range map[string]struct {
		s    Source
		says []chain.Attempt
		want string
	}{
		"fine":            {good, says(25e8, 8, now-60), ""},
		"of this second":  {good, says(25e8, 8, now), ""},
		"a second older":  {good, says(25e8, 8, now-61), "feed.stale"},
		"a second ahead":  {good, says(25e8, 8, now+1), "feed.future"},
		"zero":            {good, says(0, 8, now), "feed.zero"},
		"never updated":   {good, says(25e8, 8, 0), "feed.round"},
		"other decimals":  {good, says(25e8, 9, now), "feed.decimals"},
		"absurd decimals": {Source{Symbol: "T", Hops: good.Hops, MaxAge: 60}, says(25e8, 37, now), "feed.decimals"},
		"other phase":     {phase, says(25e8, 8, now), "feed.phase"},
		"at its least":    {least, says(25e8, 8, now), "feed.bounds"},
		"at its most":     {most, says(25e8, 8, now), "feed.bounds"},
		"four words":      {good, short, "feed.form"},
		"nothing left":    {Source{Symbol: "T", Hops: good.Hops, MaxAge: 60}, says(1, 36, now), "feed.zero"},
	} {
		_, problems, err := Read(t.Context(), &node{answers: test.says}, ops.Block{Time: now}, []Source{test.s}, common.Address{})
		got := ""
		if len(problems) > 0 {
			got = problems[0].Code
		}
		if err != nil || got != test.want {
			t.Errorf("%s: %q (%v), want %q", name, got, err, test.want)
		}
	}
}

func fixed(n uint64) units.Fixed {
	return units.Fixed(*new(uint256.Int).Mul(uint256.NewInt(n), units.FixedOne().Int()))
}

// TestDeviations checks that the pool's price is (B_o/w_o)/(B_i/w_i), with decimals.
func TestDeviations(t *testing.T) {
	weth, usdc := address(1), address(2)
	amount := func(n uint64, decimals uint8) units.Amount {
		return units.Amount{Raw: *uint256.NewInt(n), Decimals: decimals}
	}
	pool := &ops.Snapshot{Fees: ops.Fees{SwapFee: units.FixedFrom(3_000_000_000_000_000)}, Tokens: []ops.Token{
		{Address: usdc, Symbol: "USDC", Decimals: 6, Cash: amount(10_000_000_000, 6), Managed: amount(0, 6), Weight: units.FixedFrom(400_000_000_000_000_000)},
		{Address: weth, Symbol: "WETH", Decimals: 18, Cash: amount(5_000_000_000_000_000_000, 18), Managed: amount(1_000_000_000_000_000_000, 18), Weight: units.FixedFrom(600_000_000_000_000_000)},
	}}
	// 10,000/0.4 by 6/0.6: 2,500 USDC for one WETH.
	for feed, want := range map[uint64]struct {
		share  string
		above  bool
		inBand bool
	}{2500: {"0", false, true}, 2400: {"0.041666666666666667", true, false}, 2507: {"0.002792181890706024", false, true}} {
		list, err := Deviations(pool, []*Price{{Token: usdc, Value: fixed(1)}, {Token: weth, Value: fixed(feed)}})
		if err != nil || len(list) != 1 {
			t.Fatal(list, err)
		}
		d := list[0]
		if d.Pool != fixed(2500) || d.Share.String() != want.share || d.Above != want.above || d.InBand != want.inBand {
			t.Errorf("at %d: %+v", feed, d)
		}
	}
}

// TestQuotes checks that both forms of the second source read the same, and that errors name the line.
func TestQuotes(t *testing.T) {
	csv, err := ReadQuotes([]byte("token,price,time\nWETH,2500.5,1700000000\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	json, err := ReadQuotes([]byte(`{"WETH": {"price": "2500.5", "time": 1700000000}}`), nil)
	one, two := csv["WETH"], json["WETH"]
	if one.Line, two.Line = 0, 0; err != nil || one != two || csv["WETH"].Line != 2 || csv["WETH"].Price.String() != "2500.5" {
		t.Errorf("%v, %v, %v", csv, json, err)
	}
	for text, want := range map[string]string{
		"token,price\nWETH,1\n":                    "line 1: the header must be token,price,time: write " + Forms,
		"token,price,time\nWETH,0,1700000000\n":    `line 2: WETH: "0" is not a price above zero`,
		"token,price,time\nWETH,1,soon\n":          `line 2: WETH: invalid time "soon": use one of ` + parse.FixedForms,
		"token,price,time\n":                       "line 2: there are no prices below the header",
		"token,price,time\nWETH,1,1\n\nWETH,2,1\n": "line 4: duplicate price for WETH: it is also in line 2",
		"token,price,time\nWETH,1,1\nweth,2,1\n":   "line 3: duplicate price for weth: it is also in line 2",
		"token,price,time\nWETH,1\n":               "line 2: this is not a row of three values, such as WETH,2500,2026-12-24T09:00Z",
		"token,price,time\n0xabababababababababababababababababababab,1,1\n0xABABABABABABABABABABABABABABABABABABABAB,1,1\n": "line 3: duplicate price for 0xABaBaBaBABabABabAbAbABAbABabababaBaBABaB: it is also in line 2",
		"{\n\"WETH\": {\"price\": \"1\", \"time\": 1},\n\"weth\": {\"price\": \"1\", \"time\": 1}}":                          "line 3: duplicate price for weth: it is also in line 2",
		"{\"WETH\": {\"price\": \"1\", \"time\": 1}}\n}":                                                                     "line 2: something follows the closing brace",
		"{\"WETH\": {\"price\": \"1\", \"time\": 1}}\n{}":                                                                    "line 2: something follows the closing brace",
		"{\"WETH\": {\"price\": \"1\", \"time\": 1}} WETH,1":                                                                 "line 1: something follows the closing brace",
		"{\n\"WETH\": 1}":                             "line 2: write " + formOfJSON,
		"token,price,time\nWETH,1,now\n":              `line 2: WETH: invalid time "now": use one of ` + parse.FixedForms,
		"token,price,time\nWETH,1,2026-11-29 23:30\n": `line 2: WETH: "2026-11-29 23:30" names no zone: write "2026-11-29 23:30 Europe/Zurich" with your zone, 2026-11-29T23:30:00Z for UTC, or set tz in the configuration or --tz`,
		"timestamp,WETH,USDC\n1700000000,2500,1\n":    "line 1: this is a file of past prices, which mpool backtest takes: write one current price for each token, as " + Forms,
		`[{"token": "WETH", "price": 1}]`:             "line 1: this is a JSON array: write an object, " + formOfJSON,
	} {
		if _, err := ReadQuotes([]byte(text), nil); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}
