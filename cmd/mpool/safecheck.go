package main

import (
	"bytes"
	"context"
	"errors"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/ops"
	"mpool/internal/safe"
)

func newSafeCheck(a *app) *cobra.Command {
	var md bool
	var which addressFlag
	var override overrideFlags
	cmd := &cobra.Command{
		Use:   "check BATCH",
		Short: "Check a batch that a Safe's owners shall sign, whoever made it",
		Long: withExitCodes(`check reads a batch of the Transaction Builder and says what it does: whether it is
as it was written, for this chain and which Safe; every call decoded; and calls of a
pool or the Vault planned, previewed and held against the policies as if mpool had
made them. What is not known is listed as unknown. Approvals that stay, tokens that
are not the pool's, coins that are sent and delegate calls are pointed out. Then the
whole batch is simulated as the Safe.

Nothing is signed and nothing is sent. A file that somebody else made may say
anything about itself: only what is found here counts.`, 0, 1, 2, 3, 4, 130),
		Example: `  mpool safe check batch.json
  mpool safe check batch.json --md > review.md
  mpool safe check batch.json --json --safe 0x…`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if md && a.global.json {
				return usage("--md and --json are two forms of one answer").withHint("give one of them")
			}
			return a.safeCheck(cmd, args[0], md, which, &override)
		},
	}
	cmd.Flags().BoolVar(&md, "md", false, "write Markdown, as for a pull request")
	cmd.Flags().Var(&which, "safe", "the Safe, where the batch does not say which")
	override.add(cmd.Flags())
	return cmd
}

// checker looks at one batch.
type checker struct {
	*app
	client   *chain.Client
	batch    *safe.Batch
	safe     common.Address // that the calls come from; zero where nobody says
	block    *chain.Header
	decoder  *decode.Decoder
	reader   *ops.Recogniser
	policies ops.Policies
	broke    bool // it sends more than it has, which no node simulates
	view     *checkView
}

func (a *app) safeCheck(cmd *cobra.Command, path string, md bool, which addressFlag, override *overrideFlags) error {
	ctx := cmd.Context()
	if err := override.check(); err != nil {
		return err
	}
	text, err := readSafeFile(path)
	if err != nil {
		return err
	}
	batch, err := safe.ReadBatch(bytes.NewReader(text))
	if err != nil {
		return usage("%s: %s", path, err).because(err).withHint("mpool safe hash takes plans; this takes batches")
	}
	client, err := a.dial(ctx, a.settings.Chain)
	if err != nil {
		return err
	}
	defer client.Close()
	c := &checker{app: a, client: client, batch: batch, safe: which.value, view: newCheckView(batch, md)}
	if err := c.check(ctx, override); err != nil {
		return err
	}
	if err := c.verdict(); err != nil {
		return err
	}
	c.view.Next = safeLine(cmd, "safe hash", quote(path))
	return a.show(c.view)
}

func (c *checker) check(ctx context.Context, override *overrideFlags) (err error) {
	if c.decoder, err = decode.New(); err != nil {
		return err
	}
	if c.reader, err = ops.NewRecogniser(); err != nil {
		return err
	}
	id, err := c.client.ChainID(ctx)
	if err != nil {
		return err
	}
	c.policies = c.app.policies(chainID(id), override)
	if c.block, err = c.client.Header(ctx, chain.Latest()); err != nil {
		return err
	}
	c.view.NodeChain, c.view.Block = id, ops.Block{Number: c.block.Number, Hash: c.block.Hash, Time: c.block.Time}
	if want := c.batch.ChainID; want != 0 && want != id {
		c.view.refuse("batch.chain.other", "the batch is for "+chainID(want).String()+", and the node is on "+chainID(id).String())
		c.listCalls(decode.NewBook(nil)) // elsewhere they would mean something else
		return nil
	}
	if err := c.knowSafe(ctx); err != nil {
		return err
	}
	return c.checkCalls(ctx)
}

func (c *checker) at() chain.BlockRef { return chain.AtHash(c.block.Hash) }

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
	v := newSafeView(found[c.safe], "signer")
	c.view.Safe = &v
	return nil
}

// opsCalls are the batch's calls as plans have them.
func (c *checker) opsCalls() []ops.Call {
	var calls []ops.Call
	for _, call := range c.batch.Calls {
		calls = append(calls, ops.Call{From: c.safe, To: call.To, Data: call.Data, Value: call.Value})
	}
	return calls
}

// checkCalls looks at the calls for each pool that they are about, and then at
// what is nobody's.
func (c *checker) checkCalls(ctx context.Context) error {
	book := decode.NewBook(nil)
	var pools []*ops.Snapshot
	for _, address := range poolsOf(c.decoder, c.batch.All()) {
		pool, err := c.readPool(ctx, address)
		if err != nil {
			return err
		}
		if pool != nil {
			pools, book = append(pools, pool), bookWith(book, pool)
		}
	}
	c.listCalls(book)
	if err := c.fund(ctx); err != nil {
		return err
	}
	for _, pool := range pools {
		if err := c.checkPool(ctx, pool); err != nil {
			return err
		}
	}
	if err := c.inspect(ctx, pools); err != nil {
		return err
	}
	if len(pools) > 0 || len(c.batch.Calls) == 0 || c.broke {
		return nil
	}
	sim, err := c.client.TryCalls(ctx, c.view.Block, c.block.Time+nextBlock, c.opsCalls())
	if err != nil {
		return err
	}
	c.view.simulated(sim, nil)
	return nil
}

// readPool is nil for what is no pool, which is said.
func (c *checker) readPool(ctx context.Context, address common.Address) (*ops.Snapshot, error) {
	pool, err := c.readForPlanAt(ctx, c.client, address, c.at())
	var noCode *chain.NoCodeError
	var noPool *chain.NotPoolError
	var notManaged *chain.NotManagedError
	if errors.As(err, &noCode) || errors.As(err, &noPool) || errors.As(err, &notManaged) {
		c.view.warn("check.pool", "a call is for the pool "+address.Hex()+", which is none: "+clean(err.Error(), textWidth), "")
		return nil, nil
	}
	return pool, err
}

// bookWith adds what a pool knows of names.
func bookWith(book decode.Book, pool *ops.Snapshot) decode.Book {
	more := decode.NewBook(pool)
	for address, token := range book.Tokens {
		more.Tokens[address] = token
	}
	for address, name := range book.Names {
		more.Names[address] = name
	}
	return more
}

// listCalls decodes every call.
func (c *checker) listCalls(book decode.Book) {
	for i, call := range c.batch.Calls {
		inner := newInnerCall(c.decoder, book, call.Call)
		checked := checkedCall{Number: i + 1, innerCall: inner, Findings: []ops.Finding{}}
		if call.Method != nil {
			checked.Claimed, checked.Inputs = call.Method.Signature, call.Method.Inputs
		}
		c.view.Calls = append(c.view.Calls, checked)
	}
}
