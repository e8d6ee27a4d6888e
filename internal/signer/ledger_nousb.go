//go:build !cgo

package signer

// findLedgers fails: the USB library is C, and this build has no cgo.
func findLedgers() (ledgers, error) {
	return ledgers{}, &DeviceError{Problem: "this mpool is built without USB support, which --ledger needs",
		Advice: "build it with: make ledger; or print the unsigned transaction with --raw-unsigned"}
}
