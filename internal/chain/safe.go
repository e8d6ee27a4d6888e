package chain

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"

	"mpool/bindings/safecontract"
	"mpool/internal/chain/wire"
	"mpool/internal/ops"
)

// Safe is the state of a Safe multisig at a block.
type Safe struct {
	Address   common.Address
	Version   string // answer of VERSION(): hostile text, at most 32 bytes
	Threshold uint64
	Owners    []common.Address // in the contract's order
	Nonce     uint64           // of the next transaction
	// Guard can reject any transaction, ModuleGuard those of modules; zero if there is none.
	// SlotsRead is false if the node does not return storage; then these three are unknown.
	Guard           common.Address
	ModuleGuard     common.Address
	FallbackHandler common.Address
	SlotsRead       bool
	// Modules can act for the Safe without its owners. The list is incomplete if MoreModules is
	// set. ModulesRead is false if the contract does not list them.
	Modules     []common.Address
	MoreModules bool
	ModulesRead bool
	// Domain is the answer of domainSeparator, to compare with that of the version. DomainRead is
	// false if it does not answer.
	Domain     common.Hash
	DomainRead bool
}

// mostOwners is the largest number of owners that mpool accepts. Gas limits Safes to far fewer.
const mostOwners = 500

// Safes reads the Safes among the addresses at one block; an address that is not a Safe has no
// entry. It takes one round trip, and none if all are known to be no contracts.
func (c safes) Safes(ctx context.Context, at BlockRef, addresses []common.Address) (map[common.Address]*Safe, error) {
	addresses = slices.DeleteFunc(slices.Clone(addresses), func(a common.Address) bool { return !c.seen.mayBeSafe(a, at) })
	asked := make([]safeAnswers, len(addresses))
	var requests []wire.Request
	for i, address := range addresses {
		requests = append(requests, asked[i].requests(address, at)...)
	}
	found := map[common.Address]*Safe{}
	if len(requests) == 0 {
		return found, nil
	}
	errs, err := c.wire.BatchPatiently(ctx, requests)
	if err != nil {
		return nil, err
	}
	each := len(requests) / len(addresses)
	for i, address := range addresses {
		safe, err := asked[i].read(address, errs[i*each:(i+1)*each])
		if err != nil {
			return nil, fmt.Errorf("the Safe %s: %w", address, err)
		}
		if safe != nil {
			found[address] = safe
		}
	}
	return found, nil
}

// safeAnswers holds the answers about one address.
type safeAnswers struct {
	version, threshold, owners, nonce, modules hexutil.Bytes
	domain                                     hexutil.Bytes
	guard, moduleGuard, fallback               common.Hash
}

// guardSlot is keccak256 of "guard_manager.guard.address".
const guardSlot = "0x4a204f620c8c5ccdca3fd54d003badd85ba500436a431f0cbda4f558c93c34c8"

// keccak256 of "module_manager.module_guard.address" and of "fallback_manager.handler.address"
const (
	moduleGuardSlot = "0xb104e0b93118902c651344349b610029d694cfdec91c589c91ebafbcd0289947"
	fallbackSlot    = "0x6c9a6c4a39284e37ed1cf53d337577d14212a4870fb976a4366c693b939918d5"
)

// safeGetters is the number of requests that every Safe answers.
const safeGetters = 4

func (a *safeAnswers) requests(safe common.Address, at BlockRef) []wire.Request {
	getter := safecontract.NewSafe()
	call := func(data []byte, into *hexutil.Bytes) wire.Request {
		return wire.Request{Method: "eth_call", Params: []any{callArgs(ops.Call{To: safe, Data: data}), at.param()}, Into: into}
	}
	slot := func(slot string, into *common.Hash) wire.Request {
		return wire.Request{Method: "eth_getStorageAt", Params: []any{safe, slot, at.param()}, Into: into}
	}
	return []wire.Request{
		call(getter.PackVERSION(), &a.version), call(getter.PackGetThreshold(), &a.threshold),
		call(getter.PackGetOwners(), &a.owners), call(getter.PackNonce(), &a.nonce),
		call(getter.PackGetModulesPaginated(common.BigToAddress(common.Big1), common.Big32), &a.modules),
		slot(guardSlot, &a.guard), slot(moduleGuardSlot, &a.moduleGuard), slot(fallbackSlot, &a.fallback),
		call(getter.PackDomainSeparator(), &a.domain),
	}
}

// read returns nil if the address does not answer as a Safe. A refusal by the contract counts as an
// answer; an error of the node does not, except for what not every node or Safe tells.
func (a *safeAnswers) read(address common.Address, errs []error) (*Safe, error) {
	if err := wire.FirstUnknown(errs[:safeGetters]); err != nil {
		return nil, err
	}
	for _, err := range errs {
		var refused *wire.NodeError
		if err != nil && (!errors.As(err, &refused) || refused.Pruned()) {
			return nil, err
		}
	}
	if wire.First(errs[:safeGetters]) != nil {
		return nil, nil
	}
	getter := safecontract.NewSafe()
	version, errVersion := getter.UnpackVERSION(a.version)
	owners, errOwners := getter.UnpackGetOwners(a.owners)
	threshold, okThreshold := oneWord(a.threshold)
	nonce, okNonce := oneWord(a.nonce)
	if errVersion != nil || errOwners != nil || !okThreshold || !okNonce || len(version) > maxSymbol ||
		!threshold.IsUint64() || !nonce.IsUint64() || len(owners) == 0 || len(owners) > mostOwners {
		return nil, nil
	}
	s := &Safe{Address: address, Version: version, Threshold: threshold.Uint64(), Owners: owners, Nonce: nonce.Uint64(),
		Guard: common.BytesToAddress(a.guard[:]), ModuleGuard: common.BytesToAddress(a.moduleGuard[:]),
		FallbackHandler: common.BytesToAddress(a.fallback[:]), SlotsRead: wire.First(errs[safeGetters+1:safeGetters+4]) == nil}
	if modules, err := getter.UnpackGetModulesPaginated(a.modules); err == nil && errs[safeGetters] == nil {
		s.Modules, s.ModulesRead = modules.Array, true
		s.MoreModules = modules.Next != common.BigToAddress(common.Big1) && modules.Next != (common.Address{})
	}
	if domain, ok := oneWord(a.domain); ok && errs[safeGetters+4] == nil {
		s.Domain, s.DomainRead = domain.Bytes32(), true
	}
	return s, nil
}

// CodeHash is the keccak256 hash of the code at an address; zero if there is none.
func (b blocks) CodeHash(ctx context.Context, at BlockRef, address common.Address) (common.Hash, error) {
	var code hexutil.Bytes
	err := b.wire.Patiently(ctx, func() error {
		return b.wire.Do(ctx, wire.Request{Method: "eth_getCode", Params: []any{address, at.param()}, Into: &code})
	})
	if err != nil || len(code) == 0 {
		return common.Hash{}, err
	}
	return crypto.Keccak256Hash(code), nil
}
