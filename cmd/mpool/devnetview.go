package main

import (
	"fmt"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/devnet"
	"mpool/internal/ops"
)

// devnetView is the answer of `mpool devnet`.
type devnetView struct {
	*devnet.Devnet
	Exports []export `json:"exports"`
}

// export is an environment variable that makes mpool use the chain.
type export struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// These hold the owner's and the asset manager's key, for --private-key
// env:MPOOL_DEVNET_KEY and its like.
const (
	devnetKeyVariable     = "MPOOL_DEVNET_KEY"
	devnetManagerVariable = "MPOOL_DEVNET_MANAGER_KEY"
)

func newDevnetView(d *devnet.Devnet) devnetView {
	exports := []export{
		{"ETH_RPC_URL", d.RPC},
		{"MPOOL_POOL", d.Pool.Address.Hex()},
		{variableOf("contracts.factory_v1"), d.Contracts.FactoryV1.Hex()},
	}
	exports = append(exports, export{variableOf("contracts.vault"), d.Contracts.Vault.Hex()})
	if d.Pool.Generation == ops.V2 {
		exports = append(exports, export{variableOf("contracts.factory_v2"), d.Contracts.FactoryV2.Hex()})
	}
	if d.Safe.Address == (common.Address{}) {
		exports = append(exports, export{"ETH_FROM", d.Accounts.Owner.Hex()})
	} else {
		exports = append(exports, export{"SAFE", d.Safe.Address.Hex()})
	}
	if key, known := devnet.KnownKey(d.Accounts.Owner); known {
		exports = append(exports, export{devnetKeyVariable, key})
	}
	if key, known := devnet.KnownKey(d.Accounts.AssetManager); known {
		exports = append(exports, export{devnetManagerVariable, key})
	}
	return devnetView{d, exports}
}

func (v devnetView) text(p *page) {
	p.line("development chain %d at %s", v.ChainID, v.RPC)
	p.line("")
	v.poolText(p)
	p.line("")
	v.contractsText(p)
	p.line("")
	v.tokensText(p)
	p.line("")
	for _, e := range v.Exports {
		p.line("export %s=%s", e.Name, e.Value)
	}
}

func (v devnetView) poolText(p *page) {
	p.line("%s (%s), generation %d", v.Pool.Name, v.Pool.Symbol, v.Pool.Generation)
	p.line("  pool           %s", v.Pool.Address)
	p.line("  pool id        %s", v.Pool.ID)
	if v.Safe.Address != (common.Address{}) {
		v.safeText(p)
		return
	}
	p.line("  owner          %s  holds all BPT", v.Accounts.Owner)
	p.line("  asset manager  %s", v.Accounts.AssetManager)
	p.line("  LP             %s  holds tokens, no BPT", v.Accounts.LP)
}

func (v devnetView) safeText(p *page) {
	p.line("  owner          %s  a Safe %s, and the asset manager", v.Safe.Address, v.Safe.Version)
	p.line("  its owners     %s  holds all BPT", v.Safe.Owners[0])
	for _, owner := range v.Safe.Owners[1:] {
		p.line("                 %s", owner)
	}
	p.line("  its threshold  %d", v.Safe.Threshold)
}

func (v devnetView) contractsText(p *page) {
	c := v.Contracts
	p.line("Balancer V2")
	p.line("  vault          %s", c.Vault)
	p.line("  authorizer     %s", c.Authorizer)
	p.line("  protocol fees  %s", c.ProtocolFees)
	p.line("  queries        %s", c.Queries)
	p.line("  factory v1     %s", c.FactoryV1)
	if v.Pool.Generation == ops.V2 {
		p.line("  factory v2     %s", c.FactoryV2)
	}
}

func (v devnetView) tokensText(p *page) {
	p.line("tokens (anybody may mint)")
	for _, token := range v.Tokens {
		p.line("  %-6s %2d decimals  %s  %s", token.Symbol, token.Decimals, token.Address, tokenNote(token))
	}
}

func tokenNote(t devnet.Token) string {
	where := "not in the pool"
	if t.InPool {
		where = "in the pool"
	}
	if t.ResetFirst {
		return fmt.Sprintf("%s, wants allowances reset first", where)
	}
	return where
}
