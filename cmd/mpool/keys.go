package main

import (
	"context"
	"errors"
	"path/filepath"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/signer"
	"mpool/internal/text"
)

// managerFlags name a second way to sign, for operations in which the owner and
// the asset manager both have a part.
type managerFlags struct {
	signer  signer.Options
	partial bool
}

func addManagerFlags(f *managerFlags, cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.signer.PrivateKey, "manager-private-key", "", "asset manager's key, where it is another: @FILE, - or env:NAME")
	flags.StringVar(&f.signer.Keystore, "manager-keystore", "", "asset manager's encrypted key file")
	flags.StringVar(&f.signer.Account, "manager-account", "", "name of the asset manager's key in Foundry's keystore folder")
	flags.StringVar(&f.signer.URL, "manager-signer", "", "external signer that holds the asset manager's key")
	flags.StringVar(&f.signer.PasswordFile, "manager-password-file", "", "file with the password of the asset manager's key")
	flags.BoolVar(&f.partial, "partial", false, "send only the calls of the keys given, up to the first of somebody else")
}

// keyOptions are the ways to sign that were named.
type keyOptions struct {
	signer, manager signer.Options
	partial         bool
	// ready are signers that are open already; nil: those that are named.
	ready *keyring
}

// keyring holds the signers that may sign the calls of a plan.
type keyring struct {
	byAddress map[common.Address]signer.Signer
	unlocked  bool // the node signs, for everybody
	calls     int  // how many of the plan's calls, from the first on, it can sign
	held      int  // calls at the plan's end that nobody has signed yet
}

// oneKey is a keyring of one signer, which is open already.
func oneKey(key signer.Signer) *keyring {
	return &keyring{byAddress: map[common.Address]signer.Signer{key.Address(): key}}
}

// key is nil where the node signs.
func (k *keyring) key(from common.Address) signer.Signer { return k.byAddress[from] }

func (k *keyring) signs(from common.Address) bool {
	return k.unlocked || k.byAddress[from] != nil
}

// openKeys reads the keys, or finds the devices and external signers, and finds
// out whether they are those that have to send the plan, and what is left of it:
// a key may have done its part before.
func (k *keyOpener) openKeys(ctx context.Context, f keyOptions, plan, left *ops.Plan) (*keyring, error) {
	if f.ready != nil {
		return f.ready, f.ready.covers(left, f.partial)
	}
	ring, err := k.openRing(ctx, f, plan, left)
	if err != nil {
		return nil, err
	}
	return ring, ring.covers(left, f.partial)
}

// openRing does not ask for a signer of every call.
func (k *keyOpener) openRing(ctx context.Context, f keyOptions, plan, left *ops.Plan) (*keyring, error) {
	// In the environment it is a default, for other plans too: the key says who signs.
	if set := k.settings.From; set != (common.Address{}) && k.settings.Demanded("from") && !planner.Sends(plan, set) {
		return nil, refuseSender("--from or ETH_FROM", set, plan)
	}
	ring := &keyring{byAddress: map[common.Address]signer.Signer{}, unlocked: f.signer.Unlocked}
	var unfit common.Address
	for i, options := range []signer.Options{f.signer, f.manager} {
		if options.Unlocked || errors.Is(options.Check(), signer.ErrNone) {
			continue
		}
		key, err := k.openKey(ctx, options, k.accountFor(left, i == 1))
		if err != nil {
			return nil, err
		}
		if !planner.Sends(plan, key.Address()) {
			unfit = key.Address()
			continue
		}
		ring.byAddress[key.Address()] = key
	}
	if unfit != (common.Address{}) && !ring.signsAll(left) {
		return nil, refuseSender("the signer", unfit, plan)
	}
	return ring, nil
}

// signsAll says whether the keys sign each call: another that is given has done its part
// before.
func (k *keyring) signsAll(left *ops.Plan) bool {
	return !slices.ContainsFunc(left.Calls, func(call ops.Call) bool { return !k.signs(call.From) })
}

// accountFor is the account that an external signer shall sign for, which may
// hold several: the one that --from names, or the plan's first sender, and for
// the asset manager the first sender that is not the owner.
func (k *keyOpener) accountFor(plan *ops.Plan, manager bool) common.Address {
	for _, from := range planner.Senders(plan.Calls) {
		switch {
		case manager && from == plan.Predicted.Pool.Owner:
		case !manager && k.settings.From != (common.Address{}):
			return k.settings.From
		default:
			return from
		}
	}
	return common.Address{}
}

// openOwn reads the key of an account, for what only that account can sign.
func (k *keyOpener) openOwn(ctx context.Context, f keyOptions, from common.Address) (*keyring, error) {
	if f.signer.Unlocked {
		return nil, failure.New(failure.Refused, "signer", "--unlocked cannot replace a transaction that was signed here").WithHint("sign with the key of %s", from)
	}
	key, err := k.openKey(ctx, f.signer, from)
	if err != nil {
		return nil, err
	}
	if key.Address() != from {
		return nil, failure.New(failure.Refused, "signer", "the signer is %s, and the transaction is of %s", key.Address(), from).WithHint("sign with the key of %s", from)
	}
	return &keyring{byAddress: map[common.Address]signer.Signer{from: key}}, nil
}

func (k *keyOpener) openKey(ctx context.Context, options signer.Options, account common.Address) (signer.Signer, error) {
	home, _ := k.env("HOME")
	options.KeystoreDir = filepath.Join(home, ".foundry", "keystores")
	key, err := options.Open(ctx, signer.Surroundings{
		Stdin: k.in, Env: k.env, Learned: k.learned.secret, Ask: k.ui.AskPassword, Account: account,
		Tell: func(what string) { k.ui.Note("%s", what) },
	})
	if err != nil {
		return nil, failure.New(failure.Refused, "signer", "%s", err).Because(err)
	}
	return key, nil
}

// covers counts the calls that can be signed. A plan that would stop half way
// is not begun unless that is meant.
func (k *keyring) covers(plan *ops.Plan, partial bool) error {
	for k.calls < len(plan.Calls)-k.held && k.signs(plan.Calls[k.calls].From) {
		k.calls++
	}
	switch {
	case k.calls == len(plan.Calls), k.calls > 0 && partial:
		return nil
	case k.calls == 0:
		return failure.New(failure.Refused, "BAL#401", "the first call has to come from %s, and its key is not given", planner.WhoSends(plan, 0)).
			WithHint("sign with the key of %s, or write the plan with --out for whoever holds it", plan.Calls[0].From)
	}
	return failure.New(failure.Refused, "signer.missing", "call %d of %d has to come from %s, and its key is not given", k.calls+1, len(plan.Calls), planner.WhoSends(plan, k.calls)).
		WithHint("give it too, as with --manager-account NAME, or send only the first %s with --partial", text.Plural(k.calls, "call"))
}

func refuseSender(what string, have common.Address, plan *ops.Plan) error {
	who := planner.WhoSends(plan, 0)
	for i, call := range plan.Calls {
		if call.From != plan.Calls[0].From {
			who += " and " + planner.WhoSends(plan, i)
			break
		}
	}
	return failure.New(failure.Refused, "BAL#401", "%s is %s, and only %s may send this", what, have, who).
		WithHint("sign with the key of %s, or write the plan with --out for whoever holds it", plan.Calls[0].From)
}
