package signer

import (
	"context"
	"errors"
	"io"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/accounts"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/log"
)

// fakeWallet is a device. It answers as go-ethereum's driver does: with the driver's error, and with
// the status word in the driver's trace.
type fakeWallet struct {
	accounts.Wallet
	log                          log.Logger
	key                          *Key
	openErr, deriveErr, signErr  error
	openWord, deriveWord, signed uint16
	waits                        chan struct{}
	path                         accounts.DerivationPath
}

// answers traces a frame as the driver does: channel, tag, number, length, status word.
func (w *fakeWallet) answers(word uint16, err error) error {
	if word != 0 {
		frame := make([]byte, 64)
		copy(frame, []byte{1, 1, 5, 0, 0, 0, 2, byte(word >> 8), byte(word)})
		w.log.Trace("Data chunk received from the Ledger", "chunk", hexutil.Bytes(frame))
	}
	return err
}

func (w *fakeWallet) Open(string) error { return w.answers(w.openWord, w.openErr) }

func (w *fakeWallet) Derive(path accounts.DerivationPath, _ bool) (accounts.Account, error) {
	w.path = path
	return accounts.Account{Address: w.key.Address()}, w.answers(w.deriveWord, w.deriveErr)
}

func (w *fakeWallet) SignTx(_ accounts.Account, tx *types.Transaction, chainID *big.Int) (*types.Transaction, error) {
	if w.waits != nil {
		<-w.waits
	}
	if err := w.answers(w.signed, w.signErr); err != nil {
		return nil, err
	}
	return w.key.SignTx(context.Background(), tx, chainID)
}

// plugged are devices whose traces are watched like those of real ones.
func plugged(t *testing.T, wallets ...*fakeWallet) ledgers {
	t.Helper()
	found := ledgers{status: &statusWatch{}}
	for _, w := range wallets {
		w.key = testKey(t, canary)
		found.status.watching(func() { w.log = log.New("url", "ledger://fake") })
		found.wallets = append(found.wallets, w)
	}
	return found
}

func signWith(t *testing.T, found ledgers) error {
	t.Helper()
	l, err := openLedger(context.Background(), found, accounts.DefaultBaseDerivationPath, func(string) {})
	if err != nil {
		return err
	}
	_, err = Sign(context.Background(), l, dynamic(func(*types.DynamicFeeTx) {}), big.NewInt(1), "")
	return err
}

func TestLedger(t *testing.T) {
	w := &fakeWallet{}
	before := log.Root()
	if err := signWith(t, plugged(t, w)); err != nil {
		t.Error(err)
	}
	if w.path.String() != "m/44'/60'/0'/0/0" {
		t.Errorf("path %s", w.path)
	}
	if log.Root() != before {
		t.Error("the library's log still ends in mpool")
	}
}

// TestLedgerFaults checks that each fault of the device is named, with what to do. The status words
// are those of Ledger's system and Ethereum app; the texts are go-ethereum's.
func TestLedgerFaults(t *testing.T) {
	noAddress := errors.New("reply lacks public key entry")
	noSignature := errors.New("reply lacks signature")
	tests := []struct {
		name   string
		wallet fakeWallet
		want   string
		advice string
	}{
		{"locked", fakeWallet{openWord: 0x5515, deriveWord: 0x5515, deriveErr: noAddress}, "is locked", "unlock it"},
		{"locked, older system", fakeWallet{deriveWord: 0x6982, deriveErr: noAddress}, "is locked", "unlock it"},
		{"locked, older app", fakeWallet{deriveWord: 0x6804, deriveErr: noAddress}, "is locked", "unlock it"},
		{"locked while signing", fakeWallet{signed: 0x5515, signErr: noSignature}, "is locked", "unlock it"},
		{"app closed", fakeWallet{deriveWord: 0x6511, deriveErr: noAddress}, "app is not open", "open the Ethereum app"},
		{"app closed, older system", fakeWallet{deriveWord: 0x6e01, deriveErr: noAddress}, "app is not open", "open the Ethereum app"},
		{"another app", fakeWallet{deriveWord: 0x6e00, deriveErr: noAddress}, "app is not open", "open the Ethereum app, then try again"},
		{"another app that knows the class", fakeWallet{deriveWord: 0x6d00, deriveErr: noAddress}, "app is not open", "open the Ethereum app, then try again"},
		{"no word", fakeWallet{deriveErr: noAddress}, "locked, or its Ethereum app is not open", "unlock it"},
		{"browser mode", fakeWallet{deriveErr: errors.New("ledger: invalid reply header")}, "locked, or its Ethereum app is not open", "open the Ethereum app"},
		{"refused", fakeWallet{signed: 0x6985, signErr: noSignature}, "the transaction was rejected on the Ledger", "approve it on the Ledger"},
		{"refused, newer system", fakeWallet{signed: 0x5501, signErr: noSignature}, "the transaction was rejected on the Ledger", "approve it on the Ledger"},
		{"blind signing off", fakeWallet{signed: 0x6a80, signErr: noSignature}, "blind signing is off", "enable it in the settings of the Ethereum app, and compare the signing hash that --raw-unsigned prints"},
		{"no signature, no word", fakeWallet{signErr: noSignature}, "the Ledger did not sign: rejected on the device, or blind signing is off", "approve it on the Ledger, or enable blind signing in the settings of the Ethereum app"},
		{"unplugged", fakeWallet{signErr: errors.New("hidapi: unknown failure")}, "was disconnected", "connect it"},
		{"unplugged before", fakeWallet{signErr: accounts.ErrWalletClosed}, "was disconnected", "connect it"},
		{"unplugged while reading", fakeWallet{signErr: io.ErrUnexpectedEOF}, "was disconnected", "connect it"},
		{"unplugged at once", fakeWallet{deriveErr: accounts.ErrWalletClosed}, "was disconnected", "connect it"},
		{"no permission", fakeWallet{openErr: errors.New("hidapi: failed to open device")}, "cannot be used", "udev"},
		{"old app", fakeWallet{signErr: errors.New("Ledger version >= 1.9.0 required for EIP-2930/EIP-1559 signing (found version v1.2.4)")}, "too old", "--legacy"},
		{"a word that nobody knows", fakeWallet{signed: 0x6f42, signErr: noSignature}, "status 0x6f42", "update"},
		{"another error", fakeWallet{signErr: errors.New("cosmic ray")}, "the Ledger: cosmic ray", "reconnect it"},
	}
	for _, test := range tests {
		var device *DeviceError
		err := signWith(t, plugged(t, &test.wallet))
		if !errors.As(err, &device) || !strings.Contains(err.Error(), test.want) || !strings.Contains(device.Hint(), test.advice) {
			t.Errorf("%s: %v, want %q and %q", test.name, err, test.want, test.advice)
		}
	}
}

func TestLedgerNoneOrTwo(t *testing.T) {
	if err := signWith(t, plugged(t)); err == nil || !strings.Contains(err.Error(), "no Ledger found") {
		t.Error(err)
	}
	if err := signWith(t, plugged(t, &fakeWallet{}, &fakeWallet{})); err == nil || !strings.Contains(err.Error(), "2 Ledgers are connected") {
		t.Error(err)
	}
}

// TestLedgerIsNotWaitedForForever checks that waiting ends after the time limit and at Ctrl-C.
func TestLedgerIsNotWaitedForForever(t *testing.T) {
	waits := make(chan struct{})
	defer close(waits)
	l, err := openLedger(context.Background(), plugged(t, &fakeWallet{waits: waits}), accounts.DefaultBaseDerivationPath, func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	l.patient = 10 * time.Millisecond
	tx := dynamic(func(*types.DynamicFeeTx) {})
	if _, err := Sign(context.Background(), l, tx, big.NewInt(1), ""); err == nil || !strings.Contains(err.Error(), "not approved on the Ledger within ") {
		t.Error(err)
	}
	stopped, stop := context.WithCancel(context.Background())
	stop()
	l.patient = time.Hour
	if _, err := Sign(stopped, l, tx, big.NewInt(1), ""); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
