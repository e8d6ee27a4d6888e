package chain

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/holiman/uint256"

	"mpool/bindings/erc20"
	"mpool/internal/ops"
	"mpool/internal/revert"
	"mpool/internal/units"
)

// SafeTrial is an unsigned Safe transaction.
type SafeTrial struct {
	Safe           *Safe
	To             common.Address
	Value          uint256.Int // in wei
	Data           []byte
	Operation      uint8
	SafeTxGas      uint256.Int
	BaseGas        uint256.Int
	GasPrice       uint256.Int
	GasToken       common.Address
	RefundReceiver common.Address
	Nonce          uint64
	// Hash is its safeTxHash. IdleHash is the hash of a transaction with the same nonce and no
	// effect: a call of the Safe to itself with no value and no data.
	Hash, IdleHash common.Hash
	// Tokens are the tokens whose balances of the Safe are read before and after.
	Tokens []common.Address
	// Holders are the accounts that may get a right: addresses in unknown calldata. Contracts are
	// the contracts that the transaction calls, where they may get it.
	Holders, Contracts []common.Address
}

// SafeOutcome is the result of simulating a Safe transaction.
type SafeOutcome struct {
	Why    string         // reason why it could not be simulated; "" if it was
	Gas    uint64         // of the whole transaction, with on-chain approvals
	Revert *revert.Reason // nil if it did not revert
	// ByGuard says that it reverts only because of the Safe's guard. ForConsent says that the guard
	// also rejects a transaction without effect: it may reject on-chain approvals but accept the
	// owners' signatures.
	ByGuard, ForConsent bool
	// OnlyOwners says that the guard accepts an owner as the executor but not any account.
	OnlyOwners bool
	// Failed says that it was executed but its call failed. Its nonce is used.
	Failed bool
	// Holds is the Safe's balances before and after, the native token first, then the tokens that
	// answer; none if it reverts.
	Holds []SafeHolds
	// Untold are tokens of which the Safe may lose an unknown amount: they left it according to
	// their events, or they reported its balance before but no longer do.
	Untold []common.Address
	// Changed names the parts of the Safe that are different afterwards, such as its owners.
	Changed []string
	// Rights are rights over the Safe's property, or over contracts, that an account has afterwards
	// but not before.
	Rights []SafeRight
	// Allowances are all allowances of the Safe that were read before and after, zero included.
	Allowances []SafeRight
	// TooMany says that the list of rights may be incomplete: there are too many accounts and
	// contracts, or a contract that reported its rights before no longer does. Rights still
	// includes those of events.
	TooMany bool
	// Logs are the events of the whole transaction, in order.
	Logs []Log
}

// SafeHolds is a Safe's balance of a token, in its smallest unit; a zero Token is the native token.
type SafeHolds struct {
	Token         common.Address
	Before, After uint256.Int
}

// TrySafe simulates execTransaction of a Safe transaction on a block, in a block of the time at, as
// one of the owners would send it: with the Safe's guard and threshold, as many owners' approvals,
// the fees and the gas limit of a real block, and about the gas that it needs. The called contracts
// can hardly detect the simulation, but may still behave differently when it is mined. It runs
// after the earlier calls of After. If the node cannot simulate, the outcome says why.
func (m simulator) TrySafe(ctx context.Context, on ops.Block, at units.Time, t SafeTrial) (*SafeOutcome, error) {
	run, err := newSafeRun(ctx, m, on, at, t)
	if err != nil {
		return nil, err
	}
	out, err := run.both(ctx)
	if err != nil || out.Why != "" || t.Safe.Guard == (common.Address{}) {
		return out, err
	}
	if out.Revert == nil {
		refused, err := run.as(anybody()).reverts(ctx)
		out.OnlyOwners = refused
		return out, err
	}
	refused, err := run.unguarded().reverts(ctx)
	if out.ByGuard = err == nil && !refused; out.ByGuard {
		out.ForConsent, err = run.idle().reverts(ctx)
	}
	if !out.ForConsent || err != nil {
		return out, err
	}
	free, err := run.unguarded().both(ctx) // the guard decides later, so show the effect all the same
	if err == nil && free.Why == "" && free.Revert == nil {
		free.Revert, free.ByGuard, free.ForConsent = out.Revert, true, true
		return free, nil
	}
	out.ForConsent = false
	return out, err
}

// balanceGas is the gas limit for reading a token's balance. A token that needs more does not
// answer, and does not stop the simulation.
const balanceGas = 300_000

// balances returns the calls that read the Safe's balances. teller is the address at which an
// override puts code that returns a native balance.
func (t SafeTrial) balances(teller common.Address) []map[string]any {
	coin := callArgs(ops.Call{To: teller, Data: wordsOf(t.Safe.Address)})
	coin["gas"] = hexutil.Uint64(balanceGas)
	list := []map[string]any{coin}
	for _, token := range t.Tokens {
		ask := callArgs(ops.Call{To: token, Data: erc20.NewERC20().PackBalanceOf(t.Safe.Address)})
		ask["gas"] = hexutil.Uint64(balanceGas)
		list = append(list, ask)
	}
	return list
}

func wordsOf(a common.Address) []byte { return common.LeftPadBytes(a[:], 32) }

func slot(n uint64) common.Hash { return uint256.NewInt(n).Bytes32() }
