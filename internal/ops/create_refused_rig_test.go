package ops_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/ops/newpool"
	"mpool/internal/revert"
	"mpool/internal/units"
)

// TestFactoryDisabled disables a factory by governance. Then no pool can be planned from it.
func TestFactoryDisabled(t *testing.T) {
	rigs(t, func(r *rig) {
		(&rigPool{rig: r}).fresh()
		op := r.newPool(2)
		if _, err := r.unborn(op, r.geth.Now()+1); err != nil {
			t.Fatal(err)
		}
		disable := crypto.Keccak256([]byte("disable()"))[:4]
		action := crypto.Keccak256Hash(common.LeftPadBytes(op.Factory[:], 32), disable)
		owner := r.accounts.Owner
		if failed := r.send(r.geth.Now()+1, deed{from: owner, to: r.contracts.Authorizer, data: grantRole(action, owner)}, deed{from: owner, to: op.Factory, data: disable}); len(failed) > 0 {
			t.Fatalf("%+v", failed)
		}
		r.refusesToCreate(op, "BAL#211")
		if failed := r.send(r.geth.Now()+1, deed{from: owner, to: op.Factory, data: disable, may: true}); len(failed) != 1 {
			t.Error("it is disabled twice")
		}
	})
}

// TestCreateRefusedByChain checks facts about tokens that only the chain knows, and numbers that no
// factory accepts.
func TestCreateRefusedByChain(t *testing.T) {
	rigs(t, func(r *rig) {
		(&rigPool{rig: r}).fresh()
		op := r.newPool(2)
		op.Tokens[0].Token = common.Address{19: 1} // a precompile, which has no code
		r.refusesToCreate(op, "")
		op = r.newPool(2)
		op.Tokens[0].Token = r.fine.Address
		slices.SortFunc(op.Tokens, func(a, b newpool.NewToken) int { return a.Token.Cmp(b.Token) })
		r.refusesToCreate(op, "BAL#001")
		op = r.newPool(2)
		op.AumFeeID = 256
		r.refusesToCreate(op, "BAL#436")
		op = r.newPool(2)
		op.Tokens = nil
		for i := range 51 {
			op.Tokens = append(op.Tokens, newpool.NewToken{Token: common.Address{18: 1, 19: byte(i)}, Weight: units.FixedFrom(1e16)})
		}
		op.Tokens[50].Weight = units.FixedFrom(50e16)
		if refused := op.Refusals(); len(refused) == 0 || refused[0].Code != "BAL#201" {
			t.Errorf("51 tokens: %+v", refused)
		}
		r.refusesToCreate(op, "BAL#201")
	})
}

// refusesToCreate checks that the factory reverts with this code. "" means without data.
func (r *rig) refusesToCreate(op newpool.CreatePool, code string) {
	r.Helper()
	_, err := r.unborn(op, r.geth.Now()+1)
	var revert *revert.Reason
	if !errors.As(err, &revert) || revert.Code != code {
		r.Errorf("the factory says %v, want %q", err, code)
	}
}
