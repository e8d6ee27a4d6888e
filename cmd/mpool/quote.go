package main

import (
	"context"

	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/liquidity"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/text"
)

// quoteFlags are what a quote is asked for with.
type quoteFlags struct {
	table, csv bool
	sizes      []string
}

func newQuote(a *app) *cobra.Command {
	var typed quoteFlags
	cmd := &cobra.Command{
		Use:   "quote [POOL] [IN OUT]",
		Short: "Say what a swap would give, or what swaps of all sizes cost",
		Long: withExitCodes(`quote works out a swap as mpool swap does, and asks the Vault itself for the same: it
shows nothing on which the two differ. Nobody has to have the tokens, and nothing is
planned.

--table shows the price impact between every two tokens, for swaps of 0.1%, 1%, 5% and
10% of the pool's balance of the token that comes in, each by itself. The swap fee comes
on top of it. --sizes takes other shares, --csv writes them for spreadsheets.`, 0, 1, 2, 3, 4, 130),
		Example: `  mpool quote 0x… WETH=1.5 USDC
  mpool quote fund WETH USDC=3000 --json
  mpool quote fund --table --csv > slippage.csv`,
		Args: cobra.RangeArgs(0, 3),
		RunE: func(cmd *cobra.Command, args []string) error {
			if typed.table {
				return a.quoteTable(cmd.Context(), args, &typed)
			}
			if typed.csv || len(typed.sizes) > 0 {
				return failure.Usage("--csv and --sizes go with --table")
			}
			if len(args) < 2 {
				return failure.Usage("which swap? name what goes in and what comes out, and the amount of one: WETH=1.5 USDC").WithHint("--table shows all pairs")
			}
			args, err := a.settings.PoolFirst(args, 2)
			if err != nil {
				return err
			}
			return a.quoteSwap(cmd.Context(), args)
		},
	}
	cmd.Flags().BoolVar(&typed.table, "table", false, "show what swaps of several sizes cost, for all pairs")
	cmd.Flags().BoolVar(&typed.csv, "csv", false, "write comma-separated values, a line for each swap; with --table")
	cmd.Flags().StringSliceVar(&typed.sizes, "sizes", nil, "shares of the balance, instead of 0.1%,1%,5%,10%; with --table")
	addSettingFlags(cmd.Flags(), "from")
	return cmd
}

// quoteView is one swap.
type quoteView struct {
	Pool  planner.Pool     `json:"pool"`
	Block ops.Block        `json:"block"`
	Trade *liquidity.Trade `json:"trade"`
	Proof string           `json:"proof"` // what was asked for the same
}

func (v *quoteView) Text(p *text.Page) {
	p.Line("%s (%s)", text.Clean(v.Pool.Name, text.NameWidth), v.Pool.Address)
	p.Line("at block %d, %s UTC", v.Block.Number, text.Time(v.Block.Time))
	p.Line("")
	planner.TradeText(p, v.Trade)
	p.Line("the Vault's %s answers the same, to the wei", v.Proof)
}

func (a *app) quoteSwap(ctx context.Context, args []string) error {
	client, pool, err := a.nodes.DialPool(ctx, args)
	if err != nil {
		return err
	}
	defer client.Close()
	now, err := a.plans.ReadForPlanAt(ctx, client, pool.Address, chain.Latest())
	if err != nil {
		return err
	}
	op := ops.Swap{Trader: ops.Trader{Sender: a.settings.From, Recipient: a.settings.From}}
	amount, err := readPair(now, &op, args[1], args[2])
	if err != nil {
		return err
	}
	if err := client.Watch(ctx, now, op.Watch(now)); err != nil {
		return noToken(err)
	}
	given := op.In
	if op.GivenOut {
		given = op.Out
	}
	if op.Amount, err = heldAmount(now, amount, given, op.Sender); err != nil {
		return err
	}
	return a.showQuote(ctx, client, now, op)
}

// showQuote holds a quote against what the Vault answers.
func (a *app) showQuote(ctx context.Context, client *chain.Client, now *ops.Snapshot, op ops.Swap) error {
	if refused := op.Refusals(now); len(refused) > 0 {
		f := refused[0]
		return failure.New(failure.Refused, f.Code, "refused: %s [%s]", text.Clean(f.Summary, text.LineWidth), f.Code).WithHint("%s", f.Hint)
	}
	answers, err := client.Try(ctx, []ops.Call{op.Query(now)}, chain.AtHash(now.Block.Hash))
	if err != nil {
		return err
	}
	if revert := answers[0].Revert; revert != nil {
		return failure.New(failure.Simulation, "revert", "the Vault refuses this: %s", text.Clean(revert.Error(), text.LineWidth)).Because(revert)
	}
	in, out, err := op.Amounts(now)
	if err != nil || !op.Answers(answers[0].Answer, in, out) {
		return failure.New(failure.Simulation, "disagreement", "the Vault answers another amount than mpool works out; no quote is given")
	}
	trade := liquidity.Of(now, op)
	trade.Unlimited()
	return a.show(&quoteView{shownPool(now), now.Block, trade, "queryBatchSwap"})
}

func shownPool(s *ops.Snapshot) planner.Pool {
	return planner.Pool{Address: s.Pool.Address, Name: s.Pool.Name, Symbol: s.Pool.Symbol, ChainID: s.ChainID}
}
