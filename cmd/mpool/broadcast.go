package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/big"
	"path/filepath"

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
func (a *app) broadcast(ctx context.Context, client *chain.Client, shown *proposal, flags *sendingFlags) error {
	if len(shown.plan.Calls) == 0 {
		return a.show(shown.view)
	}
	key, err := a.openSigner(flags, shown.plan.Calls[0].From)
	if err != nil {
		return err
	}
	if !a.global.json {
		a.preview(shown.view)
	}
	if err := a.confirm(flags.yes, a.question(shown)); err != nil {
		return err
	}
	fresh, err := a.proposeAgain(ctx, client, shown.plan)
	if err != nil {
		return err
	}
	if len(fresh.plan.Calls) == 0 {
		return a.show(fresh.view)
	}
	record, err := journal.Create(filepath.Join(a.stateDir(), "journal"), a.now)
	if err != nil {
		return fail(exitError, "journal", "the record of what is sent could not be started: %s", err).because(err)
	}
	defer func() { _ = record.Close() }() // each record is on the disk already
	s := &sender{app: a, client: client, key: key, flags: flags, record: record, proposal: fresh}
	return s.send(ctx)
}

// preview shows the plan before it is confirmed; the result comes later.
func (a *app) preview(v *planView) {
	if a.global.quiet {
		return
	}
	p := &page{colour: a.colour(a.err)}
	v.text(p)
	fmt.Fprintln(a.err, p.String())
}

func (a *app) question(p *proposal) string {
	on := chainID(p.before.ChainID)
	return fmt.Sprintf("send %s from %s on %s, for at most %s %s?",
		plural(len(p.plan.Calls), "transaction"), p.plan.Calls[0].From, on, shortNumber(p.view.Cost.Most.String()), on.coin())
}

// proposeAgain plans and simulates the same operation on the newest block. Other
// calls, or a finding that was not shown, make the plan stale.
func (a *app) proposeAgain(ctx context.Context, client *chain.Client, shown *ops.Plan) (*proposal, error) {
	before, err := a.readForPlan(ctx, client, shown.Predicted.Pool.Address)
	if err != nil {
		return nil, err
	}
	fresh, err := a.propose(ctx, client, before, shown.Operation)
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
	record   *journal.Journal
	proposal *proposal
}

func (s *sender) coin() string { return chainID(s.proposal.before.ChainID).coin() }

func (s *sender) send(ctx context.Context) error {
	call := s.proposal.plan.Calls[0]
	tx, err := s.prepare(ctx, call)
	if err != nil {
		return err
	}
	hash, err := s.publish(ctx, call, tx)
	if err != nil {
		return err
	}
	s.note("sent %s, waiting for it to be mined", hash)
	receipt, err := s.await(ctx, hash)
	if err != nil {
		return err
	}
	return s.finish(ctx, receipt)
}

// prepare makes the unsigned transaction, after every check that can be made
// before something is signed.
func (s *sender) prepare(ctx context.Context, call ops.Call) (*types.Transaction, error) {
	fees, err := s.fees(ctx)
	if err != nil {
		return nil, err
	}
	gas, err := s.gasLimit(ctx, call)
	if err != nil {
		return nil, err
	}
	account, err := s.client.Account(ctx, call.From)
	if err != nil {
		return nil, err
	}
	if most := fees.FeeCap.Times(gas); account.Balance.Int().Lt(most.Int()) {
		return nil, fail(exitRefused, "funds", "%s has %s %s, and the transaction may cost %s", call.From, account.Balance, s.coin(), most).
			withHint("send it some %s, or offer less with --gas-price", s.coin())
	}
	if account.Pending != account.Nonce {
		return nil, fail(exitRefused, "pending", "%s has %s waiting to be mined, from nonce %d on", call.From, plural(int(account.Pending-account.Nonce), "transaction"), account.Nonce).
			withHint("wait until they are mined, and plan again")
	}
	return types.NewTx(&types.DynamicFeeTx{
		ChainID: new(big.Int).SetUint64(s.proposal.before.ChainID), Nonce: account.Nonce,
		GasTipCap: fees.Tip.Int().ToBig(), GasFeeCap: fees.FeeCap.Int().ToBig(), Gas: gas,
		To: &call.To, Value: call.Value.ToBig(), Data: call.Data,
	}), nil
}

// fees are what is offered: as the flags say, or as the chain asks, and never
// more than the ceiling of the configuration.
func (s *sender) fees(ctx context.Context) (chain.Fees, error) {
	fees, err := s.client.Fees(ctx)
	if err != nil {
		return fees, err
	}
	if s.flags.tip.set {
		fees.Tip = s.flags.tip.value
	}
	if s.flags.gasPrice.set {
		fees.FeeCap = s.flags.gasPrice.value
	}
	if fees.Tip.Int().Gt(fees.FeeCap.Int()) {
		return fees, usage("the tip, %s gwei, is more than the whole gas price, %s gwei", fees.Tip.Gwei(), fees.FeeCap.Gwei())
	}
	ceiling := s.settings.MaxFeePerGas
	if ceiling != (ops.Wei{}) && fees.FeeCap.Int().Gt(ceiling.Int()) {
		return fees, fail(exitRefused, "max_fee_per_gas", "gas would be offered at up to %s gwei, and max_fee_per_gas is %s gwei", fees.FeeCap.Gwei(), ceiling.Gwei()).
			withHint("wait for cheaper gas, or raise max_fee_per_gas")
	}
	return fees, nil
}

func (s *sender) gasLimit(ctx context.Context, call ops.Call) (uint64, error) {
	if s.flags.gasLimit != 0 {
		return s.flags.gasLimit, nil
	}
	gas, err := s.client.EstimateGas(ctx, call)
	if err != nil {
		return 0, err
	}
	return gas * s.settings.GasEstimateMultiplier / 100, nil
}

// publish signs the transaction, puts it on the disk, and only then sends it.
func (s *sender) publish(ctx context.Context, call ops.Call, tx *types.Transaction) (common.Hash, error) {
	intent, err := s.intent(call, tx.Nonce())
	if err != nil {
		return common.Hash{}, err
	}
	if err := s.record.Intend(intent); err != nil {
		return common.Hash{}, s.unrecorded(err)
	}
	if s.key == nil {
		return s.publishUnsigned(ctx, call, tx)
	}
	signed, err := s.sign(ctx, call, tx)
	if err != nil {
		return common.Hash{}, err
	}
	sealed, err := s.record.Seal(signed)
	if err != nil {
		return common.Hash{}, s.unrecorded(err)
	}
	if err := s.client.SendRaw(ctx, sealed.Raw()); err != nil {
		return sealed.Hash(), s.unsent(ctx, sealed.Hash(), err)
	}
	return sealed.Hash(), s.recorded(sealed.Hash(), s.record.Broadcast(sealed.Hash()))
}

func (s *sender) intent(call ops.Call, nonce uint64) (journal.Intent, error) {
	plan, err := json.Marshal(s.proposal.plan)
	return journal.Intent{
		Plan: crypto.Keccak256Hash(plan), ChainID: s.proposal.before.ChainID, From: call.From, Nonce: nonce,
		To: call.To, DataHash: crypto.Keccak256Hash(call.Data), Value: (*hexutil.Big)(call.Value.ToBig()),
	}, err
}

// sign checks the chain once more, and afterwards that what was signed is what
// was asked for.
func (s *sender) sign(ctx context.Context, call ops.Call, tx *types.Transaction) (*types.Transaction, error) {
	id, err := s.client.ChainID(ctx)
	if err != nil {
		return nil, err
	}
	if id != s.proposal.before.ChainID {
		return nil, fail(exitRefused, "chain", "the node was on chain %d and now is on chain %d", s.proposal.before.ChainID, id)
	}
	chainID := new(big.Int).SetUint64(id)
	signed, err := s.key.SignTx(ctx, tx, chainID)
	if err == nil {
		err = signer.Verify(tx, signed, call.From, chainID)
	}
	if err != nil {
		return nil, fail(exitRefused, "signer", "%s", err).because(err)
	}
	return signed, nil
}
