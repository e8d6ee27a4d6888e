package poolmath

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/core/vm"
	evm "github.com/ethereum/go-ethereum/core/vm/runtime"
)

const (
	benchVectors     = 1000
	benchRepetitions = 21
	benchTokens      = 50
)

// vector is one set of arguments, converted for each contender.
type vector struct {
	scalars          []Int
	weights, balance []Int
	bigs             []*big.Int
	bigWeights       []*big.Int
	bigBalances      []*big.Int
	call             []byte
}

// benchmark is one function with its vectors.
type benchmark struct {
	name      string
	signature string
	contract  contract
	fast      func(v *vector) (Int, error)
	plain     func(v *vector) Int
	big       func(p *bigPort, v *vector) *big.Int
	draw      func(s *source) []any
	vectors   []vector
}

func benchmarks() []*benchmark {
	const five = "(uint256,uint256,uint256,uint256,uint256)"
	z := []*benchmark{
		{name: "Pow", signature: "pow(uint256,uint256)", contract: mathHarness, draw: drawBenchPower,
			fast:  func(v *vector) (Int, error) { return Pow(v.scalars[0], v.scalars[1]) },
			plain: func(v *vector) Int { return plainPow(v.scalars[0], v.scalars[1]) },
			big:   func(p *bigPort, v *vector) *big.Int { return p.pow(v.bigs[0], v.bigs[1]) }},
		{name: "OutGivenIn", signature: "calcOutGivenIn" + five, contract: weightedMath, draw: drawBenchSwap,
			fast:  func(v *vector) (Int, error) { a := v.scalars; return OutGivenIn(a[0], a[1], a[2], a[3], a[4]) },
			plain: func(v *vector) Int { a := v.scalars; return plainOutGivenIn(a[0], a[1], a[2], a[3], a[4]) },
			big: func(p *bigPort, v *vector) *big.Int {
				a := v.bigs
				return p.outGivenIn(a[0], a[1], a[2], a[3], a[4])
			}},
		{name: "InGivenOut", signature: "calcInGivenOut" + five, contract: weightedMath, draw: drawBenchSwap,
			fast:  func(v *vector) (Int, error) { a := v.scalars; return InGivenOut(a[0], a[1], a[2], a[3], a[4]) },
			plain: func(v *vector) Int { a := v.scalars; return plainInGivenOut(a[0], a[1], a[2], a[3], a[4]) },
			big: func(p *bigPort, v *vector) *big.Int {
				a := v.bigs
				return p.inGivenOut(a[0], a[1], a[2], a[3], a[4])
			}},
		{name: "Invariant", signature: "calculateInvariant(uint256[],uint256[])", contract: weightedMath,
			draw:  drawBenchInvariant,
			fast:  func(v *vector) (Int, error) { return Invariant(v.weights, v.balance) },
			plain: func(v *vector) Int { return plainInvariant(v.weights, v.balance) },
			big:   func(p *bigPort, v *vector) *big.Int { return p.invariant(v.bigWeights, v.bigBalances) }},
	}
	s := newSource(99)
	for _, b := range z {
		for range benchVectors {
			b.vectors = append(b.vectors, newVector(b.signature, b.draw(s)))
		}
	}
	return z
}

func newVector(signature string, args []any) vector {
	v := vector{call: pack(signature, args...)}
	bigs := func(xs []Int) (z []*big.Int) {
		for _, x := range xs {
			z = append(z, bigOf(x))
		}
		return z
	}
	if w, ok := args[0].([]Int); ok {
		v.weights, v.balance = w, args[1].([]Int)
		v.bigWeights, v.bigBalances = bigs(v.weights), bigs(v.balance)
		return v
	}
	for _, a := range args {
		v.scalars = append(v.scalars, a.(Int))
	}
	v.bigs = bigs(v.scalars)
	return v
}

// drawBenchPower alternates between a power of a swap (a ratio of balances to a ratio of weights) and
// a power of an invariant (a balance to a weight).
func drawBenchPower(s *source) []any {
	if s.IntN(2) == 0 {
		return []any{s.bits(50, 90), s.weight()}
	}
	return []any{s.between(one*7/10, one), divDown(s.between(one/20, one*19/20), s.between(one/20, one*19/20))}
}

// drawBenchSwap draws amounts from a billionth to 30 % of the smaller balance.
func drawBenchSwap(s *source) []any {
	in, out := s.bits(60, 90), s.bits(60, 90)
	amount := in
	if out.Lt(&in) {
		amount = out
	}
	w := func() Int { return s.between(one/20, one*19/20) }
	return []any{in, w(), out, w(), s.bits(amount.BitLen()-30, amount.BitLen()-3)}
}

func drawBenchInvariant(s *source) []any {
	return []any{s.weights(benchTokens), s.list(benchTokens, func() Int { return s.bits(50, 90) })}
}

// column has the times of one contender, in nanoseconds per call.
type column struct {
	name   string
	times  []float64
	allocs float64
}

func (c *column) least() float64  { return slices.Min(c.times) }
func (c *column) median() float64 { s := slices.Sorted(slices.Values(c.times)); return s[len(s)/2] }

// TestBench checks that all contenders agree, then measures them in turn, several times, and prints
// the table of docs/performance.md.
func TestBench(t *testing.T) {
	if os.Getenv("MPOOL_BENCH") == "" {
		t.Skip("MPOOL_BENCH is not set")
	}
	d, port, all := deployMath(t), newBigPort(), benchmarks()
	for _, b := range all {
		b.agree(t, d, port)
	}
	scripts := runScripts(t, all)
	fmt.Printf("Minimum and median of %d repetitions over %d vectors, ns per call, %s.\n\n",
		benchRepetitions, benchVectors, runtime.Version())
	fmt.Println("| function | contender | minimum | median | allocations | times the fast minimum |")
	fmt.Println("|---|---|---:|---:|---:|---:|")
	for _, b := range all {
		columns := append(b.measure(d, port), scripts[b.name]...)
		for _, c := range columns {
			allocs := "-"
			if c.allocs >= 0 {
				allocs = fmt.Sprintf("%.0f", c.allocs)
			}
			fmt.Printf("| %s | %s | %.0f | %.0f | %s | %.1f |\n", b.title(), c.name,
				c.least(), c.median(), allocs, c.least()/columns[0].least())
		}
	}
}

func (b *benchmark) title() string {
	if b.name == "Invariant" {
		return fmt.Sprintf("Invariant of %d tokens", benchTokens)
	}
	return b.name
}

// agree compares fast, plain, math/big and the contract on every vector.
func (b *benchmark) agree(t *testing.T, d *deployed, port *bigPort) {
	for i := range b.vectors {
		v := &b.vectors[i]
		fast, err := b.fast(v)
		ret, theirs := d.view(d.addresses[b.contract], v.call)
		if err != nil || theirs != nil {
			t.Fatalf("%s %v: %v, the contract: %v", b.name, v.scalars, err, theirs)
		}
		if fast != b.plain(v) || bigOf(fast).Cmp(b.big(port, v)) != 0 || fast != words(ret)[0] {
			t.Fatalf("%s%v: %v, plain %v, big %v, the contract %v", b.name, v.scalars, fast, b.plain(v), b.big(port, v), words(ret)[0])
		}
	}
}

// measure times the contenders of this process.
func (b *benchmark) measure(d *deployed, port *bigPort) []column {
	to, env := d.addresses[b.contract], evm.NewEnv(d.cfg)
	passes := []struct {
		name string
		call func(v *vector)
	}{
		{"mpool", func(v *vector) { _, _ = b.fast(v) }},
		{"plain uint256", func(v *vector) { b.plain(v) }},
		{"math/big", func(v *vector) { b.big(port, v) }},
		{"EVM", func(v *vector) {
			if _, _, err := env.StaticCall(d.from, to, v.call, vm.NewGasBudget(gasLimit, 0)); err != nil {
				d.tb.Fatal(err)
			}
		}},
	}
	columns := make([]column, len(passes))
	for i, p := range passes {
		columns[i].name = p.name
		columns[i].allocs = testing.AllocsPerRun(1, func() { b.each(p.call) }) / benchVectors
	}
	for range benchRepetitions {
		for i, p := range passes {
			begin := time.Now()
			b.each(p.call)
			columns[i].times = append(columns[i].times, float64(time.Since(begin).Nanoseconds())/benchVectors)
		}
	}
	columns[3].allocs = -1
	return columns
}

func (b *benchmark) each(call func(v *vector)) {
	for i := range b.vectors {
		call(&b.vectors[i])
	}
}

// runScripts runs the JavaScript libraries on the same vectors and compares
// their results.
func runScripts(t *testing.T, all []*benchmark) map[string][]column {
	folder := filepath.Join(devnetFolder, "bench")
	if _, err := os.Stat(filepath.Join(folder, "node_modules")); err != nil {
		t.Fatalf("%v: run npm ci in devnet/bench", err)
	}
	input := map[string]any{"repetitions": benchRepetitions}
	vectors := map[string]any{}
	for _, b := range all {
		var list []any
		for _, v := range b.vectors {
			if v.weights != nil {
				list = append(list, []any{texts(v.weights), texts(v.balance)})
			} else {
				list = append(list, texts(v.scalars))
			}
		}
		vectors[b.name] = list
	}
	input["vectors"] = vectors
	raw, err := json.Marshal(input)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("node", filepath.Join(folder, "run.mjs"))
	cmd.Stdin, cmd.Stderr = bytes.NewReader(raw), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var report map[string]map[string]struct {
		Results []string
		Times   []float64
	}
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatal(err)
	}
	z := map[string][]column{}
	for _, b := range all {
		for library, functions := range report {
			f, ok := functions[b.name]
			if !ok {
				continue
			}
			for i := range b.vectors {
				if want, _ := b.fast(&b.vectors[i]); want.Dec() != f.Results[i] {
					t.Errorf("%s of %s: %s, not %s", b.name, library, f.Results[i], want.Dec())
				}
			}
			z[b.name] = append(z[b.name], column{"`" + library + "`", f.Times, -1})
		}
		slices.SortFunc(z[b.name], func(x, y column) int { return strings.Compare(x.name, y.name) })
	}
	return z
}

func texts(xs []Int) (z []string) {
	for _, x := range xs {
		z = append(z, x.Dec())
	}
	return z
}
