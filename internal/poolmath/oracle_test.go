package poolmath

import (
	"errors"
	"fmt"
	"os"
	"reflect"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
)

// oracle is one row of the table: a function of ours and the contract's function
// that it mirrors, with the values to compare them on.
type oracle struct {
	name      string
	ours      func(a []any) ([]Int, error)
	contract  contract
	signature string
	list      bool                    // the contract answers an array
	draw      func(s *source) []any   // likely arguments
	shape     func(s *source) []param // the arguments' types
}

// contract says which of the deployed contracts a row calls.
type contract int

const (
	mathHarness  contract = iota // npm's v2-solidity-utils, compiled
	weightedMath                 // what a v1 factory deployed
	breakerLib                   // v1's CircuitBreakerLib
)

// param is a scalar, or with n >= 0 an array of n numbers.
type param struct {
	n    int
	bool bool
}

var scalar = param{n: -1}

func scalars(n int) func(*source) []param {
	return func(*source) []param { return slices.Repeat([]param{scalar}, n) }
}

// arrays is a number of arrays of one random length, and then scalars.
func arrays(count, rest int) func(*source) []param {
	return func(s *source) []param {
		p := slices.Repeat([]param{{n: s.tokens()}}, count)
		return append(p, slices.Repeat([]param{scalar}, rest)...)
	}
}

// tokens is how many tokens a pool has, mostly few.
func (s *source) tokens() int {
	if s.IntN(20) == 0 {
		return 2 + s.IntN(37)
	}
	return 2 + s.IntN(4)
}

// fill draws each argument by itself.
func (o *oracle) fill(s *source, draw func() Int) []any {
	var z []any
	for _, p := range o.shape(s) {
		switch {
		case p.bool:
			z = append(z, s.IntN(2) == 0)
		case p.n >= 0:
			z = append(z, s.list(p.n, draw))
		default:
			z = append(z, draw())
		}
	}
	return z
}

// deployed holds the contracts that rows call.
type deployed struct {
	*chain
	addresses [3]common.Address
}

func deployMath(tb testing.TB) *deployed {
	c := newChain(tb)
	d := &deployed{chain: c}
	d.addresses[mathHarness] = c.deploy(compiled(tb, "harness.sol", "MathHarness"))
	b := deployBalancer(c)
	d.addresses[weightedMath] = b.weightedMath
	d.addresses[breakerLib] = b.breakerLib
	return d
}

// compare runs both sides on one set of arguments; they must agree on every
// integer, or on the failure, and ours must leave the arguments alone.
func (d *deployed) compare(o *oracle, args []any) (failed bool, err error) {
	before := clone(args)
	ours, oursErr := o.ours(args)
	if !reflect.DeepEqual(before, args) {
		return false, fmt.Errorf("%s(%v) changed its arguments", o.name, before)
	}
	ret, theirsErr := d.view(d.addresses[o.contract], pack(o.signature, args...))
	if !sameFailure(oursErr, theirsErr) {
		return false, fmt.Errorf("%s%v: %v %w, the contract: %x %w", o.name, show(args), ours, oursErr, ret, theirsErr)
	}
	if theirsErr != nil {
		return true, nil
	}
	theirs := words(ret)
	if o.list {
		theirs = theirs[2:]
	}
	if !slices.Equal(ours, theirs) {
		return false, fmt.Errorf("%s%v: %v, the contract: %v", o.name, show(args), ours, theirs)
	}
	return false, nil
}

// sameFailure compares codes; of failures without a code only that they are.
func sameFailure(ours, theirs error) bool {
	var a, b Error
	if errors.As(ours, &a) && errors.As(theirs, &b) {
		return a == b
	}
	var c, d Abort
	if errors.As(ours, &c) && errors.As(theirs, &d) {
		return true
	}
	return ours == nil && theirs == nil
}

func clone(args []any) []any {
	z := slices.Clone(args)
	for i, a := range z {
		if list, ok := a.([]Int); ok {
			z[i] = slices.Clone(list)
		}
	}
	return z
}

func show(args []any) (z []any) {
	for _, a := range args {
		if n, ok := a.(Int); ok {
			z = append(z, n.Hex())
		} else {
			z = append(z, a)
		}
	}
	return z
}

// randomInputs is how many random inputs a test takes: a quarter of them without MPOOL_SOAK.
func randomInputs() int { return sample(20_000) }

// sample is a quarter of n without MPOOL_SOAK.
func sample(n int) int {
	if os.Getenv("MPOOL_SOAK") == "" {
		return n / 4
	}
	return n
}

// TestOracle compares every row with the EVM: on edges, on numbers drawn
// log-uniformly over 256 bits, and on likely ones.
func TestOracle(t *testing.T) {
	d := deployMath(t)
	for i, o := range oracles() {
		t.Run(o.name, func(t *testing.T) {
			d.tb = t
			s := newSource(uint64(i))
			inputs := o.edgeInputs(s)
			for i := range randomInputs() {
				inputs = append(inputs, o.fill(s, s.wide))
				if i%2 == 0 {
					inputs = append(inputs, o.draw(s))
				}
			}
			failures, mismatches := 0, 0
			for _, args := range inputs {
				failed, err := d.compare(&o, args)
				if failed {
					failures++
				}
				if err != nil {
					t.Error(err)
					if mismatches++; mismatches > 5 {
						t.FailNow()
					}
				}
			}
			t.Logf("%d inputs, of which %d fail with the same code, %d mismatches", len(inputs), failures, mismatches)
			if succeeded := len(inputs) - failures; succeeded < randomInputs()/4 {
				t.Errorf("only %d of %d inputs are in the domain", succeeded, len(inputs))
			}
		})
	}
}

// edgeInputs are all edges, or all pairs of them, or for functions of more
// arguments 5,000 random combinations.
func (o *oracle) edgeInputs(s *source) (z [][]any) {
	shape := o.shape(s)
	if len(shape) == 1 && shape[0] == scalar {
		for _, x := range s.edges {
			z = append(z, []any{x})
		}
		return z
	}
	if len(shape) == 2 && shape[0] == scalar && shape[1] == scalar {
		for _, x := range s.edges {
			for _, y := range s.edges {
				z = append(z, []any{x, y})
			}
		}
		return z
	}
	for range 5000 {
		z = append(z, o.fill(s, s.edge))
	}
	return z
}
