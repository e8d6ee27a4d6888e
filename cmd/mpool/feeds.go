package main

import "github.com/spf13/cobra"

func newFeeds(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use: "feeds", Short: "Show price feeds for the pool's tokens", Long: "Price feeds are contracts that report a token's price, such as Chainlink's. mpool uses only those of the configuration.",
		Example: "  mpool feeds suggest treasury\n  mpool feeds suggest treasury --json",
	}
	cmd.AddCommand(&cobra.Command{
		Use: "suggest [POOL]", Short: "Suggest Chainlink feeds for tokens without one",
		Long: withExitCodes(`suggest shows which tokens of the pool have a price feed in the configuration. For the
others it looks in a list of Chainlink's feeds on known chains, asks each feed how it
describes itself, and writes the lines that you could add to the configuration. mpool never
uses a suggested feed by itself.`, 0, 1, 2, 130),
		Example: "  mpool feeds suggest treasury\n  mpool feeds suggest 0x… --rpc-url https://node.example", Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			v, err := a.looks.Feeds(cmd.Context(), args)
			if err != nil {
				return err
			}
			return a.show(v)
		},
	})
	return cmd
}
