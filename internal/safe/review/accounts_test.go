package review

import (
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/decode"
	"mpool/internal/ops"
	"mpool/internal/ops/newpool"
	"mpool/internal/ops/wallet"
	"mpool/internal/planner"
	"mpool/internal/safe"
	"mpool/internal/safe/deed"
)

// brief writes findings as "refuse token.mint".
func brief(found []ops.Finding) string {
	var list []string
	for _, f := range found {
		list = append(list, string(f.Severity)+" "+f.Code)
	}
	return strings.Join(list, ", ")
}

// knowing are the known addresses of a Safe with one pool.
func knowing(accepted Options) knownAddresses {
	k := newKnownAddresses([]*ops.Snapshot{poolAt(mine())}, nil)
	k.of, k.accepted, k.vaults, k.book, k.factories = theSafe(), &accepted, list1(theVault()), decode.NewBook(poolAt(mine())), list1(aFactory())
	return k
}

// judged is a call with an effect that one rule judges, with and without a Safe that somebody names.
type judged struct {
	name     string
	does     any
	want     string
	nameless string // where nobody names the Safe; "=": the same
}

func judge(t *testing.T, at common.Address, accepted Options, of func(knownAddresses) rule, rows []judged) {
	t.Helper()
	for _, r := range rows {
		k := knowing(accepted)
		if got := brief(of(k)(doing(at, r.does))); got != r.want {
			t.Errorf("%s: %q, want %q", r.name, got, r.want)
		}
		if r.nameless == "=" {
			r.nameless = r.want
		}
		k.of = common.Address{}
		if got := brief(of(k)(doing(at, r.does))); got != r.nameless {
			t.Errorf("%s, where nobody names the Safe: %q, want %q", r.name, got, r.nameless)
		}
	}
}

// TestBurnsAlone: a removal may burn the BPT of the Safe; without one, those of the pool's owner.
func TestBurnsAlone(t *testing.T) {
	const refused = "refuse token.burn_of"
	burn := func(of common.Address, n uint64) deed.RemoveToken { return deed.RemoveToken{Of: of, Burn: atoms(n)} }
	rule := func(k knownAddresses) rule { k.trusted[0].Pool.Owner = friend(); return k.burns }
	judge(t, mine(), Options{Recipients: list1(stranger())}, rule, []judged{
		{"of an LP", burn(stranger(), 1), refused, "="},
		{"nothing of an LP", burn(stranger(), 0), "", "="},
		{"of the Safe", burn(theSafe(), 1), "", refused},
		{"of the pool's owner", burn(friend(), 1), refused, ""},
		{"another call", deed.AddToken{Mint: atoms(1), Recipient: stranger()}, "", "="},
	})
	judge(t, other(), Options{}, rule, []judged{{"of another pool's owner", burn(friend(), 1), refused, "="}})
}

// TestMintsAlone: new BPT may go to the Safe; without one, to the pool's owner.
func TestMintsAlone(t *testing.T) {
	const refused = "refuse token.mint"
	mint := func(to common.Address, n uint64) deed.AddToken { return deed.AddToken{Recipient: to, Mint: atoms(n)} }
	rule := func(k knownAddresses) rule { k.trusted[0].Pool.Owner = friend(); return k.mints }
	judge(t, mine(), Options{Recipients: list1(who(0xf2))}, rule, []judged{
		{"to a stranger", mint(stranger(), 1), refused, "="},
		{"nothing to a stranger", mint(stranger(), 0), "", "="},
		{"to the Safe", mint(theSafe(), 1), "", refused},
		{"to the pool's owner", mint(friend(), 1), refused, ""},
		{"to a recipient", mint(who(0xf2), 1), "warn token.mint", "="},
		{"a burn", deed.RemoveToken{Burn: atoms(1), Of: stranger()}, "", "="},
	})
	k := knowing(Options{})
	for pool, want := range map[common.Address]string{mine(): ", 50% of the pool afterwards,", other(): " (a share of the pool)"} {
		if got := k.partOf(pool, tokens(1000)); got != want {
			t.Errorf("%s: %q, want %q", pool, got, want)
		}
	}
}

// TestManagersAlone: a new manager must be the Safe, a manager of the same pool, or named.
func TestManagersAlone(t *testing.T) {
	const refused = "refuse token.manager"
	add := func(manager common.Address) deed.AddToken { return deed.AddToken{Token: foreign(), Manager: manager} }
	rule := func(k knownAddresses) rule { k.trusted[0].Tokens[1].AssetManager = who(0xf2); return k.manager }
	accepted := Options{Managers: list1(friend())}
	judge(t, mine(), accepted, rule, []judged{
		{"a stranger", add(stranger()), refused, "="},
		{"one that is named", add(friend()), "warn token.manager", "="},
		{"nobody", add(common.Address{}), "", "="},
		{"the Safe", add(theSafe()), "", "="},
		{"the manager of another token", add(who(0xf2)), "", "="},
		{"another call", deed.RemoveToken{}, "", "="},
	})
	judge(t, other(), accepted, rule, []judged{{"the manager of a token of another pool", add(who(0xf2)), refused, "="}})
}

// TestCreatesAlone: a new pool must have the Safe as owner and manager, and a known factory.
func TestCreatesAlone(t *testing.T) {
	make := func(owner common.Address, managers ...common.Address) deed.Create {
		return deed.Create{Owner: owner, Managers: managers}
	}
	rule := func(k knownAddresses) rule { return k.creates }
	accepted := Options{Managers: list1(friend()), Contracts: list1(contract())}
	judge(t, aFactory(), accepted, rule, []judged{
		{"the Safe's", make(theSafe(), theSafe(), common.Address{}), "", "="},
		{"a stranger's", make(stranger()), "refuse creation.owner", ""},
		{"a friend's", make(friend()), "warn creation.owner", ""},
		{"a stranger manages it", make(theSafe(), stranger()), "refuse creation.manager", ""},
		{"a stranger manages both tokens", make(theSafe(), stranger(), stranger()), "refuse creation.manager", ""},
		{"two strangers manage it", make(theSafe(), stranger(), theSafe(), other()), "refuse creation.manager, refuse creation.manager", ""},
		{"a friend manages it", make(theSafe(), friend()), "warn creation.manager", ""},
		{"another call", deed.AddToken{}, "", "="},
	})
	judge(t, stranger(), accepted, rule, []judged{{"at an unknown factory", make(theSafe()), "refuse creation.factory", "="}})
	judge(t, contract(), accepted, rule, []judged{{"at a factory that is named", make(theSafe()), "warn creation.factory", "="}})
}

// TestStateOf: of a creation it is the state after, also in a Safe's transaction.
func TestStateOf(t *testing.T) {
	before, after := poolAt(mine()), poolAt(other())
	for _, test := range []struct {
		name string
		op   ops.Operation
		want *ops.Snapshot
	}{
		{"a fee", ops.SetSwapFee{}, before},
		{"a creation", newpool.CreatePool{}, after},
		{"a creation by a Safe", wallet.ExecSafe{Of: ops.Nested{Operation: newpool.CreatePool{}}}, after},
		{"a fee by a Safe", wallet.ExecSafe{Of: ops.Nested{Operation: ops.SetSwapFee{}}}, before},
	} {
		if got := stateOf(&planner.Proposal{Before: before, Plan: &ops.Plan{Operation: test.op, Predicted: after}}); got != test.want {
			t.Errorf("%s: %s", test.name, got.Pool.Address)
		}
	}
}

// TestTellCreation checks who gets the rights over a new pool, in words.
func TestTellCreation(t *testing.T) {
	head := "create pool New with " + weth().Hex() + ", " + usdc().Hex() + ", swap fee 0.3%"
	create := deed.Create{Title: "New", Tokens: list1(weth(), usdc()), Owner: stranger(), Managers: list1(friend()), SwapFee: atoms(3e15)}
	own := create
	own.Owner, own.Managers = theSafe(), list1(theSafe())
	for _, test := range []struct {
		name string
		does any
		of   common.Address
		want string
	}{
		{"of others", create, theSafe(), head + ", owner " + stranger().Hex() + ", asset manager " + friend().Hex()},
		{"of the Safe", own, theSafe(), head},
		{"of nobody that is named", create, common.Address{}, head},
		{"another call", deed.AddToken{}, theSafe(), ""},
	} {
		c := doing(aFactory(), test.does)
		if c.tellCreation(decode.Book{}, test.of); c.Summary != test.want {
			t.Errorf("%s: %q, want %q", test.name, c.Summary, test.want)
		}
	}
}

// TestOperates: of a plan's calls, all that mpool can read operate, except trades, moves of internal balances and
// relayers.
func TestOperates(t *testing.T) {
	for name, test := range map[string]struct {
		call safe.Call
		want bool
	}{
		"a fee":           {setFee(mine()), true},
		"a transfer":      {transfer(weth(), friend(), ether(1)), true},
		"a withdrawal":    {manage(theVault(), move(withdraw, mine(), weth(), ether(1))), true},
		"a swap":          {swap{}.call(), false},
		"a join":          {joinOf(mine(), theSafe(), amounts(0, 1e18, 0), words("nn", bigOf(3), ether(4))), false},
		"internal":        {userBalance(theVault()), false},
		"a relayer":       {relay(theSafe(), stranger(), true), false},
		"an unknown call": {to(contract(), selector("claim()")), false},
		"an empty call":   {to(theSafe(), nil), false},
	} {
		if got := readOne(t, test.call).operates(); got != test.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestPurposes: each flag accepts the accounts of its own purpose only.
func TestPurposes(t *testing.T) {
	all := []purpose{toPay, toSpend, toManage, toReport, toCall}
	for i, p := range all {
		o := Options{}
		*o.Consents()[i].Accounts = list1(friend(), other())
		if o.Consents()[i].Flag != string(p) || o.Consents()[i].Usage == "" {
			t.Errorf("flag %d is --%s", i, o.Consents()[i].Flag)
		}
		for _, q := range all {
			for who, named := range map[common.Address]bool{friend(): true, other(): true, stranger(): false} {
				if got := o.accepts(q, who); got != (p == q && named) {
					t.Errorf("--%s %s for --%s: %v", p, who, q, got)
				}
			}
		}
		takes := p == toPay || p == toSpend || p == toCall
		if got := o.takers(); takes != slices.Contains(got, friend()) || !takes && len(got) > 0 {
			t.Errorf("--%s: takers %v", p, got)
		}
	}
}

// TestSoftened: what the user named is a warning without a hint; else it is a refusal, with its own hint or
// the flag.
func TestSoftened(t *testing.T) {
	flag := "if you mean it, use --recipient " + friend().Hex()
	for _, test := range []struct {
		named      bool
		hint, want string
		severity   ops.Severity
	}{
		{true, "", "", ops.Warn}, {true, "its own", "", ops.Warn}, {false, "", flag, ops.Refuse}, {false, "its own", "its own", ops.Refuse},
	} {
		got := softened(test.named, toPay, friend(), ops.Finding{Hint: test.hint})
		if got.Hint != test.want || got.Severity != test.severity {
			t.Errorf("%+v: %+v", test, got)
		}
	}
}
