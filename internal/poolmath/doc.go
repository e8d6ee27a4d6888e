// Package poolmath computes what Balancer V2 Managed Pools compute, to the wei: fixed point, powers,
// weighted maths, gradual values, fees, circuit breakers, and the pool's own answers to swaps, joins
// and exits.
//
// Every function takes and returns 256-bit integers by value. Unless a comment says otherwise they are
// fixed point with 18 decimals (1e18 is one), as in the contracts. Where the contract reverts with a
// BAL code, the error is an Error with that code; where it fails without a code, the error is an
// Abort.
//
// Internally, a failed require panics with an unexported value, so that a formula reads line by line
// like the contract's. Each exported function turns that panic into an error. Any other panic is a bug
// in this package and is not caught.
package poolmath

import "github.com/holiman/uint256"

// Int is a 256-bit unsigned integer, always passed by value.
type Int = uint256.Int
