package planview

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/text"
)

// Safe describes a Safe multisig for its signers.
type Safe struct {
	Address         common.Address   `json:"address"`
	Is              string           `json:"is"` // its role, such as owner or asset manager
	Version         string           `json:"version"`
	Threshold       uint64           `json:"threshold"`
	Owners          []common.Address `json:"owners"`
	Nonce           uint64           `json:"nonce"` // of its next transaction
	Guard           *common.Address  `json:"guard"`
	GuardRead       bool             `json:"guard_read"` // false: the node does not show whether there is a guard
	ModuleGuard     *common.Address  `json:"module_guard"`
	FallbackHandler *common.Address  `json:"fallback_handler"`
	Modules         []common.Address `json:"modules"` // null if they could not be read
	MoreModules     bool             `json:"more_modules"`

	Found *chain.Safe `json:"-"` // as it was read
}

// NewSafe describes a Safe with its role.
func NewSafe(s *chain.Safe, is string) Safe {
	v := Safe{Address: s.Address, Is: is, Version: s.Version, Threshold: s.Threshold, Owners: s.Owners, Nonce: s.Nonce,
		Guard: there(s.Guard), GuardRead: s.SlotsRead, ModuleGuard: there(s.ModuleGuard), FallbackHandler: there(s.FallbackHandler), MoreModules: s.MoreModules, Found: s}
	if s.ModulesRead {
		v.Modules = append([]common.Address{}, s.Modules...)
	}
	return v
}

// there returns nil for the zero address.
func there(a common.Address) *common.Address {
	if a == (common.Address{}) {
		return nil
	}
	return &a
}

// Summary describes the Safe in one line.
func (v Safe) Summary() string {
	return fmt.Sprintf("a Safe %s, multisig threshold %d of %d, nonce %d", text.Clean(v.Version, 32), v.Threshold, len(v.Owners), v.Nonce)
}

// Lines print the owners, the guard and the modules.
func (v Safe) Lines(p *text.Page) {
	p.Line("  owners %s", text.Addresses(v.Owners))
	if v.GuardRead && v.Guard == nil && v.Modules != nil && len(v.Modules) == 0 {
		p.Line("  guard none, modules none")
		return
	}
	p.Line("  %s", v.guardWords())
	p.Line("  %s", v.modulesWords())
}

func (v Safe) guardWords() string {
	switch {
	case !v.GuardRead:
		return "guard: could not be read"
	case v.Guard == nil:
		return "guard none"
	}
	return fmt.Sprintf("guard %s can reject any of its transactions", v.Guard)
}

func (v Safe) modulesWords() string {
	switch more := ""; {
	case v.Modules == nil:
		return "modules: could not be read"
	case len(v.Modules) == 0:
		return "modules none"
	default:
		if v.MoreModules {
			more = " and more"
		}
		return fmt.Sprintf("modules %s%s can act without its owners", text.Addresses(v.Modules), more)
	}
}
