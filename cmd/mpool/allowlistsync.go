package main

import (
	"github.com/spf13/cobra"
)

func newAllowlistSync(a *app) *cobra.Command {
	return newOperation(a, "allowlist sync", page{
		long: `sync makes the allowlist what FILE says (- for standard input): one address a line,
what follows a # is a comment. It reads the list from the pool's events, checks it
on the chain, and shows the difference first; each difference is a transaction.
Nothing is sent unless --broadcast is given.`,
		example: `  mpool allowlist sync fund members.txt
  mpool allowlist sync fund members.txt --broadcast --account owner`,
	})
}
