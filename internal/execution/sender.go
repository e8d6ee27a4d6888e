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

// Sender sends the calls of a plan, each after the one before is mined and
// checked: plan again, sign, record, publish, await, verify.
type Sender struct {
	*job
	outlet
	nonces
	witness
	Record  *journal.Journal
	Outcome text.View // to be shown at the end; nil: nothing
	run
	evidence
}

// job is what is to be sent, by which engine, and where.
type job struct {
	*Engine
	Task
	Site
}

// outlet publishes what is signed, and looks for it.
type outlet struct{ *job }

// nonces hold a node's nonces against the record of what was sent.
type nonces struct{ *job }

// witness reads the effects of a call in its block, and those of others.
type witness struct{ *job }

// Task is what is to be sent, and how. It does not change.
type Task struct {
	Flags  *Options
	Plan   *ops.Plan   // that the user was given
	Digest common.Hash // its
	Again  string      // the command that goes on after a stop half way
	Old    error       // why the record cannot be continued; nil: it can
}

// Site is where it is sent: the node, what plans on it, and a private place.
type Site struct {
	Client Node
	Plans  Plans
	relay  Elsewhere // where signed bytes go; nil: to the client, or nobody has asked yet
}

// Sender sends the task there. record is where it goes on; nil: it begins.
func (e *Engine) Sender(task Task, site Site, record *journal.Journal) *Sender {
	j := &job{e, task, site}
	return &Sender{job: j, outlet: outlet{j}, nonces: nonces{j}, witness: witness{j}, Record: record}
}

// run is how far a sending is.
type run struct {
	shown    *planner.Proposal // the rest of the plan as the user confirmed it, with the gas offer
	keys     *keyring.Ring
	proposal *planner.Proposal // of the call that is being sent, as its first
	limit    uint64            // its gas limit
	block    uint64            // of the call before
	seen     uint64            // confirmations of the call that is waited for
	repeated int               // calls that were made again
	told     bool              // how far it came is said already
}

// evidence is what was found on the chain.
type evidence struct {
	Mined []Transaction
	first *ops.Snapshot // the state before the first call
	last  *ops.Plan     // of the call that was checked last, for its block
	found *ops.Snapshot // the state after that call
}

func (j *job) on() network.ID { return network.ID(j.Plan.Predicted.ChainID) }

func (j *job) coin() string { return j.on().Coin() }

// offset is how many calls of the plan were done before what was shown.
func (s *Sender) offset() int { return numberOf(s.Plan, s.shown.Plan) }

// send sends the calls that there are keys for.
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

// closeDone closes the record if others have done the rest, or have decided against it.
func (s *Sender) closeDone() {
	if s.Record == nil || s.Record.Status().Left() == 0 {
		return
	}
	if err := s.Record.CloseOperation("the pool is already in this state"); err != nil {
		s.UI.Warn("journal", "cannot write the record: %s", err)
	}
}

func (s *Sender) Close() {
	if s.relay != nil {
		s.relay.Close()
	}
	if s.Record != nil {
		_ = s.Record.Close() // each record is on the disk already
	}
}

// proposeNext plans the rest on the newest block, and counts the finished calls: more than
// were sent if others made one.
func (s *Sender) proposeNext(ctx context.Context, sent int) (done int, err error) {
	fresh, err := s.Plans.ProposeAgain(ctx, s.shown.Plan, s.since(), s.Flags.Terms())
	if err != nil {
		return sent, err
	}
	s.proposal = fresh
	done, comes := next(s.shown.Plan, fresh.Plan, sent, s.repeated)
	switch comes {
	case madeAgain:
		s.repeated++
		s.UI.Note("the state that call %d depends on was changed by someone else after it was mined: it is made again", s.offset()+done+1)
	case undone:
		return sent, failure.New(failure.Mined, "undone", "call %d was mined, but its effect is gone", sent).
			WithHint("check the pool with: mpool status %s", fresh.Before.Pool.Address)
	case sendable:
		return done, s.Plans.ConfirmOffer(network.ID(s.Plan.Predicted.ChainID), s.shown.View.Cost, fresh.View.Cost, done)
	}
	return done, nil
}

// since is the oldest block for a plan of the rest: that of the call before, or that of the
// given plan. One of several nodes behind an address may not have it yet, and would plan a
// finished call again.
func (s *Sender) since() uint64 {
	least := max(s.block, s.Plan.Base.Number)
	if s.Record != nil {
		for _, call := range s.Record.Status().Calls {
			if call.Mined != nil {
				least = max(least, call.Mined.BlockNumber)
			}
		}
	}
	return least
}

// sendNext sends the first call of the proposal, which is call number i of what
// was shown.
func (s *Sender) sendNext(ctx context.Context, i int) error {
	call := s.proposal.Plan.Calls[0]
	tx, err := s.prepare(ctx, call, i)
	if err != nil {
		return err
	}
	s.pass("planned")
	if err := s.RefuseSent(IntentTo(s.Digest, s.Plan, s.offset()+i, call)); err != nil {
		return err
	}
	if err := s.begin(); err != nil {
		return err
	}
	if n := len(s.Plan.Calls); n > 1 {
		s.UI.Note("call %d of %d: %s", s.offset()+i+1, n, call.Method)
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

// prepare makes the unsigned transaction, after every check that can be made
// before something is signed. The nonce is that of the block which the plan
// rests on: if the account has sent anything since, this one cannot be mined.
func (s *Sender) prepare(ctx context.Context, call ops.Call, i int) (*types.Transaction, error) {
	if err := s.SameChain(ctx); err != nil {
		return nil, err
	}
	if err := s.reachRelay(ctx); err != nil {
		return nil, err
	}
	account, err := s.Client.AccountAt(ctx, call.From, chain.AtHash(s.proposal.Before.Block.Hash))
	if err != nil {
		return nil, err
	}
	if err := s.plausibleNonce(ctx, call.From, account.Nonce); err != nil {
		return nil, err
	}
	limit, most := s.offer(call.From, i)
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

// offer is the gas limit of call i, as it was confirmed, and the most that this
// call and those behind it cost their sender, value included.
func (s *Sender) offer(from common.Address, i int) (limit uint64, most units.Wei) {
	shown := s.shown.View.Cost
	if limit = shown.Limit(i); limit == 0 {
		limit = s.proposal.View.Cost.Limit(0)
	}
	gas := limit
	var value uint256.Int
	for j, call := range s.shown.Plan.Calls[:s.keys.Sends] {
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

// SameChain asks the node once more right before something is signed.
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

// publish signs the transaction, puts it on the disk, and only then sends it.
// From here on the transaction may be out, whatever the node says.
func (s *Sender) publish(ctx context.Context, call ops.Call, i int, tx *types.Transaction) (chain.Sent, error) {
	out := chain.Sent{From: call.From, Nonce: tx.Nonce(), Since: s.proposal.Before.Block.Number, GasLimit: tx.Gas()}
	intent := IntentTo(s.Digest, s.Plan, s.offset()+i, call)
	intent.Nonce, intent.Delegated = tx.Nonce(), s.keys.Unlocked
	intent.Overrides = recordedOverrides(&s.Flags.Override, s.proposal.Plan)
	if err := s.Record.Intend(intent); err != nil {
		return out, s.Unrecorded(err)
	}
	s.pass("intended")
	if s.keys.Unlocked {
		return s.publishUnsigned(ctx, out, tx)
	}
	signed, err := s.sign(ctx, call.From, tx)
	if err != nil {
		return out, err
	}
	s.pass("signed")
	sealed, err := s.Record.SealAs(signed, journal.Signed{Private: s.Settings.Private()})
	if err != nil {
		return out, s.Unrecorded(err)
	}
	out.Hash = sealed.Hash()
	s.IsOut(s.Record.ID(), out.Hash)
	s.pass("sealed")
	return out, s.sentOrNot(out, s.publishBytes(ctx, out, sealed.Raw(), s.Settings.Private()))
}

// sign also checks afterwards that the signed transaction is the requested one.
func (s *Sender) sign(ctx context.Context, from common.Address, tx *types.Transaction) (*types.Transaction, error) {
	signed, err := signer.Sign(ctx, s.keys.Key(from), tx, new(big.Int).SetUint64(s.Plan.Predicted.ChainID), methodIn(s.Plan, tx))
	if err != nil {
		return nil, failure.New(failure.Refused, "signer", "%s", err).Because(err)
	}
	return signed, nil
}
