package ops

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/named"
	"mpool/internal/units"
)

// somePool has tokens with these weights, in percent. Each has a balance of a thousand whole tokens
// per percent.
func somePool(percent ...uint64) *Snapshot {
	s := &Snapshot{ChainID: 1, Block: Block{Number: 7, Time: 1_000_000}, Pool: Pool{
		Address: common.HexToAddress("0xb0"), Owner: common.HexToAddress("0x0e"), Vault: common.HexToAddress("0xba"),
		FeesCollector: common.HexToAddress("0xfc"), OwnerKind: OwnerAccount, Generation: V2, SwapEnabled: true, JoinExitEnabled: true, Symbol: "BPT",
	}}
	for i, p := range percent {
		weight := units.FixedFrom(p * 1e16)
		s.Tokens = append(s.Tokens, Token{
			Address: common.BigToAddress(uint256.NewInt(uint64(100 + i)).ToBig()), Symbol: named.Symbol(rune('A' + i)), Decimals: 6,
			Cash: amountOf(p*1000*1e6, 6), Managed: amountOf(0, 6), AssetManager: common.HexToAddress("0xa5"),
			StartWeight: weight, EndWeight: weight, Weight: weight,
		})
	}
	s.Supply = Supply{Virtual: amountOf(1e18, 18), Actual: amountOf(1e18, 18)}
	return s
}

func amountOf(raw uint64, decimals uint8) units.Amount {
	return units.Amount{Raw: *uint256.NewInt(raw), Decimals: decimals}
}

// watched gives each holding that an operation watches a balance.
func watched(s *Snapshot, op Watching, balance units.Amount) *Snapshot {
	next := s.Clone()
	for _, key := range op.Watch(s).Holdings {
		next.Holdings = append(next.Holdings, Holding{Token: key.Token, Account: key.Account, Symbol: "NEW", Decimals: balance.Decimals, Balance: balance, Allowance: units.Amount{Decimals: balance.Decimals}})
	}
	return next
}

// anAddition is for a pool whose swaps, joins and exits are enabled.
func anAddition() AddToken {
	return AddToken{Doors: Doors{Closing: ByJoinsExits, Swaps: true, JoinsExits: true}, Token: common.HexToAddress("0x0101"), Weight: units.FixedFrom(10 * 1e16), AssetManager: common.HexToAddress("0xa5"),
		Deposit: amountOf(5e6, 6), Mint: amountOf(0, 18), MintTo: common.HexToAddress("0xa5")}
}

// atOnce is the same addition by one Safe, which is owner and asset manager.
func atOnce(pool *Snapshot, op AddToken) AddToken {
	op.Doors = DoorsOf(pool, AtOnce)
	return op
}

// TestAdditionGoesOn plans again after each call. The remaining calls must be exactly the rest of:
// disable swaps, joins and exits, add, approve twice, deposit, enable both.
func TestAdditionGoesOn(t *testing.T) {
	op := anAddition()
	pool := watched(somePool(50, 30, 20), op, amountOf(9e6, 6))
	pool.Holdings[0].Allowance = amountOf(3, 6)
	goesOn(t, op, pool, 8)
}

// TestRemovalGoesOn does the same with a removal.
func TestRemovalGoesOn(t *testing.T) {
	pool := somePool(50, 30, 20)
	pool.Tokens[0].Managed = amountOf(77, 6)
	op := RemoveToken{Token: pool.Tokens[0].Address, AssetManager: pool.Tokens[0].AssetManager, Burn: amountOf(1e9, 18), Doors: DoorsOf(pool, ByJoinsExits)}
	goesOn(t, op, watched(pool, op, amountOf(2e9, 18)), 6)
}

func goesOn(t *testing.T, op Operation, pool *Snapshot, calls int) {
	t.Helper()
	first, err := op.Plan(pool, pool.Block.Time+12)
	if err != nil || len(first.Calls) != calls {
		t.Fatalf("%v, %d calls, want %d: %+v", err, len(first.Calls), calls, first.Findings)
	}
	for i, after := range first.After {
		plan, err := op.Plan(after, after.Block.Time+12)
		if err != nil || plan.Refused() || len(plan.Calls) != calls-i-1 {
			t.Fatalf("after %d of %d calls: %v, %d calls, %+v", i+1, calls, err, len(plan.Calls), plan.Findings)
		}
		if reasons := first.Stale(plan); len(reasons) > 0 {
			t.Errorf("after %d of %d calls: %v", i+1, calls, reasons)
		}
	}
}

// TestAdditionOfAnother checks that a token of the same address with other properties is not taken
// for the operation's.
func TestAdditionOfAnother(t *testing.T) {
	changes := map[string]func(*Token){
		"another weight": func(t *Token) {
			t.Weight, t.StartWeight, t.EndWeight = units.FixedFrom(11e16), units.FixedFrom(11e16), units.FixedFrom(11e16)
		},
		"another asset manager": func(t *Token) { t.AssetManager = common.HexToAddress("0xee") },
		"five times as much":    func(t *Token) { t.Cash = amountOf(25e6, 6) },
		"next to none":          func(t *Token) { t.Cash = amountOf(1, 6) },
	}
	for name, change := range changes {
		op := anAddition()
		pool := watched(somePool(50, 30, 20), op, amountOf(9e6, 6))
		plan, err := op.Plan(pool, pool.Block.Time+12)
		if err != nil {
			t.Fatal(err)
		}
		change(&plan.Predicted.Tokens[3])
		plan, err = op.Plan(plan.Predicted, pool.Block.Time+24)
		if err != nil || !plan.Refused() || plan.Findings[0].Code != "BAL#522" {
			t.Errorf("%s: %v %+v", name, err, plan)
		}
	}
}

// TestAdditionTradedSince plans again after others have traded, joined and exited, and the asset
// manager has invested. There is nothing left to do, whichever way the pool was shut.
func TestAdditionTradedSince(t *testing.T) {
	changes := map[string]func(*Token){
		"more":             func(t *Token) { t.Cash = amountOf(6e6, 6) },
		"less":             func(t *Token) { t.Cash = amountOf(49e5, 6) },
		"with the manager": func(t *Token) { t.Cash, t.Managed = amountOf(1e6, 6), amountOf(4e6, 6) },
		"four times":       func(t *Token) { t.Cash = amountOf(20e6, 6) },
		"a quarter":        func(t *Token) { t.Cash = amountOf(125e4, 6) },
	}
	for name, change := range changes {
		for _, one := range []bool{false, true} {
			op, pool := anAddition(), somePool(50, 30, 20)
			if one {
				pool.Pool.OwnerKind, pool.Pool.Owner = OwnerSafe, op.AssetManager
				op = atOnce(pool, op)
			}
			plan := planAt(t, op, watched(pool, op, amountOf(9e6, 6)), pool.Block.Time+12)
			after := plan.After[len(plan.After)-1]
			change(&after.Tokens[3])
			plan = planAt(t, op, after, pool.Block.Time+24)
			if plan.Refused() || len(plan.Calls) != 0 {
				t.Errorf("%s, one Safe %v: %d calls are left, %+v", name, one, len(plan.Calls), plan.Findings)
			}
			total := after.Tokens[3].Balance()
			if said := len(plan.Findings) == 1 && plan.Findings[0].Code == "deposit.traded"; said == (total.Raw == op.Deposit.Raw) {
				t.Errorf("%s, one Safe %v: %+v", name, one, plan.Findings)
			}
		}
	}
}

// TestThereAndBack adds a token of a random weight x and removes it. Then each other weight w but
// the last is at most n * w / (1-x) + 1 wei above and 1 / (1-x) + 1 wei below its old value. The
// last one takes the rest.
func TestThereAndBack(t *testing.T) {
	dice, done := rand.New(rand.NewPCG(1, 2)), 0
	for range 5000 {
		pool := somePool(37, 1+dice.Uint64N(20), 13, 1+dice.Uint64N(9), 1)
		rest := uint64(1e18)
		for i := range pool.Tokens[1:] {
			rest -= pool.Tokens[i+1].Weight.Int().Uint64() + uint64(i)
			setWeight(&pool.Tokens[i+1], pool.Tokens[i+1].Weight.Int().Uint64()+uint64(i))
		}
		setWeight(&pool.Tokens[0], rest)
		op := anAddition()
		x := 1e16 + dice.Uint64N(5e16)
		if op.Weight = units.FixedFrom(x); dice.IntN(2) == 0 {
			setWeight(&pool.Tokens[0], rest-2e17)
			setWeight(&pool.Tokens[4], pool.Tokens[4].Weight.Int().Uint64()+2e17)
		}
		there := pool.Clone()
		there.Holdings = watched(pool, op, amountOf(9e6, 6)).Holdings
		if err := op.add(there); err != nil {
			continue // the smallest weight would be below the minimum
		}
		if err := there.Settle(); err != nil {
			t.Fatal(err)
		}
		if err := (RemoveToken{Token: op.Token}).remove(there); err != nil {
			t.Fatal(err)
		}
		done++
		for i, token := range there.Tokens {
			was, is := float64(0), int64(token.StartWeight.Int().Uint64())-int64(pool.Tokens[i].Weight.Int().Uint64())
			was = float64(pool.Tokens[i].Weight.Int().Uint64()) / 1e18
			kept := 1 - float64(x)/1e18
			above, below := int64(5*was/kept)+1, int64(1/kept)+1
			if i == len(there.Tokens)-1 {
				above, below = 5*below, 5*above
			}
			if token.Address != pool.Tokens[i].Address || is > above || -is > below {
				t.Fatalf("token %d of weight %s is %d wei off after %d", i, pool.Tokens[i].Weight, is, x)
			}
		}
	}
	if done < 1000 {
		t.Errorf("only %d tokens fitted", done)
	}
}

func setWeight(t *Token, weight uint64) {
	t.Weight, t.StartWeight, t.EndWeight = units.FixedFrom(weight), units.FixedFrom(weight), units.FixedFrom(weight)
}

// TestTokenPlansAreKept writes plans and reads them back.
func TestTokenPlansAreKept(t *testing.T) {
	pool := somePool(50, 30, 20)
	removal := RemoveToken{Token: pool.Tokens[1].Address, Burn: amountOf(1e9, 18), Doors: DoorsOf(pool, ByJoinsExits)}
	balance := ManagedBalance{Token: pool.Tokens[0].Address, Amount: amountOf(5, 6), Managed: amountOf(0, 6), AssetManager: pool.Tokens[0].AssetManager}
	for _, op := range []Watching{anAddition(), removal, ManageBalance{Way: WithdrawBalance, Tokens: []ManagedBalance{balance}}, ManageBalance{Way: UpdateBalance, Tokens: []ManagedBalance{balance}}} {
		plan, err := op.Plan(watched(pool, op, amountOf(9e6, 6)), pool.Block.Time+12)
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(plan)
		if err != nil {
			t.Fatal(err)
		}
		read, err := ReadPlan(strings.NewReader(string(text)))
		if err != nil {
			t.Fatalf("%s: %v\n%s", op.Name(), err, text)
		}
		if reasons := read.Stale(plan); len(reasons) > 0 || read.Operation.Name() != op.Name() {
			t.Errorf("%s: %v", op.Name(), reasons)
		}
	}
}

// Labels name Balancer's own contracts where their balances change.
func TestHoldingLabels(t *testing.T) {
	pool := testPool()
	pool.Pool.Vault, pool.Pool.FeesCollector = common.Address{0xaa}, common.Address{0xbb}
	for account, want := range map[common.Address]string{
		pool.Pool.Vault:         "USDC of the Vault " + pool.Pool.Vault.Hex(),
		pool.Pool.FeesCollector: "USDC of the protocol's fees collector " + pool.Pool.FeesCollector.Hex(),
		{0xcc}:                  "USDC of " + common.Address{0xcc}.Hex(),
	} {
		pool.Holdings = []Holding{{Symbol: "USDC", Account: account}}
		if !slices.ContainsFunc(pool.Fields(), func(f Field) bool { return f.Label == want }) {
			t.Errorf("no field %s", want)
		}
	}
}
