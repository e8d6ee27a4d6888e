package reading

import (
	"bytes"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
)

// UnprovenCode is the code of the finding that a pool is not proven to be a Balancer pool.
const UnprovenCode = "pool.unproven"

// Proven refuses to plan for a contract that only claims to be a Managed Pool, because its author
// decides what it answers. --pool-unproven plans anyway. So does a development chain without
// configured contracts, where nothing can be proven: nothing has value there, and no signature is
// valid elsewhere.
func (r *Reader) Proven(s *ops.Snapshot) error {
	if s.Pool.Unproven == "" || r.PoolUnproven || r.unprovable(s.ChainID) {
		return nil
	}
	return failure.New(failure.Refused, UnprovenCode, "refused: %s [%s]", UnprovenText(s), UnprovenCode).WithHint("%s", UnprovenHint(s))
}

// unprovable says whether this is a development chain without configured Balancer contracts.
func (r *Reader) unprovable(on uint64) bool {
	c := r.Settings.Contracts
	return on == network.Development && c.FactoryV1 == (common.Address{}) && c.FactoryV2 == (common.Address{}) && c.Vault == (common.Address{})
}

// UnprovenText says why a pool is not proven.
func UnprovenText(s *ops.Snapshot) string {
	return fmt.Sprintf("%s is not proven to be a Balancer pool on %s: %s; its own answers prove nothing", s.Pool.Address, network.ID(s.ChainID), s.Pool.Unproven)
}

// UnprovenHint says what to do about it.
func UnprovenHint(s *ops.Snapshot) string {
	if _, known := chain.DeploymentOn(s.ChainID); known {
		return "check the address; for a fork of Balancer set its factory and Vault in the configuration (contracts:); --pool-unproven trusts the contract"
	}
	return fmt.Sprintf("mpool itself knows no Balancer contracts on %s: set the right factory and Vault in the configuration (contracts.factory_v1 or factory_v2, and vault); --pool-unproven trusts the contract", network.ID(s.ChainID))
}

// UnprovenFinding is the warning about a pool that is trusted without proof.
func UnprovenFinding(s *ops.Snapshot) []ops.Finding {
	if s.Pool.Unproven == "" {
		return nil
	}
	return []ops.Finding{{Severity: ops.Warn, Code: UnprovenCode, Summary: UnprovenText(s), Hint: UnprovenHint(s)}}
}

// Warn warns about an unproven pool in commands that only read.
func (r *Reader) Warn(s *ops.Snapshot) {
	if s.Pool.Unproven != "" {
		r.UI.Warn(UnprovenCode, "%s", UnprovenText(s))
	}
}

// Claimed checks what a plan file alone can show about a pool: its own answers, its id, and its
// Vault if the chain's Vault is known.
func (r *Reader) Claimed(s *ops.Snapshot) *ops.Snapshot {
	asked, p := *s, &s.Pool
	_, known := chain.DeploymentOn(s.ChainID)
	switch {
	case p.Unproven != "":
	case !bytes.Equal(p.ID[:20], p.Address[:]):
		asked.Pool.Unproven = "its id starts with another address, " + common.BytesToAddress(p.ID[:20]).Hex()
	case known && p.Vault != common.HexToAddress(chain.VaultAddress) && p.Vault != r.Settings.Contracts.Vault:
		asked.Pool.Unproven = "its Vault " + p.Vault.Hex() + " is not Balancer's"
	}
	return &asked
}
