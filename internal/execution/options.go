package execution

import (
	"errors"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/keyring"
	"mpool/internal/planner"
	"mpool/internal/signer"
)

// Manager is a second signer, for operations that need both the owner and the asset manager.
type Manager struct {
	Signer  signer.Options
	Partial bool
}

// Options are the flags of every command that can send.
type Options struct {
	Yes      bool
	Signer   signer.Options
	Manager  Manager
	Offer    planner.Offer
	Override planner.Override
	Timeout  time.Duration
	// OfFile says that the plan comes from a file, which --yes does not read: it must pay its sender,
	// or the accounts in Named, and use a pool that the user has named, or one of Pools.
	OfFile bool
	Named  []common.Address
	Pools  []string
	// Ready holds signers that are open already; nil: open those that the flags name.
	Ready *keyring.Ring
}

// NamedUsage describes the flag for Named.
const NamedUsage = "account besides the sender that the plan may pay, or give a new pool to, with --yes; repeatable"

// PoolsUsage describes the flag for Pools.
const PoolsUsage = "pool that you trust, in addition to MPOOL_POOL and those in the configuration; repeatable"

func (f *Options) KeyOptions() keyring.Options {
	return keyring.Options{Signer: f.Signer, Manager: f.Manager.Signer, Partial: f.Manager.Partial, Ready: f.Ready}
}

func (f *Options) Terms() planner.Terms {
	return planner.Terms{Offer: &f.Offer, Override: &f.Override}
}

// Check checks the flags before anything is read: overrides, timeout, and exactly one way to sign.
func (f *Options) Check(e *Engine) error {
	if err := f.Override.Check(); err != nil {
		return err
	}
	f.Signer = e.Keys.WithEnvironment(f.Signer)
	if err := f.CheckTimeout(); err != nil {
		return err
	}
	if err := f.refuseNodeSigner(e.Settings); err != nil {
		return err
	}
	if err := f.Signer.Check(); err != nil {
		return failure.Usage("%s", err).Because(err).WithHint("use one of %s", signer.Ways)
	}
	if err := f.Manager.Signer.Check(); err != nil && !errors.Is(err, signer.ErrNone) {
		return failure.Usage("asset manager's key: %s", err).Because(err).WithHint("use one of --manager-account NAME, --manager-keystore FILE, --manager-private-key @FILE, --manager-signer URL")
	}
	return f.checkKeys(e.Keys)
}

// checkKeys checks that the named keys exist, so that a preview does not offer a command that cannot
// work.
func (f *Options) checkKeys(keys Keys) error {
	for _, o := range []signer.Options{f.Signer, f.Manager.Signer} {
		if err := keys.Missing(o); err != nil {
			return err
		}
	}
	return nil
}

func (f *Options) CheckTimeout() error {
	if f.Timeout <= 0 {
		return failure.Usage("--timeout %s must be positive", f.Timeout)
	}
	return nil
}

// NamesSigner says whether a flag names a signer.
func (f *Options) NamesSigner() bool { return !errors.Is(f.Signer.Check(), signer.ErrNone) }

// Silent says whether the named signer can tell its address without asking for a password.
func (f *Options) Silent() bool {
	o := f.Signer
	return o.PrivateKey != "" || o.URL != "" || o.Ledger || o.PasswordFile != "" && (o.Keystore != "" || o.Account != "")
}

// None says whether neither a flag nor the environment names a signer.
func (f *Options) None(k Keys) bool {
	return errors.Is(k.WithEnvironment(f.Signer).Check(), signer.ErrNone)
}

// YesSends refuses --yes if nothing would be sent: in a pipe, a preview with exit code 0 would look like a
// transaction. by is the command that sends what a command without --broadcast plans; empty: --broadcast.
func (f *Options) YesSends(broadcast bool, by string) error {
	if !f.Yes || broadcast {
		return nil
	}
	no := failure.Usage("--yes without --broadcast: nothing would be sent")
	if by != "" {
		return no.WithHint("send with %s --yes, or omit --yes", by)
	}
	return no.WithHint("add --broadcast to send, or omit --yes for a preview")
}
