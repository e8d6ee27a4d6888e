//go:build !cgo

package signer

// findLedgers cannot look at the USB ports: the library behind it is C.
func findLedgers() (ledgers, error) {
	return ledgers{}, &DeviceError{Problem: "this mpool is built without USB support, which --ledger needs",
		Advice: "build it with: make ledger; or print the unsigned transaction with --raw-unsigned"}
}
