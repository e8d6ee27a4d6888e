package findings

// shares are the codes about BPT that is minted or burned.
func shares() []Row {
	return []Row{
		{"burn.fair", "note", "how much BPT is burned, and how much would be fair", "nothing to do"},
		{"burn.minted", "warn", "an addition that stopped has minted BPT for a deposit that was not made: the other LPs pay for them", "finish the addition, or remove the token and burn these BPT"},
		{"burn.little", "warn", "the burn is worth less than the removed token: the other LPs pay the difference", "use --burn fair"},
		{"burn.much", "warn", "the burn is worth more than the removed token: the owner pays the difference", "use --burn fair"},
		{"burn.holders", "note", "what the LPs lose by a withdrawal and its burn", "use --burn fair"},
		{"burn.none", "warn", "no BPT is burned: the asset manager gets the token from all LPs", "use --burn fair unless its value returns to the pool"},
		{"mint.dilutes", "note", "how much BPT is minted, for whom, and how much would be fair", "nothing to do"},
		{"mint.fair", "note", "how much BPT would be a fair mint", "use --mint fair to mint it"},
		{"mint.holders", "note", "what LPs gain or lose by deposit and mint", "nothing to do"},
		{"mint.huge", "refuse", "the pool cannot mint that much BPT", "use --mint fair"},
		{"mint.leavers", "note", "what LPs lose who exit between the mint and the deposit", "omit --keep-exits on v2, or use --mint none"},
		{"mint.little", "warn", "the mint is worth less than the deposit: the recipient loses the difference to the other LPs", "use --mint fair"},
		{"mint.lost", "warn", "the minted BPT go to the zero address and are lost", "use --mint-to ADDRESS"},
		{"mint.much", "warn", "the mint is worth more than the deposit: the other LPs pay the difference", "use --mint fair"},
		{"mint.none", "warn", "no BPT is minted: the deposit is a gift to all LPs", "use --mint fair unless the deposit is the pool's own"},
	}
}
