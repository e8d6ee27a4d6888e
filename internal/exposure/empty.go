package exposure

import (
	"fmt"
	"slices"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// OpensCode is the code of findings about opening a pool in which an addition or a removal is
// unfinished.
const OpensCode = ops.ExposurePrefix + "opens"

// sayOpens checks states in which the pool has none or almost none of a token: an addition or a
// removal is unfinished, and finishing it raises the value of a BPT. Anyone who joins before gets a
// share of that rise, even while swaps are disabled, and no single state shows it. So it refuses to
// open joins to more people, and to begin while joins are open. If nobody can join yet, it warns.
func (x *Exposed) sayOpens() []ops.Finding {
	var found []ops.Finding
	for k := 1; k < len(x.States); k++ {
		before, after := x.States[k-1].State, x.States[k].State
		token, half := Emptied(after)
		if !half {
			continue
		}
		said := opensAfter(after, before, token)
		if len(said) > 0 && said[0].Severity == ops.Refuse {
			return said
		}
		if found == nil {
			found = said
		}
	}
	return found
}

func opensAfter(now, before *ops.Snapshot, token ops.Token) []ops.Finding {
	hint := ops.FinishToken(now.Pool.Address, token.Address)
	_, was := Emptied(before)
	switch who, wider := letsIn(now, before); {
	case !was && now.Pool.JoinsOpen():
		return []ops.Finding{{Severity: ops.Refuse, Code: OpensCode, Summary: fmt.Sprintf("this leaves joins open while the pool holds almost none of %s: anyone who joins before that token is added or removed takes a share of what it gives to LPs", token.Symbol), Detail: "with a mint they join at a lower price of the BPT", Hint: "do it in one transaction; or first disable joins, or enforce the allowlist"}}
	case wider:
		return []ops.Finding{{Severity: ops.Refuse, Code: OpensCode, Summary: fmt.Sprintf("this lets %s join while the pool holds almost none of %s: adding or removing that token is unfinished, and anyone who joins before it is finished takes a share of what it gives to LPs", who, token.Symbol), Detail: "they would share in a deposit without a mint, and in what a fair burn gives back", Hint: hint}}
	case before.Pool.MustAllowlistLPs && !now.Pool.MustAllowlistLPs || len(newMembers(before, now)) > 0:
		return []ops.Finding{{Severity: ops.Warn, Code: OpensCode, Summary: fmt.Sprintf("the pool holds almost none of %s: adding or removing that token is unfinished; %s", token.Symbol, whoJoins(now.Pool)), Hint: hint}}
	}
	return nil
}

// whoJoins says who can join a pool, and why nobody can.
func whoJoins(p ops.Pool) string {
	switch {
	case p.JoinsOpen():
		return "anyone can join already"
	case membersJoin(p):
		return "the members of the allowlist can join already"
	case p.VaultPaused:
		return "nobody can join yet, because the Vault is paused"
	case p.Paused:
		return "nobody can join yet, because the pool is paused"
	}
	return "nobody can join yet, because joins are disabled"
}

// letsIn says who can join now but could not before.
func letsIn(now, before *ops.Snapshot) (who string, wider bool) {
	switch {
	case now.Pool.JoinsOpen():
		return "everybody", !before.Pool.JoinsOpen()
	case !membersJoin(now.Pool):
		return "", false
	case !before.Pool.JoinsOpen() && !membersJoin(before.Pool):
		return "the members of the allowlist", true
	}
	added := newMembers(before, now)
	if len(added) == 0 || before.Pool.JoinsOpen() {
		return "", false
	}
	return added[0].Address.Hex(), true
}

// membersJoin says whether only members of the allowlist can join.
func membersJoin(p ops.Pool) bool {
	p.MustAllowlistLPs = !p.MustAllowlistLPs
	return p.JoinsOpen()
}

// newMembers are the addresses that were added to the allowlist, as far as they were read.
func newMembers(before, after *ops.Snapshot) []ops.Member {
	return slices.DeleteFunc(slices.Clone(after.Members), func(m ops.Member) bool {
		was := before.Member(m.Address)
		return !m.Allowed || was == nil || was.Allowed
	})
}

// Emptied is a token of which an initialised pool has none or almost none: adding or removing it is
// unfinished. Almost none counts too, because the asset manager can report one smallest unit
// without paying it.
func Emptied(s *ops.Snapshot) (ops.Token, bool) {
	if s.Supply.Virtual.Raw.IsZero() || ops.HoldsNothing(s.Tokens) {
		return ops.Token{}, false
	}
	for i, token := range s.Tokens {
		if token.Weight != (units.Fixed{}) && (token.Empty() || ops.Dust(s, i)) {
			return token, true
		}
	}
	return ops.Token{}, false
}
