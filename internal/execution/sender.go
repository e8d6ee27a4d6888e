package execution

import (
	"context"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/journal"
	"mpool/internal/keyring"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/signer"
	"mpool/internal/text"
	"mpool/internal/units"
)

// Sender sends the calls of a plan, each after the one before is mined and checked. For each call
// it plans again, signs, records, publishes, waits and verifies.
type Sender struct {
	*job
	outlet  outlet
	nonces  nonces
	witness witness
	Record  *journal.Journal
	Outcome text.View // shown at the end; nil: nothing
	run
	evidence
}

// job is a task, its engine and its node.
type job struct {
	engine *Engine
	Task
	Site
}

// outlet publishes signed transactions and looks for them.
type outlet struct{ *job }

// nonces checks a node's nonces against the records.
type nonces struct{ *job }

// witness reads the effects of a call in its block, and those of other transactions.
type witness struct{ *job }

// Task says what to send, and how. It does not change.
type Task struct {
	Flags  *Options
	Plan   *ops.Plan   // as the user was given it
	Digest common.Hash // of Plan
	Again  string      // command that continues after a stop
	Old    error       // reason why the record cannot be continued; nil: it can
}

// Site is the node and the optional private relay.
type Site struct {
	Client Node
	Plans  Plans
	relay  Elsewhere // private relay; nil: not connected
}

// Sender returns a sender for the task. record is the record to continue; nil to begin one.
func (e *Engine) Sender(task Task, site Site, record *journal.Journal) *Sender {
	j := &job{e, task, site}
	return &Sender{job: j, outlet: outlet{j}, nonces: nonces{j}, witness: witness{j}, Record: record}
}

// run is the progress of a sender.
type run struct {
	shown    *planner.Proposal // the rest of the plan as the user confirmed it, with the gas offer
	keys     *keyring.Ring
	proposal *planner.Proposal // its first call is the one to send
	limit    uint64            // gas limit of that call
	block    uint64            // block of the call before
	seen     uint64            // confirmations of the awaited call so far
	repeated int               // number of calls that were made again
	told     bool              // the error about progress is reported already
}

// evidence is what was found on the chain.
type evidence struct {
	Mined []Transaction
	first *ops.Snapshot // state before the first call
	last  *ops.Plan     // plan of the last checked call, for its block
	found *ops.Snapshot // state after that call
}

func (j *job) on() network.ID { return network.ID(j.Plan.Predicted.ChainID) }

func (j *job) coin() string { return j.on().Coin() }

// offset is the number of the plan's calls that were done before the shown plan.
func (s *Sender) offset() int { return numberOf(s.Plan, s.shown.Plan) }

// send sends the calls for which there are keys.
func (s *Sender) send(ctx context.Context) error {
	defer s.Close()
	for sent := 0; sent < s.keys.Sends; {
		call, err := s.proposeNext(ctx, sent)
		if err == nil && call == sent {
			err = s.sendNext(ctx, call)
			call++
		}
		if err != nil {
			return s.HalfWay(err)
		}
		sent = call
	}
	if s.left() == 0 {
		s.closeDone()
	}
	s.endOthers()
	return s.showResult()
}

// closeDone closes the record if others have made the remaining calls, or made them unnecessary.
func (s *Sender) closeDone() {
	if s.Record == nil || s.Record.Status().Left() == 0 {
		return
	}
	if err := s.Record.CloseOperation("the pool is already in this state"); err != nil {
		s.engine.UI.Warn("journal", "cannot write the record: %s", err)
	}
}

func (s *Sender) Close() {
	if s.relay != nil {
		s.relay.Close()
	}
	if s.Record != nil {
		_ = s.Record.Close() // all lines are on the disk already
	}
}

// proposeNext plans the rest on the latest block and returns the number of finished calls, which is
// more than sent if others made a call.
func (s *Sender) proposeNext(ctx context.Context, sent int) (done int, err error) {
	fresh, err := s.Plans.ProposeAgain(ctx, s.shown.Plan, since(s.Record, s.Plan, s.block), s.Flags.Terms())
	if err != nil {
		return sent, err
	}
	s.proposal = fresh
	done, comes := next(s.shown.Plan, fresh.Plan, sent, s.repeated)
	switch comes {
	case madeAgain:
		s.repeated++
		s.engine.UI.Note("the state that call %d depends on was changed by someone else after it was mined: it is made again", s.offset()+done+1)
	case undone:
		return sent, failure.New(failure.Mined, "undone", "call %d was mined, but its effect is gone", sent).
			WithHint("check the pool with: mpool status %s", fresh.Before.Pool.Address)
	case sendable:
		return done, s.Plans.ConfirmOffer(network.ID(s.Plan.Predicted.ChainID), s.shown.View.Cost, fresh.View.Cost, done)
	}
	return done, nil
}

// since is the oldest acceptable block for a plan of the rest: that of the call before, or of the
// given plan. One of several nodes behind an address may not have that block yet, and would plan a
// finished call again.
func since(record *journal.Journal, plan *ops.Plan, block uint64) uint64 {
	least := max(block, plan.Base.Number)
	if record != nil {
		for _, call := range record.Status().Calls {
			if call.Mined != nil {
				least = max(least, call.Mined.BlockNumber)
			}
		}
	}
	return least
}

// sendNext sends the first call of the proposal, which is call i of the shown plan.
func (s *Sender) sendNext(ctx context.Context, i int) error {
	call := s.proposal.Plan.Calls[0]
	tx, err := s.prepare(ctx, call, i)
	if err != nil {
		return err
	}
	s.engine.pass("planned")
	if err := s.engine.RefuseSent(IntentTo(s.Digest, s.Plan, s.offset()+i, call)); err != nil {
		return err
	}
	if err := s.begin(); err != nil {
		return err
	}
	if n := len(s.Plan.Calls); n > 1 {
		s.engine.UI.Note("call %d of %d: %s", s.offset()+i+1, n, call.Method)
	}
	out, err := s.publish(ctx, call, i, tx)
	if err != nil {
		return err
	}
	receipt, err := s.await(ctx, out)
	if err != nil {
		return err
	}
	s.block = receipt.BlockNumber
	return s.check(ctx, receipt, call)
}

// prepare makes the unsigned transaction after all checks that are possible before signing. The
// nonce is that of the plan's block: if the account has sent anything since, the transaction cannot
// be mined.
func (s *Sender) prepare(ctx context.Context, call ops.Call, i int) (*types.Transaction, error) {
	if err := s.SameChain(ctx); err != nil {
		return nil, err
	}
	if err := s.outlet.reachRelay(ctx); err != nil {
		return nil, err
	}
	if err := s.outlet.sameState(ctx, s.proposal.Before, s.proposal.Plan); err != nil {
		return nil, err
	}
	if err := refuseLate(ctx, s.Client, s.proposal.Plan.Operation); err != nil {
		return nil, err
	}
	account, err := s.Client.AccountAt(ctx, call.From, chain.AtHash(s.proposal.Before.Block.Hash))
	if err != nil {
		return nil, err
	}
	if err := s.nonces.plausibleNonce(ctx, call.From, account.Nonce); err != nil {
		return nil, err
	}
	limit, most := offerOf(&s.run, call.From, i)
	s.limit = limit
	if account.Balance.Int().Lt(most.Int()) {
		return nil, failure.New(failure.Refused, "funds", "%s has %s %s, but the transaction may cost %s", call.From, account.Balance, s.coin(), most).
			WithHint("fund the account with %s, or lower --gas-price", s.coin())
	}
	if account.Pending > account.Nonce {
		return nil, failure.New(failure.Refused, "pending", "%s has pending transactions: %s, from nonce %d", call.From, text.Plural(int(account.Pending-account.Nonce), "transaction"), account.Nonce).
			WithHint("wait until they are mined, then plan again")
	}
	cost := s.shown.View.Cost
	return NewTransaction(&types.DynamicFeeTx{
		ChainID: new(big.Int).SetUint64(s.Plan.Predicted.ChainID), Nonce: account.Nonce,
		GasTipCap: cost.Tip.Int().ToBig(), GasFeeCap: cost.FeeCap.Int().ToBig(), Gas: limit,
		To: &call.To, Value: call.Value.ToBig(), Data: call.Data,
	}, s.Flags.Offer.Legacy), nil
}

// offerOf returns the confirmed gas limit of call i, and the most that this call and the later ones
// cost their sender in wei, with their values.
func offerOf(r *run, from common.Address, i int) (limit uint64, most units.Wei) {
	shown := r.shown.View.Cost
	if limit = shown.Limit(i); limit == 0 {
		limit = r.proposal.View.Cost.Limit(0)
	}
	gas := limit
	var value uint256.Int
	for j, call := range r.shown.Plan.Calls[:r.keys.Sends] {
		if j < i || call.From != from {
			continue
		}
		if j > i {
			gas += shown.Limit(j)
		}
		value.Add(&value, &call.Value)
	}
	most = shown.FeeCap.Times(gas)
	if shown.DataFee != nil {
		most = planner.AddWei(most, *shown.DataFee)
	}
	return limit, units.Wei(*value.Add(&value, most.Int()))
}

// SameChain checks the node's chain ID again right before signing.
func (j *job) SameChain(ctx context.Context) error {
	id, err := j.Client.ChainID(ctx)
	if err != nil {
		return err
	}
	if want := j.Plan.Predicted.ChainID; id != want {
		return failure.New(failure.Refused, "chain.changed", "the node changed from chain %d to chain %d", want, id)
	}
	return nil
}

// publish signs the transaction, records it on the disk, and only then sends it. From then on the
// transaction may be pending, whatever the node says.
func (s *Sender) publish(ctx context.Context, call ops.Call, i int, tx *types.Transaction) (chain.Sent, error) {
	out := chain.Sent{From: call.From, Nonce: tx.Nonce(), Since: s.proposal.Before.Block.Number, Base: s.proposal.Before.Block.Hash, GasLimit: tx.Gas(), LeastGas: chain.LeastGas(tx.Data())}
	intent := IntentTo(s.Digest, s.Plan, s.offset()+i, call)
	intent.Nonce, intent.Delegated = tx.Nonce(), s.keys.Unlocked
	intent.Overrides = recordedOverrides(&s.Flags.Override, s.proposal.Plan)
	if err := s.Record.Intend(intent); err != nil {
		return out, unrecorded(err)
	}
	s.engine.pass("intended")
	if s.keys.Unlocked {
		return s.publishUnsigned(ctx, out, tx)
	}
	signed, err := signCall(ctx, s.keys, s.Plan, call.From, tx)
	if err != nil {
		return out, err
	}
	s.engine.pass("signed")
	sealed, err := s.Record.SealAs(signed, journal.Signed{Private: s.engine.Settings.Private()})
	if err != nil {
		return out, unrecorded(err)
	}
	out.Hash = sealed.Hash()
	s.engine.IsOut(s.Record.ID(), out.Hash)
	s.engine.pass("sealed")
	return out, s.sentOrNot(out, s.outlet.publishBytes(ctx, out, sealed.Raw(), s.engine.Settings.Private()))
}

// signCall signs, and checks that the result is the requested transaction.
func signCall(ctx context.Context, keys *keyring.Ring, plan *ops.Plan, from common.Address, tx *types.Transaction) (*types.Transaction, error) {
	signed, err := signer.Sign(ctx, keys.Key(from), tx, new(big.Int).SetUint64(plan.Predicted.ChainID), methodIn(plan, tx))
	if err != nil {
		return nil, failure.New(failure.Refused, "signer", "%s", err).Because(err)
	}
	return signed, nil
}
