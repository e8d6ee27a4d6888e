package main

import (
	"bytes"

	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/safe"
	"mpool/internal/safe/review"
	"mpool/internal/safe/signing"
	"mpool/internal/text"
)

func newSafeCheck(a *app) *cobra.Command {
	var md bool
	var nonce signing.Nonce
	var flags signing.Options
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
	cmd.Flags().Var(nonceFlag{&nonce}, "nonce", "nonce of the Safe's transaction; the next one if unset")
	addSafeFlags(&flags, cmd.Flags())
	return cmd
}

func (a *app) safeCheck(cmd *cobra.Command, path string, md bool, nonce signing.Nonce, flags *signing.Options) error {
	ctx := cmd.Context()
	piped := path == "-"
	if piped {
		path = "/dev/stdin"
	}
	if err := flags.Override.Check(); err != nil {
		return err
	}
	content, err := signing.ReadSafeFile(ctx, path)
	if err != nil {
		return err
	}
	batch, err := safe.ReadBatch(bytes.NewReader(content))
	if err != nil {
		return failure.Usage("%s: %s", path, err).Because(err).WithHint("mpool safe hash takes plans; this takes batches")
	}
	if flags.Checksum {
		batch.RequireChecksum()
	}
	client, err := a.nodes.Dial(ctx, a.settings.Chain)
	if err != nil {
		return err
	}
	defer client.Close()
	c := &review.Checker{By: a.reviews, Node: client, Batch: batch, Safe: flags.Safe, Flags: &flags.Options, View: review.NewCheckView(batch)}
	if err := a.desk.CheckBatch(ctx, client, c, nonce, flags); err != nil {
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
	if nonce.Given {
		words = append(words, "--nonce "+nonce.String())
	}
	if !piped {
		c.View.Next = safeLine(cmd, "safe hash", words...)
	}
	return a.show(shown)
}
