package review

import (
	"slices"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
	"mpool/internal/safe/deed"
)

// knownAddresses are the addresses that the rules compare calls with.
type knownAddresses struct {
	vaults   []common.Address
	tokens   []common.Address
	safe     *abi.ABI
	accepted *Options         // what the user accepts, by purpose
	planned  bool             // the calls are those of a plan
	of       common.Address   // the Safe; zero if nobody names it
	senders  []common.Address // owners and asset managers of the trusted pools, who may send a batch that names no Safe
	pools    []common.Hash    // IDs of the trusted pools
	calls    []Call           // all calls
	supplies map[common.Address]chain.Supply
	book     decode.Book
	// strange are the pools that the batch mentions and the user does not name. namesakes maps each to
	// the trusted pool with the same name or symbol.
	factories []common.Address
	wrapped   common.Address                   // the wrapped native token; zero: unknown
	outside   map[addition]tokenset.TokenPrice // of added tokens
	after     map[common.Address]*ops.Snapshot // of each pool, where it is known
	vouched   map[common.Address]bool          // tokens of new pools that the user knows
	stakes    map[common.Address]chain.Supply  // the Safe's BPT of the trusted pools
	strange   map[common.Address]*ops.Snapshot
	trusted   []*ops.Snapshot
	namesakes map[common.Address]common.Address
}

// knownAddresses collects the addresses from the trusted pools, the settings and the calls.
func (c *Checker) knownAddresses() knownAddresses {
	k := newKnownAddresses(c.trusted, c.View.Calls)
	k.vaults = vaultsOf(c.trusted, c.By.Settings.Contracts.Vault, c.View.NodeChain)
	k.accepted, k.book, k.of, k.planned = c.Flags, c.Book, c.Safe, c.planned
	k.outside, k.vouched, k.after, k.stakes = c.outside, c.tokensKnown, c.after, c.stakes
	k.factories, k.wrapped = factoriesOf(c.By.Settings.Contracts, c.View.NodeChain), c.wrapped
	k.strange, k.namesakes = map[common.Address]*ops.Snapshot{}, map[common.Address]common.Address{}
	for _, pool := range c.strange {
		k.strange[pool.Pool.Address], k.namesakes[pool.Pool.Address] = pool, namesake(c.trusted, pool)
	}
	c.vaults, c.tokens = k.vaults, k.tokens
	return k
}

func newKnownAddresses(pools []*ops.Snapshot, calls []Call) knownAddresses {
	k := knownAddresses{calls: calls, trusted: pools}
	for _, pool := range pools {
		k.tokens = append(k.tokens, pool.Pool.Address)
		k.pools, k.senders = append(k.pools, pool.Pool.ID), append(k.senders, pool.Pool.Owner)
		for _, token := range pool.Tokens {
			k.tokens, k.senders = append(k.tokens, token.Address), append(k.senders, token.AssetManager)
		}
	}
	k.senders = slices.DeleteFunc(k.senders, func(a common.Address) bool { return a == common.Address{} }) // a token without a manager
	of := slices.Clone(k.tokens)
	for _, call := range calls { // tokens that the batch adds to the pools
		if added, is := call.does.(deed.AddToken); is && slices.Contains(of, call.To) {
			k.tokens = append(k.tokens, added.Token)
		}
	}
	return k
}

// own says whether an address is the Safe. If no Safe is named, any possible sender is.
func (k knownAddresses) own(a common.Address) bool {
	if k.of != (common.Address{}) {
		return a == k.of
	}
	return slices.Contains(k.senders, a)
}

// functionOfSafe names a function of a Safe, with its arguments.
func functionOfSafe(k knownAddresses, data []byte) string {
	if len(data) >= 4 {
		if method, err := k.safe.MethodById(data[:4]); err == nil {
			return withArguments(method, data[4:])
		}
	}
	return "a function unknown to mpool"
}

// rulesSafe says whether calldata calls a function that only a Safe calls on itself, to change its
// owners, modules, guard or handler.
func (k knownAddresses) rulesSafe(data []byte) bool {
	if len(data) < 4 {
		return false
	}
	method, err := k.safe.MethodById(data[:4])
	return err == nil && slices.Contains([]string{"addOwnerWithThreshold", "removeOwner", "swapOwner", "changeThreshold",
		"enableModule", "disableModule", "setGuard", "setFallbackHandler"}, method.RawName)
}

// vaultsOf are the Vaults of trusted pools, Balancer's on a chain that has it, and the
// configured one; zero: there is none.
func vaultsOf(pools []*ops.Snapshot, configured common.Address, on uint64) []common.Address {
	var list []common.Address
	if configured != (common.Address{}) {
		list = append(list, configured)
	}
	if _, known := chain.DeploymentOn(on); known && configured != common.HexToAddress(chain.VaultAddress) {
		list = append(list, common.HexToAddress(chain.VaultAddress))
	}
	for _, pool := range pools {
		if !slices.Contains(list, pool.Pool.Vault) {
			list = append(list, pool.Pool.Vault)
		}
	}
	return list
}
