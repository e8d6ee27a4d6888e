package request

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/batch"
	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/parse"
	"mpool/internal/reading"
	"mpool/internal/units"
)

// dealing holds what swaps, joins and exits have in common.
type dealing struct {
	slippage, recipient  typed
	native               onOff
	fromInside, toInside onOff
	outside              outside
}

func newDealing() dealing { return dealing{slippage: standard("0.5%")} }

func (o *dealing) flags() []Field {
	return []Field{
		textFlag("slippage", &o.slippage, "largest slippage from the quote; beyond it the trade reverts").in(batch.Percent),
		textFlag("recipient", &o.recipient, "recipient of the output (default the sender)"),
		o.outside.field(),
	}
}

// payFlags returns the flags about the payment, and paidFlags those about the output.
func (o *dealing) payFlags() []Field {
	return []Field{
		switchFlag("native", &o.native, "pay the wrapped native token (WETH) with the native one (ETH)"),
		switchFlag("from-internal", &o.fromInside, "pay with the sender's internal balance in the Vault first"),
	}
}

func (o *dealing) paidFlags() []Field {
	return []Field{
		switchFlag("native", &o.native, "receive the native token (ETH) for the wrapped one (WETH)"),
		switchFlag("to-internal", &o.toInside, "keep the output in the Vault, as the recipient's internal balance"),
	}
}

// check reports mistakes in the slippage and the recipient.
func (o *dealing) check() error {
	_, err := o.share()
	return failure.Together(err, recipientForm(o.recipient.words))
}

func recipientForm(words string) error {
	if address, err := parse.Address(words); words != "" && err == nil && address == (common.Address{}) {
		return failure.Usage("--recipient: the zero address cannot spend what it receives")
	}
	return addressForm("--recipient: ", words)
}

// share returns the slippage, at most 100%.
func (o *dealing) share() (units.Fixed, error) {
	share, err := units.ParsePercent(o.slippage.words)
	one := units.FixedOne()
	switch {
	case err != nil:
		return share, failure.Usage("--slippage: %s", err)
	case share.Int().Gt(one.Int()):
		return share, failure.Usage("--slippage: %s is more than 100%%", share.Percent())
	}
	return share, nil
}

// trader returns the sender, and the recipient of the output: --recipient if given.
func (t *Target) trader(ctx context.Context, recipient string) (who trade.Trader, err error) {
	if who.Sender, err = t.sender(ctx); err != nil {
		return who, err
	}
	who.Recipient = who.Sender
	if recipient != "" {
		if who.Recipient, err = parse.Address(recipient); err != nil {
			return who, failure.Usage("--recipient: %s", err)
		}
	}
	if who.Recipient == (common.Address{}) {
		return who, failure.Usage("--recipient: the zero address cannot spend what it receives")
	}
	return who, nil
}

// sender returns the named sender, otherwise the account of the signing key.
func (t *Target) sender(ctx context.Context) (from common.Address, err error) {
	if from = t.From; from == (common.Address{}) && t.Signs != nil {
		from, err = t.Signs(ctx)
	}
	if err == nil && from == (common.Address{}) {
		err = failure.Usage("missing sender: use --from ADDRESS, or an option that names the signing key").WithHint("add --from 0x…")
	}
	return from, err
}

// look reads the balances that an operation needs.
func (t *Target) look(ctx context.Context, op ops.Watching) error {
	return noToken(t.Node.Look(ctx, op.Watch(t.Before)))
}

// next returns the pool at the time of the next block. Quotes are made for that block.
func (t *Target) next() (*ops.Snapshot, error) {
	return t.Before.At(t.Before.Block.Time + reading.NextBlock)
}

// bptOf returns an amount of BPT from units of 1e-18.
func bptOf(raw uint256.Int) units.Amount { return units.Amount{Raw: raw, Decimals: 18} }
