package tokenset

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
	"mpool/internal/ops/assetmanager"
	"mpool/internal/units"
)

// refusals lists the reverts that the contracts would cause, in the contracts' order. It also finds
// deposits that no account could make.
func (op AddToken) refusals(now *ops.Snapshot) []ops.Finding {
	var found []ops.Finding
	switch {
	case !op.added(now):
		found = op.refuseAdd(now)
	case !op.funded(now):
		found = assetmanager.RefusePaused(now)
	}
	if op.Doors.Closing != ops.AtOnce && op.added(now) {
		found = append(ops.RefuseOwnerCall(now), found...)
	}
	if op.funded(now) {
		if len(op.takeBack(now)) > 0 {
			found = append(found, assetmanager.RefusePaused(now)...)
		}
		return found
	}
	if op.Doors.Closing != ops.AtOnce {
		found = append(found, refuseGrown(op.scale(now), "the deposit", op.growAgain(now), now.Pool.Address)...)
	}
	if now.Has(op.Token) && !op.added(now) {
		return found // whatever else would be missing does not matter: the token is there
	}
	found = append(found, refuseManager(now, op.AssetManager)...)
	return append(found, op.refuseDeposit(now)...)
}

// refuseAdd mirrors ManagedPoolSettings.addToken and the functions that it calls.
func (op AddToken) refuseAdd(now *ops.Snapshot) []ops.Finding {
	found := ops.RefuseOwnerCall(now)
	found = append(found, refuseUninitialised(now)...)
	found = append(found, refuseFull(now)...)
	found = append(found, refuseBpt(now, op.Token)...)
	found = append(found, refuseWeightChange(now)...)
	found = append(found, assetmanager.RefusePaused(now)...)
	found = append(found, refuseRegistered(now, op.Token, op.symbol(now))...)
	found = append(found, refuseDecimals(now.Holding(op.Token, op.AssetManager).Decimals, op.symbol(now))...)
	found = append(found, refuseNewWeights(now.Tokens, op.Weight, op.symbol(now))...)
	return append(found, refuseMint(op.Mint)...)
}

// refuseUninitialised mirrors a check of addToken and removeToken: the supply must not be zero.
func refuseUninitialised(now *ops.Snapshot) []ops.Finding {
	if !now.Supply.Virtual.Raw.IsZero() {
		return nil
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: "BAL#206", Summary: "the pool is not initialised: nobody has joined it yet", Hint: "run mpool first-join first"}}
}

// maxTokens is ManagedPoolSettings._MAX_TOKENS. It does not count the BPT.
const maxTokens = 50

func refuseFull(now *ops.Snapshot) []ops.Finding {
	if len(now.Tokens) < maxTokens {
		return nil
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: "BAL#201", Summary: fmt.Sprintf("the pool has %d tokens, and %d is the maximum", len(now.Tokens), maxTokens), Hint: "remove a token first"}}
}

func refuseBpt(now *ops.Snapshot, token common.Address) []ops.Finding {
	if token != now.Pool.Address {
		return nil
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: "BAL#354", Summary: "this token is the pool's own BPT and cannot be added", Hint: "choose another token"}}
}

// refuseWeightChange mirrors ManagedPoolAddRemoveTokenLib._ensureNoWeightChange.
func refuseWeightChange(now *ops.Snapshot) []ops.Finding {
	at, change := now.Block.Time, now.Weights
	switch {
	case at >= change.End:
		return nil
	case at < change.Start:
		return []ops.Finding{{Severity: ops.Refuse, Code: "BAL#349", Summary: fmt.Sprintf("a weight change is scheduled from %s to %s: tokens can be added and removed only after it", change.Start, change.End), Hint: whenTokens(at, now)}}
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: "BAL#348", Summary: fmt.Sprintf("a weight change runs until %s: tokens can be added and removed only after it", change.End), Hint: whenTokens(at, now)}}
}

// freezeWindow is the default time, in seconds, until a freeze settles if no Safe owns the pool. Until then it is a
// scheduled weight change. The user can set it with --within.
const freezeWindow = units.Time(600)

// whenTokens says when tokens can be added or removed. A freeze shortens the wait, but its window
// has to pass first.
func whenTokens(at units.Time, now *ops.Snapshot) string {
	change, window, settles := now.Weights, freezeWindow, "10 minutes"
	if now.Pool.OwnerKind == ops.OwnerSafe {
		window, settles = ops.OneDay, "1 day, because a Safe owns the pool"
	}
	possible := fmt.Sprintf("wait until %s", change.End)
	if change.Start == change.End && at < change.Start {
		return possible + " (the weights settle then, as after a freeze)"
	}
	if change.End <= at+window {
		return possible
	}
	return possible + ", or stop the change with mpool weights-update --freeze and wait until it has settled (" + settles + ", or its --within)"
}

func refuseRegistered(now *ops.Snapshot, token common.Address, symbol string) []ops.Finding {
	there, err := now.Token(token)
	if err != nil {
		return nil
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: "BAL#522", Summary: fmt.Sprintf("%s is already in the pool, with weight %s", symbol, units.PercentText(there.Weight)),
		Hint: "change its weight with mpool weights-update, or its balance with mpool manage-balance"}}
}

// refuseDecimals mirrors ManagedPoolTokenStorageLib.setTokenScalingFactor.
func refuseDecimals(decimals uint8, symbol string) []ops.Finding {
	if decimals <= 18 {
		return nil
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: "BAL#001", Summary: fmt.Sprintf("%s has %d decimals; a pool takes tokens with at most 18", symbol, decimals), Hint: "choose another token, such as a wrapper of this one"}}
}

// refuseNewWeights mirrors the checks of weights in addToken and _startGradualWeightChange.
func refuseNewWeights(others []ops.Token, added units.Fixed, symbol string) []ops.Finding {
	one, least := units.FixedOne(), ops.MinWeight()
	switch {
	case added.Int().BitLen() > 64:
		return []ops.Finding{{Severity: ops.Refuse, Code: "BAL#436", Summary: fmt.Sprintf("a weight of %s is too large: it does not fit 64 bits", units.Against(added, one)), Hint: "use a weight below 100%"}}
	case added.Int().Gt(one.Int()):
		return []ops.Finding{{Severity: ops.Refuse, Code: "BAL#001", Summary: fmt.Sprintf("a weight of %s leaves no weight for the other tokens", units.Against(added, one)), Hint: "use a weight below 100%"}}
	}
	var found []ops.Finding
	own := *one.Int() // the new weight: 1 minus the rounded other weights
	for _, token := range others {
		own.Sub(&own, shrunk(token.Weight, added).Int())
		if weight := shrunk(token.Weight, added); weight.Int().Lt(least.Int()) {
			found = append(found, ops.Finding{Severity: ops.Refuse, Code: "BAL#302",
				Summary: fmt.Sprintf("the weight of %s would be %s; the minimum is %s", token.Symbol, units.CutPercent(weight), least.Percent()), Hint: largestWeight(others)})
		}
	}
	if own.Lt(least.Int()) {
		found = append(found, ops.Finding{Severity: ops.Refuse, Code: "BAL#302",
			Summary: fmt.Sprintf("the weight of %s would be %s; the minimum is %s", symbol, units.Against(added, least), least.Percent()), Hint: "use " + least.Percent() + " or more"})
	}
	return found
}

// largestWeight names the largest weight x that a new token can have. Each other weight must stay
// at 1 % or more: mulDown(w, 1 - x) >= 1 % for the smallest weight w means 1 - x >= divUp(1 %, w).
func largestWeight(tokens []ops.Token) string {
	lowest := units.FixedOne()
	for _, token := range tokens {
		if token.Weight.Int().Lt(lowest.Int()) {
			lowest = token.Weight
		}
	}
	least, one := ops.MinWeight(), units.FixedOne()
	var kept, weight uint256.Int
	if !lowest.Int().IsZero() {
		kept.Mul(least.Int(), one.Int())
		kept.Add(&kept, new(uint256.Int).SubUint64(lowest.Int(), 1))
		kept.Div(&kept, lowest.Int())
	}
	if kept.IsZero() || kept.Gt(one.Int()) {
		return "no weight fits: first raise the smallest weights with mpool weights-update"
	}
	if weight.Sub(one.Int(), &kept); weight.Lt(least.Int()) {
		return "no weight fits: first raise the smallest weights with mpool weights-update"
	}
	return fmt.Sprintf("the largest weight that fits is %s", units.CutPercent(units.Fixed(weight)))
}

// shrunk is another token's weight after the addition: mulDown(weight, 1 - added).
func shrunk(weight, added units.Fixed) units.Fixed {
	one := units.FixedOne()
	var rest, product uint256.Int
	rest.Sub(one.Int(), added.Int())
	product.Mul(weight.Int(), &rest)
	return units.Fixed(*product.Div(&product, one.Int()))
}

// refuseMint mirrors ERC20._mint. The total supply has 256 bits and includes the 2^111 BPT that the
// Vault holds.
func refuseMint(mint units.Amount) []ops.Finding {
	code := "mint.huge" // the contract accepts this mint, but no join or exit could compute with it
	switch bits := mint.Raw.BitLen(); {
	case bits <= ops.VaultBits:
		return nil
	case bits == 256:
		code = "BAL#000"
	}
	return []ops.Finding{{Severity: ops.Refuse, Code: code, Summary: fmt.Sprintf("the pool cannot mint %s BPT: that exceeds the largest possible supply", mint), Hint: "use --mint fair, which mints what the deposit is worth"}}
}

// refuseManager finds asset managers that can never send a call.
func refuseManager(now *ops.Snapshot, manager common.Address) []ops.Finding {
	switch manager {
	case common.Address{}:
		return []ops.Finding{{Severity: ops.Refuse, Code: "manager.none", Summary: "the token would have no asset manager, so nobody could ever deposit it", Hint: "name one with --asset-manager ADDRESS; it can be the owner"}}
	case now.Pool.Address, now.Pool.Vault:
		return []ops.Finding{{Severity: ops.Refuse, Code: "manager.stuck", Summary: fmt.Sprintf("the asset manager would be %s, which is the pool or the Vault and can never deposit", manager), Hint: "name your own account with --asset-manager ADDRESS; it can be the owner"}}
	}
	return nil
}

// refuseDeposit mirrors BalanceAllocation.toBalance. It also refuses a deposit that the payer
// cannot afford.
func (op AddToken) refuseDeposit(now *ops.Snapshot) []ops.Finding {
	if op.Deposit.Raw.IsZero() {
		return []ops.Finding{{Severity: ops.Refuse, Code: "deposit.none", Summary: "without a deposit the pool holds none of the token, and nobody can join or exit", Hint: "use --amount, or --price to compute the deposit"}}
	}
	if op.Deposit.Raw.BitLen() > ops.VaultBits {
		return []ops.Finding{{Severity: ops.Refuse, Code: "BAL#526", Summary: fmt.Sprintf("%s %s do not fit the Vault's %d bits", op.Deposit, op.symbol(now), ops.VaultBits), Hint: "use a smaller deposit"}}
	}
	return op.payment(now).RefuseShort(now)
}
