package keyring

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/config"
	"mpool/internal/console"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/signer"
	"mpool/internal/text"
)

// Opener opens the keys that flags and environment name.
type Opener struct {
	Settings *config.Settings
	UI       *console.Console
	In       io.Reader
	Env      func(name string) (value string, found bool)
	Learned  learned // keys and passwords that it has read
}

// Options are the signers that the command line names.
type Options struct {
	Signer, Manager signer.Options
	Partial         bool
	// Ready are signers that are already open; nil: open the named ones.
	Ready *Ring
}

// Ring holds the signers for the calls of a plan.
type Ring struct {
	ByAddress map[common.Address]signer.Signer
	Unlocked  bool // the node signs for every account
	Sends     int  // number of the plan's calls, from the first on, that it can sign
	Held      int  // number of calls at the plan's end that nobody has signed yet
}

// Key is the signer of an account; nil if the node signs.
func (k *Ring) Key(from common.Address) signer.Signer { return k.ByAddress[from] }

func (k *Ring) Signs(from common.Address) bool {
	return k.Unlocked || k.ByAddress[from] != nil
}

// Open opens the named keys, devices and external signers, and checks that they belong to the plan's
// senders and cover its calls. left is the remaining plan: a key that belongs to the plan's senders is
// accepted even if no remaining call needs it.
func (k *Opener) Open(ctx context.Context, f Options, plan, left *ops.Plan) (*Ring, error) {
	if f.Ready != nil {
		return f.Ready, f.Ready.Covers(left, f.Partial)
	}
	ring, err := k.OpenRing(ctx, f, plan, left)
	if err != nil {
		return nil, err
	}
	return ring, ring.Covers(left, f.Partial)
}

// OpenRing is Open without the check that each call has a signer.
func (k *Opener) OpenRing(ctx context.Context, f Options, plan, left *ops.Plan) (*Ring, error) {
	// A sender in the environment is a default for all plans, so it need not fit this one.
	if set := k.Settings.From; set != (common.Address{}) && k.Settings.Demanded("from") && !planner.Sends(plan, set) {
		return nil, refuseSender("--from or ETH_FROM", set, plan)
	}
	ring := &Ring{ByAddress: map[common.Address]signer.Signer{}, Unlocked: f.Signer.Unlocked}
	var unfit common.Address
	for i, options := range []signer.Options{f.Signer, f.Manager} {
		if options.Unlocked || errors.Is(options.Check(), signer.ErrNone) {
			continue
		}
		key, err := k.OpenKey(ctx, options, k.accountFor(left, i == 1))
		if err != nil {
			return nil, err
		}
		if !planner.Sends(plan, key.Address()) {
			unfit = key.Address()
			continue
		}
		ring.ByAddress[key.Address()] = key
	}
	if unfit != (common.Address{}) && !ring.signsAll(left) {
		return nil, refuseSender("the signer", unfit, plan)
	}
	return ring, nil
}

// signsAll says whether the keys can sign every remaining call. If so, a further key of another
// account is ignored.
func (k *Ring) signsAll(left *ops.Plan) bool {
	return !slices.ContainsFunc(left.Calls, func(call ops.Call) bool { return !k.Signs(call.From) })
}

// accountFor is the account to use in an external signer, which can hold several: --from or the plan's
// first sender. For the asset manager it is the first sender other than the owner.
func (k *Opener) accountFor(plan *ops.Plan, manager bool) common.Address {
	for _, from := range planner.Senders(plan.Calls) {
		switch {
		case manager && from == plan.Predicted.Pool.Owner:
		case !manager && k.Settings.From != (common.Address{}):
			return k.Settings.From
		default:
			return from
		}
	}
	return common.Address{}
}

// OpenOwn opens the key of one account, for a transaction that only that account can sign.
func (k *Opener) OpenOwn(ctx context.Context, f Options, from common.Address) (*Ring, error) {
	if f.Signer.Unlocked {
		return nil, failure.New(failure.Refused, "signer", "--unlocked cannot replace a transaction that was signed here").WithHint("sign with the key of %s", from)
	}
	key, err := k.OpenKey(ctx, f.Signer, from)
	if err != nil {
		return nil, err
	}
	if key.Address() != from {
		return nil, failure.New(failure.Refused, "signer", "the signer is %s, but the transaction is from %s", key.Address(), from).WithHint("sign with the key of %s", from)
	}
	return &Ring{ByAddress: map[common.Address]signer.Signer{from: key}}, nil
}

// Account opens the key that flags or environment name, and returns its account; zero if none is
// named, or if the node signs.
func (k *Opener) Account(ctx context.Context, named signer.Options) (common.Address, error) {
	options := k.WithEnvironment(named)
	if options.Unlocked || options.Check() != nil {
		return common.Address{}, nil
	}
	key, err := k.OpenKey(ctx, options, common.Address{})
	if err != nil {
		return common.Address{}, err
	}
	return key.Address(), nil
}

// Accounts are the names of the keys in Foundry's folder.
func (k *Opener) Accounts() []string { return signer.Accounts(k.keystoreDir()) }

func (k *Opener) keystoreDir() string {
	home, _ := k.Env("HOME")
	return filepath.Join(home, ".foundry", "keystores")
}

func (k *Opener) OpenKey(ctx context.Context, options signer.Options, account common.Address) (signer.Signer, error) {
	options.KeystoreDir = k.keystoreDir()
	key, err := options.Open(ctx, signer.Surroundings{
		Stdin: k.In, Env: k.Env, Learned: k.Learned.secret, Ask: k.UI.AskPassword, Account: account,
		Tell: func(what string) { k.UI.Note("%s", what) },
	})
	if signer.Misnamed(err) {
		return nil, misnamed(err)
	}
	if err != nil {
		return nil, failure.New(failure.Refused, "signer", "%s", err).Because(err)
	}
	return key, nil
}

// Missing returns an error if a key that flags or environment name does not exist. It opens nothing.
func (k *Opener) Missing(options signer.Options) error {
	options.KeystoreDir = k.keystoreDir()
	if err := options.Missing(k.Env); err != nil {
		return misnamed(err)
	}
	return nil
}

func misnamed(err error) error {
	return failure.New(failure.Misuse, "signer.named", "%s", err).Because(err)
}

// Covers counts in Sends the calls that can be signed. It refuses a plan that would stop half way,
// unless partial is true.
func (k *Ring) Covers(plan *ops.Plan, partial bool) error {
	for k.Sends < len(plan.Calls)-k.Held && k.Signs(plan.Calls[k.Sends].From) {
		k.Sends++
	}
	switch {
	case k.Sends == len(plan.Calls), k.Sends > 0 && partial:
		return nil
	case k.Sends == 0:
		return failure.New(failure.Refused, "BAL#401", "the first call must come from %s, but its key is not given", planner.WhoSends(plan, 0)).
			WithHint("sign with the key of %s, or write the plan with --out and give it to the key's holder", plan.Calls[0].From)
	}
	return failure.New(failure.Refused, "signer.missing", "call %d of %d must come from %s, but its key is not given", k.Sends+1, len(plan.Calls), planner.WhoSends(plan, k.Sends)).
		WithHint("add its key (for example --manager-account NAME), or send only the first %s with --partial", text.Plural(k.Sends, "call"))
}

func refuseSender(what string, have common.Address, plan *ops.Plan) error {
	who := planner.WhoSends(plan, 0)
	for i, call := range plan.Calls {
		if call.From != plan.Calls[0].From {
			who += " and " + planner.WhoSends(plan, i)
			break
		}
	}
	return failure.New(failure.Refused, "BAL#401", "%s is %s, but only %s can send this", what, have, who).
		WithHint("sign with the key of %s, or write the plan with --out and give it to the key's holder", plan.Calls[0].From)
}
