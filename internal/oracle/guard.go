package oracle

import (
	"fmt"
	"strings"

	"mpool/internal/feed"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// hold refuses a plan if a price of the pool deviates more from its feed than the pool file allows.
// A guard that cannot be checked refuses too; missing are the tokens without a feed.
func hold(g *ops.Guards, worst *feed.Deviation, missing []string) []ops.Finding {
	const code = "poolfile.max_oracle_deviation"
	if g == nil || g.MaxOracleDeviation == nil {
		return nil
	}
	most := g.MaxOracleDeviation
	switch {
	case len(missing) > 0:
		return []ops.Finding{{Severity: ops.Refuse, Code: code, Summary: fmt.Sprintf("guards.max_oracle_deviation of %s cannot be checked: there is no price feed of %s", text.Clean(g.File, 60), strings.Join(missing, ", ")),
			Hint: "add feeds to the configuration: mpool feeds suggest lists those of the chain; or remove the guard from the file"}}
	case worst == nil:
		return nil // a feed has a problem, and another finding refuses for that
	case !worst.Share.Int().Gt(most.Int()):
		return nil
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: code,
		Summary: fmt.Sprintf("the pool's price of %s is more than %s off its feed (guards.max_oracle_deviation of %s)", worst.Token, most.Percent(), text.Clean(g.File, 60)),
		Detail:  "its price is " + worst.Words(),
		Hint:    "wait until trades have brought the pool to the market, correct the feed in the configuration, or raise the guard in the file"}}
}
