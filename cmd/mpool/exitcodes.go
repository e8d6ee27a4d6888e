package main

import "github.com/spf13/cobra"

func newExitCodesTopic() *cobra.Command {
	return &cobra.Command{
		Use:   "exit-codes",
		Short: "What the exit codes mean",
		Long: `The exit code says what a script has to do next.

    0  done, or nothing to do
    1  error, nothing was sent
    2  the command line or the configuration makes no sense
    3  refused: a finding, a stale plan, declined at the prompt, or the signer
    4  the simulation reverts or disagrees with the prediction; nothing was sent
    5  a transaction is out and unconfirmed
    6  mined, but reverted, or the pool is not as it was predicted
  130  interrupted before anything was sent`,
	}
}
