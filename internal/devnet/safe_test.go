package devnet

import (
	"slices"
	"testing"

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
