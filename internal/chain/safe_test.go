package chain_test

import (
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/bindings/safecontract"
	"mpool/internal/chain"
	"mpool/internal/devnet"
	"mpool/internal/safe"
)

// TestSafes reads Safes of three versions, with a guard and a module, and an address that is not a
// Safe, in one round trip.
func TestSafes(t *testing.T) {
	for _, version := range []string{"1.3.0", "1.4.1", "1.5.0"} {
		t.Run(version, func(t *testing.T) {
			d, err := devnet.Start(t.Context(), devnet.Options{Safe: version})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = d.Close() })
			guard, module := common.HexToAddress("0xaa"), common.HexToAddress("0xbb")
			slot := "0x4a204f620c8c5ccdca3fd54d003badd85ba500436a431f0cbda4f558c93c34c8"
			if err := d.Client().CallContext(t.Context(), nil, "anvil_setStorageAt", d.Safe.Address, slot, common.BytesToHash(guard[:])); err != nil {
				t.Fatal(err)
			}
			err = d.As(t.Context(), d.Safe.Address, func() error {
				if err := d.Client().CallContext(t.Context(), nil, "anvil_setBalance", d.Safe.Address, "0x56bc75e2d63100000"); err != nil {
					return err
				}
				_, err := d.Send(t.Context(), "enable a module", d.Safe.Address, d.Safe.Address, safecontract.NewSafe().PackEnableModule(module))
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			readSafe(t, d, version, guard, module)
		})
	}
}

func readSafe(t *testing.T, d *devnet.Devnet, version string, guard, module common.Address) {
	t.Helper()
	client, err := chain.Dial(t.Context(), d.RPC, chain.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	found, err := client.Safes(t.Context(), chain.Latest(), []common.Address{d.Accounts.Owner, d.Safe.Address, d.Pool.Address, {}})
	if err != nil || len(found) != 1 {
		t.Fatalf("%d Safes: %v", len(found), err)
	}
	s := found[d.Safe.Address]
	if s.Version != version || s.Threshold != 2 || !slices.Equal(s.Owners, d.Safe.Owners) || s.Nonce != 0 {
		t.Errorf("%+v", s)
	}
	if s.Guard != guard || !s.ModulesRead || !slices.Equal(s.Modules, []common.Address{module}) || s.MoreModules {
		t.Errorf("guard and modules: %+v", s)
	}
	v, err := safe.ParseVersion(version)
	if err != nil || !s.DomainRead || s.Domain != safe.Domain(v, 31337, s.Address) {
		t.Errorf("domain %s, %t: %v", s.Domain, s.DomainRead, err)
	}
	if s.FallbackHandler == (common.Address{}) {
		t.Error("no fallback handler")
	}
}
