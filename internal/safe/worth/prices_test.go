package worth

import (
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/safe/deed"
	"mpool/internal/units"
)

// TestReadPrices: a symbol is that of one token of the user's pools; one price a token, in another token.
func TestReadPrices(t *testing.T) {
	token := func(address common.Address, symbol string) ops.Token {
		return ops.Token{Address: address, Symbol: named.Symbol(symbol)}
	}
	supplied := ops.Supply{Actual: units.Amount{Raw: tokens(1)}}
	pools := []*ops.Snapshot{{Supply: supplied, Tokens: []ops.Token{token(weth(), "WETH"), token(who(6), "USDC"), token(who(7), "TWICE")}},
		{Supply: supplied, Tokens: []ops.Token{token(weth(), "WETH"), token(who(8), "TWICE")}}, {Tokens: []ops.Token{token(who(9), "WETH"), token(who(9), "NEW")}}}
	for _, test := range []struct {
		name  string
		given []string
		want  string // in the error; "": none
	}{
		{"none", nil, ""},
		{"one", []string{"WETH=2000 USDC"}, ""},
		{"with spaces", []string{" WETH = 2000 USDC"}, ""},
		{"by address", []string{foreign().Hex() + "=3 WETH"}, ""},
		{"of the native token", []string{"ETH=1 WETH"}, ""},
		{"two", []string{"WETH=2000 USDC", foreign().Hex() + "=3 WETH"}, ""},
		{"without an equals sign", []string{"WETH 2000 USDC"}, `use "WETH=2000 USDC"`},
		{"without an amount", []string{"WETH=USDC"}, "--price"},
		{"of no token", []string{"NONE=1 USDC"}, "no tokens of your pools are named"},
		{"of a token that only a new pool has", []string{"NEW=1 USDC"}, "no tokens of your pools are named"},
		{"in no token", []string{"WETH=1 NONE"}, "no tokens of your pools are named"},
		{"of two tokens", []string{"TWICE=1 USDC"}, "2 tokens of your pools are named"},
		{"of half an address", []string{"0x12=1 USDC"}, "--price"},
		{"twice", []string{"WETH=2000 USDC", "WETH=2001 USDC"}, "give one price per token"},
		{"in itself", []string{"WETH=1 WETH"}, "in another token"},
		{"of another chain's coin", []string{"xDAI=1 WETH"}, "no tokens of your pools are named"},
	} {
		list, err := ReadPrices(test.given, pools, 1)
		if (err != nil) != (test.want != "") || err != nil && !strings.Contains(err.Error(), test.want) || err == nil && len(list) != len(test.given) {
			t.Errorf("%s: %v, %v", test.name, list, err)
		}
	}
}

// TestWithCoin: the native token and its wrapped token have one price, if one of them has any.
func TestWithCoin(t *testing.T) {
	coin, usdc := common.Address{}, who(6)
	two := linkedPrice{big.NewRat(2, 1), usdc}
	for _, test := range []struct {
		name    string
		list    Prices
		wrapped common.Address
		of      common.Address
		want    int64
		in      common.Address
	}{
		{"the wrapped token's", Prices{weth(): two}, weth(), coin, 2, usdc},
		{"the coin's", Prices{coin: two}, weth(), weth(), 2, usdc},
		{"both", Prices{coin: {big.NewRat(3, 1), usdc}, weth(): two}, weth(), coin, 3, usdc},
		{"one in the other", Prices{coin: {big.NewRat(1, 1), weth()}}, weth(), coin, 1, weth()},
		{"a price in the wrapped token", Prices{usdc: {big.NewRat(5, 1), weth()}}, weth(), coin, 1, weth()},
		{"neither", Prices{foreign(): two}, weth(), coin, 1, coin},
		{"nobody knows what wraps it", Prices{weth(): two}, coin, coin, 1, coin},
	} {
		worth, in := test.list.withCoin(test.wrapped).of(test.of)
		if worth.Cmp(big.NewRat(test.want, 1)) != 0 || in != test.in {
			t.Errorf("%s: %s in %s", test.name, worth, in)
		}
	}
}

// TestNames: a token has a price, or is what another is priced in.
func TestNames(t *testing.T) {
	list := Prices{weth(): {big.NewRat(1, 1), who(6)}}
	for token, want := range map[common.Address]bool{weth(): true, who(6): true, foreign(): false} {
		if got := list.Names(token); got != want {
			t.Errorf("%s: %v", token, got)
		}
	}
}

// TestPriceIn: the price of an added token is in the pool's token with the largest weight and a price in the same
// unit.
func TestPriceIn(t *testing.T) {
	usdc, third := who(6), who(7)
	pool := func(weights ...uint64) *ops.Snapshot {
		s := &ops.Snapshot{}
		for i, address := range []common.Address{weth(), usdc, third} {
			s.Tokens = append(s.Tokens, ops.Token{Address: address, Weight: units.FixedFrom(weights[i])})
		}
		return s
	}
	usd := func(n int64) linkedPrice { return linkedPrice{big.NewRat(n, 1), usdc} }
	huge := linkedPrice{new(big.Rat).SetInt(new(big.Int).Lsh(big.NewInt(1), 200)), usdc}
	for _, test := range []struct {
		name string
		list Prices
		pool *ops.Snapshot
		of   common.Address
		want string // "": none
	}{
		{"in the heaviest", Prices{foreign(): usd(4), weth(): usd(2)}, pool(5, 4, 1), weth(), "2"},
		{"in the unit", Prices{foreign(): usd(4), weth(): usd(2)}, pool(4, 5, 1), usdc, "4"},
		{"the first of equal ones", Prices{foreign(): usd(4), weth(): usd(2)}, pool(5, 5, 1), weth(), "2"},
		{"not in a token without a price", Prices{foreign(): usd(4)}, pool(5, 4, 9), usdc, "4"},
		{"not in a token of another unit", Prices{foreign(): usd(4), weth(): {big.NewRat(1, 1), third}}, pool(5, 4, 3), usdc, "4"},
		{"not in a token that is worth nothing", Prices{foreign(): usd(4), weth(): usd(0)}, pool(5, 4, 1), usdc, "4"},
		{"not in itself", Prices{foreign(): usd(4), weth(): usd(2)}, &ops.Snapshot{Tokens: []ops.Token{{Address: foreign(), Weight: units.FixedFrom(9)}, {Address: weth(), Weight: units.FixedFrom(1)}}}, weth(), "2"},
		{"no price", Prices{weth(): usd(2)}, pool(5, 4, 1), common.Address{}, ""},
		{"in no token of the pool", Prices{foreign(): {big.NewRat(1, 1), other()}}, pool(5, 4, 1), common.Address{}, ""},
		{"too large for a number", Prices{foreign(): huge}, pool(5, 4, 1), common.Address{}, ""},
	} {
		got := test.list.In(test.pool, foreign())
		if got.Given() != (test.want != "") || got.Given() && (got.Of != test.of || got.Value.String() != test.want) {
			t.Errorf("%s: %s %s, want %s", test.name, got.Value, got.Of, test.want)
		}
	}
	for r, want := range map[*big.Rat]bool{big.NewRat(1, 1e18): true, big.NewRat(1, 2e18): false, big.NewRat(0, 1): false, big.NewRat(1, 3): true} {
		if _, fits := fixedOf(r); fits != want {
			t.Errorf("%s: %v", r, fits)
		}
	}
}

// valued is a valuation of changes at a price of 2 SIX for each WETH.
func valued(trust Trust, calls []Call, prices Prices, changes ...Change) *valuation {
	b := &Batch{Chain: 1, Safe: theSafe(), Calls: calls, Trust: trust, Book: book()}
	return &valuation{&outflows{of: b, valued: true}, b, prices, changes}
}

// TestJudgeTrades: what the Safe gets must be worth 98% of what it gives.
func TestJudgeTrades(t *testing.T) {
	six := who(6)
	lost := func(token common.Address, n uint64) (c Change) { c.Token = token; c.Loss.SetUint64(n); return c }
	gained := func(token common.Address, n uint64) (c Change) { c.Token = token; c.Gain.SetUint64(n); return c }
	two := Prices{weth(): {big.NewRat(2, 1), six}}
	for _, test := range []struct {
		name    string
		prices  Prices
		changes []Change
		want    string // severity; "": no finding
		says    string
	}{
		{"as much", two, []Change{lost(weth(), 1e18), gained(six, 2e6)}, "note", "the Safe gives 1 WETH and gets 2 SIX: at the given prices, 2 for 2 SIX"},
		{"98%", two, []Change{lost(weth(), 1e18), gained(six, 1_960_000)}, "note", "1.96 for 2"},
		{"a unit less", two, []Change{lost(weth(), 1e18), gained(six, 1_959_999)}, "refuse", "1.96 for 2"},
		{"nothing", two, []Change{lost(weth(), 1e18)}, "refuse", "gets nothing: at the given prices, 0 for 2 SIX"},
		{"nothing is given", two, []Change{gained(six, 2e6)}, "", ""},
		{"dust is given", two, []Change{lost(weth(), 2), gained(six, 2e6)}, "", ""},
		{"more than dust is given", two, []Change{lost(weth(), 3), gained(six, 2e6)}, "note", ""},
		{"no price of what it gives", Prices{}, []Change{lost(weth(), 1e18), gained(six, 2e6)}, "refuse", "there is no price for SIX (" + six.Hex() + "), WETH"},
		{"no price of what it gets", two, []Change{lost(weth(), 1e18), gained(foreign(), 2e6)}, "refuse", "there is no price for " + foreign().Hex()},
		{"no price of something beside enough", two, []Change{lost(weth(), 1e18), gained(six, 2e6), gained(foreign(), 1)}, "note", "2 for 2"},
	} {
		f, compared, is := valued(trusting(), nil, test.prices, test.changes...).judgeTrades()
		says := test.says
		if strings.Contains(says, "SIX (") { // the tokens without a price
			says = "there is no price for "
		}
		if is != (test.want != "") || is && string(f.Severity) != test.want || !strings.Contains(f.Summary, says) || (compared != "") != (test.want == "note") {
			t.Errorf("%s: %v %s %s, %q", test.name, is, f.Severity, f.Summary, compared)
		}
	}
}

// TestWhole: a batch without trades is refused if it loses more than 2% at the given prices.
func TestWhole(t *testing.T) {
	six := who(6)
	loss := Change{Token: weth(), Loss: tokens(1)}
	gain := func(n uint64) (c Change) { c.Token = six; c.Gain.SetUint64(n); return c }
	two := Prices{weth(): {big.NewRat(2, 1), six}}
	trade := Call{To: theVault(), OfVault: true, Does: deed.Swap{Between: between(mine())}}
	meant := trusting()
	meant.Recipients, meant.Gifts = []common.Address{mine()}, []common.Address{mine()}
	called := trusting()
	called.Recipients = []common.Address{mine()}
	friends := trusting()
	friends.Recipients = []common.Address{friend()}
	for _, test := range []struct {
		name    string
		trust   Trust
		prices  Prices
		calls   []Call
		changes []Change
		want    bool
	}{
		{"a loss", trusting(), two, nil, []Change{loss}, true},
		{"98%", trusting(), two, nil, []Change{loss, gain(1_960_000)}, false},
		{"a unit less", trusting(), two, nil, []Change{loss, gain(1_959_999)}, true},
		{"no prices", trusting(), Prices{}, nil, []Change{loss}, false},
		{"beside a trade", trusting(), two, []Call{trade}, []Change{loss}, false},
		{"what leaves for elsewhere, beside a gift that is meant", meant, two, nil, []Change{loss}, true},
		{"BPT of the pool that a gift is meant for", meant, two, nil, []Change{{Token: mine(), Loss: tokens(1)}}, false},
		{"a pool that is named for another purpose", called, two, nil, []Change{{Token: mine(), Loss: tokens(1)}}, true},
		{"another account is named", friends, two, nil, []Change{loss}, true},
		{"nothing", trusting(), two, nil, nil, false},
		{"no price of what it gives", trusting(), two, nil, []Change{{Token: foreign(), Loss: tokens(1)}}, true},
		{"no price of what it gets", trusting(), two, nil, []Change{loss, {Token: foreign(), Gain: tokens(1)}}, true},
	} {
		b := &Batch{Chain: 1, Safe: theSafe(), Calls: test.calls, Changes: test.changes, Trust: test.trust, Book: book()}
		f, is := b.Whole(test.prices)
		if is != test.want || is && (f.Severity != ops.Refuse || f.Code != "safe.value") {
			t.Errorf("%s: %+v", test.name, f)
		}
	}
}

// TestPercentOf: a share is rounded down; all but a ten-thousandth is all.
func TestPercentOf(t *testing.T) {
	for want, share := range map[string]*big.Rat{"all of": big.NewRat(1, 1), "50% of": big.NewRat(1, 2)} {
		if got := percentOf(share); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := percentOf(big.NewRat(9999, 10000)); got != "all of" {
		t.Error(got)
	}
	if got := percentOf(big.NewRat(9998, 10000)); !strings.HasPrefix(got, "99.98%") {
		t.Error(got)
	}
}
