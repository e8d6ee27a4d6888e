package main

import (
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/liquidity"
	"mpool/internal/ops"
)

// initFlags are what the first join is asked for with.
type initFlags struct {
	traderFlags
	value  string
	prices []string
	open   bool
	keep   bool
}

func newInit(a *app) *cobra.Command {
	var typed initFlags
	var flags operationFlags
	cmd := &cobra.Command{
		Use:   "init [POOL] [TOKEN=AMOUNT…]",
		Short: "Make the first join of a pool, safely",
		Long: `init puts the first tokens into a pool that was created. Whoever does that sets its
prices: --price says what each token is worth, all in one money, and what arbitrage would
take where the amounts are not at those prices is shown, and refused beyond the policy
max_cost. --value 100000 works the amounts out from prices and weights.

Where the allowlist is enabled, the owner puts the sender on it before, and takes it off
again behind it, so that nobody else can come first; --open has the owner disable the
allowlist afterwards, so that everybody may join. Nothing is sent unless --broadcast is
given.`,
		Example: `  mpool init 0x… --value 100000 --price WETH=2500 --price USDC=1 --from 0x…
  mpool init fund WETH=20 USDC=50000 --price WETH=2500 --price USDC=1 --open --out plan.json
  mpool init fund WETH=20 USDC=50000 --broadcast --account owner`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			args, err := a.poolAndAny(args)
			if err == nil {
				err = typed.check(args[1:])
			}
			if err != nil {
				return err
			}
			return a.operate(cmd, args, &flags, func(on *target) (ops.Operation, error) {
				return typed.build(on, &flags, args[1:])
			})
		},
	}
	f := cmd.Flags()
	f.StringArrayVar(&typed.prices, "price", nil, "what one token is worth, all in one money: WETH=2500; repeatable")
	f.StringVar(&typed.value, "value", "", "work the amounts out: worth this much in all, in the money of --price")
	f.BoolVar(&typed.open, "open", false, "disable the allowlist afterwards")
	f.BoolVar(&typed.keep, "keep-listed", false, "leave the sender on the allowlist")
	f.StringVar(&typed.recipient, "recipient", "", "who gets the BPT (default the sender)")
	flags.add(cmd)
	addManagerFlags(&flags.sending.Manager, cmd)
	addOverrideFlags(&flags.sending.Override, cmd.Flags())
	return cmd
}

func (f *initFlags) check(items []string) error {
	switch {
	case (len(items) > 0) == (f.value != ""):
		return failure.Usage("how much? name every token with its amount, or give --value with --price of each token").WithHint("mpool init fund WETH=20 USDC=50000")
	case f.value != "" && len(f.prices) == 0:
		return failure.Usage("--value needs what each token is worth: --price WETH=2500 --price USDC=1")
	}
	return nil
}

func (f *initFlags) build(on *target, flags *operationFlags, items []string) (ops.Operation, error) {
	who, err := on.trader(&f.traderFlags, flags)
	if err != nil {
		return nil, err
	}
	op := ops.InitPool{Sender: who.Sender, Recipient: who.Recipient, Listed: f.keep, Open: f.open}
	if op.Prices, err = pricesOf(on.before, f.prices); err != nil {
		return nil, err
	}
	for _, token := range on.before.Tokens {
		op.Amounts = append(op.Amounts, ops.TokenAmount{Token: token.Address, Amount: ops.Amount{Decimals: token.Decimals}})
	}
	if err := on.look(op.Watch(on.before)); err != nil {
		return nil, noToken(err)
	}
	if m := on.before.Member(op.Sender); m != nil && m.Allowed {
		op.Listed = true // it was on the list before
	}
	if f.value != "" {
		err = f.fromValue(on.before, &op)
	} else {
		err = fromItems(on.before, &op, items)
	}
	return op, err
}

// pricesOf reads WETH=2500.
func pricesOf(pool *ops.Snapshot, items []string) ([]ops.TokenWorth, error) {
	var list []ops.TokenWorth
	for _, item := range items {
		name, typed := cutItem(item)
		token, err := pool.FindToken(strings.TrimSpace(name))
		if err != nil {
			return nil, failure.Usage("--price: %s", err)
		}
		worth, err := ops.ParseAmount(strings.TrimSpace(typed), "", 18)
		if err != nil || worth.Raw.IsZero() {
			return nil, failure.Usage("--price: %q is no token and price: write WETH=2500", item)
		}
		list = append(list, ops.TokenWorth{Token: token.Address, Worth: ops.Fixed(worth.Raw)})
	}
	if len(list) > 0 && len(list) != len(pool.Tokens) {
		return nil, failure.Usage("--price: %d of the pool's %d tokens have one: give each token's", len(list), len(pool.Tokens))
	}
	return list, nil
}

func (f *initFlags) fromValue(pool *ops.Snapshot, op *ops.InitPool) error {
	value, err := ops.ParseAmount(f.value, "", 18)
	if err != nil {
		return failure.Usage("--value: %s", err)
	}
	for i, token := range pool.Tokens {
		for _, p := range op.Prices {
			if p.Token == token.Address {
				op.Amounts[i].Amount = liquidity.InitAmount(token, ops.Fixed(value.Raw), p.Worth)
			}
		}
	}
	return nil
}

// fromItems reads the amount of every token.
func fromItems(pool *ops.Snapshot, op *ops.InitPool, items []string) error {
	given := map[common.Address]bool{}
	for _, item := range items {
		name, typed := cutItem(item)
		token, err := pool.FindToken(strings.TrimSpace(name))
		if err != nil {
			return failure.Usage("%s", err)
		}
		amount, err := heldAmount(pool, typed, token.Address, op.Sender)
		if err != nil {
			return err
		}
		for i := range op.Amounts {
			if op.Amounts[i].Token == token.Address {
				op.Amounts[i].Amount, given[token.Address] = amount, true
			}
		}
	}
	if len(given) != len(pool.Tokens) {
		return failure.Usage("the first join has some of every token: %d of %d are named", len(given), len(pool.Tokens))
	}
	return nil
}
