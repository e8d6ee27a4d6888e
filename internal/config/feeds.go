package config

import (
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/units"
)

// longestFeedAge is the largest max_age in seconds: Chainlink's longest heartbeat of a day, and ten
// minutes. A feed does not publish its heartbeat, and an older price means nothing.
const longestFeedAge = units.Time(86400 + 600)

// checkFeeds reports missing fields of feeds. max_age has no default, because none would be safe.
func (s *Settings) checkFeeds() error {
	seen := map[string]bool{}
	for _, f := range s.Feeds {
		name := strings.ToLower(f.Token)
		switch {
		case f.Token == "":
			return BadConfig("feeds: one names no token")
		case seen[name+f.Chain.String()]:
			return BadConfig("feeds: %s is a duplicate", f.Token)
		case len(f.Hops) == 0 || len(f.Hops) > 4:
			return BadConfig("feeds: %s: hops are one to four addresses of feeds", f.Token)
		case f.MaxAge == 0 || f.MaxAge > longestFeedAge:
			return BadConfig("feeds: %s: max_age says how old a price may be, up to 24h10m", f.Token)
		case f.Decimals != nil && *f.Decimals > 36 || f.Phase != nil && *f.Phase > 65535:
			return BadConfig("feeds: %s: decimals are at most 36, and a phase at most 65535", f.Token)
		}
		for _, hop := range f.Hops {
			if hop == (common.Address{}) {
				return BadConfig("feeds: %s: a hop has no address", f.Token)
			}
		}
		for _, bound := range []string{f.Least, f.Most} {
			if _, err := units.ParsePlain(bound); bound != "" && err != nil {
				return BadConfig("feeds: %s: least and most: %s", f.Token, err)
			}
		}
		seen[name+f.Chain.String()] = true
	}
	return nil
}
