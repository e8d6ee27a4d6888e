package review

import (
	"slices"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/ops"
)

// knownAddresses are those that a batch about pools may well call.
type knownAddresses struct {
	vaults []common.Address
	tokens []common.Address
	safe   *abi.ABI
	// recipients are who may be sent something, beside the Safe that it is of.
	recipients []common.Address
	planned    bool             // the calls are a plan's
	of         common.Address   // zero where nobody says
	senders    []common.Address // who may send a batch that does not say: the owners and managers of its pools
	pools      []common.Hash    // their ids
	calls      []Call           // all of them
	supplies   map[common.Address]chain.Supply
	book       decode.Book
	// strange are the pools that the batch mentions and nobody names, and namesakes the
	// trusted pools whose names they bear.
	factories []common.Address
	wrapped   common.Address // the native token as an ERC-20; zero: unknown
	strange   map[common.Address]*ops.Snapshot
	trusted   []*ops.Snapshot
	namesakes map[common.Address]common.Address
}

// knownAddresses are those of what the user trusts, whatever the batch is about.
func (c *Checker) knownAddresses() knownAddresses {
	k := newKnownAddresses(c.trusted, c.View.Calls)
	k.vaults = vaultsOf(c.trusted, c.By.Settings.Contracts.Vault, c.View.NodeChain)
	k.recipients, k.book, k.of, k.planned = c.Flags.Recipients, c.Book, c.Safe, c.planned
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
	of := slices.Clone(k.tokens)
	for _, call := range calls { // those that the batch adds to them
		if added, is := call.does.(AddToken); is && slices.Contains(of, call.To) {
			k.tokens = append(k.tokens, added.Token)
		}
	}
	return k
}

// own says whether an address is the Safe, or may be where none is named.
func (k knownAddresses) own(a common.Address) bool {
	if k.of != (common.Address{}) {
		return a == k.of
	}
	return slices.Contains(k.senders, a)
}

// functionOfSafe names a function of a Safe, with what it is given.
func (k knownAddresses) functionOfSafe(data []byte) string {
	if len(data) >= 4 {
		if method, err := k.safe.MethodById(data[:4]); err == nil {
			return withArguments(method, data[4:])
		}
	}
	return "a function unknown to mpool"
}

// rulesSafe says whether calldata is of a function by which a Safe, and nobody else,
// changes who may act for it.
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
