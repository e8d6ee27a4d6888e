package review

import (
	"fmt"
	"slices"

	"mpool/internal/explain"
	"mpool/internal/ops"
	"mpool/internal/safe/deed"
)

// opaque says that a call changes something at a Vault and is no operation of mpool.
func opaque(c Call) bool { return c.ofVault() && c.Call.Changes && c.Recognised == "" }

// vaultGives finds what a call of the Vault gives away or risks, if it is no operation of mpool. It
// refuses rights, and payments to unnamed accounts.
func (k knownAddresses) vaultGives(c Call) []ops.Finding {
	if !opaque(c) {
		return nil
	}
	switch does := c.does.(type) {
	case deed.SetRelayer:
		return relayer(does)
	case deed.UserBalance:
		return k.userBalance(does)
	case deed.Join:
		found := k.taken(does.Between, "the BPT for tokens that the Safe adds to "+does.Pools[0].Hex())
		return append(found, k.entrusted(deed.PoolOf(does.Pools[0]), does.Way == deed.FirstJoin)...)
	case deed.Swap:
		return append(k.taken(does.Whose(), "the output of a swap"), k.entrusted(does.Out, false)...)
	case deed.Exit:
		return k.taken(does.Between, "the tokens withdrawn from the pool "+does.Pools[0].Hex())
	case deed.BatchSwap:
		found := k.taken(does.Whose(), "the output of a swap")
		for _, asset := range does.Gets() {
			found = append(found, k.entrusted(asset, false)...)
		}
		return found
	}
	return one(ops.Warn, "vault.call", "it calls the Vault in a way unknown to mpool: check what it moves, and to whom")
}

// foreignVault refuses a function of the Vault at a contract that is no trusted Vault.
func (k knownAddresses) foreignVault(c Call) []ops.Finding {
	if !opaque(c) || len(k.vaults) == 0 || slices.Contains(k.vaults, c.To) {
		return nil
	}
	return k.unless(toCall, c.To, ops.Finding{Code: "vault.foreign",
		Summary: fmt.Sprintf("%s is not the Vault of a pool that you have named: its behaviour is unknown", c.To)})
}

// relayer refuses a relayer that could act for an account in the Vault.
func relayer(r deed.SetRelayer) []ops.Finding {
	if !r.Approved {
		return nil
	}
	f := one(ops.Refuse, "vault.relayer", "%s could act for %s in the Vault at any time: take all tokens approved for the Vault, and its internal balances", r.Relayer, r.Sender)
	f[0].Hint = "do not approve a relayer in a batch from someone else"
	return f
}

// userBalance refuses payments from internal balances to unnamed accounts.
func (k knownAddresses) userBalance(b deed.UserBalance) []ops.Finding {
	var found []ops.Finding
	for _, move := range b.Moves {
		if !k.own(move.Recipient) {
			found = append(found, k.sends("vault.sends", explain.AmountText(k.book, move.Asset, move.Amount), move.Recipient)...)
		}
	}
	if len(found) == 0 && !k.planned {
		return one(ops.Note, "vault.balance", "it moves tokens between the Safe and its internal balances in the Vault")
	}
	return found
}

// taken judges the recipient of a join, an exit or a swap. It refuses an unnamed one. For the Safe
// itself it warns that others can reduce the amount.
func (k knownAddresses) taken(b deed.Between, what string) []ops.Finding {
	if !k.own(b.Recipient) {
		return k.sends("vault.sends", what, b.Recipient)
	}
	if k.planned { // the planner tells the limits, and the worth of the trade is judged
		return nil
	}
	f := one(ops.Warn, "vault.trades", "the Safe gets %s; the amount is known only when mined, and only its limits protect against front-running", what)
	f[0].Detail = "whose tokens pay: " + b.Sender.Hex()
	return f
}
