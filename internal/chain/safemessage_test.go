package chain_test

import (
	"crypto/ecdsa"
	"os"
	"path/filepath"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/chain"
	"mpool/internal/devnet"
	"mpool/internal/safe"
)

// TestAcceptsMessage compares the simulation without a signature with the result for a real
// signature. It has owner Safes of each version, asked in the form of each version.
func TestAcceptsMessage(t *testing.T) {
	testAcceptsMessage(t, map[string]string{"1.3.0": "", "1.4.1": "", "1.5.0": ""})
}

// TestAcceptsMessageOfOldSafes is the same for versions that are in no npm package of the
// development chain.
func TestAcceptsMessageOfOldSafes(t *testing.T) {
	folder := os.Getenv("MPOOL_OLD_SAFES")
	if folder == "" {
		t.Skip("MPOOL_OLD_SAFES names no folder with the npm packages of the Safe's contracts 1.1.1 and 1.2.0")
	}
	of := func(version string) string { return filepath.Join(folder, version, "build", "contracts") }
	testAcceptsMessage(t, map[string]string{"1.1.1": of("1.1.1"), "1.2.0": of("1.2.0")})
}

func testAcceptsMessage(t *testing.T, versions map[string]string) {
	d := devChain(t, devnet.Options{})
	c := dial(t, d.RPC, chain.Options{})
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	for version, folder := range versions {
		spec := devnet.SafeSpec{Version: version, Owners: []common.Address{crypto.PubkeyToAddress(key.PublicKey)}, Artifacts: folder}
		nested, err := d.DeploySafe(t.Context(), spec)
		if err != nil {
			t.Fatal(err)
		}
		for _, byHash := range []bool{false, true} {
			really := acceptsAsTried(t, c, d, nested, key, byHash)
			if want := byHash && version >= "1.3.0" || !byHash && version < "1.5.0"; really != want {
				t.Errorf("%s, by hash %t: accepted %t", version, byHash, really)
			}
		}
	}
}

// acceptsAsTried says whether a Safe accepts its owner's signature, and checks that the simulation
// without a signature agrees.
func acceptsAsTried(t *testing.T, c *chain.Client, d *devnet.Devnet, nested devnet.Safe, key *ecdsa.PrivateKey, byHash bool) bool {
	t.Helper()
	v, err := safe.ParseVersion(nested.Version)
	if err != nil {
		t.Fatal(err)
	}
	asked := chain.ContractSignature{Owner: nested.Address, Hash: common.Hash{7}, Preimage: []byte("what is hashed"), ByHash: byHash}
	shown := asked.Preimage
	if byHash {
		shown = asked.Hash[:]
	}
	message := safe.NewMessageHashes(v, d.ChainID, nested.Address, shown).Signed
	if asked.Signature, err = crypto.Sign(message[:], key); err != nil {
		t.Fatal(err)
	}
	asked.Signature[64] += 27
	really, err := c.Accepts(t.Context(), chain.Latest(), asked)
	if err != nil {
		t.Fatal(err)
	}
	tried, known, err := c.AcceptsMessage(t.Context(), chain.Latest(), asked, message)
	if err != nil || !known || tried != really {
		t.Errorf("%s, by hash %t: tried %t, known %t, really %t, %v", nested.Version, byHash, tried, known, really, err)
	}
	if other, _, err := c.AcceptsMessage(t.Context(), chain.Latest(), asked, common.Hash{8}); err != nil || other {
		t.Errorf("%s: another message is accepted: %v", nested.Version, err)
	}
	return really
}
