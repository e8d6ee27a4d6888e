package inspect

import (
	"cmp"
	"context"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/history"
	"mpool/internal/liquidity"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/planner"
	"mpool/internal/planview"
	"mpool/internal/request"
	"mpool/internal/text"
	"mpool/internal/units"
)

// PositionView shows what an account has in a pool.
type PositionView struct {
	Pool      planview.Pool       `json:"pool"`
	Block     ops.Block           `json:"block"`
	Account   common.Address      `json:"account"`
	Numeraire named.Symbol        `json:"numeraire"` // may be hostile text
	From      uint64              `json:"from_block"`
	Complete  bool                `json:"complete"` // the events begin with the pool's creation
	Position  *liquidity.Position `json:"position"`
	Moves     []history.Move      `json:"moves"`
	// Internal holds the account's internal balances in the Vault, of the pool's tokens and BPT.
	Internal []liquidity.Sum `json:"internal_balances"`
	// PaidIn and GotOut are the totals of joins and exits; Position.Paid is their difference.
	PaidIn []liquidity.Signed `json:"paid_in"`
	GotOut []liquidity.Signed `json:"got_out"`
	// Outside is the exit's value at outside prices, in the numeraire; null without outside prices.
	Outside *units.Amount `json:"outside_worth,omitempty"`
	// Staying is the part of Outside that is left after arbitrage has moved the pool to these prices.
	Staying *units.Amount `json:"outside_worth_staying,omitempty"`

	// OutsideHolding is Position.Holding at outside prices, with Staying; null without outside prices.
	OutsideHolding *liquidity.Against `json:"outside_against_holding,omitempty"`

	numeraire ops.Token
	now       *ops.Snapshot
	skewed    bool // Outside and Staying are far apart
}

// Holder is the account whose position is read.
type Holder struct {
	Pool    []string // the argument with the pool; empty: the configured pool
	Account common.Address
	other   common.Address // the account to use if the only argument, read as Account, is a pool
}

// Holder separates the pool from the account. A single address is the account if a pool is configured;
// if it is a pool and --from names an account, it is the pool.
func (r *Reader) Holder(words []string) (Holder, error) {
	h := Holder{Pool: words, Account: r.Settings.From}
	if n := len(words); n == 2 || n == 1 && r.Settings.Pool != "" && common.IsHexAddress(words[0]) {
		account, err := parse.Address(words[n-1])
		if err != nil {
			return h, failure.Usage("%s", err)
		}
		h = Holder{Pool: words[:n-1], Account: account}
		if n == 1 {
			h.other = r.Settings.From
		}
	}
	if h.Account == (common.Address{}) {
		return h, failure.Usage("missing account: name it, or use --from").WithHint("mpool position POOL 0x…")
	}
	return h, nil
}

// Position reads what an account has, valued in a token of the pool, and how it got there. Without a
// named token, it uses a dollar token, or the first token.
func (r *Reader) Position(ctx context.Context, of Holder, numeraire string, past *planner.Past, prices request.Prices) (*PositionView, error) {
	client, pool, err := r.Nodes.DialPool(ctx, of.Pool)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	switch isPool := isPool(ctx, client, of.Account); {
	case isPool && of.other != (common.Address{}) && of.other != of.Account:
		return r.Position(ctx, Holder{Pool: []string{of.Account.Hex()}, Account: of.other}, numeraire, past, prices)
	case isPool:
		return nil, failure.Usage("%s is a pool, not an account", of.Account).WithHint("mpool position %s ACCOUNT", of.Account)
	}
	now, err := r.Plans.Reads.At(ctx, client, pool.Address, chain.Latest())
	if err != nil {
		return nil, err
	}
	r.warnOpen(now)
	for _, f := range ops.AdviseHollow(now) {
		r.UI.Warn(f.Code, "%s; %s", text.Clean(f.Summary, text.MessageWidth), f.Hint)
	}
	unit, err := numeraireOf(now, numeraire)
	if err != nil {
		return nil, err
	}
	if err := client.Watch(ctx, now, watchPosition(now, of.Account)); err != nil {
		return nil, err
	}
	v := &PositionView{Pool: planview.PoolOf(now), Block: now.Block, Account: of.Account, Numeraire: unit.Symbol, numeraire: *unit, Moves: []history.Move{}, Internal: insideOf(now), now: now}
	if err := r.fill(ctx, client, v, past); err != nil {
		return v, err
	}
	return v, r.valueOutside(ctx, client, v, prices)
}

// isPool reports whether an address is a pool's. mpool decides this before it reads anything else, because
// prices and tokens are those of one pool.
func isPool(ctx context.Context, client *chain.Client, at common.Address) bool {
	_, err := client.Snapshot(ctx, at, chain.Latest())
	return err == nil
}

// valueOutside values an exit at outside prices, if there are some.
func (r *Reader) valueOutside(ctx context.Context, client *chain.Client, v *PositionView, prices request.Prices) error {
	list, err := prices(ctx, request.On(client, r.Plans, v.now))
	if err != nil || len(list) == 0 {
		return err
	}
	outside := v.Position.Outside(v.now, list, v.numeraire)
	if outside == nil {
		return nil
	}
	v.Outside, v.Staying, v.OutsideHolding, v.skewed = &outside.Exit, &outside.Staying, outside.Holding, outside.Skew != nil
	unit := text.Symbol(v.Numeraire)
	r.warnSkewed(outside.Skew, fmt.Sprintf("the BPT are worth %s %s by the balances, and %s %s after arbitrage", text.Amount(outside.Exit), unit, text.Amount(outside.Staying), unit))
	return nil
}

// warnSkewed warns if the pool's balances are off the outside prices. The worth of the BPT has the
// amounts of the page; empty: those of the skew.
func (r *Reader) warnSkewed(skew *liquidity.Skew, worth string) {
	for _, f := range planner.SkewFindings(skew) {
		r.UI.Warn(f.Code, "%s: %s; %s", f.Summary, cmp.Or(worth, f.Detail), f.Hint)
	}
}

// watchPosition returns what to read for an account: its BPT and its internal balances in the Vault.
func watchPosition(now *ops.Snapshot, account common.Address) ops.Watch {
	w := ops.Watch{Holdings: []ops.HoldingKey{{Token: now.Pool.Address, Account: account}}, Inside: []ops.HoldingKey{{Token: now.Pool.Address, Account: account}}}
	for _, token := range now.Tokens {
		w.Inside = append(w.Inside, ops.HoldingKey{Token: token.Address, Account: account})
	}
	return w
}

func insideOf(now *ops.Snapshot) []liquidity.Sum {
	list := []liquidity.Sum{}
	for _, in := range now.Inside {
		if !in.Balance.Raw.IsZero() {
			list = append(list, liquidity.Sum{Token: in.Token, Symbol: liquidity.SymbolOf(now, in.Token), Amount: in.Balance})
		}
	}
	return list
}

// fill computes the position from the account's history.
func (r *Reader) fill(ctx context.Context, client *chain.Client, v *PositionView, past *planner.Past) error {
	held := v.now.Holding(v.now.Pool.Address, v.Account).Balance
	fees, err := r.readMoves(ctx, client, v, held, past)
	if err != nil {
		return err
	}
	r.nameGone(ctx, client, v)
	v.PaidIn, v.GotOut = v.sums(-1), v.sums(1)
	v.Position, err = liquidity.PositionOf(v.now, held, v.numeraire, v.net(), fees)
	if err != nil {
		return failure.New(failure.Plain, "position", "cannot compute the value of the position: %s", err).Because(err)
	}
	return nil
}

// nameGone reads the symbols of tokens that left the pool. A token that does not answer is shown by its
// address.
func (r *Reader) nameGone(ctx context.Context, client *chain.Client, v *PositionView) {
	for _, move := range v.Moves {
		for token := range move.Tokens {
			if v.now.Has(token) || v.now.Holding(token, v.Account) != nil {
				continue
			}
			other := *v.now
			if client.Watch(ctx, &other, ops.Watch{Holdings: []ops.HoldingKey{{Token: token, Account: v.Account}}}) == nil {
				v.now.Holdings = append(v.now.Holdings, other.Holdings...)
			}
		}
	}
}

// numeraireOf returns the named token, otherwise a dollar token, otherwise the first.
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

// readMoves reads the account's history, and returns the BPT that AUM fees cost it.
func (r *Reader) readMoves(ctx context.Context, client *chain.Client, v *PositionView, held units.Amount, past *planner.Past) (*big.Int, error) {
	begin, err := past.Start(ctx, r.Plans, client, v.now)
	if err != nil {
		return nil, err
	}
	v.From, v.Complete = begin.Block, begin.Born
	logs, err := r.Plans.Logs(ctx, client, v.now, begin.Block, liquidityFilters(v.now, v.Account)...)
	if err != nil {
		return nil, err
	}
	moves, fees, err := history.Liquidity(logs, v.now, v.Account, held.Raw.ToBig())
	if err != nil {
		return nil, failure.New(failure.Plain, "history", "%s", err).Because(err)
	}
	sum := new(big.Int)
	for _, fee := range fees {
		sum.Add(sum, fee.Share)
	}
	return sum, v.timed(ctx, client, moves, logs)
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

// timed sets the times of moves from their blocks.
func (v *PositionView) timed(ctx context.Context, client *chain.Client, moves []history.Move, logs []types.Log) error {
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
