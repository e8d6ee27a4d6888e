package poolfile

import (
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// Import writes the current pool as a file, with a comment on each field. Changing weights
// and fees are written with their end values. chain is the chain's name; members are those
// on the allowlist, nil if they were not read.
func Import(s *ops.Snapshot, chain string, members []common.Address) []byte {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("# The pool %s at block %d, %s.", quote(string(s.Pool.Name)), s.Block.Number, s.Block.Time)
	line("# mpool does not manage omitted fields; null clears a value. Compare it with the chain: mpool pool plan FILE")
	line("chain: %s", chain)
	line("pool: %s", quote(s.Pool.Address.Hex()))
	line("name: %s", quote(string(s.Pool.Name)))
	line("generation: %d # cannot change; mpool refuses a pool with another one", s.Pool.Generation)
	line("owner: %s # cannot change; mpool refuses a pool with another one", quote(s.Pool.Owner.Hex()))
	line("")
	importTokens(&b, s)
	line("tolerance: 0.01%% # smaller differences of weight are ignored, in points")
	line("weight_ramp:")
	line("  max_change: 5%%/day # largest change of any weight in a day, in points; or duration: 7d, max_arbitrage_cost: 0.05%%")
	line("")
	line("swap_fee: %s # to change it gradually: swap_fee_ramp: {duration: 2d}", s.Fees.EndSwapFee.Percent())
	if s.Pool.RecoveryMode {
		line("# aum_fee: not shown while the pool is in recovery mode")
	} else {
		line("aum_fee: %s # a year", s.Fees.AumFee.Percent())
	}
	line("# protocol_fee: current # keep the pool's copy of the protocol's share of the AUM fee up to date, now %s", s.Fees.ProtocolShare.Percent())
	line("swaps: %t # mpool enables swaps only with mpool pool apply --reopen", s.Pool.SwapEnabled)
	if s.Pool.Generation != ops.V1 {
		line("joins_exits: %t", s.Pool.JoinExitEnabled)
	}
	importAllowlist(&b, s, members)
	tidy, err := Tidy([]byte(b.String()))
	if err != nil { // not possible: the lines above are valid YAML
		return []byte(b.String())
	}
	return tidy
}

func importTokens(b *strings.Builder, s *ops.Snapshot) {
	fmt.Fprintln(b, "tokens: # all tokens; unlisted tokens are refused, or removed with removal: {burn: fair}")
	if at := s.Block.Time; at < s.Weights.End && s.Weights.Start < s.Weights.End {
		fmt.Fprintf(b, "  # a weight change %s: these are the weights at its end\n", s.Weights.When(at))
	}
	for _, t := range s.Tokens {
		fmt.Fprintf(b, "  - symbol: %s\n    address: %s\n    decimals: %d\n    asset_manager: %s # cannot change\n    weight: %s\n",
			quote(t.Symbol.Bare()), quote(t.Address.Hex()), t.Decimals, quote(t.AssetManager.Hex()), t.EndWeight.Percent())
		if t.Breaker != nil && (t.Breaker.LowerBound != units.Fixed{} || t.Breaker.UpperBound != units.Fixed{}) {
			fmt.Fprintf(b, "    breaker: {%s} # %s; null clears them\n", strings.Join(boundWords(*t.Breaker), ", "), ops.BoundsAre)
		}
	}
	fmt.Fprintln(b)
}

func boundWords(of ops.Breaker) (words []string) {
	if of.LowerBound != (units.Fixed{}) {
		words = append(words, "lower: "+shortBound(of.LowerBound).Percent())
	}
	if of.UpperBound != (units.Fixed{}) {
		words = append(words, "upper: "+shortBound(of.UpperBound).Percent())
	}
	return words
}

func importAllowlist(b *strings.Builder, s *ops.Snapshot, members []common.Address) {
	if members == nil {
		fmt.Fprintf(b, "allowlist: %t # true: only members can join; the members were not read\n", s.Pool.MustAllowlistLPs)
		return
	}
	fmt.Fprintf(b, "allowlist:\n  enabled: %t # true: only members can join\n  complete: false # true removes members that are not listed\n", s.Pool.MustAllowlistLPs)
	if len(members) == 0 {
		fmt.Fprintln(b, "  members: []")
		return
	}
	fmt.Fprintln(b, "  members:")
	for _, m := range members {
		fmt.Fprintf(b, "    - %s\n", quote(m.Hex()))
	}
}

// quote quotes text from outside, so that YAML reads it back unchanged.
func quote(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < 0x20 || r > 0x7e:
			fmt.Fprintf(&b, "\\U%08X", r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
