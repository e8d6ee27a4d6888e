package signer

import (
	"context"
	"errors"
	"fmt"
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/accounts"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/mistake"
)

// Ledger signs with a hardware wallet. The owner approves on the device.
type Ledger struct {
	wallet  accounts.Wallet
	account accounts.Account
	status  *statusWatch
	patient time.Duration // how long to wait for the owner
	tell    func(string)
}

// ledgers are the connected devices.
type ledgers struct {
	wallets []accounts.Wallet
	status  *statusWatch // watches their answers
}

func (o Options) openLedger(ctx context.Context, s Surroundings) (Signer, error) {
	found, err := findLedgers()
	if err != nil {
		return nil, err
	}
	path := accounts.DefaultBaseDerivationPath
	if o.DerivationPath != "" {
		if path, err = accounts.ParseDerivationPath(o.DerivationPath); err != nil {
			return nil, err
		}
	}
	l, err := openLedger(ctx, found, path, s.Tell)
	if err != nil {
		return nil, err
	}
	return l, nil
}

// openLedger asks the single connected device for the account at a path.
func openLedger(ctx context.Context, found ledgers, path accounts.DerivationPath, tell func(string)) (*Ledger, error) {
	switch n := len(found.wallets); {
	case n == 0:
		return nil, noLedger()
	case n > 1:
		return nil, &DeviceError{Problem: fmt.Sprintf("%d Ledgers are connected", n),
			Advice: "connect only the one that should sign"}
	}
	l := &Ledger{wallet: found.wallets[0], status: found.status, patient: approval, tell: tell}
	err := l.attended(ctx, func() (err error) {
		if err = l.wallet.Open(""); err != nil {
			return err
		}
		l.account, err = l.wallet.Derive(path, true)
		return err
	})
	if err != nil {
		return nil, l.explain(err)
	}
	return l, nil
}

// Address is the account at the derivation path.
func (l *Ledger) Address() common.Address { return l.account.Address }

// SignTx waits until the owner approves on the device.
func (l *Ledger) SignTx(ctx context.Context, tx *types.Transaction, chainID *big.Int) (*types.Transaction, error) {
	l.tell("check the Ledger, and approve the transaction on it")
	var signed *types.Transaction
	err := l.attended(ctx, func() (err error) {
		signed, err = l.wallet.SignTx(l.account, tx, chainID)
		return err
	})
	if err != nil {
		return nil, l.explain(err)
	}
	return signed, nil
}

var errNobody = errors.New("not approved")

// attended waits for the device until it answers, the time is over, or Ctrl-C. The library cannot be
// stopped, so a later answer is ignored.
func (l *Ledger) attended(ctx context.Context, do func() error) error {
	l.status.forget()
	select {
	case o := <-mistake.Aside(func() (struct{}, error) { return struct{}{}, do() }):
		_, err := o.Take()
		return err
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(l.patient):
		return errNobody
	}
}
