package fork

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"

	"mpool/bindings/balancerqueries"
	"mpool/bindings/managedpool"
	"mpool/bindings/vault"
	"mpool/internal/chain"
	"mpool/internal/named"
	"mpool/internal/ops"
	"mpool/internal/units"
)

// The kinds of user data, as WeightedPoolUserData numbers them. givenIn is the Vault's SwapKind.
const (
	exactTokensIn   = 1 // join
	allTokensIn     = 3 // join
	exactBptForAll  = 1 // exit
	givenIn         = 0 // swap
	poolTokenFields = "getPoolTokens(bytes32)"
)

// somebody is the account that acts by default. Nobody has its key, and no allowlist has it.
func somebody() common.Address { return common.BytesToAddress([]byte("mpool's test user")) }

// asMember tries a join of an account that the owner adds to the allowlist just before. Both calls
// are only simulated. If this anvil cannot do that, the error is errNoMember, and the dry run goes
// on.
func (t *trial) asMember(ctx context.Context, state *ops.Snapshot, join ops.Call) (chain.Attempt, error) {
	list := ops.Call{From: state.Pool.Owner, To: state.Pool.Address, Data: managedpool.NewManagedPool().PackAddAllowedAddress(somebody())}
	answers, err := t.fork.Client.TryInRow(ctx, []ops.Call{list, join}, state.Block)
	var unable *chain.UnableError
	if errors.As(err, &unable) && errors.Is(t.fork.node.because(err), err) {
		return chain.Attempt{}, errNoMember
	}
	if err != nil {
		return chain.Attempt{}, t.fork.failure(ctx, err)
	}
	if answers[0].Revert != nil {
		return answers[0], nil
	}
	return answers[1], nil
}

// held returns the pool's balances in the Vault, with BPT, in the form that the pool's query takes.
func (t *trial) held(ctx context.Context, state *ops.Snapshot, at chain.BlockRef) (vault.GetPoolTokensOutput, error) {
	call := ops.Call{To: state.Pool.Vault, Data: vault.NewVault().PackGetPoolTokens(state.Pool.ID), Method: poolTokenFields}
	answers, err := t.fork.Client.Try(ctx, []ops.Call{call}, at)
	if err != nil {
		return vault.GetPoolTokensOutput{}, t.fork.failure(ctx, err)
	}
	if answers[0].Revert != nil {
		return vault.GetPoolTokensOutput{}, answers[0].Revert
	}
	return vault.NewVault().UnpackGetPoolTokens(answers[0].Answer)
}

func (t *trial) call(a attempt, state *ops.Snapshot, held vault.GetPoolTokensOutput) ops.Call {
	switch a.kind {
	case TrySwap:
		return swapCall(a, state)
	case TryExit:
		return t.exitCall(a, state, held)
	}
	return t.joinCall(a, state, held)
}

func swapCall(a attempt, state *ops.Snapshot) ops.Call {
	swap := vault.IVaultBatchSwapStep{PoolId: state.Pool.ID, AssetInIndex: new(big.Int), AssetOutIndex: big.NewInt(1), Amount: a.amount.Raw.ToBig()}
	funds := vault.IVaultFundManagement{Sender: somebody(), Recipient: somebody()}
	data := vault.NewVault().PackQueryBatchSwap(givenIn, []vault.IVaultBatchSwapStep{swap}, []common.Address{a.in.Address, a.out.Address}, funds)
	return ops.Call{From: somebody(), To: state.Pool.Vault, Data: data}
}

func (t *trial) joinCall(a attempt, state *ops.Snapshot, held vault.GetPoolTokensOutput) ops.Call {
	who := cmp.Or(a.as, somebody())
	userData := words(uint256.NewInt(allTokensIn), &a.amount.Raw)
	if a.kind == TryJoinSingle {
		userData = singleJoin(a, state)
	}
	if t.queries == (common.Address{}) {
		data := managedpool.NewManagedPool().PackQueryJoin(state.Pool.ID, who, who, held.Balances, held.LastChangeBlock, new(big.Int), userData)
		return ops.Call{From: somebody(), To: state.Pool.Address, Data: data}
	}
	most := make([]*big.Int, len(held.Tokens))
	for i := range most {
		most[i] = new(uint256.Int).SetAllOne().ToBig()
	}
	data := balancerqueries.NewBalancerQueries().PackQueryJoin(state.Pool.ID, who, who,
		balancerqueries.IVaultJoinPoolRequest{Assets: held.Tokens, MaxAmountsIn: most, UserData: userData})
	return ops.Call{From: somebody(), To: t.queries, Data: data}
}

func (t *trial) exitCall(a attempt, state *ops.Snapshot, held vault.GetPoolTokensOutput) ops.Call {
	userData := words(uint256.NewInt(exactBptForAll), &a.amount.Raw)
	if t.queries == (common.Address{}) {
		data := managedpool.NewManagedPool().PackQueryExit(state.Pool.ID, somebody(), somebody(), held.Balances, held.LastChangeBlock, new(big.Int), userData)
		return ops.Call{From: somebody(), To: state.Pool.Address, Data: data}
	}
	least := make([]*big.Int, len(held.Tokens))
	for i := range least {
		least[i] = new(big.Int)
	}
	data := balancerqueries.NewBalancerQueries().PackQueryExit(state.Pool.ID, somebody(), somebody(),
		balancerqueries.IVaultExitPoolRequest{Assets: held.Tokens, MinAmountsOut: least, UserData: userData})
	return ops.Call{From: somebody(), To: t.queries, Data: data}
}

// singleJoin encodes a join with one token: (kind, amounts, minimum BPT). The amounts do not
// include BPT.
func singleJoin(a attempt, state *ops.Snapshot) []byte {
	list := []*uint256.Int{uint256.NewInt(exactTokensIn), uint256.NewInt(3 * 32), new(uint256.Int), uint256.NewInt(uint64(len(state.Tokens)))}
	for _, token := range state.Tokens {
		amount := new(uint256.Int)
		if token.Address == a.in.Address {
			amount.Set(&a.amount.Raw)
		}
		list = append(list, amount)
	}
	return words(list...)
}

func words(numbers ...*uint256.Int) []byte {
	var data []byte
	for _, n := range numbers {
		word := n.Bytes32()
		data = append(data, word[:]...)
	}
	return data
}

// read returns what the user would get and give.
func (t *trial) read(a attempt, state *ops.Snapshot, answer []byte) ([]Moved, error) {
	switch a.kind {
	case TrySwap:
		return readSwap(a, answer)
	case TryExit:
		out, err := managedpool.NewManagedPool().UnpackQueryExit(answer)
		if err != nil {
			return nil, err
		}
		return listed(state, out.BptIn, out.AmountsOut, true)
	}
	out, err := managedpool.NewManagedPool().UnpackQueryJoin(answer)
	if err != nil {
		return nil, err
	}
	return listed(state, out.BptOut, out.AmountsIn, false)
}

// readSwap reads the Vault's asset deltas. The user receives negative amounts.
func readSwap(a attempt, answer []byte) ([]Moved, error) {
	deltas, err := vault.NewVault().UnpackQueryBatchSwap(answer)
	if err != nil {
		return nil, err
	}
	if len(deltas) != 2 {
		return nil, ErrAnswer
	}
	given, err1 := moved(a.in, deltas[0], true)
	got, err2 := moved(a.out, new(big.Int).Neg(deltas[1]), false)
	return []Moved{given, got}, errors.Join(err1, err2)
}

// listed returns the amounts of a join or an exit. The pool's own BPT, which v2 pools list first,
// is dropped from amounts because bpt holds it.
func listed(state *ops.Snapshot, bpt *big.Int, amounts []*big.Int, bptGiven bool) ([]Moved, error) {
	if len(amounts) == len(state.Tokens)+1 {
		amounts = amounts[1:]
	}
	if len(amounts) != len(state.Tokens) {
		return nil, ErrAnswer
	}
	share, err := moved(ops.Token{Address: state.Pool.Address, Symbol: named.Own("BPT"), Decimals: 18}, bpt, bptGiven)
	list := []Moved{share}
	for i, token := range state.Tokens {
		if amounts[i].Sign() == 0 {
			continue
		}
		one, failed := moved(token, amounts[i], !bptGiven)
		list, err = append(list, one), errors.Join(err, failed)
	}
	return list, err
}

func moved(token ops.Token, amount *big.Int, given bool) (Moved, error) {
	raw, over := uint256.FromBig(amount)
	if over || amount.Sign() < 0 {
		return Moved{}, fmt.Errorf("%w: %s of %s", ErrAnswer, amount, token.Address)
	}
	return Moved{Token: token.Address, Symbol: token.Symbol, Amount: units.Amount{Raw: *raw, Decimals: token.Decimals}, Given: given}, nil
}
