package report

import (
	"fmt"

	"mpool/internal/stress"
	"mpool/internal/text"
)

// Stress is the result of a backtest with scenarios.
type Stress struct {
	Numeraire string            `json:"numeraire"`
	From      int64             `json:"from"`
	To        int64             `json:"to"`
	Plain     *stress.Outcome   `json:"as_it_was"` // the run without a scenario
	Scenarios []*stress.Outcome `json:"scenarios"`
	// Repeat holds the command of each scenario's worst path.
	Repeat []string `json:"repeat"`
	Run    Run      `json:"run"`
}

// Text shows a block for each scenario.
func (v *Stress) Text(p *text.Page) {
	p.Line("%s", p.Bold(fmt.Sprintf("%s to %s, in %s", moment(v.From), moment(v.To), text.Clean(v.Numeraire, text.NameWidth))))
	stressText(p, "without scenario", v.Plain)
	for i, o := range v.Scenarios {
		stressText(p, titleOf(o), o)
		if o.Same(v.Plain) {
			p.Line("  this scenario changes no figure of the run")
		}
		if v.Repeat[i] != "" && o.Paths > 1 {
			p.Line("  run the worst path again: %s", v.Repeat[i])
		}
	}
	p.Fact("model", "%s", modelWords)
}

// titleOf returns the scenario, after its name if it has one.
func titleOf(o *stress.Outcome) string {
	if o.Name == "" {
		return o.Scenario
	}
	return o.Name + ": " + o.Scenario
}

func stressText(p *text.Page, name string, o *stress.Outcome) {
	p.Line("%s", text.Clean(name, text.LineWidth))
	if o.Paths == 1 {
		p.Line("  value %s, %s; against hold %s, drawdown %s, reweighting %s, %s", money(o.Value.Median), signed(o.Return.Median), signed(o.Hold.Median),
			share(o.Drawdown.Median), share(o.Reweight.Median), text.Plural(o.Trips, "trip"))
	} else {
		p.Line("  %s: value %s", text.GroupedPlural(uint64(o.Paths), "path"), spread(o.Paths, o.Value, money))
		p.Line("  return %s", spread(o.Paths, o.Return, signed))
		p.Line("  against hold %s", spread(o.Paths, o.Hold, signed))
		p.Line("  drawdown (high is bad) %s; %s", spread(o.Paths, o.Drawdown, share), text.Plural(o.Trips, "trip"))
	}
	if a := o.Attack; a != nil {
		p.Line("  attack at %s: the pool loses %s, the attacker gains %s %s", moment(a.At), share(a.Loss), money(a.Gain), costOf(a))
		for _, reason := range sortedNames(a.Kept) {
			p.Line("  no decision %s: %s", text.Plural(a.Kept[reason], "time"), reason)
		}
	}
}

// costOf is the cost of moving the price, which is known only if the scenario names the venue's depth.
func costOf(a *stress.Attacked) string {
	if a.Cost == 0 {
		return "before the cost of moving the price, which is not counted (add cost=depth:2e6)"
	}
	return "after " + money(a.Cost) + " of cost"
}

// manyPaths is the number of paths that a 1% quantile needs: with fewer it is the worst path.
const manyPaths = 100

// spread shows the quantiles; the outer ones have their standard errors.
func spread(paths int, q stress.Quantiles, words func(float64) string) string {
	if paths < manyPaths {
		return fmt.Sprintf("5%% %s, median %s, 95%% %s", words(q.Q5), words(q.Median), words(q.Q95))
	}
	return fmt.Sprintf("1%% %s (± %s), 5%% %s, median %s, 95%% %s, 99%% %s", words(q.Q1), unsigned(words(q.Q1Error)), words(q.Q5), words(q.Median), words(q.Q95), words(q.Q99))
}

func unsigned(words string) string {
	if len(words) > 0 && words[0] == '+' {
		return words[1:]
	}
	return words
}
