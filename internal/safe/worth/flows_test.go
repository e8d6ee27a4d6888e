package worth

import (
	"math/big"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/erc20"
	"mpool/bindings/vault"
	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/safe/deed"
	"mpool/internal/units"
)

// logOf is an event of a contract. Indexed arguments go into the topics.
func logOf(t *testing.T, meta *bind.MetaData, at common.Address, name string, args ...any) chain.Log {
	t.Helper()
	parsed, err := meta.ParseABI()
	must(t, err)
	event := parsed.Events[name]
	log := chain.Log{Address: at, Topics: []common.Hash{event.ID}}
	var rest []any
	for i, input := range event.Inputs {
		if !input.Indexed {
			rest = append(rest, args[i])
			continue
		}
		input.Indexed = false
		word, err := abi.Arguments{input}.Pack(args[i])
		must(t, err)
		log.Topics = append(log.Topics, common.BytesToHash(word))
	}
	log.Data, err = event.Inputs.NonIndexed().Pack(rest...)
	must(t, err)
	return log
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func decoder(t *testing.T) *decode.Decoder {
	t.Helper()
	d, err := decode.New()
	must(t, err)
	return d
}

func moved(t *testing.T, token, from, to common.Address, n int64) chain.Log {
	return logOf(t, &erc20.ERC20MetaData, token, "Transfer", from, to, big.NewInt(n))
}

func managed(t *testing.T, at, manager, token common.Address, cash int64) chain.Log {
	return logOf(t, &vault.VaultMetaData, at, "PoolBalanceManaged", idOf(mine()), manager, token, big.NewInt(cash), big.NewInt(-cash))
}

func internal(t *testing.T, at, user, token common.Address, delta int64) chain.Log {
	return logOf(t, &vault.VaultMetaData, at, "InternalBalanceChanged", user, token, big.NewInt(delta))
}

// book names WETH with 18 decimals, and three tokens with few.
func book() decode.Book {
	return decode.Book{Tokens: map[common.Address]decode.Token{weth(): {Symbol: "WETH", Decimals: 18}, mine(): {Symbol: named.Own("BPT"), Decimals: 18},
		who(0x05): {Symbol: "FIVE", Decimals: 5}, who(0x06): {Symbol: "SIX", Decimals: 6}}}
}

// TestDust: two units of a token are worth nothing, except of a token with few or unknown decimals.
func TestDust(t *testing.T) {
	m := &outflows{of: &Batch{Book: book()}}
	for token, want := range map[common.Address]uint64{weth(): 2, who(0x06): 2, who(0x05): 0, foreign(): 0, {}: 2} {
		if got := m.dust(token); got != want {
			t.Errorf("%s: %d, want %d", token, got, want)
		}
	}
}

// TestCounts: of a batch that trades, only payments to named recipients count.
func TestCounts(t *testing.T) {
	trust := trusting()
	trust.Recipients = []common.Address{friend(), theSafe()}
	for _, test := range []struct {
		to     common.Address
		valued bool
		want   bool
	}{{friend(), true, true}, {friend(), false, true}, {contract(), true, false}, {contract(), false, true}, {theSafe(), true, false}, {theSafe(), false, false}} {
		m := &outflows{of: &Batch{Safe: theSafe(), Trust: trust}, valued: test.valued}
		if got := m.counts(test.to); got != test.want {
			t.Errorf("%+v: %v", test, got)
		}
	}
}

// TestCoins: the coin that the calls send counts, but where the batch trades not that for recipients with code.
func TestCoins(t *testing.T) {
	trust := trusting()
	trust.Recipients = []common.Address{friend(), contract()}
	pay := func(to common.Address, n uint64) Call { return Call{To: to, Value: units.Wei(tokens(n))} }
	for _, test := range []struct {
		name            string
		calls           []Call
		plain, tradeful uint64
	}{
		{"to a friend", []Call{pay(friend(), 1)}, 1, 1},
		{"to two", []Call{pay(friend(), 1), pay(contract(), 2)}, 3, 1},
		{"to a recipient with code", []Call{pay(contract(), 2)}, 2, 0},
		{"to a stranger", []Call{pay(foreign(), 2)}, 2, 0},
		{"to itself", []Call{pay(theSafe(), 2)}, 0, 0},
	} {
		for valued, want := range map[bool]uint64{false: test.plain, true: test.tradeful} {
			m := &outflows{of: &Batch{Safe: theSafe(), Calls: test.calls, Trust: trust}, valued: valued, contracts: []common.Address{contract()}}
			if all := tokens(want); m.coins().Cmp(all.ToBig()) != 0 || m.sent(common.Address{}).Cmp(all.ToBig()) != 0 {
				t.Errorf("%s, valued %v: %s, want %d", test.name, valued, m.coins(), want)
			}
		}
	}
}

// TestSaid: of what calls transfer, only what the Safe sends to others counts; of a batch that trades, all that
// named recipients get.
func TestSaid(t *testing.T) {
	trust := trusting()
	trust.Recipients = []common.Address{friend(), theSafe()}
	send := func(token, from, to common.Address, n uint64) Call {
		return Call{To: token, Does: deed.Transfer{From: from, To: to, Amount: tokens(n)}}
	}
	log := []chain.Log{moved(t, weth(), theSafe(), friend(), 7), moved(t, weth(), theSafe(), theSafe(), 9)}
	for _, test := range []struct {
		name   string
		call   Call
		valued bool
		to     common.Address
		want   string // "": nothing
	}{
		{"to a stranger", send(weth(), theSafe(), foreign(), 1), false, foreign(), "1000000000000000000"},
		{"of another account", send(weth(), friend(), foreign(), 1), false, foreign(), ""},
		{"of another token", send(mine(), theSafe(), foreign(), 1), false, foreign(), ""},
		{"to itself", send(weth(), theSafe(), theSafe(), 1), false, theSafe(), ""},
		{"another call", Call{To: weth(), Does: deed.Approve{Spender: foreign()}}, false, foreign(), ""},
		{"to a stranger, beside trades", send(weth(), theSafe(), foreign(), 1), true, foreign(), ""},
		{"to a friend, beside trades", send(weth(), theSafe(), friend(), 1), true, friend(), "7"},
		{"to itself, beside trades", Call{}, true, theSafe(), ""},
		{"no call, without trades", Call{}, false, friend(), ""},
	} {
		m := &outflows{of: &Batch{Safe: theSafe(), Calls: []Call{test.call}, Trust: trust, Logs: log}, valued: test.valued}
		got := m.saidTransfers(weth())[test.to]
		if (got == nil) != (test.want == "") || got != nil && got.String() != test.want {
			t.Errorf("%s: %v, want %q", test.name, got, test.want)
		}
	}
}

// TestReturned: what comes back from others counts, not what a Vault pays or a pool mints.
func TestReturned(t *testing.T) {
	taking := []Call{{To: weth(), Does: deed.Transfer{From: friend(), To: theSafe()}}}
	for _, test := range []struct {
		name     string
		log      chain.Log
		calls    []Call
		plain    int64
		tradeful int64
	}{
		{"from a friend", moved(t, weth(), friend(), theSafe(), 5), nil, 5, 5},
		{"from a friend, as a call says", moved(t, weth(), friend(), theSafe(), 5), taking, 5, 0},
		{"from the Vault", moved(t, weth(), theVault(), theSafe(), 5), nil, 0, 0},
		{"minted", moved(t, weth(), common.Address{}, theSafe(), 5), nil, 0, 0},
		{"from itself", moved(t, weth(), theSafe(), theSafe(), 5), nil, 0, 0},
		{"to another", moved(t, weth(), friend(), contract(), 5), nil, 0, 0},
		{"of another token", moved(t, mine(), friend(), theSafe(), 5), nil, 0, 0},
	} {
		for valued, want := range map[bool]int64{false: test.plain, true: test.tradeful} {
			m := &outflows{of: &Batch{Safe: theSafe(), Calls: test.calls, Trust: trusting(), Logs: []chain.Log{test.log}}, valued: valued}
			if got := m.returned(weth()); got.Int64() != want {
				t.Errorf("%s, valued %v: %s, want %d", test.name, valued, got, want)
			}
		}
	}
}

// TestDeposits: deposits that operations say into trusted or named pools, and that a Vault shows.
func TestDeposits(t *testing.T) {
	trust := trusting()
	trust.Recipients = []common.Address{other()}
	put := func(pool, token common.Address, into bool) deed.ManageBalance {
		return deed.ManageBalance{Moves: []deed.PoolMove{{Deposit: into, Pool: idOf(pool), Token: token, Amount: tokens(1)}}}
	}
	for _, test := range []struct {
		name string
		call Call
		want uint64
	}{
		{"a deposit", Call{Recognised: true, Does: put(mine(), weth(), true)}, 1},
		{"a deposit into a named pool", Call{Recognised: true, Does: put(other(), weth(), true)}, 1},
		{"a deposit into a strange pool", Call{Recognised: true, Does: put(contract(), weth(), true)}, 0},
		{"a withdrawal", Call{Recognised: true, Does: put(mine(), weth(), false)}, 0},
		{"of another token", Call{Recognised: true, Does: put(mine(), foreign(), true)}, 0},
		{"a deposit that nobody recognised", Call{Does: put(mine(), weth(), true)}, 0},
		{"another call", Call{Recognised: true, Does: deed.Transfer{Amount: tokens(1)}}, 0},
	} {
		m := &outflows{of: &Batch{Safe: theSafe(), Calls: []Call{test.call}, Trust: trust}}
		if want := tokens(test.want); m.saidDeposits(weth()).Cmp(want.ToBig()) != 0 {
			t.Errorf("%s: %s", test.name, m.saidDeposits(weth()))
		}
	}
	for _, test := range []struct {
		name            string
		log             chain.Log
		managed, placed int64
	}{
		{"a deposit", managed(t, theVault(), theSafe(), weth(), 5), 5, 5},
		{"a withdrawal", managed(t, theVault(), theSafe(), weth(), -5), -5, 0},
		{"by another manager", managed(t, theVault(), friend(), weth(), 5), 0, 0},
		{"of another token", managed(t, theVault(), theSafe(), foreign(), 5), 0, 0},
		{"at another contract", managed(t, contract(), theSafe(), weth(), 5), 0, 0},
		{"another event", internal(t, theVault(), theSafe(), weth(), 5), 0, 0},
	} {
		m := &outflows{of: &Batch{Safe: theSafe(), Trust: trust, Logs: []chain.Log{test.log}, Decoder: decoder(t)}}
		if got := m.managed(weth()); got.Int64() != test.managed || m.deposited(weth()).Int64() != test.placed {
			t.Errorf("%s: %s and %s", test.name, got, m.deposited(weth()))
		}
	}
}

// TestInternalMoves: a change of the Safe's internal balance is a change of its balance.
func TestInternalMoves(t *testing.T) {
	for _, test := range []struct {
		name          string
		logs          []chain.Log
		before, after uint64
	}{
		{"more", []chain.Log{internal(t, theVault(), theSafe(), weth(), 5)}, 10, 15},
		{"less", []chain.Log{internal(t, theVault(), theSafe(), weth(), -5)}, 15, 10},
		{"more and less", []chain.Log{internal(t, theVault(), theSafe(), weth(), 5), internal(t, theVault(), theSafe(), weth(), -5)}, 10, 10},
		{"of another account", []chain.Log{internal(t, theVault(), friend(), weth(), 5)}, 10, 10},
		{"at another contract", []chain.Log{internal(t, contract(), theSafe(), weth(), 5)}, 10, 10},
	} {
		b := &Batch{Safe: theSafe(), Trust: trusting(), Logs: test.logs, Decoder: decoder(t)}
		ten := chain.SafeHolds{Token: weth()}
		ten.Before.SetUint64(10)
		ten.After.SetUint64(10)
		got := b.WithInternal([]chain.SafeHolds{ten})
		if len(got) != 1 || got[0].Before.Uint64() != test.before || got[0].After.Uint64() != test.after || ten.After.Uint64() != 10 {
			t.Errorf("%s: %+v", test.name, got)
		}
		changes := ChangesOf(got)
		switch {
		case test.before == test.after && len(changes) == 0:
		case len(changes) != 1 || changes[0].Gain.Uint64() != max(test.after, test.before)-test.before || changes[0].Loss.Uint64() != max(test.after, test.before)-test.after:
			t.Errorf("%s: changes %+v", test.name, changes)
		}
	}
	alone := &Batch{Safe: theSafe(), Trust: trusting(), Logs: []chain.Log{internal(t, theVault(), theSafe(), foreign(), 5)}, Decoder: decoder(t)}
	if got := alone.WithInternal(nil); len(got) != 1 || got[0].Token != foreign() || got[0].After.Uint64() != 5 {
		t.Errorf("a token that was not read: %+v", got)
	}
}

// TestHeld: what an untrusted manager reports is worth nothing to who gets BPT.
func TestHeld(t *testing.T) {
	pool := &ops.Snapshot{Tokens: []ops.Token{{AssetManager: theSafe(), Managed: units.Amount{Raw: tokens(3), Decimals: 18}}, {AssetManager: friend(), Managed: units.Amount{Raw: tokens(4), Decimals: 6}}}}
	got := (Trust{Managers: []common.Address{theSafe()}}).held(pool)
	if got.Tokens[0].Managed.Raw != tokens(3) || !got.Tokens[1].Managed.Raw.IsZero() || got.Tokens[1].Managed.Decimals != 6 || pool.Tokens[1].Managed.Raw != tokens(4) {
		t.Errorf("%+v", got.Tokens)
	}
}
