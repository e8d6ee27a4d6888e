package chain

// fromSafe explains the codes with which Safes revert when they execute a
// transaction; nil for all other texts. They are listed in the Safe project's
// docs/error_codes.md.
func (r *Revert) fromSafe(text string) *Revert {
	const signAnew = "compare the hash that was signed with mpool safe hash, and collect the signatures again"
	known := map[string][2]string{
		"GS000": {"the Safe's set-up call failed", ""},
		"GS001": {"the Safe has no threshold: it is not set up", "is it the right Safe?"},
		"GS010": {"there is too little gas for the Safe's transaction", "send it with a higher --gas-limit, or without one"},
		"GS011": {"the Safe cannot pay the refund", "send the Safe some of the chain's coin"},
		"GS012": {"the Safe cannot pay the refund in that token", "send the Safe some of the token"},
		"GS013": {"the call that the Safe makes reverts", "the call itself says why: plan it again"},
		"GS020": {"there are fewer signatures than the threshold", "collect the others with mpool safe sign"},
		"GS021": {"a contract's signature points into the others", signAnew},
		"GS022": {"a contract's signature is cut off", signAnew},
		"GS023": {"a contract's signature is cut off", signAnew},
		"GS024": {"a contract that is an owner does not accept its signature", signAnew},
		"GS025": {"an owner has not approved the hash", "has it been approved for this nonce? collect a signature instead"},
		"GS026": {"a signature is none of an owner, or of another transaction or nonce", signAnew},
		"GS030": {"only an owner can approve a hash", "approve it with an owner's account"},
		"GS031": {"only the Safe itself can do this", "have the Safe make the call"},
	}
	found, is := known[text]
	if !is {
		return nil
	}
	return &Revert{Code: text, Sentence: found[0], remedy: found[1], Data: r.Data}
}
