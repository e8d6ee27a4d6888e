package main

import (
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"
	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/parse"
	"mpool/internal/planner"
	"mpool/internal/text"
)

// traderFlags are those of swaps, joins and exits.
type traderFlags struct {
	slippage  string
	recipient string
}

func (f *traderFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.slippage, "slippage", "0.5%", "how much worse than the quote it may turn out, before it reverts")
	cmd.Flags().StringVar(&f.recipient, "recipient", "", "who gets what comes out (default the sender)")
}

// share is the slippage, up to 100 %.
func (f *traderFlags) share() (ops.Fixed, error) {
	share, err := ops.ParsePercent(f.slippage)
	one := ops.FixedOne()
	switch {
	case err != nil:
		return share, failure.Usage("--slippage: %s", err)
	case share.Int().Gt(one.Int()):
		return share, failure.Usage("--slippage: %s is more than 100%%", share.Percent())
	}
	return share, nil
}

// trader is who sends it, and who gets what comes out.
func (t *target) trader(f *traderFlags, flags *operationFlags) (ops.Trader, error) {
	sender, err := t.sender(flags)
	if err != nil {
		return ops.Trader{}, err
	}
	who := ops.Trader{Sender: sender, Recipient: sender}
	if f.recipient != "" {
		if who.Recipient, err = parse.Address(f.recipient); err != nil {
			return who, failure.Usage("--recipient: %s", err)
		}
	}
	if who.Recipient == (common.Address{}) {
		return who, failure.Usage("--recipient: the zero address can never spend what it gets")
	}
	return who, nil
}

// sender is who --from names, or else whose key signs.
func (t *target) sender(flags *operationFlags) (common.Address, error) {
	if from := t.settings.From; from != (common.Address{}) {
		return from, nil
	}
	options := t.opener.WithEnvironment(flags.sending.Signer)
	if options.Unlocked || options.Check() != nil {
		return common.Address{}, failure.Usage("which account trades? give --from ADDRESS, or the key that signs").WithHint("add --from 0x…")
	}
	key, err := t.opener.OpenKey(t.ctx, options, common.Address{})
	if err != nil {
		return common.Address{}, err
	}
	return key.Address(), nil
}

// next is the pool when the next block is mined, for which quotes are made.
func (t *target) next() (*ops.Snapshot, error) {
	return t.before.At(t.before.Block.Time + planner.NextBlock)
}

// poolToken is a token by symbol or address; BPT, the pool's symbol or its address is
// the pool's own.
func poolToken(pool *ops.Snapshot, name string) (common.Address, error) {
	if token, err := pool.FindToken(name); err == nil {
		return token.Address, nil
	} else if name != "BPT" && name != pool.Pool.Symbol && !strings.EqualFold(name, pool.Pool.Address.Hex()) {
		return common.Address{}, failure.Usage("%s", err)
	}
	return pool.Pool.Address, nil
}

// heldAmount reads an amount of a token: whole tokens, raw, or a percentage of what the
// account has.
func heldAmount(pool *ops.Snapshot, typed string, token, account common.Address) (ops.Amount, error) {
	decimals, symbol := uint8(18), pool.Pool.Symbol
	if t, err := pool.Token(token); err == nil {
		decimals, symbol = t.Decimals, t.Symbol
	}
	if !strings.HasSuffix(typed, "%") {
		amount, err := ops.ParseAmount(typed, symbol, decimals)
		if err != nil {
			return amount, failure.Usage("%s", err)
		}
		return amount, nil
	}
	share, err := ops.ParsePercent(typed)
	held := pool.Holding(token, account)
	if err != nil {
		return ops.Amount{}, failure.Usage("%s", err)
	}
	if held == nil {
		return ops.Amount{}, failure.Usage("%s of what? a percentage is of what the sender has", text.Quote(typed))
	}
	return partOf(held.Balance, share), nil
}

// partOf is a share of an amount, rounded down.
func partOf(amount ops.Amount, share ops.Fixed) ops.Amount {
	one := ops.FixedOne()
	raw, over := new(uint256.Int).MulDivOverflow(&amount.Raw, share.Int(), one.Int())
	if over {
		return amount
	}
	return ops.Amount{Raw: *raw, Decimals: amount.Decimals}
}

// cutItem parts TOKEN=AMOUNT; the amount is empty where there is none.
func cutItem(item string) (name, amount string) {
	name, amount, _ = strings.Cut(item, "=")
	return name, amount
}
