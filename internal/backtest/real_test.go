package backtest_test

import (
	"math"
	"os"
	"path/filepath"
	"testing"

	"mpool/internal/backtest"
	"mpool/internal/market"
	"mpool/internal/poolfile"
)

// TestSoakRealPool runs a real pool over real prices and compares it with an independent program in
// floats, which found 2,211,536.6292 USD. The prices are not in this repository: MPOOL_PRICES names
// the folder with weth-usd-5m.csv and dai-usd-5m.csv.
func TestSoakRealPool(t *testing.T) {
	folder := os.Getenv("MPOOL_PRICES")
	if folder == "" {
		t.Skip("MPOOL_PRICES names no folder of prices")
	}
	var series []market.Series
	for _, name := range []string{"weth", "dai"} {
		file, err := os.Open(filepath.Join(folder, name+"-usd-5m.csv"))
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = file.Close() }() // the file was only read, so an error here does not matter
		read, _, err := market.Read(name, name, file)
		if err != nil {
			t.Fatal(err)
		}
		series = append(series, read[0]) // the prices, without volumes
	}
	table, err := market.Align(series, market.Options{MaxGap: 3600})
	if err != nil {
		t.Fatal(err)
	}
	r := run(t, pool(t, "{symbol: WETH, weight: 80%}, {symbol: DAI, weight: 20%}", "0.25%"), table, 1e6, backtest.Options{ArbEvery: 1})
	t.Logf("value %.4f, hold %.2f, %d trades, arbitrage/LVR %.4f, drawdown %.4f, %d carried", r.Value, r.Hold, r.Arbitrage.Trades, r.Arbitrage.Gross/r.LVR, r.Drawdown, table.Carried)
	if math.Abs(r.Value-2211536.63) > 0.01 || r.Arbitrage.Trades != 12138 || math.Round(r.Hold) != 2316638 {
		t.Error("an independent program has 2,211,536.63 USD, hold 2,316,638 and 12,138 trades")
	}
}

func pool(t *testing.T, tokens, fee string) *poolfile.File {
	t.Helper()
	f, err := poolfile.Read([]byte("tokens: [" + tokens + "]\nswap_fee: " + fee + "\n"))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func run(t *testing.T, f *poolfile.File, table *market.Table, tvl float64, o backtest.Options) *backtest.Result {
	t.Helper()
	e := engine(t, f, table, tvl, o)
	for i, at := range table.Times {
		if err := e.Step(at, table.Row(i)); err != nil {
			t.Fatal(err)
		}
	}
	r, err := e.Result()
	if err != nil {
		t.Fatal(err)
	}
	return r
}
