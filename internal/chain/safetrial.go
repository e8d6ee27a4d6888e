package chain

import (
	"context"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/holiman/uint256"

	"mpool/bindings/erc20"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// SafeTrial is an unsigned transaction of a Safe, field by field.
type SafeTrial struct {
	Safe           *Safe
	To             common.Address
	Value          uint256.Int // wei
	Data           []byte
	Operation      uint8
	SafeTxGas      uint256.Int
	BaseGas        uint256.Int
	GasPrice       uint256.Int
	GasToken       common.Address
	RefundReceiver common.Address
	Nonce          uint64
	// Hash is its safeTxHash. IdleHash is the hash of a transaction with the same nonce and
	// no effect: a call of the Safe to itself with no value and no data.
	Hash, IdleHash common.Hash
	// Tokens are those whose balance of the Safe is read before and after.
	Tokens []common.Address
	// Holders are the accounts that may get a right by it: addresses in unknown calldata.
	// Contracts are where: the contracts that it calls.
	Holders, Contracts []common.Address
}

// SafeOutcome is the result of a Safe's transaction on a node.
type SafeOutcome struct {
	Why    string  // it could not be tried; "" where it was
	Gas    uint64  // of the whole transaction, with consents on the chain
	Revert *Revert // nil where it did not
	// ByGuard says that it only reverts because of the Safe's guard, and ForConsent
	// that the guard refuses a transaction that does nothing as well: consents on the
	// chain are what it may not take, and the owners' signatures it may.
	ByGuard, ForConsent bool
	// OnlyOwners says that the guard lets an owner execute it, and not anybody.
	OnlyOwners bool
	// Failed says that it was executed, its call failed, and its nonce is used.
	Failed bool
	// Holds is the Safe's balances before and after, the native token first, then the
	// tokens that answer; none if it reverts.
	Holds []SafeHolds
	// Untold are tokens that left the Safe according to their events, or that told its
	// balance before, and of which the lost amount is unknown.
	Untold []common.Address
	// Changed names what of the Safe itself is another one afterwards: its owners, …
	Changed []string
	// Rights are rights over the Safe's property, or over contracts, that an account has
	// afterwards and did not have before.
	Rights []SafeRight
	// Allowances are all allowances of the Safe that were read before and after, those of
	// zero too.
	Allowances []SafeRight
	// TooMany says that there are more accounts and contracts than rights are looked
	// for among, or that one which told its rights before does not tell them now; what
	// the events say is in Rights all the same.
	TooMany bool
	// Logs are the events of the whole transaction, in order.
	Logs []Log
}

// SafeHolds is a Safe's balance of a token; zero: of the native token.
type SafeHolds struct {
	Token         common.Address
	Before, After uint256.Int
}

// TrySafe has the node execute a Safe's transaction on a block, in a block of the
// time at, by execTransaction as one of its owners would send it: with the Safe's
// guard and threshold, as many owners' consents, the fees and the limit of a real
// block, and about as much gas as it needs. What it calls can tell as little as
// possible that it is tried, and yet can always do something else when it is mined.
// What comes first by After comes first here too. Where the node has no simulations,
// the outcome says why it was not tried.
func (m simulator) TrySafe(ctx context.Context, on ops.Block, at units.Time, t SafeTrial) (*SafeOutcome, error) {
	run, err := m.newSafeRun(ctx, on, at, t)
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
	free, err := run.unguarded().both(ctx) // the guard decides later: see what it does all the same
	if err == nil && free.Why == "" && free.Revert == nil {
		free.Revert, free.ByGuard, free.ForConsent = out.Revert, true, true
		return free, nil
	}
	out.ForConsent = false
	return out, err
}

// balanceGas is what a token may use to tell a balance: one that takes more does not
// answer, and keeps nothing else from being tried.
const balanceGas = 300_000

// balances ask what the Safe has; teller is where an override puts code that tells
// an account's balance.
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
