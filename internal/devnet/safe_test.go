package devnet

import (
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/erc20"
	"mpool/bindings/managedpool"
	"mpool/bindings/safecontract"
)

// With a Safe of any version, the Safe owns the demo pool.
func TestSafeOwnsPool(t *testing.T) {
	for _, version := range []string{"1.3.0", "1.4.1", "1.5.0"} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()
			d := start(t, Options{Safe: version})
			pool, safe := managedpool.NewManagedPool(), safecontract.NewSafe()
			answer, err := d.Call(t.Context(), d.Pool.Address, pool.PackGetOwner())
			if err != nil {
				t.Fatal(err)
			}
			if owner, err := pool.UnpackGetOwner(answer); err != nil || owner != d.Safe.Address {
				t.Errorf("the owner is %s, want %s: %v", owner, d.Safe.Address, err)
			}
			answer, err = d.Call(t.Context(), d.Safe.Address, safe.PackVERSION())
			if err != nil {
				t.Fatal(err)
			}
			if got, err := safe.UnpackVERSION(answer); err != nil || got != version {
				t.Errorf("the version is %s: %v", got, err)
			}
			answer, err = d.Call(t.Context(), d.Safe.Address, safe.PackGetOwners())
			if err != nil {
				t.Fatal(err)
			}
			if owners, err := safe.UnpackGetOwners(answer); err != nil || !slices.Equal(owners, d.Safe.Owners) || len(owners) != 3 {
				t.Errorf("the owners are %v: %v", owners, err)
			}
		})
	}
}

// An endowed Safe can pay for a new token and burn the BPT of a removed one.
func TestSafeHolds(t *testing.T) {
	d := start(t, Options{Safe: "1.4.1", Endow: true})
	for account, few := range map[common.Address]bool{d.Safe.Address: false, d.Accounts.LP: true} {
		for _, held := range []common.Address{d.Tokens[len(d.Tokens)-1].Address, d.Pool.Address} {
			answer, err := d.Call(t.Context(), held, erc20.NewERC20().PackBalanceOf(account))
			if err != nil {
				t.Fatal(err)
			}
			balance, err := erc20.NewERC20().UnpackBalanceOf(answer)
			if err != nil || (balance.Sign() == 0) != (few && held == d.Pool.Address) {
				t.Errorf("%s has %s of %s: %v", account, balance, held, err)
			}
		}
	}
}
