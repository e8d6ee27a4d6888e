package offline

import (
	"context"
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/execution"
	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/planner"
	"mpool/internal/planview"
	"mpool/internal/signer"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Request holds what a node would otherwise answer.
type Request struct {
	Sending    execution.Options // the signers and the gas offer
	Nonces     []string
	Out        string
	Raw        bool
	Signatures []string
}

// Check requires everything that a node would answer, and one way to sign.
func (f *Request) Check(engine *execution.Engine) error {
	offer := &f.Sending.Offer
	var missing []string
	for _, flag := range []struct {
		name  string
		given bool
	}{
		{"--nonce", len(f.Nonces) > 0}, {"--gas-price", offer.GasPrice.Given}, {"--gas-limit", offer.GasLimit > 0},
		{"--priority-gas-price", offer.Tip.Given || offer.Legacy}, {"--out", f.Out != "" || f.Raw},
	} {
		if !flag.given {
			missing = append(missing, flag.name)
		}
	}
	switch {
	case len(missing) > 0:
		return failure.Usage("missing %s: offline signing cannot ask a node", strings.Join(missing, ", ")).WithHint("on a machine with a node, add --raw-unsigned --out plan.json to the operation's command: it prints this command with all of them")
	case offer.Legacy && offer.Tip.Given:
		return failure.Usage("a --legacy transaction has no priority fee").WithHint("omit --priority-gas-price")
	case offer.Tip.Value.Int().Gt(offer.GasPrice.Value.Int()):
		return failure.Usage("priority fee (%s gwei) exceeds max fee (%s gwei)", offer.Tip.Value.Gwei(), offer.GasPrice.Value.Gwei())
	case f.Raw && (len(f.Signatures) > 0 || f.Sending.NamesSigner() || f.Out != ""):
		return failure.Usage("--raw-unsigned does not sign").WithHint("omit the signer and --out")
	case len(f.Signatures) > 0 && f.Sending.NamesSigner():
		return failure.Usage("--signature means that the plan is already signed").WithHint("omit the signer")
	case f.Sending.Signer.Unlocked:
		return failure.Usage("--unlocked needs a node, but mpool sign works offline").WithHint("use one of %s, or --signature", signer.Ways)
	case f.Raw || len(f.Signatures) > 0:
		return f.Sending.Override.Check()
	}
	f.Sending.Timeout = 1 // there is nothing to wait for
	return f.Sending.Check(engine)
}

// Signable refuses what can be refused without a node.
func (d *Desk) Signable(plan *ops.Plan, flags *Request) error {
	if err := d.Nodes.WantedChain(plan); err != nil {
		return err
	}
	if len(plan.Calls) == 0 || plan.Refused() {
		return failure.New(failure.Refused, "nothing", "the plan has nothing to sign").WithHint("plan again and review the new plan")
	}
	if finding := d.Plans.AboveCeiling(&planview.Cost{FeeCap: flags.Sending.Offer.GasPrice.Value}); finding != nil {
		return failure.New(failure.Refused, finding.Code, "%s", finding.Summary).WithHint("%s", finding.Hint)
	}
	return takenByNobody(network.ID(plan.Predicted.ChainID), flags.Sending.Offer)
}

// takenByNobody refuses what the chain's rules never allow, which can be checked without a node.
func takenByNobody(on network.ID, offer planner.Offer) error {
	if most := planner.MostGas(0); offer.GasLimit > most {
		return failure.New(failure.Refused, "gas_limit", "--gas-limit %d is too high: a transaction can have at most %s", offer.GasLimit, text.Count(most)).
			WithHint("use --gas-limit %d or less", most)
	}
	tip := offer.Tip.Value
	if offer.Legacy {
		tip = offer.GasPrice.Value
	}
	return planner.RefuseTooLittle(on, tip, offer.GasPrice.Value, units.Wei{})
}

// HoldBack removes the calls that open the pool again. They must be signed only after the token has its
// balance or is removed, because anyone who has the signed bytes can send them earlier.
func (d *Desk) HoldBack(plan *ops.Plan, made map[int]*types.Transaction) {
	held := plan.Held()
	for i := held; i < len(plan.Calls); i++ {
		delete(made, i)
	}
	if n := len(plan.Calls) - held; n > 0 {
		d.UI.Note("%s at the end %s, and cannot be signed now, because anyone who has them could send them too early. Once the others are mined, plan again with --out, and sign the new plan", text.Plural(n, "call"), whatIsHeld(plan.Calls[held]))
	}
}

// whatIsHeld says what the calls that are held back would do.
func whatIsHeld(first ops.Call) string {
	if _, _, door := ops.DoorCall(first); door {
		return "reopen the pool"
	}
	return "remove the token and reopen the pool"
}

// ParseNonces parses 7 if one account signs, otherwise ACCOUNT=7 for each account.
func ParseNonces(texts []string, plan *ops.Plan) (map[common.Address]uint64, error) {
	from := planner.Senders(plan.Calls)
	nonces := map[common.Address]uint64{}
	for _, words := range texts {
		account, digits, named := strings.Cut(words, "=")
		if !named {
			digits = account
			if len(from) > 1 {
				return nil, failure.Usage("--nonce %s: the plan has several senders", text.Quote(words)).WithHint("name the account: --nonce %s=NONCE", from[0])
			}
			account = from[0].Hex()
		}
		address, err := parse.Address(account)
		if err != nil {
			return nil, failure.Usage("--nonce: %s", err).Because(err)
		}
		nonce, err := strconv.ParseUint(digits, 10, 63)
		if err != nil {
			return nil, failure.Usage("invalid --nonce %s: use a number, for example 7", text.Quote(digits))
		}
		if _, twice := nonces[address]; twice || !execution.Contains(from, address) {
			return nil, failure.Usage("--nonce names %s, which does not send a call of this plan or is named twice", address)
		}
		nonces[address] = nonce
	}
	return nonces, nil
}

// SignAll shows what is signed, asks, and signs and checks each transaction.
func (d *Desk) SignAll(ctx context.Context, checked *planner.Proposal, made map[int]*types.Transaction, flags *Request) ([]SignedTx, error) {
	plan := checked.Plan
	by, err := d.signWith(ctx, plan, made, flags)
	if err != nil {
		return nil, err
	}
	d.Preview(checked.View, flags.Sending.Yes)
	if flags.Sending.Yes {
		if err := planner.RefuseReceivers(plan.Operation, flags.Sending.Named); err != nil {
			return nil, err
		}
	}
	if err := d.UI.ConfirmCost(flags.Sending.Yes, signQuestion(plan, made)); err != nil {
		return nil, err
	}
	var signed []SignedTx
	for i := range plan.Calls {
		if made[i] == nil {
			continue
		}
		tx, err := by(ctx, i, made[i])
		if err != nil {
			return nil, failure.New(failure.Refused, "signer", "%s", err).Because(err)
		}
		one, err := NewSignedTx(i, plan.Calls[i].From, tx)
		if err != nil {
			return nil, failure.New(failure.Plain, "encoding", "%s", err).Because(err)
		}
		signed = append(signed, one)
	}
	return signed, nil
}

// signCall signs one call's transaction and checks the result.
type signCall func(ctx context.Context, call int, tx *types.Transaction) (*types.Transaction, error)

// signWith returns how to sign. With a partial request, it removes calls without a signer from made.
func (d *Desk) signWith(ctx context.Context, plan *ops.Plan, made map[int]*types.Transaction, flags *Request) (signCall, error) {
	on := new(big.Int).SetUint64(plan.Predicted.ChainID)
	if len(flags.Signatures) > 0 {
		return madeElsewhere(plan, made, flags, on)
	}
	ring, err := d.Opener.OpenRing(ctx, flags.Sending.KeyOptions(), plan, plan)
	if err != nil {
		return nil, err
	}
	for i, call := range plan.Calls {
		if i >= plan.Held() {
			break // signed later, after the calls before it are mined
		}
		if made[i] == nil && ring.Signs(call.From) {
			return nil, failure.Usage("missing nonce of %s", call.From).WithHint("--nonce %s=NONCE", call.From)
		}
		if !ring.Signs(call.From) {
			if delete(made, i); !flags.Sending.Manager.Partial {
				return nil, failure.New(failure.Refused, "signer.missing", "call %d of %d must come from %s, but its key is not given", i+1, len(plan.Calls), planner.WhoSends(plan, i)).
					WithHint("add its key, or sign only the calls of the given keys with --partial")
			}
		}
	}
	return func(ctx context.Context, call int, tx *types.Transaction) (*types.Transaction, error) {
		return signer.Sign(ctx, ring.Key(plan.Calls[call].From), tx, on, plan.Calls[call].Method)
	}, nil
}

// madeElsewhere returns the given signatures, in the order of the transactions.
func madeElsewhere(plan *ops.Plan, made map[int]*types.Transaction, flags *Request, on *big.Int) (signCall, error) {
	if len(made) != plan.Held() && !flags.Sending.Manager.Partial {
		return nil, failure.Usage("the plan has %s, but %d have a nonce", text.Plural(len(plan.Calls), "call"), len(made)).WithHint("add --nonce for each sender, or --partial")
	}
	if len(made) != len(flags.Signatures) {
		return nil, failure.Usage("%s to sign, but %s given", text.Plural(len(made), "transaction"), text.Plural(len(flags.Signatures), "--signature")).WithHint("give one --signature per transaction, in the order of the calls")
	}
	left := flags.Signatures
	return func(_ context.Context, call int, tx *types.Transaction) (*types.Transaction, error) {
		text := left[0]
		left = left[1:]
		made, err := hexutil.Decode(text)
		if err != nil {
			return nil, fmt.Errorf("the --signature of call %d is not hexadecimal: use 0x and digits", call+1)
		}
		signed, err := signer.Apply(tx, made, on)
		if err != nil {
			return nil, fmt.Errorf("the --signature of call %d is %w", call+1, err)
		}
		return signed, signer.Verify(tx, signed, plan.Calls[call].From, on)
	}, nil
}
