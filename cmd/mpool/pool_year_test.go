package main

import (
	"context"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rogpeppe/go-internal/testscript"

	"mpool/bindings/erc20"
	"mpool/bindings/vault"
	"mpool/internal/backtest"
	"mpool/internal/chain"
	"mpool/internal/devnet"
	"mpool/internal/ops"
	"mpool/internal/strategy"
	"mpool/internal/units"
)

// year runs a pool of eight tokens on a chain and in a backtest side by side. Strangers trade on the
// chain as the backtest does, at the same times and prices.
type year struct {
	chain  *devnet.Devnet
	client *chain.Client
	engine *backtest.Engine
	dice   *rand.Rand
	prices []float64
	begin  int64
	day    int
	swaps  []backtest.Swap
	tokens []common.Address
	traded int
}

const (
	yearDay     = 86400
	yearHistory = 70 // days of prices before the first decision
	// arbitrageEvery is the number of days between arbitrage trades.
	arbitrageEvery = 3
)

const yearStrategy = `version: 1
signal:
  every: 30d
  rule: {kind: inverse-volatility, lookback: 60d}
  guard: {min_weight: 4%, max_weight: 35%, max_change: 1%/day, duration: 7d}
`

// One month: strangers trade for thirty days, then one owner proposes what the file asks for, another
// owner signs, and the Safe executes it.
const yearMonth = `
strangers 30
exec mpool pool apply pool.yaml --yes --private-key env:ALICE
stdout 'proposed with this signature'
exec mpool pool plan pool.yaml --detailed-exitcode
stdout 'in progress'
exec mpool safe sign --from-queue %[1]d --out bob.json --yes --private-key env:BOB
exec mpool safe propose --from-queue %[1]d bob.json --yes
exec mpool safe exec --from-queue %[1]d --broadcast --yes --private-key env:BOB
exec mpool pool drift pool.yaml
`

// TestSoakYear follows a pool of a 2-of-3 Safe for a year: no drift is left, and its balances match the
// backtest's.
func TestSoakYear(t *testing.T) {
	if os.Getenv("MPOOL_SOAK") == "" {
		t.Skip("MPOOL_SOAK is not set")
	}
	followYear(t, 13)
}

// One month of the year, for the usual test run.
func TestPoolMonth(t *testing.T) { followYear(t, 1) }

func followYear(t *testing.T, months int) {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	script := "year\nservice\nenv ALICE=0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80\nenv BOB=0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d\n"
	for month := range months {
		script += fmt.Sprintf(yearMonth, month)
	}
	script += "strangers 10\nexec mpool pool drift pool.yaml\nstdout 'no drift'\nbooks\n"
	path := filepath.Join(t.TempDir(), "year.txtar")
	if err := os.WriteFile(path, []byte(script), 0o600); err != nil {
		t.Fatal(err)
	}
	y := &year{dice: rand.New(rand.NewPCG(11, 3))}
	testscript.Run(t, testscript.Params{Files: []string{path}, RequireExplicitExec: true, Setup: scriptWorld(root),
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"year": y.start, "service": (&services{}).run, "strangers": y.strangers, "books": y.books}})
}

func (y *year) start(ts *testscript.TestScript, _ bool, _ []string) {
	var err error
	y.chain, err = devnet.Start(context.Background(), devnet.Options{Root: ts.Getenv("ROOT"), Safe: "1.4.1", Tokens: 8})
	ts.Check(err)
	ts.Defer(func() { ts.Check(y.chain.Close()) })
	exportDevnet(ts, y.chain)
	y.client, err = chain.Dial(context.Background(), y.chain.RPC, chain.Options{Factories: []chain.Factory{{Address: y.chain.Contracts.FactoryV1, Generation: ops.V1}}, Vaults: []common.Address{y.chain.Contracts.Vault}})
	ts.Check(err)
	ts.Defer(y.client.Close)
	pool := y.read(ts)
	for i := range pool.Tokens { // without circuit breakers, because a year's price moves would trip the demo's
		pool.Tokens[i].Breaker = nil
		y.tokens = append(y.tokens, pool.Tokens[i].Address)
		ts.Check(y.chain.Mint(context.Background(), pool.Tokens[i].Address, y.chain.Accounts.LP, new(big.Int).Lsh(big.NewInt(1), 120)))
		_, err := y.chain.Send(context.Background(), "approve", y.chain.Accounts.LP, pool.Tokens[i].Address, erc20.NewERC20().PackApprove(y.chain.Contracts.Vault, new(big.Int).Lsh(big.NewInt(1), 250)))
		ts.Check(err)
	}
	y.begin = (int64(pool.Block.Time)/yearDay + 1 + yearHistory) * yearDay
	y.setOut(ts, pool)
}

// setOut writes the files, and begins the backtest with prices of the earlier days.
func (y *year) setOut(ts *testscript.TestScript, pool *ops.Snapshot) {
	s, err := strategy.Read([]byte(yearStrategy))
	ts.Check(err)
	adviser, err := s.Adviser(pool, units.Time(y.begin), nil)
	ts.Check(err)
	header, file := "timestamp", fmt.Sprintf("strategy: {file: strategy.yaml, prices: prices.csv, since: %q}\nremoval: {burn: none}\ntokens:\n", units.Time(y.begin).RFC3339())
	for _, t := range pool.Tokens {
		header += "," + string(t.Symbol)
		file += fmt.Sprintf("  - {symbol: %s, breaker: null}\n", t.Symbol)
		balance := t.Balance()
		whole := balance.Raw.Float64() / math.Pow10(int(t.Decimals))
		y.prices = append(y.prices, 1e6*t.Weight.Int().Float64()/1e18/whole) // for a pool of a million dollars
	}
	write(ts, "prices.csv", header+"\n")
	write(ts, "strategy.yaml", yearStrategy)
	write(ts, "pool.yaml", file)
	for d := range yearHistory {
		adviser.See(y.begin+int64(d-yearHistory)*yearDay, y.next(ts, y.begin+int64(d-yearHistory)*yearDay))
	}
	y.engine, err = backtest.New(pool, backtest.Options{Adviser: adviser, ArbEvery: arbitrageEvery, Witness: backtest.Witness{Swapped: func(s backtest.Swap) { y.swaps = append(y.swaps, s) }}})
	ts.Check(err)
}

func write(ts *testscript.TestScript, name, text string) {
	f, err := os.OpenFile(ts.MkAbs(name), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	ts.Check(err)
	_, err = f.WriteString(text)
	ts.Check(err)
	ts.Check(f.Close())
}

// next moves the prices by one day. Tokens later in the list move more.
func (y *year) next(ts *testscript.TestScript, at int64) []float64 {
	row := fmt.Sprint(at)
	for i := range y.prices {
		y.prices[i] *= math.Exp(0.003 * float64(1+i) * y.dice.NormFloat64())
		row += fmt.Sprintf(",%.10g", y.prices[i])
	}
	write(ts, "prices.csv", row+"\n")
	read := make([]float64, len(y.prices)) // the prices as the file's reader rounds them
	for i, cell := range strings.Split(row, ",")[1:] {
		_, err := fmt.Sscan(cell, &read[i])
		ts.Check(err)
	}
	return read
}

// strangers trades on the given number of days.
func (y *year) strangers(ts *testscript.TestScript, _ bool, args []string) {
	var days int
	_, err := fmt.Sscan(args[0], &days)
	ts.Check(err)
	if y.day == 0 {
		days = 1 // the first decision is on the first day
	}
	for range days {
		at := y.begin + int64(y.day)*yearDay
		_, err := devnet.WarpTo(context.Background(), y.chain.Client(), units.Time(at))
		ts.Check(err)
		y.swaps = y.swaps[:0]
		ts.Check(y.engine.Step(at, y.next(ts, at)))
		for _, s := range y.swaps {
			y.trade(ts, s)
		}
		y.day++
	}
}

func (y *year) trade(ts *testscript.TestScript, s backtest.Swap) {
	if s.Refused != nil || s.Paid.IsZero() {
		return
	}
	lp, in, out := y.chain.Accounts.LP, y.tokens[s.In], y.tokens[s.Out]
	unlimited := new(big.Int).Lsh(big.NewInt(1), 255)
	data := vault.NewVault().PackSwap(vault.IVaultSingleSwap{PoolId: y.chain.Pool.ID, Kind: 0, AssetIn: in, AssetOut: out, Amount: s.Paid.ToBig()},
		vault.IVaultFundManagement{Sender: lp, Recipient: lp}, big.NewInt(0), unlimited)
	_, err := y.chain.Send(context.Background(), "swap", lp, y.chain.Contracts.Vault, data)
	ts.Check(err)
	y.traded++
}

func (y *year) read(ts *testscript.TestScript) *ops.Snapshot {
	s, err := y.client.SnapshotWithRatios(context.Background(), y.chain.Pool.Address, chain.Latest())
	ts.Check(err)
	return s
}

// The largest differences allowed in balances and in the pool's value. A change is mined some seconds
// after its decision, and trades happen some seconds later.
const (
	balanceBound = 2e-5
	valueBound   = 5e-6
)

// books compares the chain's balances with the backtest's.
func (y *year) books(ts *testscript.TestScript, _ bool, _ []string) {
	is := y.read(ts)
	predicted, err := y.engine.Snapshot()
	ts.Check(err)
	var worth, wanted, worst float64
	for i, t := range is.Tokens {
		a, b := t.Balance(), predicted.Tokens[i].Balance()
		has, should := a.Raw.Float64(), b.Raw.Float64()
		worst = max(worst, math.Abs(has/should-1))
		unit := y.prices[i] / math.Pow10(int(t.Decimals))
		worth, wanted = worth+has*unit, wanted+should*unit
		if t.Weight != predicted.Tokens[i].Weight {
			ts.Fatalf("%s has the weight %s, and the backtest %s", t.Symbol, t.Weight.Percent(), predicted.Tokens[i].Weight.Percent())
		}
	}
	ts.Logf("%d days, %d trades: balances within %.2g, value within %.2g of the backtest's", y.day, y.traded, worst, math.Abs(worth/wanted-1))
	if worst > balanceBound || math.Abs(worth/wanted-1) > valueBound {
		ts.Fatalf("a balance is off by %g, the value by %g", worst, worth/wanted-1)
	}
}
