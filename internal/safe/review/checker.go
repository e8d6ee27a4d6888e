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
	"mpool/internal/ops/tokenset"
	"mpool/internal/planview"
	"mpool/internal/policy"
	"mpool/internal/recognise"
	"mpool/internal/safe"
)

// Checker checks one Safe transaction, by any author: a batch, a queued transaction, or one to be
// hashed or signed.
type Checker struct {
	By          *Reviewer
	Node        Node
	Batch       *safe.Batch
	Flags       *Options
	Safe        common.Address // the sender of the calls; zero if nobody names it
	Found       *chain.Safe    // nil if the Safe was not found
	given       bool           // the user names the Safe; false: only the file does
	On          ops.Block      // the block of all answers: the newest, or the one after the queue
	ahead       []ops.Call     // calls of the queue that come before these
	states      map[common.Address]*ops.Snapshot
	Book        decode.Book
	decoder     *decode.Decoder
	reader      *recognise.Recogniser
	policies    policy.Policies
	trusted     []*ops.Snapshot                  // proven pools that the user names
	strange     []*ops.Snapshot                  // pools that the batch mentions and the user does not name
	planned     bool                             // the calls are those of a plan by mpool
	wrapped     common.Address                   // the native token as an ERC-20, if a trade pays or gets it; zero: unknown
	after       map[common.Address]*ops.Snapshot // the state of each pool after the simulation
	outside     map[addition]tokenset.TokenPrice // outside prices of added tokens
	tokensKnown map[common.Address]bool          // tokens of new pools that the user knows
	stakes      map[common.Address]chain.Supply  // the Safe's BPT of the trusted pools
	vaults      []common.Address                 // Vaults of the trusted pools
	tokens      []common.Address                 // BPT and tokens of the trusted pools
	left        []*ops.Snapshot                  // states after the simulation of the pool that is being checked
	broke       bool                             // it sends more of the native token than the Safe has; no node simulates that
	View        *View
}

// Prepare makes what is needed to check calls on a chain.
func (c *Checker) Prepare(id uint64) (err error) {
	if c.decoder, err = decode.New(); err != nil {
		return err
	}
	c.policies, c.states = c.By.Plans.Policies(network.ID(id), &c.Flags.Override), map[common.Address]*ops.Snapshot{}
	c.after = map[common.Address]*ops.Snapshot{}
	c.View.NodeChain, c.View.Block = id, c.On
	c.reader, err = recognise.NewRecogniser()
	return err
}

// Begin reads the newest block and the Safe. If whole is true, the batch can be checked as a
// transaction of that Safe. Otherwise Begin has already listed or checked the calls.
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
		c.listCalls(decode.NewBook(nil)) // on another chain the calls would mean something else
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

// Subject is the batch and its Safe, as Begin read them.
func (c *Checker) Subject() Subject {
	return Subject{ChainID: c.View.NodeChain, Block: c.at(), On: c.On, Safe: c.Found, Calls: c.Batch.All(), Batch: c.Batch}
}

// Unversioned adds a finding if err says that the Safe's version cannot be trusted, so that the hashes
// are unknown; it is false for other errors.
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
	c.View.unexecuted(no.Message)
	return true
}

// Signs records the transaction and the hashes that the owners sign, and simulates the transaction.
func (c *Checker) Signs(ctx context.Context, tx safe.Transaction, hashes safe.Hashes, findings []ops.Finding) error {
	c.View.Nonce, c.View.Hashes = &tx.Nonce, &hashes
	c.View.find(findings...)
	return c.execute(ctx, tx)
}

func (c *Checker) at() chain.BlockRef { return chain.AtHash(c.On.Hash) }

// knowSafe reads the Safe that --safe or the file names.
func (c *Checker) knowSafe(ctx context.Context) error {
	named := c.Batch.Safe
	if c.given = c.Safe != (common.Address{}); !c.given {
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
	v := planview.NewSafe(c.Found, "signer")
	c.View.Safe = &v
	return nil
}
