package worth

import (
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/safe/deed"
	"mpool/internal/units"
)

// TestWithout: a change without gains outside trades can become a loss.
func TestWithout(t *testing.T) {
	for _, test := range []struct{ gain, loss, unearned, wantGain, wantLoss uint64 }{
		{5, 0, 0, 5, 0}, {5, 0, 3, 2, 0}, {5, 0, 5, 0, 0}, {5, 0, 6, 0, 1}, {0, 5, 3, 0, 8}, {0, 0, 1, 0, 1},
	} {
		var c Change
		c.Gain.SetUint64(test.gain)
		c.Loss.SetUint64(test.loss)
		if got := without(c, new(big.Int).SetUint64(test.unearned)); got.Gain.Uint64() != test.wantGain || got.Loss.Uint64() != test.wantLoss {
			t.Errorf("%+v: gain %s, loss %s", test, got.Gain.Dec(), got.Loss.Dec())
		}
	}
}

// TestUnearned: what is minted as a fee, withdrawn or taken is no gain of a trade.
func TestUnearned(t *testing.T) {
	zero := common.Address{}
	mint := moved(t, mine(), zero, theSafe(), 50)
	add := func(pool, to common.Address, n uint64) Call {
		a := deed.AddToken{Recipient: to}
		a.Mint.SetUint64(n)
		return Call{To: pool, Recognised: true, Does: a}
	}
	remove := func(pool common.Address, n uint64, recognised bool) Call {
		r := deed.RemoveToken{}
		r.Burn.SetUint64(n)
		return Call{To: pool, Recognised: recognised, Does: r}
	}
	join := func(pool, to common.Address, n int64) Call {
		b := between(pool)
		b.Recipient = to
		return Call{To: theVault(), Does: deed.Join{Between: b}, Minted: big.NewInt(n)}
	}
	take := func(token, from, to common.Address) Call {
		return Call{To: token, Does: deed.Transfer{From: from, To: to}}
	}
	for _, test := range []struct {
		name  string
		token common.Address
		calls []Call
		logs  []chain.Log
		want  int64
	}{
		{"a fee", mine(), nil, []chain.Log{mint}, 50},
		{"a fee of another pool", other(), nil, []chain.Log{moved(t, other(), zero, theSafe(), 50)}, 0},
		{"a fee for another", mine(), nil, []chain.Log{moved(t, mine(), zero, friend(), 50)}, 0},
		{"a payment", mine(), nil, []chain.Log{moved(t, mine(), friend(), theSafe(), 50)}, 0},
		{"a join", mine(), []Call{join(mine(), theSafe(), 50)}, []chain.Log{mint}, 0},
		{"a join of less", mine(), []Call{join(mine(), theSafe(), 20)}, []chain.Log{mint}, 30},
		{"a join of more", mine(), []Call{join(mine(), theSafe(), 60)}, []chain.Log{mint}, 0},
		{"a join for another", mine(), []Call{join(mine(), friend(), 50)}, []chain.Log{mint}, 50},
		{"a join of another pool", mine(), []Call{join(other(), theSafe(), 50)}, []chain.Log{mint}, 50},
		{"minted and burned", mine(), []Call{add(mine(), theSafe(), 50), remove(mine(), 50, true)}, []chain.Log{mint}, 0},
		{"minted, and less burned", mine(), []Call{add(mine(), theSafe(), 50), remove(mine(), 20, true)}, []chain.Log{mint}, 30},
		{"minted, and more burned", mine(), []Call{add(mine(), theSafe(), 20), remove(mine(), 50, true)}, []chain.Log{mint}, 30},
		{"minted for another", mine(), []Call{add(mine(), friend(), 50), remove(mine(), 50, true)}, []chain.Log{mint}, 50},
		{"minted by another pool", mine(), []Call{add(other(), theSafe(), 50), remove(mine(), 50, true)}, []chain.Log{mint}, 50},
		{"burned of another pool", mine(), []Call{add(mine(), theSafe(), 50), remove(other(), 50, true)}, []chain.Log{mint}, 50},
		{"burned by a call that nobody recognised", mine(), []Call{add(mine(), theSafe(), 50), remove(mine(), 50, false)}, []chain.Log{mint}, 50},
		{"taken", weth(), []Call{take(weth(), friend(), theSafe())}, []chain.Log{moved(t, weth(), friend(), theSafe(), 5)}, 5},
		{"taken twice", weth(), []Call{take(weth(), friend(), theSafe()), take(weth(), friend(), theSafe())}, []chain.Log{moved(t, weth(), friend(), theSafe(), 5)}, 5},
		{"taken from two", weth(), []Call{take(weth(), friend(), theSafe()), take(weth(), contract(), theSafe())}, []chain.Log{moved(t, weth(), friend(), theSafe(), 5), moved(t, weth(), contract(), theSafe(), 6)}, 11},
		{"taken for another", weth(), []Call{take(weth(), friend(), contract())}, []chain.Log{moved(t, weth(), friend(), theSafe(), 5)}, 0},
		{"taken of another token", weth(), []Call{take(foreign(), friend(), theSafe())}, []chain.Log{moved(t, weth(), friend(), theSafe(), 5)}, 0},
		{"sent to itself", weth(), []Call{take(weth(), theSafe(), theSafe())}, []chain.Log{moved(t, weth(), theSafe(), theSafe(), 5)}, 0},
		{"given", weth(), nil, []chain.Log{moved(t, weth(), friend(), theSafe(), 5)}, 0},
		{"withdrawn", weth(), nil, []chain.Log{managed(t, theVault(), theSafe(), weth(), -5)}, 5},
		{"deposited", weth(), nil, []chain.Log{managed(t, theVault(), theSafe(), weth(), 5)}, 0},
	} {
		b := &Batch{Safe: theSafe(), Calls: test.calls, Logs: test.logs, Trust: trusting(), Book: book(), Decoder: decoder(t)}
		if got := (&outflows{of: b}).unearned(test.token); got.Int64() != test.want {
			t.Errorf("%s: %s, want %d", test.name, got, test.want)
		}
		gain := Change{Token: test.token}
		gain.Gain.SetUint64(100)
		b.Changes = []Change{gain}
		if got := (&outflows{of: b}).ownChanges(); len(got) != 1 || got[0] != gain {
			t.Errorf("%s: without trades it is %+v", test.name, got)
		}
		if got := (&outflows{of: b, valued: true}).ownChanges(); got[0].Gain.Uint64() != uint64(100-test.want) {
			t.Errorf("%s: with trades it is %+v", test.name, got)
		}
		b.Changes = nil
		got := (&outflows{of: b, valued: true}).ownChanges()
		if (len(got) == 1) != (test.want > 0) || len(got) == 1 && (got[0].Token != test.token || got[0].Loss.Uint64() != uint64(test.want)) {
			t.Errorf("%s: where nothing else changes it is %+v", test.name, got)
		}
	}
}

// TestOwed: a deposit that the pool no longer counts as managed is a debt that is paid.
func TestOwed(t *testing.T) {
	pool := func(manager common.Address, n uint64) *ops.Snapshot {
		s := &ops.Snapshot{Pool: ops.Pool{Address: mine(), Vault: theVault()}, Tokens: []ops.Token{{Address: weth(), AssetManager: manager, Managed: units.Amount{Decimals: 18}}}}
		s.Tokens[0].Managed.Raw.SetUint64(n)
		return s
	}
	for _, test := range []struct {
		name          string
		manager       common.Address
		before, after uint64
		cash          int64
		want          int64
	}{
		{"a deposit", theSafe(), 10, 5, 5, 5},
		{"a deposit of more than it owed", theSafe(), 10, 5, 8, 5},
		{"a deposit of less", theSafe(), 10, 5, 3, 3},
		{"a gift", theSafe(), 10, 10, 5, 0},
		{"a gift, and a gain is reported", theSafe(), 10, 12, 5, 0},
		{"a withdrawal", theSafe(), 10, 15, -5, -5},
		{"a withdrawal, and more is reported", theSafe(), 10, 18, -5, -5},
		{"a withdrawal, and a loss is reported", theSafe(), 10, 12, -5, -2},
		{"a withdrawal that nobody reports", theSafe(), 10, 10, -5, 0},
		{"of another manager", friend(), 10, 5, 5, 0},
	} {
		trust := trusting()
		trust.Pools, trust.After = []*ops.Snapshot{pool(test.manager, test.before)}, map[common.Address]*ops.Snapshot{mine(): pool(test.manager, test.after)}
		b := &Batch{Safe: theSafe(), Trust: trust, Logs: []chain.Log{managed(t, theVault(), theSafe(), weth(), test.cash)}, Decoder: decoder(t)}
		if got := (&outflows{of: b}).owed(weth()); got.Int64() != test.want {
			t.Errorf("%s: %s, want %d", test.name, got, test.want)
		}
		b.Trust.After = nil
		if got := (&outflows{of: b}).owed(weth()); got.Sign() != 0 {
			t.Errorf("%s: the state after it is unknown, and it is %s", test.name, got)
		}
	}
}

// TestLosses: a loss is explained by the calls, or by accounts that the user named.
func TestLosses(t *testing.T) {
	loss := func(n uint64) (c Change) { c.Token = weth(); c.Loss.SetUint64(n); return c }
	send := Call{To: weth(), Data: true, Does: deed.Transfer{From: theSafe(), To: friend(), Amount: tokens(0)}}
	paid := send
	transfer := deed.Transfer{From: theSafe(), To: friend()}
	transfer.Amount.SetUint64(10)
	paid.Does = transfer
	unknown := Call{To: contract(), Data: true}
	into := Call{To: theVault(), Data: true, OfVault: true, Recognised: true, Does: deed.ManageBalance{Moves: []deed.PoolMove{{Deposit: true, Pool: idOf(other())}}}}
	log := []chain.Log{moved(t, weth(), theSafe(), friend(), 10)}
	named := trusting()
	named.Recipients = []common.Address{contract()}
	for _, test := range []struct {
		name    string
		calls   []Call
		trust   Trust
		lost    uint64
		foreign bool
		want    string
	}{
		{"nothing", []Call{paid}, trusting(), 0, true, ""},
		{"as much as it sends", []Call{paid}, trusting(), 10, true, "warn"},
		{"as much as it sends, by operations", []Call{paid}, trusting(), 10, false, ""},
		{"two units more", []Call{paid}, trusting(), 12, true, "warn"},
		{"three units more", []Call{paid}, trusting(), 13, true, "refuse"},
		{"by an unknown call", []Call{unknown}, trusting(), 5, true, "refuse"},
		{"by a call of a named contract", []Call{unknown}, named, 5, true, "warn"},
		{"by a call of a named contract and another", []Call{unknown, {To: who(0xc1), Data: true}}, named, 5, true, "refuse"},
		{"without any taker", []Call{send}, named, 5, true, "refuse"},
		{"into a strange pool", []Call{into}, trusting(), 5, true, ""},
		{"into a strange pool, and by an unknown call", []Call{into, unknown}, trusting(), 5, true, "refuse"},
		{"into a strange pool, and by a call of a named contract", []Call{into, unknown}, named, 5, true, ""},
	} {
		b := &Batch{Chain: 1, Safe: theSafe(), Calls: test.calls, Trust: test.trust, Logs: log, Book: book(), Decoder: decoder(t), Changes: []Change{loss(test.lost)}}
		if len(test.calls) > 0 && test.calls[0].Does != paid.Does {
			b.Logs = nil
		}
		found, compared := b.Losses(nil, nil, test.foreign)
		got := ""
		for _, f := range found {
			got += string(f.Severity)
		}
		if got != test.want || compared != "" {
			t.Errorf("%s: %+v, %q", test.name, found, compared)
		}
		if hint := "--contract " + contract().Hex(); got == "refuse" && test.calls[0].To == contract() && !strings.Contains(found[0].Hint, hint) {
			t.Errorf("%s: no hint %q", test.name, hint)
		}
	}
}

// TestUntold: the first token is named, and the others are counted.
func TestUntold(t *testing.T) {
	for want, list := range map[string][]common.Address{"": nil, foreign().Hex(): {foreign()}, foreign().Hex() + ", and 1 more": {foreign(), weth()}} {
		found := Untold(book(), list)
		if (len(found) == 0) != (want == "") || len(found) > 0 && !strings.HasSuffix(found[0].Summary, want) {
			t.Errorf("%q: %+v", want, found)
		}
	}
}
