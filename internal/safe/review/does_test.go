package review

import (
	"fmt"
	"math/big"
	"reflect"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/managedpoolv1"
	"mpool/bindings/vault"
	"mpool/internal/decode"
	"mpool/internal/explain"
	"mpool/internal/ops"
	"mpool/internal/safe"
	"mpool/internal/safe/deed"
)

// readOne decodes a call as in a batch, with the pool's names.
func readOne(t *testing.T, call safe.Call) Call {
	t.Helper()
	d, err := decode.New()
	if err != nil {
		t.Fatal(err)
	}
	c := Call{InnerCall: explain.NewInnerCall(d, decode.NewBook(poolAt(mine())), call)}
	c.read(theSafe())
	return c
}

// TestRead checks that each argument goes into its field.
func TestRead(t *testing.T) {
	most, assets := []*big.Int{ether(7), ether(8), ether(9)}, list1(mine(), weth(), usdc())
	with := func(sender, recipient common.Address, pools ...common.Address) deed.Between {
		b := deed.Between{Sender: sender, Recipient: recipient}
		for _, pool := range pools {
			b.Pools = append(b.Pools, poolID(pool))
		}
		return b
	}
	v := vault.NewVault()
	ofOthers := vault.IVaultFundManagement{Sender: stranger(), Recipient: friend()}
	single := vault.IVaultSingleSwap{PoolId: poolID(mine()), Kind: 1, AssetIn: weth(), AssetOut: usdc(), Amount: ether(3), UserData: []byte{}}
	for _, test := range []struct {
		name string
		call safe.Call
		want any
	}{
		{"transfer", transfer(weth(), friend(), ether(2)), deed.Transfer{From: theSafe(), To: friend(), Amount: tokens(2)}},
		{"transferFrom", transferFrom(weth(), stranger(), friend(), ether(2)), deed.Transfer{From: stranger(), To: friend(), Amount: tokens(2)}},
		{"approve", approve(weth(), friend(), ether(2)), deed.Approve{Spender: friend(), Amount: tokens(2)}},
		{"approve all", approve(weth(), friend(), allOnes().ToBig()), deed.Approve{Spender: friend(), Amount: *allOnes()}},
		{"increaseAllowance", increase(mine(), friend(), ether(2)), deed.Approve{Spender: friend(), Amount: tokens(2)}},
		{"decreaseAllowance", decrease(mine(), friend(), ether(2)), deed.Lower{}},
		{"addToken", addToken(mine(), foreign(), stranger(), ether(5), friend()), deed.AddToken{Token: foreign(), Manager: stranger(), Mint: tokens(5), Recipient: friend()}},
		{"addToken of generation 1", to(mine(), managedpoolv1.NewManagedPool().PackAddToken(foreign(), stranger(), ether(1), ether(5), friend())), deed.AddToken{Token: foreign(), Manager: stranger(), Mint: tokens(5), Recipient: friend()}},
		{"removeToken", removeToken(mine(), weth(), ether(4)), deed.RemoveToken{Burn: tokens(4), Of: theSafe()}},
		{"removeToken of generation 1", to(mine(), managedpoolv1.NewManagedPool().PackRemoveToken(weth(), ether(4), friend())), deed.RemoveToken{Burn: tokens(4), Of: friend()}},
		{"managePoolBalance", manage(theVault(), move(deposit, mine(), weth(), ether(1)), move(withdraw, other(), usdc(), bigOf(2)), move(update, mine(), usdc(), bigOf(3))),
			deed.ManageBalance{Moves: []deed.PoolMove{{Deposit: true, Pool: poolID(mine()), Token: weth(), Amount: tokens(1)}, {Deposit: false, Pool: poolID(other()), Token: usdc(), Amount: atoms(2)}, {Update: true, Pool: poolID(mine()), Token: usdc(), Amount: atoms(3)}}}},
		{"managePoolBalance of nothing", manage(theVault()), deed.ManageBalance{}},
		{"setRelayerApproval", relay(theSafe(), stranger(), true), deed.SetRelayer{Sender: theSafe(), Relayer: stranger(), Approved: true}},
		{"setRelayerApproval, no longer", relay(friend(), stranger(), false), deed.SetRelayer{Sender: friend(), Relayer: stranger(), Approved: false}},
		{"manageUserBalance", userBalance(theVault(), userOp(transferInternal, weth(), ether(1), friend()), userOp(depositInternal, common.Address{}, bigOf(2), theSafe())),
			deed.UserBalance{Moves: []deed.UserMove{{Asset: weth(), Recipient: friend(), Amount: tokens(1)}, {Asset: common.Address{}, Recipient: theSafe(), Amount: atoms(2)}}}},
		{"joinPool for exact tokens", joinOf(mine(), friend(), most, words("nln", bigOf(1), amounts(1, 2), ether(4))), deed.Join{Between: with(theSafe(), friend(), mine()), Way: deed.ExactTokens, Assets: assets, Most: most, Least: ether(4)}},
		{"joinPool for exact BPT", joinOf(mine(), friend(), most, words("nn", bigOf(3), ether(4))), deed.Join{Between: with(theSafe(), friend(), mine()), Way: deed.ExactBPT, Assets: assets, Most: most, Least: nil}},
		{"joinPool for exact BPT with one token", joinOf(mine(), friend(), most, words("nnn", bigOf(2), ether(4), bigOf(1))), deed.Join{Between: with(theSafe(), friend(), mine()), Way: deed.ExactBPT, Assets: assets, Most: most, Least: nil}},
		{"the first joinPool", joinOf(mine(), friend(), most, words("nl", bigOf(0), amounts(1, 2))), deed.Join{Between: with(theSafe(), friend(), mine()), Way: deed.FirstJoin, Assets: assets, Most: most, Least: nil}},
		{"joinPool as no pool has it", joinOf(mine(), friend(), most, words("n", bigOf(9))), deed.Join{Between: with(theSafe(), friend(), mine()), Way: deed.UnknownWay, Assets: assets, Most: most, Least: nil}},
		{"joinPool with nothing", joinOf(mine(), friend(), most, []byte{}), deed.Join{Between: with(theSafe(), friend(), mine()), Way: deed.UnknownWay, Assets: assets, Most: most, Least: nil}},
		{"exitPool for exact BPT", exitOf(mine(), friend(), most, words("nn", bigOf(1), ether(4))), deed.Exit{Between: with(theSafe(), friend(), mine()), Way: deed.ExactBPT, Assets: assets, Least: most, Most: nil}},
		{"exitPool for one token", exitOf(mine(), friend(), most, words("nnn", bigOf(0), ether(4), bigOf(1))), deed.Exit{Between: with(theSafe(), friend(), mine()), Way: deed.ExactBPT, Assets: assets, Least: most, Most: nil}},
		{"exitPool for exact tokens", exitOf(mine(), friend(), most, words("nln", bigOf(2), amounts(1, 2), ether(4))), deed.Exit{Between: with(theSafe(), friend(), mine()), Way: deed.ExactTokens, Assets: assets, Least: most, Most: ether(4)}},
		{"exitPool in recovery", exitOf(mine(), friend(), most, words("nn", bigOf(255), ether(4))), deed.Exit{Between: with(theSafe(), friend(), mine()), Way: deed.ExactBPT, Assets: assets, Least: most, Most: nil}},
		{"exitPool as no pool has it", exitOf(mine(), friend(), most, words("n", bigOf(3))), deed.Exit{Between: with(theSafe(), friend(), mine()), Way: deed.UnknownWay, Assets: assets, Least: most, Most: nil}},
		{"swap, given in", swap{limit: ether(6)}.call(), deed.Swap{Between: with(theSafe(), theSafe(), mine()), In: weth(), Out: usdc(), GivenOut: false, Limit: ether(6)}},
		{"swap, given out, of others", to(theVault(), v.PackSwap(single, ofOthers, ether(6), bigOf(9))), deed.Swap{Between: with(stranger(), friend(), mine()), In: weth(), Out: usdc(), GivenOut: true, Limit: ether(6)}},
		{"batchSwap", batchSwap(friend(), list1(weth(), usdc(), theirs()), []*big.Int{ether(1), big.NewInt(0), big.NewInt(-5)}, mine(), other()),
			deed.BatchSwap{Between: with(theSafe(), friend(), mine(), other()), Assets: list1(weth(), usdc(), theirs()), Limits: []*big.Int{ether(1), big.NewInt(0), big.NewInt(-5)}}},
		{"another function of the pool", setFee(mine()), nil},
		{"another function of the Vault", flashLoan(theVault()), nil},
		{"the price oracle cannot answer the query", to(theVault(), v.PackHasApprovedRelayer(theSafe(), stranger())), nil},
		{"no function", to(contract(), selector("claim()")), nil},
		{"nothing", to(contract(), nil), nil},
	} {
		if got := readOne(t, test.call).does; !alike(got, test.want) {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
	}
}

// alike treats nil and empty lists as equal, and compares numbers by value.
func alike(a, b any) bool {
	return reflect.TypeOf(a) == reflect.TypeOf(b) && fmt.Sprintf("%+v", a) == fmt.Sprintf("%+v", b)
}

// TestReadIsStrict checks that a missing or malformed argument makes the call unknown, and is never
// read as zero.
func TestReadIsStrict(t *testing.T) {
	for _, call := range []safe.Call{
		transfer(weth(), friend(), ether(2)), transferFrom(weth(), stranger(), friend(), ether(2)), approve(weth(), friend(), ether(2)),
		addToken(mine(), foreign(), stranger(), ether(5), friend()), removeToken(mine(), weth(), ether(4)),
		manage(theVault(), move(deposit, mine(), weth(), ether(1))), relay(theSafe(), stranger(), true),
		userBalance(theVault(), userOp(transferInternal, weth(), ether(1), friend())),
		joinOf(mine(), friend(), amounts(1, 2, 3), words("nln", bigOf(1), amounts(1, 2), ether(4))),
		exitOf(mine(), friend(), amounts(1, 2, 3), words("nln", bigOf(2), amounts(1, 2), ether(4))),
		swap{}.call(), batchSwap(friend(), list1(weth(), usdc()), amounts(1, 2), mine()),
	} {
		whole := readOne(t, call)
		if whole.Call == nil || whole.does == nil {
			t.Fatalf("%s is not read: %s", whole.name(), whole.Unread)
		}
		name := whole.name()
		if _, err := deed.Read(name, nil, theSafe()); err == nil {
			t.Errorf("%s without arguments is read", name)
		}
		for i, arg := range whole.Call.Args {
			if arg.Type != "address" && arg.Type != "uint256" {
				continue
			}
			if does, err := deed.Read(name, with(whole.Call.Args, i, "none"), theSafe()); err == nil && !alike(does, whole.does) {
				t.Errorf("%s with a broken %s is read as %+v", name, arg.Name, does)
			}
		}
		c := whole
		c.does, c.Call = nil, &decode.Call{Function: whole.Call.Function, Contracts: whole.Call.Contracts}
		if c.read(theSafe()); c.Call != nil || c.does != nil || c.Unread == "" {
			t.Errorf("%s without arguments is not called unknown", name)
		}
	}
}

// with is a copy of the arguments with another value at one place.
func with(args []decode.Value, at int, value string) []decode.Value {
	next := append([]decode.Value(nil), args...)
	next[at].Value = value
	return next
}

// TestInto checks into: each pool that a call trades with or deposits into, once.
func TestInto(t *testing.T) {
	for _, test := range []struct {
		name string
		call safe.Call
		want []common.Address
	}{
		{"a deposit", manage(theVault(), move(deposit, mine(), weth(), ether(1))), list1(mine())},
		{"two deposits into one", manage(theVault(), move(deposit, mine(), weth(), ether(1)), move(deposit, mine(), usdc(), ether(1))), list1(mine())},
		{"deposits into two", manage(theVault(), move(deposit, other(), weth(), ether(1)), move(deposit, mine(), usdc(), ether(1))), list1(mine(), other())},
		{"a withdrawal", manage(theVault(), move(withdraw, mine(), weth(), ether(1))), nil},
		{"a report", manage(theVault(), move(update, mine(), weth(), ether(1))), nil},
		{"a swap", swap{pool: other()}.call(), list1(other())},
		{"steps", batchSwap(theSafe(), list1(weth(), usdc(), weth(), usdc()), amounts(1, 2, 3, 4), other(), mine(), other()), list1(mine(), other())},
		{"a join", joinOf(mine(), theSafe(), amounts(1, 2, 3), words("n", bigOf(9))), list1(mine())},
		{"an exit", exitOf(other(), theSafe(), amounts(1, 2, 3), words("n", bigOf(9))), list1(other())},
		{"an allowance", approve(weth(), mine(), ether(1)), nil},
		{"a fee", setFee(mine()), nil},
	} {
		if got := deed.Into(readOne(t, test.call).does); !same(got, test.want) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

// TestForMaker checks that a hint is addressed to the author of the batch if no Safe command has the
// flag that it names.
func TestForMaker(t *testing.T) {
	for hint, foreign := range map[string]bool{
		"":                                       false,
		"wait":                                   false,
		"give a longer --duration":               true,
		"(--duration) or wait":                   true,
		"use --override with --reason":           false,
		"name it with --recipient, or --pool":    false,
		"give --price and --max-slippage":        false,
		"--nonce; --safe":                        false,
		"--override it, or give it a --duration": true,
		"a dash -- alone":                        true,
	} {
		got := forMaker(ops.Finding{Hint: hint}, "weights-update").Hint
		want := hint
		if foreign {
			want = "for the author of the batch, with mpool weights-update: " + hint
		}
		if got != want {
			t.Errorf("%q became %q", hint, got)
		}
	}
}

// TestArguments checks the text of a Safe's function: its form is the usual one, and it hides no
// argument.
func TestArguments(t *testing.T) {
	w := ordinary(to(theSafe(), safeABI().PackExecTransactionFromModule(stranger(), bigOf(5), []byte(strings.Repeat("a", 100)), 1)),
		to(theSafe(), safeABI().PackApproveHash(common.HexToHash("0xabc1"))))
	c, err := w.check()
	must(err)
	page := inFull(c.View)
	for _, want := range []string{"execTransactionFromModule(to = " + stranger().Hex() + ", value = 5, data = 0x" + strings.Repeat("61", 18) + "616…, operation = 1)", "approveHash(hashToApprove = 0x" + strings.Repeat("0", 39) + "…)"} {
		if !strings.Contains(page, want) {
			t.Errorf("nowhere is %q:\n%s", want, page)
		}
	}
}
