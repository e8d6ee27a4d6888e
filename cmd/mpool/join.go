package main

import (
	"slices"
	"strings"

	"github.com/holiman/uint256"
	"github.com/spf13/cobra"

	"mpool/internal/failure"
	"mpool/internal/liquidity"
	"mpool/internal/ops"
)

// shareFlags say how much BPT a join or an exit is about, and by which token.
type shareFlags struct {
	traderFlags
	bpt, value, token string
}

func (f *shareFlags) add(cmd *cobra.Command, bpt string) {
	cmd.Flags().StringVar(&f.bpt, "bpt", "", bpt)
	cmd.Flags().StringVar(&f.value, "value", "", `BPT worth so much by the pool's own prices, instead of --bpt: "1000 USDC"`)
	cmd.Flags().StringVar(&f.token, "token", "", "the one token that pays, or is paid, for exactly that BPT (default all of them, in the pool's proportions)")
	f.traderFlags.add(cmd)
}

// check wants amounts of tokens, or an amount of BPT.
func (f *shareFlags) check(items []string, usage string) error {
	given := 0
	for _, is := range []bool{len(items) > 0, f.bpt != "", f.value != ""} {
		if is {
			given++
		}
	}
	switch {
	case given == 0:
		return failure.Usage("how much? name tokens with their amounts, or give --bpt or --value").WithHint("%s", usage)
	case given > 1:
		return failure.Usage("tokens with amounts, --bpt and --value exclude each other").WithHint("%s", usage)
	case f.token != "" && len(items) > 0:
		return failure.Usage("--token goes with --bpt or --value: the tokens with amounts say themselves which they are")
	}
	return nil
}

// amount is the BPT that is asked for. A percentage is of what the sender has.
func (f *shareFlags) amount(now *ops.Snapshot, who ops.Trader) (ops.Amount, error) {
	if f.value == "" {
		amount, err := heldAmount(now, f.bpt, now.Pool.Address, who.Sender)
		if err == nil && amount.Raw.IsZero() {
			err = failure.Usage("--bpt %s is nothing", f.bpt)
		}
		return amount, err
	}
	price, err := ops.ParsePrice(f.value)
	if err != nil {
		return ops.Amount{}, failure.Usage("--value: %s", err)
	}
	token, err := now.FindToken(price.Of)
	if err != nil {
		return ops.Amount{}, failure.Usage("--value: %s", err)
	}
	amount, err := liquidity.BptWorth(now, *token, price.Value)
	if err != nil {
		return amount, failure.Usage("--value: %s", err)
	}
	return amount, nil
}

// tokensNamed are the tokens of the words, or the one of --token, or all of the pool.
func (f *shareFlags) tokensNamed(pool *ops.Snapshot, items []string) ([]ops.TokenAmount, error) {
	names := items
	if f.token != "" {
		names = []string{f.token}
	}
	var list []ops.TokenAmount
	for _, item := range names {
		name, _ := cutItem(item)
		token, err := pool.FindToken(strings.TrimSpace(name))
		if err != nil {
			return nil, failure.Usage("%s", err)
		}
		list = append(list, ops.TokenAmount{Token: token.Address, Amount: ops.Amount{Decimals: token.Decimals}})
	}
	if len(names) == 0 {
		for _, token := range pool.Tokens {
			list = append(list, ops.TokenAmount{Token: token.Address, Amount: ops.Amount{Decimals: token.Decimals}})
		}
	}
	return list, nil
}

// exactAmounts reads the amounts of the words.
func exactAmounts(now *ops.Snapshot, list []ops.TokenAmount, items []string, who ops.Trader) error {
	for i, item := range items {
		_, typed := cutItem(item)
		amount, err := heldAmount(now, typed, list[i].Token, who.Sender)
		if err != nil {
			return err
		}
		list[i].Amount = amount
	}
	if !slices.ContainsFunc(list, func(a ops.TokenAmount) bool { return !a.Amount.Raw.IsZero() }) {
		return failure.Usage("these amounts are nothing")
	}
	return nil
}

const joinUsage = "mpool join fund USDC=1000, or mpool join fund --bpt 10"

func newJoin(a *app) *cobra.Command {
	var typed shareFlags
	var flags operationFlags
	cmd := &cobra.Command{
		Use:   "join [POOL] [TOKEN=AMOUNT…]",
		Short: "Put tokens into the pool for BPT",
		Long: `join pays tokens into the pool and gets BPT, the pool's own token. USDC=1000 WETH=0.5
pays exactly these; USDC=50% is half of what the sender has. --bpt 10 gets exactly 10 BPT
for all tokens in the pool's proportions, which costs neither swap fee nor price impact;
with --token USDC that one token pays for them. --value "1000 USDC" gets BPT of that worth.

It is shown who can take the money out of the pool: asset managers, and the owner by what
an owner may do. --slippage says how much less BPT than quoted it may turn out, or how
much more has to be paid: the pool reverts beyond it. The Vault is allowed exactly what is
paid, and nothing of it is left over. Nothing is sent unless --broadcast is given.`,
		Example: `  mpool join 0x… USDC=1000 WETH=0.4 --from 0x…
  mpool join fund --value "10000 USDC" --out plan.json
  mpool join fund --bpt 10 --token USDC --slippage 0.1% --broadcast --account lp`,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			args, err := a.poolAndAny(args)
			if err == nil {
				err = typed.check(args[1:], joinUsage)
			}
			if err != nil {
				return err
			}
			return a.operate(cmd, args, &flags, func(on *target) (ops.Operation, error) {
				return typed.join(on, &flags, args[1:])
			})
		},
	}
	typed.add(cmd, "get exactly this much BPT: 10, or 50% of what the sender has")
	flags.add(cmd)
	return cmd
}

// poolAndAny is poolAndItems where there may be none.
func (a *app) poolAndAny(args []string) ([]string, error) {
	if len(args) == 0 || len(args) == 1 && !strings.Contains(args[0], "=") {
		return a.settings.PoolFirst(args, 0)
	}
	return a.poolAndItems(args)
}

func (f *shareFlags) join(on *target, flags *operationFlags, items []string) (ops.Operation, error) {
	who, now, list, slippage, err := f.begin(on, flags, items, func(op ops.Trader, list []ops.TokenAmount) ops.Watching {
		return ops.Join{Trader: op, Amounts: list}
	})
	if err != nil {
		return nil, err
	}
	op := ops.Join{Trader: who, Kind: ops.JoinExactTokens, Amounts: list, Bpt: ops.Amount{Decimals: 18}}
	if len(items) > 0 {
		if err := exactAmounts(now, list, items, who); err != nil {
			return nil, err
		}
		if bpt, _, err := op.Outcome(now); err == nil {
			op.Bpt = ops.LeastOf(ops.Amount{Raw: bpt, Decimals: 18}, slippage)
		}
		return op.Before(now), nil
	}
	op.Kind = ops.JoinAllTokens
	if f.token != "" {
		op.Kind, op.Token = ops.JoinOneToken, list[0].Token
	}
	if op.Bpt, err = f.amount(now, who); err != nil {
		return nil, err
	}
	if _, amounts, err := op.Outcome(now); err == nil {
		op.Amounts = limits(now, list, amounts, func(a ops.Amount) ops.Amount { return ops.MostOf(a, slippage) })
	}
	return op.Before(now), nil
}

// begin reads who acts, which tokens are named, and what both have of them.
func (f *shareFlags) begin(on *target, flags *operationFlags, items []string, watches func(ops.Trader, []ops.TokenAmount) ops.Watching) (who ops.Trader, now *ops.Snapshot, list []ops.TokenAmount, slippage ops.Fixed, err error) {
	if slippage, err = f.share(); err != nil {
		return who, nil, nil, slippage, err
	}
	if list, err = f.tokensNamed(on.before, items); err != nil {
		return who, nil, nil, slippage, err
	}
	if who, err = on.trader(&f.traderFlags, flags); err != nil {
		return who, nil, nil, slippage, err
	}
	if err = on.look(watches(who, list).Watch(on.before)); err != nil {
		return who, nil, nil, slippage, noToken(err)
	}
	now, err = on.next()
	return who, now, list, slippage, err
}

// limits are amounts of the tokens that are named, as the slippage bounds them.
func limits(now *ops.Snapshot, list []ops.TokenAmount, amounts []uint256.Int, bound func(ops.Amount) ops.Amount) []ops.TokenAmount {
	var bounded []ops.TokenAmount
	for i, token := range now.Tokens {
		for _, named := range list {
			if named.Token == token.Address {
				bounded = append(bounded, ops.TokenAmount{Token: token.Address, Amount: bound(ops.Amount{Raw: amounts[i], Decimals: token.Decimals})})
			}
		}
	}
	return bounded
}
