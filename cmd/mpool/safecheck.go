package main

import (
	"bytes"
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/safe"
	"mpool/internal/text"
)

func newSafeCheck(a *app) *cobra.Command {
	var md bool
	var nonce nonceFlag
	var flags safeFlags
	cmd := &cobra.Command{
		Use:   "check BATCH|-",
		Short: "Check a batch that a Safe's owners shall sign, whoever made it",
		Long: withExitCodes(`check reads a batch of the Transaction Builder and says what it does: whether it is
as it was written, for this chain and which Safe; every call decoded; and calls of a
pool or the Vault planned, previewed and held against the policies as if mpool had
made them. What is not known is listed as unknown. Approvals that stay, tokens that
are not the pool's and delegate calls are pointed out; coins or tokens that are sent to
anybody whom no --recipient names are refused. Then the whole batch is simulated, by
its calls and as the Safe's own transaction with the Safe's guard, and what the Safe
has less or more afterwards is shown.

Trusted are the pools that you name, by --pool, MPOOL_POOL or the configuration, and
that are proven; a pool that the batch mentions, that bears the name of yours or that
the Safe owns is not: what is put into it, and who would manage a token, wants
--recipient. Rights that somebody has after the transaction and had not before are
refused, whatever gives them, and so are trades whose limits are far from what the
simulation gave, or that give less than they take at the prices of --price.

Nothing is signed and nothing is sent. A file that somebody else made may say
anything about itself: only what is found here counts.`, 0, 1, 2, 3, 4, 130),
		Example: `  mpool safe check batch.json
  mpool safe check batch.json --md > review.md
  mpool safe check batch.json --after-queue
  mpool safe check batch.json --json --safe 0x… --recipient 0x…
  mpool safe check batch.json --pool 0x… --price "WETH=2000 USDC"`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if md && a.ui.Options.JSON {
				return failure.Usage("--md and --json are two forms of one answer").WithHint("give one of them")
			}
			return a.safeCheck(cmd, args[0], md, nonce, &flags)
		},
	}
	cmd.Flags().BoolVar(&md, "md", false, "write Markdown, as for a pull request")
	cmd.Flags().Var(&nonce, "nonce", "nonce of the Safe's transaction; the next one if unset")
	addSafeFlags(&flags, cmd.Flags())
	return cmd
}

// checker looks at what a Safe shall do, whoever wrote it: at a batch, at what
// waits in a queue, and at what is about to be hashed or signed.
type checker struct {
	by       *reviewer
	client   *chain.Client
	batch    *safe.Batch
	flags    *reviewOptions
	safe     common.Address // that the calls come from; zero where nobody says
	found    *chain.Safe    // nil where there is none
	on       ops.Block      // that all rests on: the newest one, or what the queue leaves
	ahead    []ops.Call     // of the queue, which come first
	states   map[common.Address]*ops.Snapshot
	book     decode.Book
	decoder  *decode.Decoder
	reader   *ops.Recogniser
	policies ops.Policies
	trusted  []*ops.Snapshot  // pools that the user names, and that are proven
	strange  []*ops.Snapshot  // pools that the batch mentions, and nobody names
	planned  bool             // the calls are a plan's of mpool
	vaults   []common.Address // of the pools that the calls are about
	tokens   []common.Address // of theirs
	left     []*ops.Snapshot  // what the simulation leaves of the pool that is looked at
	broke    bool             // it sends more than it has, which no node simulates
	view     *checkView
}

func (a *app) safeCheck(cmd *cobra.Command, path string, md bool, nonce nonceFlag, flags *safeFlags) error {
	ctx := cmd.Context()
	piped := path == "-"
	if piped {
		path = "/dev/stdin"
	}
	if err := flags.override.Check(); err != nil {
		return err
	}
	content, err := readSafeFile(ctx, path)
	if err != nil {
		return err
	}
	batch, err := safe.ReadBatch(bytes.NewReader(content))
	if err != nil {
		return failure.Usage("%s: %s", path, err).Because(err).WithHint("mpool safe hash takes plans; this takes batches")
	}
	if flags.checksum {
		batch.RequireChecksum()
	}
	client, err := a.nodes.Dial(ctx, a.settings.Chain)
	if err != nil {
		return err
	}
	defer client.Close()
	c := &checker{by: a.reviews, client: client, batch: batch, safe: flags.safe.value, flags: &flags.reviewOptions, view: newCheckView(batch, md)}
	if err := a.checkBatch(ctx, c, nonce, flags); err != nil {
		return err
	}
	if err := c.verdict(); err != nil {
		return err
	}
	words := []string{text.ShellWord(path)}
	if nonce.set {
		words = append(words, "--nonce "+nonce.String())
	}
	if !piped {
		c.view.Next = safeLine(cmd, "safe hash", words...)
	}
	return a.show(c.view)
}

// prepare is what is needed to look at calls on a chain.
func (c *checker) prepare(id uint64) (err error) {
	if c.decoder, err = decode.New(); err != nil {
		return err
	}
	c.policies, c.states = c.by.Plans.Policies(network.ID(id), &c.flags.override), map[common.Address]*ops.Snapshot{}
	c.view.NodeChain, c.view.Block = id, c.on
	c.reader, err = ops.NewRecogniser()
	return err
}

// checkBatch looks at a batch, and at the transaction that its Safe makes of it.
func (a *app) checkBatch(ctx context.Context, c *checker, nonce nonceFlag, flags *safeFlags) error {
	whole, err := c.begin(ctx)
	if err != nil || !whole {
		return err
	}
	return a.checkTransaction(ctx, c, nonce, flags)
}

// begin reads the newest block and the Safe. It says whether the batch can be looked at
// as that Safe's transaction; where it cannot, its calls have been.
func (c *checker) begin(ctx context.Context) (whole bool, err error) {
	id, err := c.client.ChainID(ctx)
	if err != nil {
		return false, err
	}
	header, err := c.client.Header(ctx, chain.Latest())
	if err != nil {
		return false, err
	}
	c.on = ops.Block{Number: header.Number, Hash: header.Hash, Time: header.Time}
	if err := c.prepare(id); err != nil {
		return false, err
	}
	if want := c.batch.ChainID; want != 0 && want != id {
		c.view.refuse("batch.chain.other", "the batch is for "+network.ID(want).String()+", and the node is on "+network.ID(id).String())
		c.listCalls(decode.NewBook(nil)) // elsewhere they would mean something else
		return false, nil
	}
	if err := c.knowSafe(ctx); err != nil {
		return false, err
	}
	if c.found == nil {
		return false, c.checkCalls(ctx)
	}
	return true, nil
}

// checkTransaction looks at the calls, and at the transaction of the Safe that they
// are, for its next nonce or the one that is asked for.
func (a *app) checkTransaction(ctx context.Context, c *checker, nonce nonceFlag, flags *safeFlags) error {
	job := &safeJob{subject: c.subject()}
	if flags.queue.set() {
		if err := job.queueFirst(ctx, a, flags.queue.named); err != nil {
			return err
		}
		c.goOn(&job.subject)
	}
	if err := c.checkCalls(ctx); err != nil {
		return err
	}
	err := job.knowVersion(ctx, a)
	if c.unversioned(err) {
		return nil
	}
	if err != nil || len(job.calls) == 0 {
		return err
	}
	tx, hashes, err := job.transaction(nonce.or(job.nextNonce()))
	if err != nil {
		return nil //nolint:nilerr // a delegate call within, which is refused already
	}
	return c.signs(ctx, tx, hashes, job.signingFindings(tx))
}

// subject is the batch and its Safe, as they were read.
func (c *checker) subject() subject {
	return subject{client: c.client, chainID: c.view.NodeChain, block: c.at(), on: c.on, safe: c.found, calls: c.batch.All(), batch: c.batch}
}

// unversioned says, of a Safe whose version is not known, that what its owners sign is
// not; it is false for other errors.
func (c *checker) unversioned(err error) bool {
	var no *failure.Failure
	switch {
	case !errors.As(err, &no) || no.Exit != failure.Refused:
		return false
	case no.Code == untrusted:
		c.view.refuse(no.Code, no.Message)
	default:
		c.view.warn(no.Code, "what its owners sign is not known: "+no.Message, no.Hint)
	}
	c.untried(no.Message)
	return true
}

// signs takes over what the owners sign, and tries it.
func (c *checker) signs(ctx context.Context, tx safe.Transaction, hashes safe.Hashes, findings []ops.Finding) error {
	c.view.Nonce, c.view.Hashes = &tx.Nonce, &hashes
	c.view.Findings = append(c.view.Findings, findings...)
	return c.execute(ctx, tx)
}

func (c *checker) at() chain.BlockRef { return chain.AtHash(c.on.Hash) }

// knowSafe reads the Safe that --safe or the file names.
func (c *checker) knowSafe(ctx context.Context) error {
	switch named := c.batch.Safe; {
	case c.safe == (common.Address{}):
		c.safe = named
	case named != (common.Address{}) && named != c.safe:
		c.view.refuse("batch.safe.other", "the batch is for the Safe "+named.Hex()+", and --safe is "+c.safe.Hex())
	}
	if c.safe == (common.Address{}) {
		c.view.warn("batch.safe.unnamed", "the batch does not say which Safe it is for, so that nothing can be said about who may send it", "name it with --safe")
		return nil
	}
	found, err := c.client.Safes(ctx, c.at(), []common.Address{c.safe})
	if err != nil {
		return err
	}
	if found[c.safe] == nil {
		c.view.refuse("batch.safe.none", c.safe.Hex()+" is no Safe on this chain: it does not answer as one")
		return nil
	}
	c.found = found[c.safe]
	v := planner.NewSafe(c.found, "signer")
	c.view.Safe = &v
	return nil
}
