package history

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/holiman/uint256"

	"mpool/bindings/erc20"
	"mpool/bindings/managedpool"
	"mpool/bindings/vault"
	"mpool/internal/mined"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// Happened returns the effects of one block's transactions on a pool and its watched accounts, in
// order. It ignores logs of the Vault about other pools, and logs of contracts other than the pool, the
// Vault and the watched tokens. A log of the pool that the contract cannot have emitted is an error.
// Such a log of a watched token is ignored, because tokens may emit anything.
func Happened(logs []types.Log, pool *ops.Snapshot) ([]mined.Deed, error) {
	logs = slices.Clone(logs)
	slices.SortStableFunc(logs, func(a, b types.Log) int {
		return cmp.Or(cmp.Compare(a.TxIndex, b.TxIndex), cmp.Compare(a.Index, b.Index))
	})
	r := newReader(pool)
	var deeds []mined.Deed
	for _, l := range logs {
		event, err := r.read(l)
		if err != nil {
			return nil, err
		}
		if event == nil {
			continue
		}
		if last := len(deeds) - 1; last < 0 || deeds[last].Tx != l.TxHash {
			deeds = append(deeds, mined.Deed{Tx: l.TxHash, Index: l.TxIndex})
		}
		last := &deeds[len(deeds)-1]
		last.Events = append(last.Events, event)
	}
	for i := range deeds {
		deeds[i].Events = spent(deeds[i].Events, pool.Pool.Vault)
	}
	return deeds, nil
}

// Watched lists the contracts whose logs Happened reads.
func Watched(pool *ops.Snapshot) []common.Address {
	all := []common.Address{pool.Pool.Address, pool.Pool.Vault}
	for _, held := range pool.Holdings {
		if !slices.Contains(all, held.Token) {
			all = append(all, held.Token)
		}
	}
	return all
}

// reader holds the events that matter to a pool, by contract.
type reader struct {
	decoder
	pool  *ops.Snapshot
	token map[common.Hash]abi.Event // events of all tokens
}

func newReader(pool *ops.Snapshot) reader {
	r := reader{decoder{map[common.Hash]map[common.Address]abi.Event{}}, pool, map[common.Hash]abi.Event{}}
	r.add(pool.Pool.Address, events(&managedpool.ManagedPoolMetaData, append(poolEvents(), "Transfer", "ProtocolFeePercentageCacheUpdated")))
	r.add(pool.Pool.Vault, events(&vault.VaultMetaData, append(vaultEvents(), "Swap", "PoolBalanceChanged", "PausedStateChanged")))
	for _, kind := range events(&erc20.ERC20MetaData, []string{"Transfer", "Approval"}) {
		r.token[kind.ID] = kind
	}
	return r
}

// read returns nil for a log that does not change the pool.
func (r reader) read(l types.Log) (mined.Event, error) {
	genuine := l.Address == r.pool.Pool.Address || l.Address == r.pool.Pool.Vault
	if !genuine {
		return r.readToken(l), nil
	}
	if len(l.Topics) == 0 || r.emitter[l.Topics[0]][l.Address].Name == "" {
		return nil, nil
	}
	e, err := r.decode(l)
	if err != nil {
		return nil, err
	}
	if id, of := e.args["poolId"].([32]byte); of && common.Hash(id) != r.pool.Pool.ID {
		return nil, nil
	}
	if l.Address == r.pool.Pool.Vault {
		return vaultEvent(e), nil
	}
	return r.poolEvent(e)
}

// readToken decodes the events of a watched token.
func (r reader) readToken(l types.Log) mined.Event {
	watched := slices.ContainsFunc(r.pool.Holdings, func(h ops.Holding) bool { return h.Token == l.Address })
	if !watched || len(l.Topics) == 0 {
		return nil
	}
	kind, known := r.token[l.Topics[0]]
	e := event{name: kind.Name, log: l, args: map[string]any{}}
	if !known || readTopics(kind, l, e.args) != nil || readData(kind, l.Data, e.args) != nil {
		return nil
	}
	if e.name == "Transfer" {
		return transferOf(e, "from", "to", "value")
	}
	if owner := e.address("owner"); e.address("spender") == r.pool.Pool.Vault {
		return mined.Approved{Token: l.Address, Owner: owner, Amount: *e.fixed("value").Int()}
	}
	return nil
}

func transferOf(e event, from, to, value string) mined.Event {
	return mined.Transferred{Token: e.log.Address, From: e.address(from), To: e.address(to), Amount: *e.fixed(value).Int()}
}

func vaultEvent(e event) mined.Event {
	switch e.name {
	case "Swap":
		return mined.Swapped{In: e.address("tokenIn"), Out: e.address("tokenOut"), AmountIn: *e.fixed("amountIn").Int(), AmountOut: *e.fixed("amountOut").Int()}
	case "PoolBalanceChanged":
		return mined.BalanceChanged{By: e.address("liquidityProvider"), Tokens: e.addresses("tokens"), Deltas: e.ints("deltas"), Fees: e.ints("protocolFeeAmounts")}
	case "PoolBalanceManaged":
		return mined.BalanceManaged{Manager: e.address("assetManager"), Token: e.address("token"), Cash: e.int("cashDelta"), Managed: e.int("managedDelta")}
	case "TokensRegistered":
		return mined.TokensCame{Tokens: e.addresses("tokens"), Managers: e.addresses("assetManagers")}
	case "TokensDeregistered":
		return mined.TokensWent{Tokens: e.addresses("tokens")}
	case "PausedStateChanged":
		return mined.Switched{Switch: mined.VaultSwitch, On: e.flag("paused")}
	}
	return nil // PoolRegistered: there was no state before it
}

func (r reader) poolEvent(e event) (mined.Event, error) {
	switch e.name {
	case "GradualWeightUpdateScheduled":
		ramp, err := e.ramp()
		return mined.WeightsScheduled{Ramp: ramp, From: e.fixeds("startWeights"), To: e.fixeds("endWeights")}, err
	case "GradualSwapFeeUpdateScheduled":
		ramp, err := e.ramp()
		return mined.FeeScheduled{Ramp: ramp, From: e.fixed("startSwapFeePercentage"), To: e.fixed("endSwapFeePercentage")}, err
	case "AllowlistAddressAdded", "AllowlistAddressRemoved":
		return mined.Listed{Member: e.address("member"), Allowed: e.name == "AllowlistAddressAdded"}, nil
	case "CircuitBreakerSet":
		return mined.BreakerChanged{Bounds: ops.BreakerBounds{Token: e.address("token"), BptPrice: e.fixed("bptPrice"),
			Lower: e.fixed("lowerBoundPercentage"), Upper: e.fixed("upperBoundPercentage")}}, nil
	case "ManagementAumFeePercentageChanged":
		return mined.AumFeeSet{Fee: e.fixed("managementAumFeePercentage")}, nil
	case "ManagementAumFeeCollected":
		return mined.FeeCollected{}, nil
	case "Transfer":
		return transferOf(e, "from", "to", "value"), nil
	case "ProtocolFeePercentageCacheUpdated":
		return mined.ShareCached{Share: cachedShare(e.args["feeCache"].([32]byte))}, nil
	}
	return switched(e), nil
}

// cachedShare decodes the cache of ProtocolFeeCache: 64 bits each for swaps, yield and AUM, the lowest
// first.
func cachedShare(cache [32]byte) units.Fixed {
	return units.Fixed(*new(uint256.Int).SetBytes(cache[8:16]))
}

func switched(e event) mined.Event {
	switch e.name {
	case "SwapEnabledSet":
		return mined.Switched{Switch: mined.SwapsSwitch, On: e.flag("swapEnabled")}
	case "JoinExitEnabledSet":
		return mined.Switched{Switch: mined.JoinsSwitch, On: e.flag("joinExitEnabled")}
	case "MustAllowlistLPsSet":
		return mined.Switched{Switch: mined.AllowlistSwitch, On: e.flag("mustAllowlistLPs")}
	case "PausedStateChanged":
		return mined.Switched{Switch: mined.PauseSwitch, On: e.flag("paused")}
	case "RecoveryModeStateChanged":
		return mined.Switched{Switch: mined.RecoverySwitch, On: e.flag("enabled")}
	}
	return nil // TokenAdded and TokenRemoved repeat the Vault's events and the weights
}

// spent marks transfers to the Vault that used an allowance, in transactions in which the token emitted
// no Approval event: not every token emits one.
func spent(events []mined.Event, balancer common.Address) []mined.Event {
	type pair struct{ token, owner common.Address }
	told := map[pair]bool{}
	for _, event := range events {
		if e, is := event.(mined.Approved); is {
			told[pair{e.Token, e.Owner}] = true
		}
	}
	for i, event := range events {
		if e, is := event.(mined.Transferred); is && e.To == balancer && !told[pair{e.Token, e.From}] {
			e.Spent = true
			events[i] = e
		}
	}
	return events
}

// ints returns the numbers of an array.
func (e event) ints(name string) []*big.Int { return e.args[name].([]*big.Int) }
