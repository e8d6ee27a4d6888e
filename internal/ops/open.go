package ops

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/units"
)

// These say what is open to anybody, whoever he is. A paused Vault refuses swaps and
// joins, and lets exits through (Vault.swap and joinPool have whenNotPaused); a
// paused pool refuses all but the proportional exits of recovery mode.

// swapsOpen says whether anybody can trade with the pool, which neither the allowlist
// nor the switch for joins and exits forbids. Without swaps only proportional joins
// and exits are left (BAL#330), and those are fair.
func (p Pool) swapsOpen() bool { return p.SwapEnabled && !p.Paused && !p.VaultPaused }

// joinsOpen says whether anybody can become a holder of BPT.
func (p Pool) joinsOpen() bool {
	return p.JoinExitEnabled && !p.MustAllowlistLPs && !p.Paused && !p.VaultPaused
}

// exitsOpen says whether a holder of BPT can leave with his share.
func (p Pool) exitsOpen() bool { return p.RecoveryMode || p.JoinExitEnabled && !p.Paused }

const exposureNow = ExposurePrefix + "now"

// ExposurePrefix is how the codes of all findings about strangers begin.
const ExposurePrefix = "exposure."

// theWays are how value is taken within a state.
const theWays = "with GIVEN_OUT swaps, joins with one token (TOKEN_IN_FOR_EXACT_BPT) or plain arbitrage, from any account"

// OpenNow says that a pool is open as it stands, for which no price is needed: swaps
// are on, and it has nothing or next to nothing of one of its tokens, so that joining
// with that one is free. That it is false says nothing of the market.
func OpenNow(pool *Snapshot) (Finding, bool) {
	token, open := openNow(pool)
	if !open {
		return Finding{}, false
	}
	return Finding{Warn, exposureNow, "OPEN NOW: " + openWords(pool, token), "possible " + theWays, "run mpool shut POOL first"}, true
}

func openWords(pool *Snapshot, token common.Address) string {
	return fmt.Sprintf("anyone can take up to %s of this pool, which holds almost none of %s", shortShare(units.FixedOne()), pool.symbolOf(token))
}

// shortShare is a percentage of the pool, as everywhere.
func shortShare(f units.Fixed) string { return units.ShareText(f) }

// openNow says whether a pool is open as it stands: swaps are on, and of one of its
// tokens it has nothing or next to nothing. It names the token.
func openNow(pool *Snapshot) (token common.Address, open bool) {
	if !pool.Pool.swapsOpen() || holdsNothing(pool.Tokens) {
		return token, false
	}
	for i, t := range pool.Tokens {
		if t.Weight != (units.Fixed{}) && (t.empty() || dust(pool, i)) {
			return t.Address, true
		}
	}
	return token, false
}

// holdsNothing says whether the pool has nothing at all.
func holdsNothing(tokens []Token) bool {
	for _, t := range tokens {
		if !t.empty() {
			return false
		}
	}
	return true
}

// unitsOf is a pool's balance of a token in its smallest units.
func unitsOf(token Token) *big.Int {
	raw := token.Balance().Raw
	return raw.ToBig()
}

// dust says whether the pool has so little of a token that joining with it is as
// good as free, whatever it is worth: at most a millionth of a whole one, beside
// a thousand times as much of another. Without prices no more can be said.
func dust(pool *Snapshot, index int) bool {
	token := pool.Tokens[index]
	if token.Decimals < dustPlaces || !atMostPlaces(token, dustPlaces) {
		return false
	}
	for i, other := range pool.Tokens {
		if i != index && (other.Decimals < wholePlaces || !atMostPlaces(other, wholePlaces)) && !other.empty() {
			return true
		}
	}
	return false
}

const (
	dustPlaces  = 6
	wholePlaces = 3
)

// atMostPlaces says whether a balance is at most 10^-places of a whole token.
func atMostPlaces(token Token, places uint8) bool {
	least := units.Pow10(token.Decimals - places)
	return unitsOf(token).Cmp(least) <= 0
}

// noise is what rounding makes of a zero: a billionth of the pool.
func noise() units.Fixed { return units.FixedFrom(1_000_000_000) }
