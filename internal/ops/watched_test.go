package ops

func watchedFor(base *Snapshot, op Operation) *Snapshot {
	w, more := op.(Watching)
	if !more {
		return base
	}
	return watchedBy(base.Clone(), w.Watch(base))
}

// watchedBy gives each watched holding a large balance.
func watchedBy(s *Snapshot, w Watch) *Snapshot {
	for _, key := range w.Holdings {
		s.Holdings = append(s.Holdings, Holding{Token: key.Token, Account: key.Account, Symbol: "NEW", Decimals: 6, Balance: amountOf(1e18, 6), Allowance: amountOf(0, 6)})
	}
	for _, member := range w.Members {
		s.Members = append(s.Members, Member{Address: member})
	}
	return s
}
