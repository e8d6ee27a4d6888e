package ops

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/units"
)

// These say what is open to anyone. A paused Vault refuses swaps and
// joins, and lets exits through (Vault.swap and joinPool have whenNotPaused); a
// paused pool refuses all but the proportional exits of recovery mode.

// SwapsOpen says whether anybody can trade with the pool, which neither the allowlist
// nor the switch for joins and exits forbids. Without swaps only proportional joins
// and exits are left (BAL#330), and those are fair.
func (p Pool) SwapsOpen() bool { return p.SwapEnabled && !p.Paused && !p.VaultPaused }

// JoinsOpen says whether anybody can become a holder of BPT.
func (p Pool) JoinsOpen() bool {
	return p.JoinExitEnabled && !p.MustAllowlistLPs && !p.Paused && !p.VaultPaused
}

// ExitsOpen says whether a holder of BPT can leave with his share.
func (p Pool) ExitsOpen() bool { return p.RecoveryMode || p.JoinExitEnabled && !p.Paused }

const ExposureNow = ExposurePrefix + "now"

// ExposurePrefix is how the codes of all findings about strangers begin.
const ExposurePrefix = "exposure."

// TheWays are how value is taken within a state.
const TheWays = "with GIVEN_OUT swaps, joins with one token (TOKEN_IN_FOR_EXACT_BPT) or plain arbitrage, from any account"

// OpenNow says that a pool is open as it stands, for which no price is needed: swaps
// are on, and it has nothing or next to nothing of one of its tokens, so that joining
// with that one is free. That it is false says nothing of the market.
func OpenNow(pool *Snapshot) (Finding, bool) {
	token, open := OpenBy(pool)
	if !open {
		return Finding{}, false
	}
	return Finding{Warn, ExposureNow, "OPEN NOW: " + OpenWords(pool, token), "possible " + TheWays, "run mpool shut POOL first"}, true
}

func OpenWords(pool *Snapshot, token common.Address) string {
	return fmt.Sprintf("anyone can take up to %s of this pool, which holds almost none of %s", ShortShare(units.FixedOne()), pool.SymbolOf(token))
}

// ShortShare is a percentage of the pool, as everywhere.
func ShortShare(f units.Fixed) string { return units.ShareText(f) }

// OpenBy says whether a pool is open as it stands: swaps are on, and of one of its
// tokens it has nothing or next to nothing. It names the token.
func OpenBy(pool *Snapshot) (token common.Address, open bool) {
	if !pool.Pool.SwapsOpen() || HoldsNothing(pool.Tokens) {
		return token, false
	}
	for i, t := range pool.Tokens {
		if t.Weight != (units.Fixed{}) && (t.Empty() || Dust(pool, i)) {
			return t.Address, true
		}
	}
	return token, false
}

// HoldsNothing says whether the pool has nothing at all.
func HoldsNothing(tokens []Token) bool {
	for _, t := range tokens {
		if !t.Empty() {
			return false
		}
	}
	return true
}

// UnitsOf is a pool's balance of a token in its smallest units.
func UnitsOf(token Token) *big.Int {
	raw := token.Balance().Raw
	return raw.ToBig()
}

// Dust says whether the pool has so little of a token that joining with it is as
// good as free, whatever it is worth: at most a millionth of a whole one, beside
// a thousand times as much of another. Without prices no more can be said.
func Dust(pool *Snapshot, index int) bool {
	token := pool.Tokens[index]
	if token.Decimals < dustPlaces || !atMostPlaces(token, dustPlaces) {
		return false
	}
	for i, other := range pool.Tokens {
		if i != index && (other.Decimals < wholePlaces || !atMostPlaces(other, wholePlaces)) && !other.Empty() {
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
	return UnitsOf(token).Cmp(least) <= 0
}

// Noise is what rounding makes of a zero: a billionth of the pool.
func Noise() units.Fixed { return units.FixedFrom(1_000_000_000) }
