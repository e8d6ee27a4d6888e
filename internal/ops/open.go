package ops

import (
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/units"
)

// This file says what is open to everyone. A paused Vault refuses swaps and joins but allows exits:
// Vault.swap and joinPool have whenNotPaused. A paused pool refuses everything except proportional
// exits in recovery mode.

// SwapsOpen says whether anyone can trade with the pool. Neither the allowlist nor the switch for
// joins and exits prevents this. Without swaps only proportional joins and exits are possible
// (BAL#330), and those are fair.
func (p Pool) SwapsOpen() bool { return p.SwapEnabled && !p.Paused && !p.VaultPaused }

// JoinsOpen says whether anyone can become an LP.
func (p Pool) JoinsOpen() bool {
	return p.JoinExitEnabled && !p.MustAllowlistLPs && !p.Paused && !p.VaultPaused
}

// ExitsOpen says whether LPs can exit with their share.
func (p Pool) ExitsOpen() bool { return p.RecoveryMode || p.JoinExitEnabled && !p.Paused }

const ExposureNow = ExposurePrefix + "now"

// ExposurePrefix starts the codes of all findings about what strangers can take.
const ExposurePrefix = "exposure."

// TheWays lists the ways to take value without any change of the pool's settings.
const TheWays = "with GIVEN_OUT swaps, joins with one token (TOKEN_IN_FOR_EXACT_BPT) or plain arbitrage, from any account"

// OpenNow warns of a pool that strangers can empty as it is: swaps are enabled, and it holds almost
// none of one token, so that joining with this token is free. This needs no price. false does not
// mean that the pool's prices match the market.
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

// ShortShare is a share of the pool as a percentage, in mpool's usual form.
func ShortShare(f units.Fixed) string { return units.ShareText(f) }

// OpenBy says whether swaps are enabled and the pool holds almost none of one token. It returns
// that token.
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

// HoldsNothing says whether all balances are zero.
func HoldsNothing(tokens []Token) bool {
	for _, t := range tokens {
		if !t.Empty() {
			return false
		}
	}
	return true
}

// UnitsOf is the balance of a token in its smallest units.
func UnitsOf(token Token) *big.Int {
	raw := token.Balance().Raw
	return raw.ToBig()
}

// Dust says whether the balance of a token is so small that joining with it is almost free,
// whatever it is worth. That is at most a millionth of a whole token, while the pool holds more
// than a thousandth of another one. Without prices mpool cannot say more.
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

// Noise is the share below which mpool treats a value as zero, because of rounding: a billionth of
// the pool.
func Noise() units.Fixed { return units.FixedFrom(1_000_000_000) }
