package poolfile

import (
	"math"
	"strconv"

	"go.yaml.in/yaml/v3"

	"mpool/internal/units"
)

// Guards are limits for plans; nil: no limit.
type Guards struct {
	MaxOracleDeviation *units.Fixed
	MaxOracleLoss      *units.Fixed
	Attack             string   // attack to try, such as 10%/30m, which is the default
	Thin               []string // hours with a share of the depth, such as 02:00-06:00=10%
	Depth, Gas         float64  // value that moves the attacked market by 1%, and gas cost of a trade, in money; 0: not given
}

func (r *reader) guards(node *yaml.Node) {
	r.w.Guards.MaxOracleDeviation = r.percent(node, "max_oracle_deviation", nil)
	r.w.Guards.MaxOracleLoss = r.percent(node, "max_oracle_loss", nil)
	r.w.Guards.Attack = r.text(node, "oracle_attack")
	r.w.Guards.Depth, r.w.Guards.Gas = r.money(node, "oracle_depth"), r.money(node, "gas_cost")
	if list := value(node, "thin_hours"); list != nil {
		for _, item := range list.Content {
			r.w.Guards.Thin = append(r.w.Guards.Thin, item.Value)
		}
	}
}

// policies reads the limits that the configuration's section refuse has too, as far as a file's plan
// can exceed them.
func (r *reader) policies(node *yaml.Node) {
	p := &r.w.Policies
	p.MaxArbitrageCost = r.percent(node, "max_arbitrage_cost", nil)
	p.MaxWeightChangePerDay = r.percent(node, "max_weight_change_per_day", nil)
	p.MaxSwapFeeDropPerDay = r.percent(node, "max_swap_fee_drop_per_day", nil)
	if value(node, "min_duration") != nil {
		least := r.span(node, "min_duration")
		p.MinDuration = &least
	}
}

// money parses an amount above zero; 0 if it is missing.
func (r *reader) money(of *yaml.Node, name string) float64 {
	node := value(of, name)
	if node == nil {
		return 0
	}
	n, err := strconv.ParseFloat(node.Value, 64)
	if err != nil || !(n > 0) || math.IsInf(n, 0) {
		r.fail(node, "write a number above zero, such as 2000000", "%s is not a valid amount", name)
	}
	return n
}
