package inspect

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/shopspring/decimal"

	"mpool/internal/text"
	"mpool/internal/units"
)

// DetailsView is a status with a text of all details of each token.
type DetailsView struct{ *StatusView }

// Text shows a table of addresses, one of weights and balances, and one of prices and bounds.
func (v DetailsView) Text(p *text.Page) {
	v.head(p)
	p.Heading("tokens")
	p.Table(v.addresses())
	p.Heading("weights and balances")
	p.Table(v.balances())
	v.prices(p)
	v.breakers(p)
}

func (v *StatusView) addresses() ([]string, [][]string) {
	var rows [][]string
	for _, t := range v.Tokens {
		manager := "none"
		if t.AssetManager != (common.Address{}) {
			manager = t.AssetManager.Hex()
		}
		rows = append(rows, []string{text.Symbol(t.Symbol), t.Address.Hex(), manager})
	}
	return []string{"symbol", "address", "asset manager"}, rows
}

func (v *StatusView) balances() ([]string, [][]string) {
	var rows [][]string
	for _, t := range v.Tokens {
		rows = append(rows, []string{
			text.Symbol(t.Symbol),
			text.Percent(t.Weight.Now), text.Percent(t.Weight.Start), text.Percent(t.Weight.End),
			text.Amount(t.Balance), text.Amount(t.Cash), text.Amount(t.Managed),
			fmt.Sprint(t.Decimals),
		})
	}
	return []string{"symbol", ">weight", ">start", ">end", ">balance", ">cash", ">managed", ">decimals"}, rows
}

func (v *StatusView) breakers(p *text.Page) {
	var rows [][]string
	for _, t := range v.Tokens {
		rows = append(rows, t.prices(p))
	}
	p.Heading("price of a token in BPT, and circuit breakers")
	p.Table([]string{"symbol", ">price", ">lower bound", ">market", ">upper bound", ">market"}, rows)
	v.legend(p)
}

func (t tokenView) prices(p *text.Page) []string {
	row := []string{text.Symbol(t.Symbol), "none", "none", "-", "none", "-"}
	if t.BptPrice != nil {
		row[1] = t.price(*t.BptPrice)
	}
	if t.Breaker == nil {
		return row
	}
	for i, bound := range []*boundView{t.Breaker.Lower, t.Breaker.Upper} {
		if bound != nil {
			row[2+2*i], row[3+2*i] = t.price(bound.BptPrice), bound.away(p)
		}
	}
	return row
}

// price converts an unscaled price to that of a whole token: unscaled prices treat every token as if it
// had 18 decimals.
func (t tokenView) price(unscaled units.Fixed) string {
	whole := decimal.NewFromBigInt(unscaled.Int().ToBig(), -18-(18-int32(t.Decimals)))
	return text.Number(whole.String())
}

func (b boundView) away(p *text.Page) string {
	switch {
	case b.Tripped:
		return p.Red("TRIPPED")
	case b.MarketDistance == nil:
		return "-"
	}
	return text.Change(b.MarketDistance.InexactFloat64())
}
