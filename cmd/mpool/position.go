package main

import (
	"context"
	"encoding/csv"
	"math/big"
	"strconv"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/history"
	"mpool/internal/liquidity"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/planner"
)

// positionFlags say whose position is read, from when on, and in what it is counted.
type positionFlags struct {
	past      planner.Past
	numeraire string
	csv       bool
}

func newPosition(a *app) *cobra.Command {
	var f positionFlags
	cmd := &cobra.Command{
		Use:   "position [POOL] [ADDRESS]",
		Short: "Show what an account has in the pool, and how it came to it",
		Long: withExitCodes(`position shows an account's BPT, its share of the pool, what leaving with all tokens gives
now, and what that is worth by the pool's own prices. From the pool's events it tells when
the account joined and left, what it paid in and got back, how that compares with having
held the same tokens, and what AUM fees came out of its share.

The account is the one of --from, unless one is named. --since reads only the later part
of the pool's past, and --csv writes the joins and exits for spreadsheets.`, 0, 1, 2, 130),
		Example: `  mpool position 0x… 0x…
  mpool position fund 0x… --in USDC --since 90d
  mpool position fund --from 0x… --csv > joins.csv`,
		Args: cobra.MaximumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			args, account, err := a.positionOf(args)
			if err != nil {
				return err
			}
			if f.csv && a.ui.Options.JSON {
				return failure.Usage("--csv and --json are two forms of the one result").WithHint("give one of them")
			}
			v, err := a.readPosition(cmd.Context(), args, account, &f)
			if err != nil {
				return err
			}
			if f.csv {
				return a.showMoves(v)
			}
			return a.show(v)
		},
	}
	cmd.Flags().StringVar(&f.numeraire, "in", "", "the token of the pool that worth is counted in (default the first that is called USDC, USDT or DAI, or else the first)")
	cmd.Flags().BoolVar(&f.csv, "csv", false, "write the joins and exits as comma-separated values")
	addSinceFlag(&f.past, cmd)
	addFromFlag(&f.past, cmd)
	addSettingFlags(cmd.Flags(), "from")
	return cmd
}

// positionOf parts the pool from the account. One word is the account where the
// configuration has a pool and the word is an address.
func (a *app) positionOf(args []string) (pool []string, account common.Address, err error) {
	account = a.settings.From
	named := ""
	switch {
	case len(args) == 2:
		pool, named = args[:1], args[1]
	case len(args) == 1 && a.settings.Pool != "" && common.IsHexAddress(args[0]):
		named = args[0]
	default:
		pool = args
	}
	if named != "" {
		if account, err = parse.Address(named); err != nil {
			return nil, account, failure.Usage("%s", err)
		}
	}
	if account == (common.Address{}) {
		return nil, account, failure.Usage("whose position? name the account, or give --from").WithHint("mpool position POOL 0x…")
	}
	return pool, account, nil
}

func (a *app) readPosition(ctx context.Context, args []string, account common.Address, f *positionFlags) (*positionView, error) {
	client, pool, err := a.nodes.DialPool(ctx, args)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	now, err := a.plans.ReadForPlanAt(ctx, client, pool.Address, chain.Latest())
	if err != nil {
		return nil, err
	}
	a.warnOpen(now)
	numeraire, err := numeraireOf(now, f.numeraire)
	if err != nil {
		return nil, err
	}
	if err := client.Watch(ctx, now, ops.Watch{Holdings: []ops.HoldingKey{{Token: now.Pool.Address, Account: account}}}); err != nil {
		return nil, err
	}
	v := &positionView{Pool: planner.PoolOf(now), Block: now.Block, Account: account, Numeraire: numeraire.Symbol, numeraire: *numeraire, Moves: []history.Move{}, now: now}
	held := now.Holding(now.Pool.Address, account).Balance
	fees, err := a.readMoves(ctx, client, now, v, held, f)
	if err != nil {
		return nil, err
	}
	v.Position, err = liquidity.PositionOf(now, held, *numeraire, v.net(), fees)
	if err != nil {
		return nil, failure.New(failure.Plain, "position", "the worth of the position cannot be worked out: %s", err).Because(err)
	}
	return v, nil
}

// numeraireOf is the token that is named, or a dollar's, or the first.
func numeraireOf(pool *ops.Snapshot, named string) (*ops.Token, error) {
	if named != "" {
		token, err := pool.FindToken(named)
		if err != nil {
			return nil, failure.Usage("--in: %s", err)
		}
		return token, nil
	}
	for _, symbol := range []string{"USDC", "USDT", "DAI"} {
		if token, err := pool.FindToken(symbol); err == nil {
			return token, nil
		}
	}
	return &pool.Tokens[0], nil
}

// readMoves fills in the account's past, and gives what AUM fees cost it.
func (a *app) readMoves(ctx context.Context, client *chain.Client, now *ops.Snapshot, v *positionView, held ops.Amount, f *positionFlags) (*big.Int, error) {
	begin, err := f.past.Start(ctx, a.plans, client, now)
	if err != nil {
		return nil, err
	}
	v.From, v.Complete = begin.Block, begin.Born
	logs, err := a.plans.Logs(ctx, client, now, begin.Block, liquidityFilters(now, v.Account)...)
	if err != nil {
		return nil, err
	}
	moves, fees, err := history.Liquidity(logs, now, v.Account, held.Raw.ToBig())
	if err != nil {
		return nil, failure.New(failure.Plain, "history", "%s", err).Because(err)
	}
	if err := v.timed(ctx, client, moves, logs); err != nil {
		return nil, err
	}
	sum := new(big.Int)
	for _, fee := range fees {
		sum.Add(sum, fee.Share)
	}
	return sum, nil
}

func liquidityFilters(now *ops.Snapshot, account common.Address) []chain.LogFilter {
	ofPool, ofVault := history.LiquidityTopics(now, account)
	var filters []chain.LogFilter
	for _, topics := range ofPool {
		filters = append(filters, chain.LogFilter{Address: now.Pool.Address, Topics: topics})
	}
	for _, topics := range ofVault {
		filters = append(filters, chain.LogFilter{Address: now.Pool.Vault, Topics: topics})
	}
	return filters
}

// timed gives moves the times of their blocks.
func (v *positionView) timed(ctx context.Context, client *chain.Client, moves []history.Move, logs []types.Log) error {
	mine := map[common.Hash]bool{}
	for _, move := range moves {
		mine[move.Tx] = true
	}
	var of []types.Log
	for _, l := range logs {
		if mine[l.TxHash] {
			of = append(of, l)
		}
	}
	headers, err := planner.HeadersOf(ctx, client, of)
	if err != nil {
		return err
	}
	for _, move := range moves {
		move.Time = headers[move.Block].Time
		v.Moves = append(v.Moves, move)
	}
	return nil
}

// showMoves writes the joins and exits for spreadsheets: exact values, a line a token.
func (a *app) showMoves(v *positionView) error {
	a.answered = true
	w := csv.NewWriter(a.out)
	_ = w.Write([]string{"time", "block", "transaction", "kind", "bpt", "token", "symbol", "amount"})
	for _, move := range v.Moves {
		start := []string{move.Time.String(), strconv.FormatUint(move.Block, 10), move.Tx.Hex(), string(move.Kind), move.Bpt.Decimal(18)}
		if len(move.Tokens) == 0 {
			_ = w.Write(append(start, "", "", ""))
		}
		for _, t := range v.tokensOf(move) {
			_ = w.Write(append(start[:5:5], t.Token.Hex(), cell(t.Symbol), t.Raw.Decimal(t.Decimals)))
		}
	}
	w.Flush()
	return w.Error()
}
