package planner

import (
	"fmt"

	"mpool/internal/feed"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// Guard is the limit that a pool file sets for plans of that file. It holds beside the
// policies of the configuration, and no override reaches it: only another file does.
type Guard struct {
	File               string
	MaxOracleDeviation *ops.Fixed // nil: the file sets none
}

// hold refuses a plan while a price of the pool is farther from its feed than the file
// allows. A guard that cannot be checked refuses too; nil: no two tokens have a price.
func (g Guard) hold(worst *feed.Deviation) []ops.Finding {
	const code = "poolfile.max_oracle_deviation"
	most := g.MaxOracleDeviation
	switch {
	case most == nil:
		return nil
	case worst == nil:
		return []ops.Finding{{Severity: ops.Refuse, Code: code, Summary: fmt.Sprintf("guards.max_oracle_deviation of %s cannot be checked: fewer than two tokens of the pool have a price feed", text.Clean(g.File, 60)),
			Hint: "add feeds to the configuration: mpool feeds suggest lists those of the chain; or remove the guard from the file"}}
	case !worst.Share.Int().Gt(most.Int()):
		return nil
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: code,
		Summary: fmt.Sprintf("the pool's price of %s is more than %s off its feed (guards.max_oracle_deviation of %s)", text.Clean(worst.Token, 40), most.Percent(), text.Clean(g.File, 60)),
		Detail:  "it is " + worst.Words(),
		Hint:    "wait until trades have brought the pool to the market, correct the feed in the configuration, or raise the guard in the file"}}
}
