package signing

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/files"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/safe"
	"mpool/internal/safe/queue"
	"mpool/internal/safe/review"
	"mpool/internal/text"
)

// Request is one transaction of a Safe, from a plan, a batch file or a queue, and the Safe at a block.
type Request struct {
	next NextLine // makes follow-up commands with the same flags
	Path string   // of the file; empty for a queued transaction
	review.Subject
	Client    *chain.Client
	version   safe.Version
	multiSend common.Address // zero for a single call
	plan      *ops.Plan      // as written in the file; nil for a batch
	behind    uint64         // the nonce after the queue; 0 without a queue
	Elsewhere bool           // mpool cannot execute it
	pool      common.Address // the pool whose queue it waits in; zero for a file
	// queued is a transaction from the service, taken unchanged, and signed has its valid signatures;
	// nil for a file.
	queued *safe.Transaction
	signed []safe.Signature
	given  []safe.Signature // by the user, verified
	// execution is the simulated result before the execution; nil if it was not simulated.
	execution *review.Execution
}

// Open reads a plan or a batch, and its Safe. It plans and simulates a plan again; the calls must be
// the same. The caller closes the client.
func (k *Desk) Open(ctx context.Context, next NextLine, path string, flags *Options) (*Request, error) {
	if err := flags.Override.Check(); err != nil {
		return nil, err
	}
	if path == "-" {
		return nil, failure.Usage("standard input is not supported here, because the next step needs the same file again").WithHint("save it to a file; mpool safe check - reads a batch from standard input")
	}
	text, err := ReadSafeFile(ctx, path)
	if err != nil {
		return nil, err
	}
	if planner.PlanKind().Is(text) {
		return k.openPlanJob(ctx, next, path, text, flags)
	}
	return k.openBatchJob(ctx, next, path, text, flags)
}

// LongestSafeFile is more, in bytes, than a plan or a batch needs.
const LongestSafeFile = 8 << 20

// ReadSafeFile reads a file or a pipe. The user can stop it while it waits for a pipe without a
// writer.
func ReadSafeFile(ctx context.Context, path string) ([]byte, error) {
	words, err := files.Read(ctx.Done(), path, LongestSafeFile)
	shown := NameOf(path)
	var large *files.LargeError
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, os.ErrNotExist):
		return nil, failure.Usage("file not found: %s", shown).WithHint("write a plan with --out FILE, or a batch with --out FILE --format safe")
	case errors.As(err, &large):
		return nil, failure.Usage("%s is larger than 8 MiB: not a plan or a batch", shown)
	case err != nil:
		return nil, failure.Usage("cannot read %s: %s", shown, failure.Innermost(err)).Because(err)
	}
	return words, nil
}

func (k *Desk) openPlanJob(ctx context.Context, next NextLine, path string, text []byte, flags *Options) (*Request, error) {
	plan, err := planner.ReadPlanText(text)
	if err != nil {
		return nil, planner.OldPlan(path, err)
	}
	k.Plans.Guards = plan.Guards
	client, err := k.Nodes.DialFor(ctx, plan)
	if err != nil {
		return nil, err
	}
	j := &Request{next: next, Path: path, Client: client, Subject: review.Subject{ChainID: plan.Predicted.ChainID}, plan: plan}
	var first queue.Ahead
	if j.Proposal, first, err = k.ProposeOnQueue(ctx, client, plan, flags); err == nil {
		j.Client = first.After(client)
		j.On, j.behind = j.Proposal.Before.Block, first.Next
		err = k.ofProposal(ctx, j, flags.Safe)
	}
	if err == nil {
		err = queue.SameQueue(first, j.Safe.Address)
	}
	if err != nil {
		client.Close()
		return nil, err
	}
	return j, nil
}

// ofProposal takes the calls of the first Safe in a proposal.
func (k *Desk) ofProposal(ctx context.Context, j *Request, which common.Address) error {
	p := j.Proposal
	if len(p.Plan.Calls) == 0 {
		return nothingLeft(p)
	}
	address, err := chooseSafe(p, which, j.Path)
	if err != nil {
		return err
	}
	if j.Calls, err = safe.FromPlan(p.Plan, address); err != nil {
		return failure.New(failure.Refused, "safe.calls", "%s", err).WithResult(p.View)
	}
	p.IsSigned(address)
	return k.know(ctx, j, address, chain.AtHash(p.Before.Block.Hash))
}

// nothingLeft refuses a plan whose calls are all done.
func nothingLeft(p *planner.Proposal) error {
	why := ops.Needless(safe.InnerOperation(p.Plan), p.Plan.Predicted)
	return failure.New(failure.Refused, "nothing", "nothing to sign: %s", cmp.Or(why, "the pool is already in the planned state")).WithResult(p.View)
}

func (k *Desk) openBatchJob(ctx context.Context, next NextLine, path string, words []byte, flags *Options) (*Request, error) {
	batch, err := safe.ReadBatch(bytes.NewReader(words))
	if err != nil {
		return nil, failure.Usage("%s: %s", path, err).Because(err).WithHint("use a plan of mpool or a batch of the Transaction Builder")
	}
	if flags.Checksum {
		batch.RequireChecksum()
	}
	if found := batch.Refused(); found != nil {
		return nil, failure.New(failure.Refused, found.Code, "%s", text.Clean(found.Summary, text.MessageWidth)).WithHint("run mpool safe check %s to list all problems", text.ShellWord(path))
	}
	k.Plans.Guards = batch.Limits
	client, err := k.Nodes.Dial(ctx, max(network.ID(batch.ChainID), k.Settings.Chain))
	if err != nil {
		return nil, err
	}
	j := &Request{next: next, Path: path, Client: client, Subject: review.Subject{Batch: batch, Calls: batch.All()}}
	err = k.ofBatch(ctx, j, flags.Safe)
	if err == nil && flags.Queue.Given() {
		err = k.batchBehind(ctx, j, flags)
	}
	if err != nil {
		client.Close()
		return nil, err
	}
	return j, nil
}

func (k *Desk) ofBatch(ctx context.Context, j *Request, which common.Address) (err error) {
	if j.ChainID, err = j.Client.ChainID(ctx); err != nil {
		return err
	}
	if err := j.onItsChain(); err != nil {
		return err
	}
	header, err := j.Client.Header(ctx, chain.Latest())
	if err != nil {
		return err
	}
	j.On = ops.Block{Number: header.Number, Hash: header.Hash, Time: header.Time}
	address := j.Batch.Safe
	switch {
	case address == (common.Address{}):
		address = which
	case which != (common.Address{}) && which != address:
		return failure.Usage("the batch is for the Safe %s, but --safe is %s", address, which)
	}
	if address == (common.Address{}) {
		return failure.Usage("the batch does not name a Safe").WithHint("use --safe ADDRESS")
	}
	return k.know(ctx, j, address, chain.AtHash(header.Hash))
}

// onItsChain refuses a batch for another chain than the node's.
func (j *Request) onItsChain() error {
	if want := j.Batch.ChainID; want != 0 && want != j.ChainID {
		return failure.New(failure.Misuse, "chain", "the batch is for %s, but the node is on %s", network.ID(want), network.ID(j.ChainID))
	}
	return nil
}

// know reads the Safe, its version, and the MultiSend contract that it uses.
func (k *Desk) know(ctx context.Context, j *Request, address common.Address, at chain.BlockRef) error {
	if err := j.readSafe(ctx, j.Client, address, at); err != nil {
		return err
	}
	return k.knowVersion(ctx, j)
}

// readSafe reads the Safe at a block.
func (j *Request) readSafe(ctx context.Context, node queue.Races, address common.Address, at chain.BlockRef) error {
	found, err := node.Safes(ctx, at, []common.Address{address})
	if err != nil {
		return err
	}
	j.Safe, j.Block = found[address], at
	if j.Safe == nil {
		return failure.New(failure.Refused, "safe.none", "%s is not a Safe on %s", address, network.ID(j.ChainID)).
			WithHint("check the address and --rpc-url")
	}
	return nil
}

// knowVersion reads the version that the Safe signs by, and the MultiSend contract that it
// uses.
func (k *Desk) knowVersion(ctx context.Context, j *Request) (err error) {
	if j.version, err = review.TrustedVersion(j.Safe, j.ChainID); err != nil {
		return err
	}
	if len(j.Calls) < 2 {
		return nil
	}
	j.multiSend, err = k.Plans.MultiSend(ctx, j.Client, j.version, j.Block)
	return err
}

// NextNonce is the Safe's next nonce, the nonce after its queue, or the nonce that the plan was made
// for.
func (j *Request) NextNonce() uint64 {
	if j.behind > 0 {
		return max(j.Safe.Nonce, j.behind)
	}
	return max(j.Safe.Nonce, j.turnOf())
}

// Transaction is what the owners sign for a nonce, and its hashes. A queued transaction keeps its own
// nonce.
func (j *Request) Transaction(nonce uint64) (safe.Transaction, safe.Hashes, error) {
	tx, err := safe.NewTransaction(j.Calls, j.multiSend, nonce)
	if j.queued != nil {
		tx, err = *j.queued, nil
	}
	if err != nil {
		return tx, safe.Hashes{}, fmt.Errorf("the Safe's transaction: %w", err)
	}
	return tx, safe.NewHashes(j.version, j.ChainID, j.Safe.Address, tx), nil
}

// NameOf is a file's name in messages.
func NameOf(path string) string {
	if path == StandardInput {
		return "standard input"
	}
	return text.Quote(path)
}

// StandardInput is the path of standard input.
const StandardInput = "/dev/stdin"
