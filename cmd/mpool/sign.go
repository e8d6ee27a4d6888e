package main

import (
	"context"
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/spf13/cobra"

	"mpool/internal/execution"
	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/planner"
	"mpool/internal/signer"
	"mpool/internal/text"
)

// signFlags say all that a node would say otherwise.
type signFlags struct {
	sending    execution.Options // its signers and its offer
	nonces     []string
	out        string
	raw        bool
	signatures []string
}

func newSign(a *app) *cobra.Command {
	var flags signFlags
	cmd := &cobra.Command{
		Use:   "sign PLAN",
		Short: "Sign a plan without a node, for mpool send",
		Long: withExitCodes(`sign signs the transactions of a plan that was written with --out, and asks no node:
the nonces and what is offered for gas have to be given. Several calls of one account
take consecutive nonces. What it writes holds no secret, but whoever has it can send
it; mpool send plans the operation again first, and refuses where anything differs.

The plan holds the state of the pool that it rests on. On that state the operation is
planned once more: its calls have to be the file's, and the policies of this machine's
configuration have to allow it, or --override says why not. That the pool still is so
cannot be told without a node.

A wallet that mpool cannot reach signs too: --raw-unsigned prints the unsigned bytes,
their hash and every field, and --signature takes what the wallet made of them, once
a transaction, in order: the 65 bytes or the whole signed transaction.`, 0, 1, 2, 3, 130),
		Example: `  mpool sign plan.json --nonce 7 --gas-price 30gwei --priority-gas-price 1gwei --gas-limit 400000 --ledger --out signed.json
  mpool sign plan.json --nonce 7 --gas-price 30gwei --priority-gas-price 1gwei --gas-limit 400000 --raw-unsigned
  mpool sign plan.json --nonce 7 --gas-price 30gwei --priority-gas-price 1gwei --gas-limit 400000 --signature 0x… --out signed.json`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.sign(cmd, args[0], &flags)
		},
	}
	flags.add(cmd)
	return cmd
}

func (f *signFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringArrayVar(&f.nonces, "nonce", nil, "the account's next nonce, or ACCOUNT=NONCE where several sign; repeatable")
	addOfferFlags(&f.sending.Offer, flags)
	flags.StringVarP(&f.out, "out", "o", "", "write the signed transactions to this file, for mpool send")
	flags.BoolVar(&f.raw, "raw-unsigned", false, "print what a wallet elsewhere is to sign, and sign nothing")
	flags.StringArrayVar(&f.signatures, "signature", nil, "what a wallet elsewhere has made of it, 0x…; repeatable, in order")
	flags.BoolVarP(&f.sending.Yes, "yes", "y", false, "sign without asking")
	addSigningFlags(&f.sending, flags)
	addManagerFlags(&f.sending.Manager, cmd)
	addPolicyFlags(&f.sending, cmd)
	addSettingFlags(flags, "from", "max_fee_per_gas")
}

// check wants all that would be asked of a node, and one way to sign.
func (f *signFlags) check(a *app) error {
	offer := &f.sending.Offer
	var missing []string
	for _, flag := range []struct {
		name  string
		given bool
	}{
		{"--nonce", len(f.nonces) > 0}, {"--gas-price", offer.GasPrice.Given}, {"--gas-limit", offer.GasLimit > 0},
		{"--priority-gas-price", offer.Tip.Given || offer.Legacy}, {"--out", f.out != "" || f.raw},
	} {
		if !flag.given {
			missing = append(missing, flag.name)
		}
	}
	switch {
	case len(missing) > 0:
		return failure.Usage("sign asks no node: %s has to be given", strings.Join(missing, " and ")).WithHint("add --raw-unsigned to the operation's command on a machine with a node: it prints all of them")
	case offer.Legacy && offer.Tip.Given:
		return failure.Usage("a --legacy transaction has no tip").WithHint("leave --priority-gas-price out")
	case offer.Tip.Value.Int().Gt(offer.GasPrice.Value.Int()):
		return failure.Usage("the tip, %s gwei, is more than the whole gas price, %s gwei", offer.Tip.Value.Gwei(), offer.GasPrice.Value.Gwei())
	case f.raw && (len(f.signatures) > 0 || f.sending.NamesSigner() || f.out != ""):
		return failure.Usage("--raw-unsigned signs nothing").WithHint("leave the signer and --out out")
	case len(f.signatures) > 0 && f.sending.NamesSigner():
		return failure.Usage("--signature says that it is signed already").WithHint("leave the signer out")
	case f.sending.Signer.Unlocked:
		return failure.Usage("--unlocked has a node sign, and sign asks none").WithHint("give one of %s, or --signature", signer.Ways)
	case f.raw || len(f.signatures) > 0:
		return f.sending.Override.Check()
	}
	f.sending.Timeout = 1 // nothing is waited for
	return f.sending.Check(a.engine)
}

func (a *app) sign(cmd *cobra.Command, path string, flags *signFlags) error {
	if err := flags.check(a); err != nil {
		return err
	}
	plan, err := planner.ReadPlan(cmd.Context(), path)
	if err != nil {
		return err
	}
	if err := a.signable(plan, flags); err != nil {
		return err
	}
	if err := refuseSafePlan(plan, path); err != nil {
		return err
	}
	nonces, err := parseNonces(flags.nonces, plan)
	if err != nil {
		return err
	}
	offline, err := a.planOffline(plan, &flags.sending.Override)
	if err != nil {
		return err
	}
	if err := execution.RefuseApart(offline); err != nil {
		return err
	}
	made := signings(plan, nonces, &flags.sending.Offer)
	a.holdBack(plan, made)
	if flags.raw {
		v, err := newUnsignedView(plan, made)
		if err != nil {
			return err
		}
		v.Offline = newOfflineView(offline)
		return a.show(v)
	}
	signed, err := a.signAll(cmd.Context(), offline, made, flags)
	if err != nil {
		return err
	}
	return a.leaveSigned(cmd, plan, signed, offline, flags)
}

// signable refuses what can be refused without a node.
func (a *app) signable(plan *ops.Plan, flags *signFlags) error {
	if err := a.nodes.WantedChain(plan); err != nil {
		return err
	}
	if len(plan.Calls) == 0 || plan.Refused() {
		return failure.New(failure.Refused, "nothing", "the plan has nothing to sign").WithHint("plan again, and see what it says")
	}
	if finding := a.plans.AboveCeiling(&planner.Cost{FeeCap: flags.sending.Offer.GasPrice.Value}); finding != nil {
		return failure.New(failure.Refused, finding.Code, "%s", finding.Summary).WithHint("%s", finding.Hint)
	}
	return takenByNobody(network.ID(plan.Predicted.ChainID), flags.sending.Offer)
}

// takenByNobody refuses what the chain's rules forbid for good, which needs no node to
// be known.
func takenByNobody(on network.ID, offer planner.Offer) error {
	if most := planner.MostGas(0); offer.GasLimit > most {
		return failure.New(failure.Refused, "gas_limit", "--gas-limit %d is too much: one transaction may be allowed %d, and nodes refuse more for good", offer.GasLimit, most).
			WithHint("give --gas-limit %d or less", most)
	}
	tip := offer.Tip.Value
	if offer.Legacy {
		tip = offer.GasPrice.Value
	}
	return planner.RefuseTooLittle(on, tip, offer.GasPrice.Value, ops.Wei{})
}

// holdBack takes out what opens the pool again: it is signed when the token has its
// balance, or is removed, for whoever has signed bytes can send them before that.
func (a *app) holdBack(plan *ops.Plan, made map[int]*types.Transaction) {
	held := plan.Held()
	for i := held; i < len(plan.Calls); i++ {
		delete(made, i)
	}
	if n := len(plan.Calls) - held; n > 0 {
		a.ui.Note("%s at the end %s, and are not signed now: whoever has them signed could send them too early. When the others are mined, plan again with --out, and sign that", text.Plural(n, "call"), whatIsHeld(plan.Calls[held]))
	}
}

// whatIsHeld says what the calls that are held back would do.
func whatIsHeld(first ops.Call) string {
	if _, _, door := ops.DoorCall(first); door {
		return "open the pool again"
	}
	return "take the token out and open the pool again"
}

// parseNonces takes 7 where one account signs, or ACCOUNT=7 for each that does.
func parseNonces(texts []string, plan *ops.Plan) (map[common.Address]uint64, error) {
	from := planner.Senders(plan.Calls)
	nonces := map[common.Address]uint64{}
	for _, words := range texts {
		account, digits, named := strings.Cut(words, "=")
		if !named {
			digits = account
			if len(from) > 1 {
				return nil, failure.Usage("--nonce %s: the plan has several senders", text.Quote(words)).WithHint("say whose: --nonce %s=NONCE", from[0])
			}
			account = from[0].Hex()
		}
		address, err := parse.Address(account)
		if err != nil {
			return nil, failure.Usage("--nonce: %s", err).Because(err)
		}
		nonce, err := strconv.ParseUint(digits, 10, 63)
		if err != nil {
			return nil, failure.Usage("--nonce %s is no nonce such as 7", text.Quote(digits))
		}
		if _, twice := nonces[address]; twice || !execution.Contains(from, address) {
			return nil, failure.Usage("--nonce names %s, which sends nothing of this plan or is named twice", address)
		}
		nonces[address] = nonce
	}
	return nonces, nil
}

// signAll shows what is signed, asks, and has each transaction signed and checked.
func (a *app) signAll(ctx context.Context, offline *planner.Proposal, made map[int]*types.Transaction, flags *signFlags) ([]signedTx, error) {
	plan := offline.Plan
	by, err := a.signWith(ctx, plan, made, flags)
	if err != nil {
		return nil, err
	}
	a.preview(offline.View, flags.sending.Yes)
	if err := a.ui.ConfirmCost(flags.sending.Yes, signQuestion(plan, made)); err != nil {
		return nil, err
	}
	var signed []signedTx
	for i := range plan.Calls {
		if made[i] == nil {
			continue
		}
		tx, err := by(ctx, i, made[i])
		if err != nil {
			return nil, failure.New(failure.Refused, "signer", "%s", err).Because(err)
		}
		one, err := newSignedTx(i, plan.Calls[i].From, tx)
		if err != nil {
			return nil, failure.New(failure.Plain, "encoding", "%s", err).Because(err)
		}
		signed = append(signed, one)
	}
	return signed, nil
}

// signCall signs one call's transaction, and has checked it.
type signCall func(ctx context.Context, call int, tx *types.Transaction) (*types.Transaction, error)

// signWith finds who signs. Calls that nobody signs are taken out of made, if
// that is meant.
func (a *app) signWith(ctx context.Context, plan *ops.Plan, made map[int]*types.Transaction, flags *signFlags) (signCall, error) {
	on := new(big.Int).SetUint64(plan.Predicted.ChainID)
	if len(flags.signatures) > 0 {
		return madeElsewhere(plan, made, flags, on)
	}
	ring, err := a.opener.OpenRing(ctx, flags.sending.KeyOptions(), plan, plan)
	if err != nil {
		return nil, err
	}
	for i, call := range plan.Calls {
		if i >= plan.Held() {
			break // signed when what is before is mined
		}
		if made[i] == nil && ring.Signs(call.From) {
			return nil, failure.Usage("the nonce of %s is not given", call.From).WithHint("--nonce %s=NONCE", call.From)
		}
		if !ring.Signs(call.From) {
			if delete(made, i); !flags.sending.Manager.Partial {
				return nil, failure.New(failure.Refused, "signer.missing", "call %d of %d has to come from %s, and its key is not given", i+1, len(plan.Calls), planner.WhoSends(plan, i)).
					WithHint("give it too, or sign only the calls of the keys given with --partial")
			}
		}
	}
	return func(ctx context.Context, call int, tx *types.Transaction) (*types.Transaction, error) {
		return signer.Sign(ctx, ring.Key(plan.Calls[call].From), tx, on, plan.Calls[call].Method)
	}, nil
}

// madeElsewhere takes the signatures in the order of the transactions.
func madeElsewhere(plan *ops.Plan, made map[int]*types.Transaction, flags *signFlags, on *big.Int) (signCall, error) {
	if len(made) != plan.Held() && !flags.sending.Manager.Partial {
		return nil, failure.Usage("the plan has %s, and %d have a nonce", text.Plural(len(plan.Calls), "call"), len(made)).WithHint("give each sender's --nonce, or --partial")
	}
	if len(made) != len(flags.signatures) {
		return nil, failure.Usage("%s are to be signed, and %s given", text.Plural(len(made), "transaction"), text.Plural(len(flags.signatures), "--signature")).WithHint("give one for each, in the order of the calls")
	}
	left := flags.signatures
	return func(_ context.Context, call int, tx *types.Transaction) (*types.Transaction, error) {
		text := left[0]
		left = left[1:]
		made, err := hexutil.Decode(text)
		if err != nil {
			return nil, fmt.Errorf("the --signature of call %d is not hexadecimal: 0x and digits", call+1)
		}
		signed, err := signer.Apply(tx, made, on)
		if err != nil {
			return nil, fmt.Errorf("the --signature of call %d is %w", call+1, err)
		}
		return signed, signer.Verify(tx, signed, plan.Calls[call].From, on)
	}, nil
}
