package main

import (
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/chain"
	"mpool/internal/journal"
	"mpool/internal/ops"
	"mpool/internal/signer"
)

// broadcast sends what was proposed, provided that a proposal made now is the
// same, and checks that the pool then is what was shown.
//
// plan is the one that the user was given, which the record names.
func (a *app) broadcast(ctx context.Context, client *chain.Client, shown *proposal, plan *ops.Plan, flags *sendingFlags) error {
	if len(shown.plan.Calls) == 0 {
		return a.show(shown.view)
	}
	key, err := a.openSigner(flags, shown.plan.Calls[0].From)
	if err != nil {
		return err
	}
	a.preview(shown.view, flags.yes)
	if err := a.confirm(flags.yes, a.question(shown)); err != nil {
		return err
	}
	fresh, err := a.proposeAgain(ctx, client, shown.plan, &flags.offer)
	if err != nil {
		return err
	}
	if len(fresh.plan.Calls) == 0 {
		return a.show(fresh.view)
	}
	if err := a.confirmOffer(shown.view.Cost, fresh.view.Cost); err != nil {
		return err
	}
	digest, err := plan.Digest()
	if err != nil {
		return err
	}
	s := &sender{app: a, client: client, key: key, flags: flags, proposal: fresh, offer: shown.view.Cost, digest: digest}
	return s.send(ctx)
}

// preview shows the plan before it is confirmed; the result comes later. Where
// nobody is asked and nobody wants to read, what it warns of is said all the same.
func (a *app) preview(v *planView, confirmed bool) {
	if confirmed && (a.global.quiet || a.global.json) {
		for _, finding := range v.Findings {
			if finding.Severity == ops.Warn {
				a.warn(finding.Code, "%s", finding.Summary)
			}
		}
		return
	}
	p := &page{colour: a.colour(a.err)}
	v.text(p)
	fmt.Fprintln(a.err, p.String())
}

func (a *app) question(p *proposal) string {
	on := chainID(p.before.ChainID)
	return fmt.Sprintf("send %s from %s on %s, for at most %s %s?",
		plural(len(p.plan.Calls), "transaction"), p.plan.Calls[0].From, on, shortMost(p.view.Cost.Most.String()), on.coin())
}

// proposeAgain plans and simulates the same operation on the newest block. Other
// calls, or a finding that was not shown, make the plan stale.
func (a *app) proposeAgain(ctx context.Context, client *chain.Client, shown *ops.Plan, offer *offerFlags) (*proposal, error) {
	before, err := a.readForPlan(ctx, client, shown.Predicted.Pool.Address)
	if err != nil {
		return nil, err
	}
	fresh, err := a.propose(ctx, client, before, shown.Operation, offer)
	if err != nil {
		return nil, err
	}
	if len(fresh.plan.Calls) == 0 {
		return fresh, nil // somebody has done it already
	}
	if reasons := shown.Stale(fresh.plan); len(reasons) > 0 {
		return nil, fail(exitRefused, "stale", "the plan is stale: %s", clean(reasons[0], textWidth)).
			withHint("plan again, and look at what it says now").
			withDetail("reasons", reasons).withDetail("base_block", shown.Base.Number).withView(fresh.view)
	}
	return fresh, nil
}

// sender sends the call of a plan: sign, record, publish, await, verify.
type sender struct {
	*app
	client   *chain.Client
	key      *signer.Key // nil: the node signs
	flags    *sendingFlags
	proposal *proposal
	offer    *costView   // as it was confirmed
	digest   common.Hash // of the plan that the user was given
	record   *journal.Journal
}

func (s *sender) coin() string { return chainID(s.proposal.before.ChainID).coin() }

func (s *sender) send(ctx context.Context) error {
	call := s.proposal.plan.Calls[0]
	tx, err := s.prepare(ctx, call)
	if err != nil {
		return err
	}
	s.record, err = journal.Create(s.journalDir(), s.now)
	if err != nil {
		return fail(exitError, "journal", "the record of what is sent could not be started: %s", err).because(err)
	}
	defer func() { _ = s.record.Close() }() // each record is on the disk already
	out, err := s.publish(ctx, call, tx)
	if err != nil {
		return err
	}
	receipt, err := s.await(ctx, out)
	if err != nil {
		return err
	}
	return s.finish(ctx, receipt)
}

// prepare makes the unsigned transaction, after every check that can be made
// before something is signed. The nonce is that of the block which the plan
// rests on: if the account has sent anything since, this one cannot be mined.
func (s *sender) prepare(ctx context.Context, call ops.Call) (*types.Transaction, error) {
	if err := s.sameChain(ctx); err != nil {
		return nil, err
	}
	account, err := s.client.AccountAt(ctx, call.From, chain.AtHash(s.proposal.before.Block.Hash))
	if err != nil {
		return nil, err
	}
	if account.Balance.Int().Lt(s.offer.Most.Int()) {
		return nil, fail(exitRefused, "funds", "%s has %s %s, and the transaction may cost %s", call.From, account.Balance, s.coin(), s.offer.Most).
			withHint("send it some %s, or offer less with --gas-price", s.coin())
	}
	if account.Pending > account.Nonce {
		return nil, fail(exitRefused, "pending", "%s has %s waiting to be mined, from nonce %d on", call.From, plural(int(account.Pending-account.Nonce), "transaction"), account.Nonce).
			withHint("wait until they are mined, and plan again")
	}
	return types.NewTx(&types.DynamicFeeTx{
		ChainID: new(big.Int).SetUint64(s.proposal.before.ChainID), Nonce: account.Nonce,
		GasTipCap: s.offer.Tip.Int().ToBig(), GasFeeCap: s.offer.FeeCap.Int().ToBig(), Gas: s.offer.GasLimit,
		To: &call.To, Value: call.Value.ToBig(), Data: call.Data,
	}), nil
}

// sameChain asks the node once more right before something is signed.
func (s *sender) sameChain(ctx context.Context) error {
	id, err := s.client.ChainID(ctx)
	if err != nil {
		return err
	}
	if id != s.proposal.before.ChainID {
		return fail(exitRefused, "chain", "the node was on chain %d and now is on chain %d", s.proposal.before.ChainID, id)
	}
	return nil
}

// publish signs the transaction, puts it on the disk, and only then sends it.
// From here on the transaction may be out, whatever the node says.
func (s *sender) publish(ctx context.Context, call ops.Call, tx *types.Transaction) (chain.Sent, error) {
	out := chain.Sent{From: call.From, Nonce: tx.Nonce()}
	if err := s.record.Intend(s.intent(call, tx.Nonce())); err != nil {
		return out, s.unrecorded(err)
	}
	if s.key == nil {
		return s.publishUnsigned(ctx, out, tx)
	}
	signed, err := s.sign(ctx, call, tx)
	if err != nil {
		return out, err
	}
	sealed, err := s.record.Seal(signed)
	if err != nil {
		return out, s.unrecorded(err)
	}
	out.Hash = sealed.Hash()
	s.sealed = true
	return out, s.sentOrNot(ctx, out, s.client.SendRaw(ctx, sealed.Raw()))
}

func (s *sender) intent(call ops.Call, nonce uint64) journal.Intent {
	return journal.Intent{
		Plan: s.digest, ChainID: s.proposal.before.ChainID, From: call.From, Nonce: nonce,
		To: call.To, DataHash: crypto.Keccak256Hash(call.Data), Value: (*hexutil.Big)(call.Value.ToBig()),
	}
}

// sign checks afterwards that what was signed is what was asked for.
func (s *sender) sign(ctx context.Context, call ops.Call, tx *types.Transaction) (*types.Transaction, error) {
	signed, err := s.key.SignTx(ctx, tx, tx.ChainId())
	if err == nil {
		err = signer.Verify(tx, signed, call.From, tx.ChainId())
	}
	if err != nil {
		return nil, fail(exitRefused, "signer", "%s", err).because(err)
	}
	return signed, nil
}
