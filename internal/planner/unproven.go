package planner

import (
	"bytes"
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
)

// UnprovenCode is of a pool that is not proven to be one of Balancer's.
const UnprovenCode = "pool.unproven"

// Proven refuses to plan for a contract that merely claims to be a Managed Pool, because
// its author decides what it answers. --pool-unproven plans anyway. On a development chain
// without Balancer's contracts nothing can be proven, so it is a warning there: nothing has
// value, and no signature is valid elsewhere.
func (pl *Planner) Proven(s *ops.Snapshot) error {
	if s.Pool.Unproven == "" || pl.PoolUnproven || pl.unprovable(s.ChainID) {
		return nil
	}
	return failure.New(failure.Refused, UnprovenCode, "refused: %s [%s]", UnprovenText(s), UnprovenCode).WithHint("%s", UnprovenHint(s))
}

// unprovable says that Balancer's contracts on a development chain are not configured.
func (pl *Planner) unprovable(on uint64) bool {
	c := pl.Settings.Contracts
	return on == network.Development && len(factoriesOf(c)) == 0 && c.Vault == (common.Address{})
}

func UnprovenText(s *ops.Snapshot) string {
	return fmt.Sprintf("%s is not proven to be a Balancer pool on %s: %s; its own answers prove nothing", s.Pool.Address, network.ID(s.ChainID), s.Pool.Unproven)
}

func UnprovenHint(s *ops.Snapshot) string {
	if _, known := chain.DeploymentOn(s.ChainID); known {
		return "check the address; for a fork of Balancer set its factory and Vault in the configuration (contracts:); --pool-unproven trusts the contract"
	}
	return fmt.Sprintf("no Balancer contracts are known on %s: set factory and Vault in the configuration (contracts.factory_v1 or factory_v2, and vault); --pool-unproven trusts the contract", network.ID(s.ChainID))
}

// unprovenFinding is the finding about a pool that is believed and not proven.
func unprovenFinding(s *ops.Snapshot) []ops.Finding {
	if s.Pool.Unproven == "" {
		return nil
	}
	return []ops.Finding{{Severity: ops.Warn, Code: UnprovenCode, Summary: UnprovenText(s), Hint: UnprovenHint(s)}}
}

// WarnUnproven says it where a pool is only looked at.
func (pl *Planner) WarnUnproven(s *ops.Snapshot) {
	if s.Pool.Unproven != "" {
		pl.UI.Warn(UnprovenCode, "%s", UnprovenText(s))
	}
}

// Claimed checks what a plan file alone can prove of a pool: its own answers, its id, and
// its Vault if that is known.
func (pl *Planner) Claimed(s *ops.Snapshot) *ops.Snapshot {
	asked, p := *s, &s.Pool
	_, known := chain.DeploymentOn(s.ChainID)
	switch {
	case p.Unproven != "":
	case !bytes.Equal(p.ID[:20], p.Address[:]):
		asked.Pool.Unproven = "its id starts with another address, " + common.BytesToAddress(p.ID[:20]).Hex()
	case known && p.Vault != common.HexToAddress(chain.VaultAddress) && p.Vault != pl.Settings.Contracts.Vault:
		asked.Pool.Unproven = "its Vault " + p.Vault.Hex() + " is not Balancer's"
	}
	return &asked
}
