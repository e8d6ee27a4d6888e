package ops

import (
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/units"
)

// Trader is who pays for a swap, a join or an exit, and who gets what it gives.
type Trader struct {
	Sender    common.Address `json:"sender"`
	Recipient common.Address `json:"recipient"`
	// Paid and Got are what the sender had of each token that is paid and the recipient
	// of each that is got, when this was made: they tell whether it is done already.
	// Where Paid is empty nobody says, and it never counts as done.
	Paid []Stock `json:"paid,omitempty"`
	Got  []Stock `json:"got,omitempty"`
	// Native is the token for which the chain's native token is paid or paid out.
	Native Native `json:"native,omitzero"`
	// FromInternal pays with the sender's internal balance in the Vault first, and
	// ToInternal adds to the recipient's what is paid out.
	FromInternal bool `json:"from_internal,omitempty"`
	ToInternal   bool `json:"to_internal,omitempty"`
	// Prices are what one whole token of the pool costs elsewhere, all in one money; none:
	// nobody has said. They decide nothing of what is sent.
	Prices []TokenWorth `json:"prices,omitempty"`
}

// Stock is what an account had of a token, and the least by which that will change.
type Stock struct {
	Token common.Address `json:"token"`
	Had   units.Amount   `json:"had"`
	Least units.Amount   `json:"least"`
}

// Done says whether the tokens have changed hands since this was made: the sender has less
// of a token that is paid, and the recipient has more of each that is received, at least by
// the minimum. It also counts if both happened in another way.
func (t Trader) Done(now *Snapshot) bool {
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

// watch names what the two have of the tokens, what the Vault has of them, and what a
// collection of the AUM fee changes.
func (t Trader) watch(pool *Snapshot, tokens []common.Address) Watch {
	var keys []HoldingKey
	for _, token := range tokens {
		keys = append(keys, HoldingKey{token, t.Sender}, HoldingKey{token, t.Recipient})
		if token != pool.Pool.Address {
			keys = append(keys, HoldingKey{token, pool.Pool.Vault})
		}
	}
	w := Watch{Holdings: each(append(keys, aumHoldings(pool)...)), Members: []common.Address{t.Sender}}
	if t.Native != (Native{}) {
		w.Coins = each([]common.Address{t.Sender, t.Recipient})
	}
	for _, token := range tokens {
		if t.FromInternal {
			w.Inside = append(w.Inside, HoldingKey{token, t.Sender})
		}
		if t.ToInternal {
			w.Inside = append(w.Inside, HoldingKey{token, t.Recipient})
		}
	}
	w.Inside = each(w.Inside)
	return w
}

// read says whether what is watched was read.
func (t Trader) read(now *Snapshot, tokens []common.Address) error {
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

// paid is what the sender has of a token that is paid.
func (t Trader) paid(now *Snapshot, token common.Address, decimals uint8) Stock {
	stock := Stock{Token: token, Least: units.Amount{Decimals: decimals}}
	if has := t.Has(now, token); has != nil {
		stock.Had = *has
	}
	return stock
}

// got is what the recipient has of a token that is paid out, with the least by which that
// grows. Of the native token it is next to nothing: gas is paid with it too.
func (t Trader) got(now *Snapshot, token common.Address, least units.Amount) Stock {
	stock := Stock{Token: token, Least: least}
	if t.inNative(token) && !least.Raw.IsZero() {
		stock.Least.Raw.SetOne()
	}
	if has := t.gets(now, token); has != nil {
		stock.Had = *has
	}
	return stock
}

// allow has the Vault take exactly an amount of a token from the sender. Any other
// allowance is taken back first. The pool's own token needs none.
func (t Trader) allow(now *Snapshot, token common.Address, amount units.Amount) []step {
	held := now.Holding(token, t.Sender)
	amount.Raw = t.fromWallet(now, token, amount.Raw)
	if held == nil || t.needsNone(now, token) || held.Allowance.Raw == amount.Raw {
		return nil
	}
	var steps []step
	if !held.Allowance.Raw.IsZero() && !amount.Raw.IsZero() {
		steps = append(steps, approveStep(now, *held, units.Amount{Decimals: held.Decimals}, "the existing allowance is reset first"))
	}
	return append(steps, approveStep(now, *held, units.Amount{Raw: amount.Raw, Decimals: held.Decimals}, "the Vault takes the tokens from the sender, and exactly these"))
}

// needsNone says that a token is paid without an allowance: the pool's own, and the native
// one.
func (t Trader) needsNone(now *Snapshot, token common.Address) bool {
	return token == now.Pool.Address || t.inNative(token)
}

// takeBack takes back what is left of an allowance for the most that may be paid. The
// call is planned even where nothing would be left: what is paid depends on the block.
func (t Trader) takeBack(now *Snapshot, token common.Address) []step {
	held := now.Holding(token, t.Sender)
	if held == nil || t.needsNone(now, token) {
		return nil
	}
	return []step{approveStep(now, *held, units.Amount{Decimals: held.Decimals}, "the remaining allowance is revoked")}
}

// leftover are the allowances to take back once the tokens have changed hands: from the
// first one on that is left, so that they are the last calls of the first plan, in which
// nobody knew how much would be left of which.
func (t Trader) leftover(now *Snapshot, tokens []common.Address) []step {
	var steps []step
	for _, token := range tokens {
		held := now.Holding(token, t.Sender)
		if len(steps) > 0 || held != nil && !held.Allowance.Raw.IsZero() {
			steps = append(steps, t.takeBack(now, token)...)
		}
	}
	return steps
}

// pay moves a token from the sender into the pool: of the internal balance first, where
// that is asked for. BPT goes to the Vault, and leaves circulation. What the Vault wraps of
// the native token, it has as any other.
func (t Trader) pay(s *Snapshot, token common.Address, amount uint256.Int) {
	s.moveCash(token, &amount, true)
	if t.inNative(token) {
		if coins := s.CoinsOf(t.Sender); coins != nil {
			coins.Balance.Raw.Sub(&coins.Balance.Raw, &amount)
		}
		s.credit(token, s.Pool.Vault, amount)
		return
	}
	if t.FromInternal {
		amount = t.payInside(s, token, amount)
	}
	if token == s.Pool.Address {
		s.debit(token, t.Sender, amount)
		return
	}
	s.spend(token, t.Sender, amount)
	s.credit(token, s.Pool.Vault, amount)
}

// get moves a token out of the pool to the recipient: what becomes an internal balance
// stays in the Vault.
func (t Trader) get(s *Snapshot, token common.Address, amount uint256.Int) {
	s.moveCash(token, &amount, false)
	if in := s.InsideOf(token, t.Recipient); t.ToInternal && in != nil {
		in.Balance.Raw.Add(&in.Balance.Raw, &amount)
		return
	}
	if token != s.Pool.Address {
		s.debit(token, s.Pool.Vault, amount)
	}
	if coins := s.CoinsOf(t.Recipient); t.inNative(token) && coins != nil {
		coins.Balance.Raw.Add(&coins.Balance.Raw, &amount)
		return
	}
	s.credit(token, t.Recipient, amount)
}

// mathRefusal is what the contract says to what its arithmetic refuses.
func mathRefusal(now *Snapshot, err error) []Finding {
	if err == nil {
		return nil
	}
	code := balCode(err)
	if code == "" {
		return []Finding{{Refuse, "revert", "the pool reverts without a code: " + err.Error(), "", ""}}
	}
	summary, hint := tradeWords(now, code)
	return []Finding{{Refuse, code, summary, err.Error(), hint}}
}

// tradeWords say what a code of a swap, join or exit means, and what to do.
func tradeWords(now *Snapshot, code string) (summary, hint string) {
	if now.Supply.Virtual.Raw.IsZero() && code != "BAL#402" && code != "BAL#358" {
		return "the pool has no first join yet, so it has no prices", "the first join comes first: mpool first-join " + now.Pool.Address.Hex()
	}
	switch code {
	case "BAL#327":
		return "swaps are disabled in this pool", "join for all tokens and exit for all tokens still work"
	case "BAL#330":
		return "swaps are disabled: only a join for exact BPT with all tokens, and an exit for all tokens, are possible", "use --all"
	case "BAL#358":
		return "joins and exits are disabled in this pool", ""
	case "BAL#402":
		return "the pool is paused", "the pool is in recovery mode: mpool exit --recovery still works"
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

// refuseCashOf finds that the Vault's cash does not reach, or that the pool would have
// more than the Vault's bits hold.
func refuseCashOf(now *Snapshot, index int, in bool, amount uint256.Int) []Finding {
	token := now.Tokens[index]
	if in {
		total, over := new(uint256.Int).AddOverflow(unitsOf256(token), &amount)
		if !over && total.BitLen() <= vaultBits {
			return nil
		}
		return []Finding{{Refuse, "BAL#526", fmt.Sprintf("the pool's balance of %s would not fit the Vault's %d bits", token.Symbol, vaultBits), "", "use a smaller amount"}}
	}
	if !token.Cash.Raw.Lt(&amount) {
		return nil
	}
	return []Finding{{Refuse, cashCode(now, token, amount), fmt.Sprintf("the payment is %s %s, and the Vault holds %s for the pool: the rest is with the asset manager %s",
		units.Amount{Raw: amount, Decimals: token.Decimals}, token.Symbol, token.Cash, token.AssetManager), "", "use a smaller amount, or another token"}}
}

// cashCode is what a payment beyond the cash says: the Vault's subtraction, or before it
// the token, where the Vault has not even as much for all its pools.
func cashCode(now *Snapshot, token Token, amount uint256.Int) string {
	if held := now.Holding(token.Address, now.Pool.Vault); held != nil && held.Balance.Raw.Lt(&amount) {
		return "cash"
	}
	return "BAL#001"
}

func unitsOf256(token Token) *uint256.Int {
	total := token.Balance().Raw
	return &total
}

// refuseFunds finds that the sender does not have what is paid.
func (t Trader) refuseFunds(now *Snapshot, token common.Address, amount units.Amount, code string) []Finding {
	has := t.Has(now, token)
	if has == nil || !has.Raw.Lt(&amount.Raw) {
		return nil
	}
	name := now.nameOfToken(token)
	if t.inNative(token) {
		name = t.Native.Symbol.String()
	}
	return []Finding{{Refuse, code, fmt.Sprintf("%s has %s %s, but the payment is %s", t.Sender, has, name, amount), "", "use a smaller amount"}}
}

// refuseOpen keeps money out of a pool that anybody can empty.
func refuseOpen(now *Snapshot) []Finding {
	open, is := OpenNow(now)
	if !is {
		return nil
	}
	return []Finding{{Refuse, "exposure.join", "anyone can take what is paid into this pool: swaps are enabled while it holds almost none of one token", open.Summary, "wait until the owner has shut the pool or deposited the token"}}
}
