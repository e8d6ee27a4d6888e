package signer

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/accounts"
)

// DeviceError says that a hardware wallet did not sign.
type DeviceError struct {
	Problem string
	Advice  string
	cause   error
}

func (e *DeviceError) Error() string { return e.Problem }

func (e *DeviceError) Unwrap() error { return e.cause }

// Hint tells the user what to do.
func (e *DeviceError) Hint() string { return e.Advice }

func noLedger() *DeviceError {
	return &DeviceError{Problem: "no Ledger found", Advice: "connect it, unlock it and open its Ethereum app; on Linux, install Ledger's udev rules"}
}

func locked() *DeviceError {
	return &DeviceError{Problem: "the Ledger is locked", Advice: "unlock it, open its Ethereum app, then try again"}
}

func appClosed() *DeviceError {
	return &DeviceError{Problem: "the Ethereum app is not open on the Ledger", Advice: "open the Ethereum app, then try again"}
}

func refusedThere() *DeviceError {
	return &DeviceError{Problem: "the transaction was rejected on the Ledger", Advice: "sign again, and approve it on the Ledger if you mean it"}
}

func blind() *DeviceError {
	return &DeviceError{Problem: "blind signing is off, and the Ledger cannot display this transaction",
		Advice: "enable it in the settings of the Ethereum app, and compare the signing hash that --raw-unsigned prints"}
}

func unplugged() *DeviceError {
	return &DeviceError{Problem: "the Ledger was disconnected, or its app was closed", Advice: "connect it, open its Ethereum app, then try again"}
}

// explain turns an error into a DeviceError by the device's status word or, without one, by the
// library's text.
func (l *Ledger) explain(err error) error {
	var known *DeviceError
	switch {
	case errors.Is(err, context.Canceled), errors.As(err, &known):
		return err
	case errors.Is(err, errNobody):
		known = &DeviceError{Problem: fmt.Sprintf("not approved on the Ledger within %g minutes", l.patient.Minutes()), Advice: "sign again, and approve it on the Ledger"}
	default:
		if known = byStatus(l.status.first()); known == nil {
			known = byText(err)
		}
	}
	known.cause = err
	return known
}

// byStatus explains the status words of Ledger's system and of its Ethereum app.
func byStatus(word uint16) *DeviceError {
	switch word {
	case 0:
		return nil
	case 0x5515, 0x6804, 0x6982, 0x5303, 0x530c:
		return locked()
	case 0x6511, 0x6d00, 0x6d02, 0x6e00, 0x6e01, 0x650f:
		return appClosed()
	case 0x6985, 0x5501:
		return refusedThere()
	case 0x6a80:
		return blind()
	}
	return &DeviceError{Problem: fmt.Sprintf("the Ledger returned status 0x%04x", word), Advice: "reconnect it, and update its Ethereum app"}
}

// byText explains the library's errors by their text, because most have no type.
func byText(err error) *DeviceError {
	text := err.Error()
	has := func(part string) bool { return strings.Contains(text, part) }
	switch {
	case has("failed to open device"):
		return &DeviceError{Problem: "the Ledger is connected but cannot be used", Advice: "close other wallets that use it, for example Ledger Live; on Linux, install Ledger's udev rules"}
	case errors.Is(err, accounts.ErrWalletClosed), has("hidapi: "), has("device closed"), has("EOF"), errors.Is(err, accounts.ErrUnknownAccount):
		return unplugged()
	case has("invalid reply header"), has("lacks public key"), has("lacks address"):
		return &DeviceError{Problem: "the Ledger returned no address: it is locked, or its Ethereum app is not open", Advice: "unlock it, open the Ethereum app, then try again"}
	case has("lacks signature"):
		return &DeviceError{Problem: "the Ledger did not sign: rejected on the device, or blind signing is off",
			Advice: "approve it on the Ledger, or enable blind signing in the settings of the Ethereum app"}
	case has("required for EIP-"), has("please update"):
		return &DeviceError{Problem: "the Ledger's Ethereum app is too old for this transaction", Advice: "update it, or sign with --legacy"}
	}
	return &DeviceError{Problem: "the Ledger: " + text, Advice: "reconnect it, and open its Ethereum app"}
}
