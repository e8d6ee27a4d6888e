package ops

import "slices"

// Remaining are the findings that the last state of several operations leaves true. A finding about a
// state, such as that swaps are disabled, is about the state that remains, not about one between.
func Remaining(found []Finding, last *Snapshot) []Finding {
	return slices.DeleteFunc(slices.Clone(found), func(f Finding) bool { return f.Severity != Refuse && !stillTrue(f.Code, last) })
}

// stillTrue says whether a finding about a state is true in another state. Other findings always are.
func stillTrue(code string, s *Snapshot) bool {
	switch code {
	case "allowlist.off", "allowlist.open":
		return !s.Pool.MustAllowlistLPs
	case "allowlist.empty":
		return !slices.ContainsFunc(s.Members, func(m Member) bool { return m.Allowed })
	case "allowlist.owner":
		owner := s.Member(s.Pool.Owner)
		return s.Pool.MustAllowlistLPs && (owner == nil || !owner.Allowed)
	case "swaps.exits", "swaps.disabled":
		return !s.Pool.SwapEnabled
	case "swaps.weights":
		return len(adviseUntraded(s)) > 0
	case "joins_exits.locked":
		return !s.Pool.JoinExitEnabled
	case "joins_exits.frozen":
		return !s.Pool.JoinExitEnabled && !s.Pool.SwapEnabled
	}
	return breakersTrue(code, s)
}

// breakersTrue is stillTrue for findings about circuit breakers.
func breakersTrue(code string, s *Snapshot) bool {
	switch code {
	case "breaker.trips": // at a later moment, which the last state does not tell
		return slices.ContainsFunc(s.Tokens, func(t Token) bool { return t.Breaker != nil })
	case "breaker.cleared":
		return slices.ContainsFunc(s.Tokens, func(t Token) bool { return t.Breaker == nil })
	}
	return true
}
