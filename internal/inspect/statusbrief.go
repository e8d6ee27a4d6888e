package inspect

import (
	"fmt"
	"strings"

	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

// BriefView is a status with a text of five lines.
type BriefView struct{ *StatusView }

// Text shows the pool, the block, the changes, and what is unusual.
func (v BriefView) Text(p *text.Page) {
	if v.Projection == nil {
		p.Line("%s", p.Bold(v.title()))
	} else {
		p.Line("%s: %s", p.Bold(v.title()), p.Yellow("PROJECTED to "+text.Time(v.Projection.At)))
	}
	p.Fact("pool", "%s, block %d at %s", v.Pool.Address, v.Block.Number, text.Time(v.Block.Time))
	p.Fact("weights", "%s", v.Weights.Text("not changing"))
	p.Fact("swap fee", "%s", v.swapFeeText())
	unusual := v.unusual()
	if len(unusual) == 0 {
		p.Fact("unusual", "nothing")
		return
	}
	p.Fact("unusual", "%s", p.Yellow(strings.Join(unusual, "; ")))
}

// unusual lists what the pool's owner should look at.
func (v *StatusView) unusual() []string {
	var list []string
	for _, is := range []struct {
		so    bool
		words string
	}{
		{v.Pool.Unproven != "", "NOT PROVEN"},
		{v.OpenNow, "OPEN NOW"},
		{v.Switches.Paused, "PAUSED"},
		{v.Switches.RecoveryMode, "RECOVERY MODE"},
		{!v.Switches.Swaps, "swaps off"},
		{v.Switches.JoinsExits != nil && !*v.Switches.JoinsExits, "joins and exits off"},
		{v.Switches.Allowlist, "allowlist on"},
		{v.highFee(), "high swap fee of " + text.Percent(v.SwapFee.Now)},
	} {
		if is.so {
			list = append(list, is.words)
		}
	}
	for _, is := range []struct {
		words string
		so    func(tokenView) bool
	}{
		{"no balance of ", func(t tokenView) bool { return t.Balance.Raw.IsZero() }},
		{"almost no cash in the Vault of ", tokenView.littleCash},
		{"TRIPPED circuit breaker of ", tokenView.tripped},
		{"trades of 0.1% trip the circuit breaker of ", tokenView.near},
	} {
		list = append(list, v.unusualTokens(is.words, is.so)...)
	}
	return list
}

// highFee reports whether the swap fee is above 5%, at which hardly anyone trades.
func (v *StatusView) highFee() bool {
	most := units.FixedFrom(50_000_000_000_000_000)
	return v.SwapFee.Now.Int().Gt(most.Int())
}

func (v *StatusView) unusualTokens(what string, is func(tokenView) bool) []string {
	var symbols []string
	for _, t := range v.Tokens {
		if is(t) {
			symbols = append(symbols, text.Symbol(t.Symbol))
		}
	}
	if len(symbols) == 0 {
		return nil
	}
	return []string{fmt.Sprint(what, tokensText(symbols, len(v.Tokens)))}
}

// tripped reports whether the price is beyond a bound of the token's circuit breaker.
func (t tokenView) tripped() bool {
	for _, upper := range []bool{false, true} {
		if b := t.bound(upper); b != nil && b.Tripped {
			return true
		}
	}
	return false
}

// littleCash reports whether the Vault cannot pay a swap or an exit of 1% of the balance.
func (t tokenView) littleCash() bool {
	return ops.Token{Cash: t.Cash, Managed: t.Managed}.LittleCash()
}

// near reports whether a one-token trade of 0.1% of the balance trips the circuit breaker. A breaker
// that is tripped already does not count.
func (t tokenView) near() bool {
	if t.BptPrice == nil || t.Breaker == nil || t.tripped() {
		return false
	}
	for _, upper := range []bool{false, true} {
		if b := t.bound(upper); b != nil && ops.NearBound(*t.BptPrice, b.BptPrice) {
			return true
		}
	}
	return false
}
