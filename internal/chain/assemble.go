package chain

import (
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/holiman/uint256"

	"mpool/internal/chain/lens"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// errForm marks an answer that the lens contract cannot have written.
var errForm = errors.New("the response is not from mpool's lens contract")

// delegateOwner is the owner of pools that the Vault's Authorizer governs.
const delegateOwner = "0xBA1BA1ba1BA1bA1bA1Ba1BA1ba1BA1bA1ba1ba1B"

const bptDecimals = 18

// decode decodes the pages and checks that they show the same state.
func (r *reading) decode(answers []hexutil.Bytes) error {
	r.pages = nil
	for i, a := range answers {
		p, err := decodePage(a, i*lens.PageSize)
		if err != nil {
			return fmt.Errorf("%w: %w", errForm, err)
		}
		r.pages = append(r.pages, p)
	}
	for _, p := range r.pages[1:] {
		a, b := r.pages[0].head, p.head
		if a.id != b.id || a.vault != b.vault || a.listed != b.listed || a.codeSize != b.codeSize || a.time != b.time {
			return fmt.Errorf("%w: its pages show two different states", errForm)
		}
	}
	return nil
}

// agrees says whether all pages were read at the header's block.
func (r *reading) agrees() bool {
	for _, p := range r.pages {
		if p.head.number != r.header.Number || p.head.time != r.header.Time || p.head.parent != r.header.ParentHash {
			return false
		}
	}
	return true
}

// snapshot combines the pages, or returns an error that says which kind of contract this is if it
// is not a Managed Pool.
func (r *reading) snapshot(known balancer) (*ops.Snapshot, error) {
	if err := r.isPool(); err != nil {
		return nil, err
	}
	generation := r.generation(known.factories)
	if silent := r.silent(generation); len(silent) > 0 {
		return nil, &NotManagedError{Address: r.pool, Silent: silent}
	}
	first := r.pages[0]
	s := &ops.Snapshot{
		ChainID: r.chainID,
		Block:   ops.Block{Number: r.header.Number, Hash: r.header.Hash, Time: r.header.Time},
		Pool:    r.poolState(generation),
		Weights: first.pool.weights,
		Fees:    first.pool.fees,
	}
	for _, p := range r.pages {
		for _, t := range p.tokens {
			s.Tokens = append(s.Tokens, t.token)
		}
	}
	s.Supply, s.Fees.AumFeeDue = first.pool.supply()
	s.Pool.Unproven = r.unproven(known)
	s.TellApart()
	return s, nil
}

// isPool returns an error for contracts that are not Balancer pools.
func (r *reading) isPool() error {
	h := r.pages[0].head
	switch {
	case h.codeSize == 0:
		return &NoCodeError{Address: r.pool, ChainID: r.chainID, Block: r.header.Number}
	case h.missing&noID != 0:
		return &NotPoolError{Address: r.pool, Why: "getPoolId() does not answer"}
	case h.missing&noVault != 0:
		return &NotPoolError{Address: r.pool, Why: "getVault() does not answer"}
	case h.missing&noTokens != 0:
		return &NotPoolError{Address: r.pool, Why: "its Vault " + h.vault.Hex() + " does not know it"}
	}
	return nil
}

// generation is the factory's generation. If the factory is unknown, a pool with a join/exit switch
// is of the second generation.
func (r *reading) generation(known factories) ops.Generation {
	h := r.pages[0].head
	if int(h.factory) < len(r.asked) {
		if g := known.generation(r.asked[h.factory], r.chainID); g != 0 {
			return g
		}
	}
	if h.missing&noJoinExitEnabled != 0 {
		return ops.V1
	}
	return ops.V2
}

// silent returns the getters of a Managed Pool that do not answer.
func (r *reading) silent(generation ops.Generation) []string {
	var names []string
	for _, g := range poolGetters() {
		needed := g.bit != noJoinExitEnabled || generation == ops.V2
		if needed && r.pages[0].head.missing&g.bit != 0 {
			names = append(names, g.name)
		}
	}
	for _, p := range r.pages {
		for _, t := range p.tokens {
			for _, g := range tokenGetters() {
				if t.missing&g.bit != 0 {
					names = append(names, g.name+" for "+t.token.Address.Hex())
				}
			}
		}
	}
	return names
}

type getter struct {
	bit  missing
	name string
}

func poolGetters() []getter {
	return []getter{
		{noOwner, "getOwner()"}, {noSwapEnabled, "getSwapEnabled()"}, {noJoinExitEnabled, "getJoinExitEnabled()"},
		{noMustAllowlist, "getMustAllowlistLPs()"}, {noPaused, "getPausedState()"}, {noRecovery, "inRecoveryMode()"},
		{noSwapFee, "getSwapFeePercentage()"}, {noSwapFeeChange, "getGradualSwapFeeUpdateParams()"},
		{noWeightChange, "getGradualWeightUpdateParams()"}, {noAumFee, "getManagementAumFeeParams()"},
		{noProtocolShare, "getProtocolFeePercentageCache(uint256)"}, {noTotalSupply, "totalSupply()"},
		{noVaultPaused, "the Vault's getPausedState()"}, {noVaultBpt, "the Vault's getPoolTokenInfo for the BPT"}, {noActualSupply, "getActualSupply()"},
		{noFeesCollector, "the Vault's getProtocolFeesCollector()"},
	}
}

func tokenGetters() []getter {
	return []getter{
		{noTokenAddress, "getPoolTokens()"}, {noTokenDecimals, "getScalingFactors()"}, {noTokenInfo, "getPoolTokenInfo()"},
		{noTokenChange, "getGradualWeightUpdateParams()"}, {noTokenWeight, "getNormalizedWeights()"},
		{noTokenBreaker, "getCircuitBreakerState(address)"},
	}
}

func (r *reading) poolState(generation ops.Generation) ops.Pool {
	h, p := r.pages[0].head, r.pages[0].pool
	on := func(bit int) bool { return p.switches>>bit&1 != 0 }
	return ops.Pool{
		Address: r.pool, ID: h.id, Name: named.Pool(p.name), Symbol: named.Read(p.symbol), Vault: h.vault,
		Owner: p.owner, OwnerKind: p.ownerKind(h.missing), Generation: generation,
		SwapEnabled: on(0), JoinExitEnabled: on(1) || generation == ops.V1, MustAllowlistLPs: on(2),
		Paused: on(3), RecoveryMode: on(4), VaultPaused: on(5),
		FeesCollector: p.feesCollector,
	}
}

func (p *poolPart) ownerKind(gone missing) ops.OwnerKind {
	switch {
	case p.owner == common.HexToAddress(delegateOwner):
		return ops.OwnerDelegate
	case p.ownerCode == 0:
		return ops.OwnerAccount
	case gone&noSafe == 0:
		return ops.OwnerSafe
	}
	return ops.OwnerContract
}

// supply returns the virtual and the actual supply, and the due AUM fee in BPT.
func (p *poolPart) supply() (ops.Supply, units.Amount) {
	var inVault, virtual, due uint256.Int
	inVault.Add(&p.cash, &p.managed)
	virtual.Sub(&p.totalSupply, &inVault)
	if p.actualSupply.Gt(&virtual) {
		due.Sub(&p.actualSupply, &virtual)
	}
	bpt := func(raw uint256.Int) units.Amount { return units.Amount{Raw: raw, Decimals: bptDecimals} }
	return ops.Supply{Virtual: bpt(virtual), Actual: bpt(p.actualSupply)}, bpt(due)
}
