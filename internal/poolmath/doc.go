// Package poolmath computes what Balancer V2 Managed Pools compute, to the
// wei: fixed point, powers, weighted maths, gradual values, fees, circuit
// breakers, and the pool's own answers to swaps, joins and exits.
//
// Every function takes and gives 256-bit integers by value. Unless a comment
// says otherwise they are fixed point with 18 decimals (1e18 is one), as in the
// contracts. A value that the contract refuses is an Error with the contract's
// BAL code, or an Abort where the contract fails without one.
//
// Inside, a failed require panics with an unexported value, so that a formula
// reads line by line like the contract's; each exported function turns it into
// an error. Any other panic is a mistake of ours and is not caught.
package poolmath

import "github.com/holiman/uint256"

// Int is a 256-bit unsigned integer, always passed by value.
type Int = uint256.Int
