package chain_test

//go:generate node ../../devnet/compile.mjs testdata/Harness.sol HostileToken testdata/hostiletoken.hex
//go:generate node ../../devnet/compile.mjs testdata/Harness.sol OtherPool testdata/otherpool.hex
//go:generate node ../../devnet/compile.mjs testdata/Harness.sol SafeLike testdata/safelike.hex
