package main

import (
	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/safe/review"
	"mpool/internal/safe/signing"
	"mpool/internal/text"
)

func newSafeCheck(a *app) *cobra.Command {
	var md bool
	var nonce signing.Nonce
	var flags signing.Options
	cmd := &cobra.Command{
		Use:   "check PLAN|BATCH|-",
		Short: "Check a Safe batch or plan before signing it",
		Long:  withExitCodes(review.Help, 0, 1, 2, 3, 4, 130),
		Example: `  mpool safe check batch.json
  mpool safe check plan.json
  mpool safe check batch.json --md > review.md
  mpool safe check batch.json --after-queue
  mpool safe check batch.json --json --safe 0x… --recipient 0x…
  mpool safe check batch.json --pool 0x… --price "WETH=2000 USDC"`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if md && a.ui.Options.JSON {
				return failure.Usage("--md and --json cannot be combined").WithHint("use one of them")
			}
			return a.safeCheck(cmd, args[0], md, nonce, &flags)
		},
	}
	cmd.Flags().BoolVar(&md, "md", false, "write Markdown, for a pull request")
	addNonceFlags(&nonce, &flags, cmd.Flags(), "the next one")
	addSafeFlags(&flags, cmd.Flags())
	addChecksumFlag(&flags, cmd.Flags())
	return cmd
}

func (a *app) safeCheck(cmd *cobra.Command, path string, md bool, nonce signing.Nonce, flags *signing.Options) error {
	ctx := cmd.Context()
	piped := path == "-"
	if piped {
		path = signing.StandardInput
	}
	if err := flags.Override.Check(); err != nil {
		return err
	}
	content, err := signing.ReadSafeFile(ctx, path)
	if err != nil {
		return err
	}
	c, err := a.desk.Check(ctx, path, content, nonce, flags)
	if err != nil {
		return err
	}
	var shown text.View = c.View
	if md {
		shown = review.Markdown{View: c.View}
	}
	if no := c.Verdict(); no != nil {
		return no.WithResult(shown)
	}
	if no := c.Unvouched(); no != nil {
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
