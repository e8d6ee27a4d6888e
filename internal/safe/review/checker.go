package review

import (
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/policy"
	"mpool/internal/safe"
)

// Checker checks what a Safe is asked to do, by any author: a batch, a queued transaction,
// or what is about to be hashed or signed.
type Checker struct {
	By       *Reviewer
	Node     Node
	Batch    *safe.Batch
	Flags    *Options
	Safe     common.Address // that the calls come from; zero where nobody says
	Found    *chain.Safe    // nil where there is none
	On       ops.Block      // that all rests on: the newest one, or what the queue leaves
	ahead    []ops.Call     // of the queue, which come first
	states   map[common.Address]*ops.Snapshot
	Book     decode.Book
	decoder  *decode.Decoder
	reader   *ops.Recogniser
	policies policy.Policies
	trusted  []*ops.Snapshot                  // pools that the user names, and that are proven
	strange  []*ops.Snapshot                  // pools that the batch mentions, and nobody names
	planned  bool                             // the calls are a plan's of mpool
	wrapped  common.Address                   // the native token as an ERC-20, if a trade pays or gets it; zero: unknown
	after    map[common.Address]*ops.Snapshot // what the simulation leaves of each pool
	vaults   []common.Address                 // of the pools that the calls are about
	tokens   []common.Address                 // of theirs
	left     []*ops.Snapshot                  // what the simulation leaves of the pool that is looked at
	broke    bool                             // it sends more than it has, which no node simulates
	View     *View
}

// Prepare is what is needed to look at calls on a chain.
func (c *Checker) Prepare(id uint64) (err error) {
	if c.decoder, err = decode.New(); err != nil {
		return err
	}
	c.policies, c.states = c.By.Plans.Policies(network.ID(id), &c.Flags.Override), map[common.Address]*ops.Snapshot{}
	c.after = map[common.Address]*ops.Snapshot{}
	c.View.NodeChain, c.View.Block = id, c.On
	c.reader, err = ops.NewRecogniser()
	return err
}

// Begin reads the newest block and the Safe. It says whether the batch can be looked at
// as that Safe's transaction; where it cannot, its calls have been.
func (c *Checker) Begin(ctx context.Context) (whole bool, err error) {
	id, err := c.Node.ChainID(ctx)
	if err != nil {
		return false, err
	}
	header, err := c.Node.Header(ctx, chain.Latest())
	if err != nil {
		return false, err
	}
	c.On = ops.Block{Number: header.Number, Hash: header.Hash, Time: header.Time}
	if err := c.Prepare(id); err != nil {
		return false, err
	}
	if want := c.Batch.ChainID; want != 0 && want != id {
		c.View.find(one(ops.Refuse, "batch.chain.other", "the batch is for %s, but the node is on %s", network.ID(want), network.ID(id))...)
		c.listCalls(decode.NewBook(nil)) // elsewhere they would mean something else
		return false, nil
	}
	if err := c.knowSafe(ctx); err != nil {
		return false, err
	}
	if c.Found == nil {
		return false, c.CheckCalls(ctx)
	}
	return true, nil
}

// Subject is the batch and its Safe, as they were read.
func (c *Checker) Subject() Subject {
	return Subject{ChainID: c.View.NodeChain, Block: c.at(), On: c.On, Safe: c.Found, Calls: c.Batch.All(), Batch: c.Batch}
}

// Unversioned says, of a Safe whose version is not known, that what its owners sign is
// not; it is false for other errors.
func (c *Checker) Unversioned(err error) bool {
	var no *failure.Failure
	switch {
	case !errors.As(err, &no) || no.Exit != failure.Refused:
		return false
	case no.Code == untrusted:
		c.View.find(ops.Finding{Severity: ops.Refuse, Code: no.Code, Summary: no.Message})
	default:
		c.View.find(ops.Finding{Severity: ops.Warn, Code: no.Code, Summary: "cannot determine what the owners sign: " + no.Message, Hint: no.Hint})
	}
	c.untried(no.Message)
	return true
}

// Signs takes over what the owners sign, and tries it.
func (c *Checker) Signs(ctx context.Context, tx safe.Transaction, hashes safe.Hashes, findings []ops.Finding) error {
	c.View.Nonce, c.View.Hashes = &tx.Nonce, &hashes
	c.View.find(findings...)
	return c.execute(ctx, tx)
}

func (c *Checker) at() chain.BlockRef { return chain.AtHash(c.On.Hash) }

// knowSafe reads the Safe that --safe or the file names.
func (c *Checker) knowSafe(ctx context.Context) error {
	named := c.Batch.Safe
	if c.Safe == (common.Address{}) {
		c.Safe = named
	}
	if c.Safe == (common.Address{}) {
		c.View.find(ops.Finding{Severity: ops.Warn, Code: "batch.safe.unnamed", Hint: "use --safe ADDRESS",
			Summary: "the batch does not name a Safe, so the sender cannot be checked"})
		return nil
	}
	if named != (common.Address{}) && named != c.Safe {
		c.View.find(one(ops.Refuse, "batch.safe.other", "the batch is for the Safe %s, but --safe is %s", named, c.Safe)...)
	}
	found, err := c.Node.Safes(ctx, c.at(), []common.Address{c.Safe})
	if err != nil {
		return err
	}
	if found[c.Safe] == nil {
		c.View.find(one(ops.Refuse, "batch.safe.none", "%s is not a Safe on this chain", c.Safe)...)
		return nil
	}
	c.Found = found[c.Safe]
	v := planner.NewSafe(c.Found, "signer")
	c.View.Safe = &v
	return nil
}
