package inspect

import (
	"context"

	"mpool/internal/chain"
	"mpool/internal/effect"
	"mpool/internal/failure"
	"mpool/internal/liquidity"
	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/planview"
	"mpool/internal/request"
	"mpool/internal/text"
)

// QuoteView is one swap.
type QuoteView struct {
	Pool  planview.Pool    `json:"pool"`
	Block ops.Block        `json:"block"`
	Trade *liquidity.Trade `json:"trade"`
	Proof string           `json:"proof"` // the Vault's function that was asked for the same swap
}

// Text shows the quote.
func (v *QuoteView) Text(p *text.Page) {
	p.Line("%s (%s)", v.Pool.Name, v.Pool.Address)
	p.Line("at block %d, %s", v.Block.Number, text.Time(v.Block.Time))
	p.Line("")
	effect.TradeText(p, v.Trade)
	p.Line("the Vault's %s gives the same result to the wei", v.Proof)
}

// Quote computes a swap between two tokens, one of which has the amount, in the pool of args. It
// compares the result with the Vault's answer.
func (r *Reader) Quote(ctx context.Context, args []string, in, out string, prices request.Prices) (text.View, error) {
	client, pool, err := r.Nodes.DialPool(ctx, args)
	if err != nil {
		return nil, err
	}
	defer client.Close()
	now, err := r.Plans.Reads.At(ctx, client, pool.Address, chain.Latest())
	if err != nil {
		return nil, err
	}
	on := request.On(client, r.Plans, now)
	op, err := request.Quoted(ctx, on, in, out)
	if err != nil {
		return nil, err
	}
	if op.Prices, err = prices(ctx, on); err != nil {
		return nil, err
	}
	if err := asked(ctx, client, now, op); err != nil {
		return nil, err
	}
	quote := liquidity.Of(now, op)
	quote.Unlimited()
	r.warnSkewed(quote.Skew, "")
	return &QuoteView{planview.PoolOf(now), now.Block, quote, "queryBatchSwap"}, nil
}

// asked returns an error if the Vault's answer differs.
func asked(ctx context.Context, client *chain.Client, now *ops.Snapshot, op trade.Swap) error {
	if refused := op.Refusals(now); len(refused) > 0 {
		f := refused[0]
		return failure.New(failure.Refused, f.Code, "refused: %s [%s]", text.Clean(f.Summary, text.MessageWidth), f.Code).WithHint("%s", f.Hint)
	}
	answers, err := client.Try(ctx, []ops.Call{op.Query(now)}, chain.AtHash(now.Block.Hash))
	if err != nil {
		return err
	}
	if revert := answers[0].Revert; revert != nil {
		return failure.New(failure.Simulation, "revert", "the Vault rejects this: %s", text.Clean(revert.Error(), text.LineWidth)).Because(revert)
	}
	in, out, err := op.Amounts(now)
	if err != nil || !op.Answers(answers[0].Answer, in, out) {
		return failure.New(failure.Simulation, "disagreement", "internal check failed: the Vault's result differs from mpool's; no quote is given")
	}
	return nil
}
