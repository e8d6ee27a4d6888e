package request

import (
	"context"
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/ops"
	"mpool/internal/units"
)

func breakersGroup() Help {
	return Help{
		Name: "breakers", Short: "Show, set or clear circuit breakers", Chapter: AsOwner,
		Long: `A circuit breaker bounds the BPT price of a token. Swaps, joins and exits that would move
the price beyond a bound revert with BAL#356; proportional exits always work. A bound is
a share of the market price at the time it was set, against the rest of the pool: with a
lower bound of 80% the breaker trips once that price has fallen by 20%. The BPT price
moves less, by the power 1 - weight: at a weight of 40% it then is 0.8^0.6 = 87.5%.`,
		Example: "  mpool breakers show fund\n  mpool breakers set fund USDC,WETH --lower 80% --upper 150%\n  mpool breakers clear fund --all",
	}
}

// breakersSet is a request to set circuit breakers of tokens.
type breakersSet struct {
	someTokens
	lower, upper typed
}

func aboutBreakersSet() entry {
	return entry{
		name: "breakers set", short: "Set bounds for the prices of tokens",
		asks: func() asked { return &breakersSet{} },
		long: `set bounds the BPT price of tokens, by symbol or address, or of --all. The bounds are
shares of the current market price, by the pool: 80%, or 0.8. mpool shows the bounds in
force: the pool rounds bounds to 16 bits and adjusts them to the weight. A
bound that is not given is removed, with a warning. Bounds that would trip at once are
refused. Nothing is sent unless --broadcast is given.`,
		example: `  mpool breakers set 0x… USDC --lower 80% --upper 150%
  mpool breakers set fund USDC,WETH --lower 80% --out plan.json
  mpool breakers set --all --lower 80% --upper 150% --broadcast --account owner`,
	}
}

func (o *breakersSet) fields() []Field {
	return []Field{
		o.field(),
		textFlag("lower", &o.lower, "lowest market price as a share of the current one: 80% or 0.8, from 10% to 100%; or none"),
		textFlag("upper", &o.upper, "highest market price as a share of the current one: 150% or 1.5, up to 1000%; or none"),
		switchFlag("all", &o.all, "every token of the pool"),
	}
}

func (o *breakersSet) check(context.Context, Source) error {
	_, _, err := o.bounds()
	return err
}

// bounds parses --lower and --upper; a bound that is not given is zero.
func (o *breakersSet) bounds() (low, high units.Fixed, err error) {
	if o.lower.words == "" && o.upper.words == "" {
		return low, high, failure.Usage("missing bounds: use --lower 80%%, --upper 150%% or both").WithHint("mpool breakers clear removes them")
	}
	var noLow, noHigh error
	if o.lower.words != "" {
		low, noLow = parseBound(o.lower.words, "1")
	}
	if o.upper.words != "" {
		high, noHigh = parseBound(o.upper.words, "10")
	}
	return low, high, failure.Together(failure.Each("--lower: ", noLow), failure.Each("--upper: ", noHigh))
}

// parseBound parses a bound. A number above most, which no pool takes, was meant as a percentage.
func parseBound(words, most string) (units.Fixed, error) {
	bound, err := units.ParseBound(words)
	limit, _ := units.ParseBound(most) // a constant
	if err == nil && !strings.HasSuffix(words, "%") && limit.Int().Lt(bound.Int()) {
		return bound, fmt.Errorf("%q has no unit: did you mean %s%% or %s?", words, words, bound.Percent())
	}
	return bound, err
}

func (o *breakersSet) build(_ context.Context, on *Target) (ops.Operation, error) {
	low, high, err := o.bounds()
	if err != nil {
		return nil, err
	}
	tokens, err := o.of(on.Before)
	if err != nil {
		return nil, err
	}
	return on.Before.PriceBounds(tokens, low, high), nil
}

// breakersClear is a request to remove circuit breakers of tokens.
type breakersClear struct{ someTokens }

func aboutBreakersClear() entry {
	return entry{
		name: "breakers clear", short: "Remove the bounds of tokens",
		asks: func() asked { return &breakersClear{} },
		long: `clear removes both bounds from the circuit breakers of tokens, by symbol or address, or
of --all that have one. Nothing is sent unless --broadcast is given.`,
		example: `  mpool breakers clear 0x… USDC
  mpool breakers clear fund USDC,WETH --out plan.json
  mpool breakers clear --all --broadcast --account owner`,
	}
}

func (o *breakersClear) fields() []Field {
	return []Field{o.field(), switchFlag("all", &o.all, "every token with a circuit breaker")}
}

func (o *breakersClear) build(_ context.Context, on *Target) (ops.Operation, error) {
	if o.all.on {
		return ops.ClearBreakersOf(on.Before.Bounded()), nil
	}
	tokens, err := o.of(on.Before)
	if err != nil {
		return nil, err
	}
	return ops.ClearBreakersOf(tokens), nil
}

// of returns the named tokens of the pool.
func (o *someTokens) of(before *ops.Snapshot) ([]*ops.Token, error) {
	if o.all.on {
		return before.AllTokens(), nil
	}
	names := strings.Join(o.names.words, ",")
	if common.IsHexAddress(names) && common.HexToAddress(names) == before.Pool.Address {
		return nil, failure.Usage("missing tokens: name them after the pool, for example USDC,WETH, or use --all")
	}
	tokens, err := before.FindTokens(strings.Split(names, ","))
	if err != nil {
		return nil, failure.Usage("%s", err)
	}
	return tokens, nil
}
