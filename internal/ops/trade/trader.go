// Package trade has what liquidity providers and traders do with a pool: swaps, joins, exits and the
// first join.
package trade

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// Trader is the payer and the recipient of a swap, join or exit.
type Trader struct {
	Sender    common.Address `json:"sender"`
	Recipient common.Address `json:"recipient"`
	// Paid and Got are the balances when the operation was made: the sender's of each token to pay,
	// and the recipient's of each token to receive. They show whether the operation is done
	// already. If Paid is empty, it never counts as done.
	Paid []Stock `json:"paid,omitempty"`
	Got  []Stock `json:"got,omitempty"`
	// Native is the token that the trader pays or receives as the chain's native token.
	Native Native `json:"native,omitzero"`
	// FromInternal pays from the sender's internal balance in the Vault first. ToInternal pays out
	// to the recipient's internal balance.
	FromInternal bool `json:"from_internal,omitempty"`
	ToInternal   bool `json:"to_internal,omitempty"`
	// Slippage is the largest share by which the user accepts less than quoted, or pays more. The limits of
	// the call were set by it. It is nil if it is unknown.
	Slippage *units.Fixed `json:"slippage,omitempty"`
	// Prices are outside prices of one whole token each, all in the same currency. They are empty
	// if the user gave none. They do not affect the calls.
	Prices []TokenWorth `json:"prices,omitempty"`
}

// Stock is an account's balance of a token, and the minimum by which it will change.
type Stock struct {
	Token common.Address `json:"token"`
	Had   units.Amount   `json:"had"`
	Least units.Amount   `json:"least"`
}

// Done says whether the trade has happened since the operation was made. The sender must have less
// of a token to pay, and the recipient more of each token to receive, at least by the minimum. It
// also counts if both happened in another way.
func (t Trader) Done(now *ops.Snapshot) bool {
	if !slices.ContainsFunc(t.Paid, func(paid Stock) bool {
		has := t.Has(now, paid.Token)
		return has != nil && has.Raw.Lt(&paid.Had.Raw)
	}) {
		return false
	}
	for _, got := range t.Got {
		has := t.gets(now, got.Token)
		least, over := new(uint256.Int).AddOverflow(&got.Had.Raw, &got.Least.Raw)
		if has == nil || over || has.Raw.Lt(least) {
			return false
		}
	}
	return true
}

// watch reads the tokens' balances of sender, recipient and Vault, and the BPT that a collection of
// the AUM fee changes.
func (t Trader) watch(pool *ops.Snapshot, tokens []common.Address) ops.Watch {
	var keys []ops.HoldingKey
	for _, token := range tokens {
		keys = append(keys, ops.HoldingKey{Token: token, Account: t.Sender}, ops.HoldingKey{Token: token, Account: t.Recipient})
		if token != pool.Pool.Address {
			keys = append(keys, ops.HoldingKey{Token: token, Account: pool.Pool.Vault})
		}
	}
	w := ops.Watch{Holdings: ops.Each(append(keys, ops.AumHoldings(pool)...)), Members: []common.Address{t.Sender}}
	if t.Native != (Native{}) {
		w.Coins = ops.Each([]common.Address{t.Sender, t.Recipient})
	}
	for _, token := range tokens {
		if t.FromInternal {
			w.Inside = append(w.Inside, ops.HoldingKey{Token: token, Account: t.Sender})
		}
		if t.ToInternal {
			w.Inside = append(w.Inside, ops.HoldingKey{Token: token, Account: t.Recipient})
		}
	}
	w.Inside = ops.Each(w.Inside)
	return w
}

// read fails if a watched balance was not read.
func (t Trader) read(now *ops.Snapshot, tokens []common.Address) error {
	for _, token := range tokens {
		if now.Holding(token, t.Sender) == nil || now.Holding(token, t.Recipient) == nil {
			return fmt.Errorf("mpool did not read the balances of %[3]s of %[1]s and %[2]s", t.Sender, t.Recipient, token)
		}
		if t.Has(now, token) == nil || t.gets(now, token) == nil || t.FromInternal && now.InsideOf(token, t.Sender) == nil {
			return fmt.Errorf("mpool did not read the native token and internal balances of %s and %s", t.Sender, t.Recipient)
		}
	}
	return nil
}

// paid is the sender's balance of a token to pay.
func (t Trader) paid(now *ops.Snapshot, token common.Address, decimals uint8) Stock {
	stock := Stock{Token: token, Least: units.Amount{Decimals: decimals}}
	if has := t.Has(now, token); has != nil {
		stock.Had = *has
	}
	return stock
}

// got is the recipient's balance of a token to receive, with its minimum increase. For the native
// token the minimum is one wei, because gas is paid with it too.
func (t Trader) got(now *ops.Snapshot, token common.Address, least units.Amount) Stock {
	stock := Stock{Token: token, Least: least}
	if t.inNative(token) && !least.Raw.IsZero() {
		stock.Least.Raw.SetOne()
	}
	if has := t.gets(now, token); has != nil {
		stock.Had = *has
	}
	return stock
}

// allow are the approvals for exactly this amount. An existing allowance is reset first. BPT and
// the native token need none.
func (t Trader) allow(now *ops.Snapshot, token common.Address, amount units.Amount) []ops.Step {
	held := now.Holding(token, t.Sender)
	amount.Raw = t.fromWallet(now, token, amount.Raw)
	if held == nil || t.needsNone(now, token) || held.Allowance.Raw == amount.Raw {
		return nil
	}
	var steps []ops.Step
	if !held.Allowance.Raw.IsZero() && !amount.Raw.IsZero() {
		steps = append(steps, ops.ApproveStep(now, *held, units.Amount{Decimals: held.Decimals}, "the existing allowance is reset first"))
	}
	return append(steps, ops.ApproveStep(now, *held, units.Amount{Raw: amount.Raw, Decimals: held.Decimals}, "lets the Vault take exactly these tokens from the sender"))
}

// needsNone says that a token needs no allowance: BPT, and the native token.
func (t Trader) needsNone(now *ops.Snapshot, token common.Address) bool {
	return token == now.Pool.Address || t.inNative(token)
}

// takeBack revokes the rest of an allowance for a maximum. The plan has this call even if nothing
// would remain, because the paid amount depends on the block.
func (t Trader) takeBack(now *ops.Snapshot, token common.Address) []ops.Step {
	held := now.Holding(token, t.Sender)
	if held == nil || t.needsNone(now, token) {
		return nil
	}
	return []ops.Step{ops.ApproveStep(now, *held, units.Amount{Decimals: held.Decimals}, "the remaining allowance is revoked")}
}

// leftover are the allowances to revoke after the trade. They start with the first one that is not
// zero, and include all later ones. So they equal the last calls of the first plan, which could not
// know what would remain.
func (t Trader) leftover(now *ops.Snapshot, tokens []common.Address) []ops.Step {
	var steps []ops.Step
	for _, token := range tokens {
		held := now.Holding(token, t.Sender)
		if len(steps) > 0 || held != nil && !held.Allowance.Raw.IsZero() {
			steps = append(steps, t.takeBack(now, token)...)
		}
	}
	return steps
}

// pay moves a token from the sender to the pool, first from the internal balance if FromInternal is
// set. BPT go to the Vault and leave circulation. The Vault wraps the native token and holds it as
// any other.
func (t Trader) pay(s *ops.Snapshot, token common.Address, amount uint256.Int) {
	s.MoveCash(token, &amount, true)
	if t.inNative(token) {
		if coins := s.CoinsOf(t.Sender); coins != nil {
			coins.Balance.Raw.Sub(&coins.Balance.Raw, &amount)
		}
		s.Credit(token, s.Pool.Vault, amount)
		return
	}
	if t.FromInternal {
		amount = t.payInside(s, token, amount)
	}
	if token == s.Pool.Address {
		s.Debit(token, t.Sender, amount)
		return
	}
	ops.Spend(s, token, t.Sender, amount)
	s.Credit(token, s.Pool.Vault, amount)
}

// get moves a token from the pool to the recipient. An internal balance stays in the Vault.
func (t Trader) get(s *ops.Snapshot, token common.Address, amount uint256.Int) {
	s.MoveCash(token, &amount, false)
	if in := s.InsideOf(token, t.Recipient); t.ToInternal && in != nil {
		in.Balance.Raw.Add(&in.Balance.Raw, &amount)
		return
	}
	if token != s.Pool.Address {
		s.Debit(token, s.Pool.Vault, amount)
	}
	if coins := s.CoinsOf(t.Recipient); t.inNative(token) && coins != nil {
		coins.Balance.Raw.Add(&coins.Balance.Raw, &amount)
		return
	}
	s.Credit(token, t.Recipient, amount)
}

// mathRefusal converts an error of the contract's arithmetic to a refusal.
func mathRefusal(now *ops.Snapshot, err error) []ops.Finding {
	if err == nil {
		return nil
	}
	code := ops.RevertCode(err)
	if code == "" {
		return []ops.Finding{{Severity: ops.Refuse, Code: "revert", Summary: "the pool reverts without a code: " + err.Error()}}
	}
	summary, hint := tradeWords(now, code)
	return []ops.Finding{{Severity: ops.Refuse, Code: code, Summary: summary, Detail: err.Error(), Hint: hint}}
}

// tradeWords explains the error code of a swap, join or exit, and says what to do.
func tradeWords(now *ops.Snapshot, code string) (summary, hint string) {
	if now.Supply.Virtual.Raw.IsZero() && code != "BAL#402" && code != "BAL#358" {
		return "the pool has no first join yet, so it has no prices", "the first join comes first: mpool first-join " + now.Pool.Address.Hex()
	}
	switch code {
	case "BAL#327":
		return "swaps are disabled in this pool", whileSwapsAreOff(now)
	case "BAL#330":
		return "swaps are disabled: only a join for exact BPT with all tokens, and an exit for all tokens, are possible", "use --all"
	case "BAL#358":
		return "joins and exits are disabled in this pool", recoveryHint(now)
	case "BAL#402":
		return "the pool is paused", recoveryHint(now)
	case "BAL#433":
		return "the pool has an allowlist, and the sender is not on it", "ask the owner " + now.Pool.Owner.Hex() + " to add it: mpool allowlist add"
	case "BAL#356":
		return "a circuit breaker stops this", "use a smaller amount; mpool breakers show lists the bounds"
	case "BAL#304":
		return "the amount in, without the swap fee, exceeds 30% of the pool's balance", "use a smaller amount"
	case "BAL#305":
		return "the amount out exceeds 30% of the pool's balance", "use a smaller amount"
	case "BAL#306":
		return "an exit for one token, or for exact amounts, can shrink the pool by at most 30%", "use a smaller amount, or exit for all tokens"
	case "BAL#307":
		return "a join with one token can grow the pool to at most three times its size", "use a smaller amount, or join with all tokens"
	case "BAL#206":
		return "the pool is not initialised", "make the first join: mpool first-join"
	case "BAL#208":
		return "this would return less BPT than the minimum", "use a larger --slippage"
	case "BAL#207":
		return "this would take more BPT than the maximum", "use a larger --slippage"
	case "BAL#438":
		return "the pool is not in recovery mode", "omit --recovery"
	}
	return "the pool refuses this", ""
}

// recoveryHint names the exit that works in any pool in recovery mode.
func recoveryHint(now *ops.Snapshot) string {
	if !now.Pool.RecoveryMode {
		return ""
	}
	return "the pool is in recovery mode: mpool exit --recovery still works"
}

// whileSwapsAreOff says what is still possible while swaps are disabled.
func whileSwapsAreOff(now *ops.Snapshot) string {
	if !now.Pool.JoinExitEnabled {
		return recoveryHint(now)
	}
	return "join for all tokens and exit for all tokens still work"
}

// refuseCashOf refuses a payment that exceeds the Vault's cash, or a deposit that exceeds the
// Vault's bits.
func refuseCashOf(now *ops.Snapshot, index int, in bool, amount uint256.Int) []ops.Finding {
	token := now.Tokens[index]
	if in {
		total, over := new(uint256.Int).AddOverflow(ops.RawBalance(token), &amount)
		if !over && total.BitLen() <= ops.VaultBits {
			return nil
		}
		return []ops.Finding{{Severity: ops.Refuse, Code: "BAL#526", Summary: fmt.Sprintf("the pool's balance of %s would not fit the Vault's %d bits", token.Symbol, ops.VaultBits), Hint: "use a smaller amount"}}
	}
	if !token.Cash.Raw.Lt(&amount) {
		return nil
	}
	words := fmt.Sprintf("the payment is %s %s, and the Vault holds %s for the pool", units.Amount{Raw: amount, Decimals: token.Decimals}, token.Symbol, token.Cash)
	if !ops.RawBalance(token).Lt(&amount) {
		words += fmt.Sprintf(": the rest is with the asset manager %s", token.AssetManager)
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: cashCode(now, token, amount), Summary: words, Hint: "use a smaller amount, or another token"}}
}

// cashCode is the code for a payment beyond the cash. Usually the Vault's subtraction fails. If the
// Vault has less than that for all its pools, the token's transfer fails first.
func cashCode(now *ops.Snapshot, token ops.Token, amount uint256.Int) string {
	if held := now.Holding(token.Address, now.Pool.Vault); held != nil && held.Balance.Raw.Lt(&amount) {
		return "cash"
	}
	return "BAL#001"
}

// refuseFunds refuses a payment that exceeds the sender's balance.
func (t Trader) refuseFunds(now *ops.Snapshot, token common.Address, amount units.Amount, code string) []ops.Finding {
	has := t.Has(now, token)
	if has == nil || !has.Raw.Lt(&amount.Raw) {
		return nil
	}
	name := ops.NameOfToken(now, token)
	if t.inNative(token) {
		name = t.Native.Symbol.String()
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: code, Summary: fmt.Sprintf("%s has %s %s, but the payment is %s", t.Sender, has, name, amount), Hint: "use a smaller amount"}}
}

// refuseOpen refuses to pay into a pool that anyone can empty.
func refuseOpen(now *ops.Snapshot) []ops.Finding {
	open, is := ops.OpenNow(now)
	if !is {
		return nil
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: "exposure.join", Summary: "anyone can take what is paid into this pool: swaps are enabled while it holds almost none of one token", Detail: open.Summary, Hint: "wait until the owner has shut the pool or deposited the token"}}
}
