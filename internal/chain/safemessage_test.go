package chain_test

import (
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/chain"
	"mpool/internal/devnet"
	"mpool/internal/safe"
)

// TestAcceptsMessage holds what is tried without a signature against what becomes of a
// real one, for Safes of each version that are owners, asked as each version asks.
func TestAcceptsMessage(t *testing.T) {
	d := devChain(t, devnet.Options{})
	c := dial(t, d.RPC, chain.Options{})
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	owners := []common.Address{crypto.PubkeyToAddress(key.PublicKey)}
	hash := common.Hash{7}
	for _, version := range []string{"1.3.0", "1.4.1", "1.5.0"} {
		nested, err := d.DeploySafe(t.Context(), devnet.SafeSpec{Version: version, Owners: owners})
		if err != nil {
			t.Fatal(err)
		}
		v, err := safe.ParseVersion(version)
		if err != nil {
			t.Fatal(err)
		}
		for _, byHash := range []bool{false, true} {
			asked := chain.ContractSignature{Owner: nested.Address, Hash: hash, Preimage: []byte("what is hashed"), ByHash: byHash}
			shown := asked.Preimage
			if byHash {
				shown = hash[:]
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
				t.Errorf("%s, by hash %t: tried %t, known %t, really %t, %v", version, byHash, tried, known, really, err)
			}
			if want := byHash || version != "1.5.0"; really != want {
				t.Errorf("%s, by hash %t: accepted %t", version, byHash, really)
			}
			if other, _, err := c.AcceptsMessage(t.Context(), chain.Latest(), asked, common.Hash{8}); err != nil || other {
				t.Errorf("%s: another message is accepted: %v", version, err)
			}
		}
	}
}
