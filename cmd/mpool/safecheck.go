package main

import (
	"bytes"
	"context"

	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/safe"
	"mpool/internal/safe/review"
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

func (a *app) safeCheck(cmd *cobra.Command, path string, md bool, nonce nonceFlag, flags *safeFlags) error {
	ctx := cmd.Context()
	piped := path == "-"
	if piped {
		path = "/dev/stdin"
	}
	if err := flags.Override.Check(); err != nil {
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
	c := &review.Checker{By: a.reviews, Node: client, Batch: batch, Safe: flags.safe.value, Flags: &flags.Options, View: review.NewCheckView(batch)}
	if err := a.checkBatch(ctx, client, c, nonce, flags); err != nil {
		return err
	}
	var shown text.View = c.View
	if md {
		shown = review.Markdown{View: c.View}
	}
	if no := c.Verdict(); no != nil {
		return no.WithResult(shown)
	}
	words := []string{text.ShellWord(path)}
	if nonce.set {
		words = append(words, "--nonce "+nonce.String())
	}
	if !piped {
		c.View.Next = safeLine(cmd, "safe hash", words...)
	}
	return a.show(shown)
}

// checkBatch looks at a batch, and at the transaction that its Safe makes of it.
func (a *app) checkBatch(ctx context.Context, client *chain.Client, c *review.Checker, nonce nonceFlag, flags *safeFlags) error {
	whole, err := c.Begin(ctx)
	if err != nil || !whole {
		return err
	}
	return a.checkTransaction(ctx, client, c, nonce, flags)
}

// checkTransaction looks at the calls, and at the transaction of the Safe that they
// are, for its next nonce or the one that is asked for.
func (a *app) checkTransaction(ctx context.Context, client *chain.Client, c *review.Checker, nonce nonceFlag, flags *safeFlags) error {
	job := &safeJob{Client: client, Subject: c.Subject()}
	if flags.queue.set() {
		if err := job.queueFirst(ctx, a, flags.queue.named); err != nil {
			return err
		}
		c.GoOn(job.Client, &job.Subject)
	}
	if err := c.CheckCalls(ctx); err != nil {
		return err
	}
	err := job.knowVersion(ctx, a)
	if c.Unversioned(err) {
		return nil
	}
	if err != nil || len(job.Calls) == 0 {
		return err
	}
	tx, hashes, err := job.transaction(nonce.or(job.nextNonce()))
	if err != nil {
		return nil //nolint:nilerr // a delegate call within, which is refused already
	}
	return c.Signs(ctx, tx, hashes, job.signingFindings(tx))
}
