//go:build cgo

package signer

import (
	"errors"

	"github.com/ethereum/go-ethereum/accounts/usbwallet"
)

// findLedgers finds the Ledgers on the USB ports. The USB library is C.
func findLedgers() (found ledgers, err error) {
	found.status = &statusWatch{}
	found.status.watching(func() {
		var hub *usbwallet.Hub
		if hub, err = usbwallet.NewLedgerHub(); err == nil {
			found.wallets = hub.Wallets()
		}
	})
	if err != nil {
		return found, errors.New("this system has no USB support that mpool can use")
	}
	return found, nil
}
