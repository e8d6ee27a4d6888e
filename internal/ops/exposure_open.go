package ops

// These say what is open to anybody. A paused Vault refuses swaps and joins, and lets exits
// through (Vault.swap and joinPool have whenNotPaused); a paused pool refuses all but the
// proportional exits of recovery mode.

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
