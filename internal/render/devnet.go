// Package render formats results of packages that do not import text.
package render

import (
	"fmt"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/config"
	"mpool/internal/devnet"
	"mpool/internal/files"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// devnetView is the result of `mpool devnet`.
type devnetView struct {
	*devnet.Devnet
	Exports []Export `json:"exports"`
}

// Export is an environment variable with which mpool uses the chain.
type Export struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// The variables with the keys of the pool's owner and of its asset manager.
const (
	DevnetKeyVariable     = "MPOOL_DEVNET_KEY"
	DevnetManagerVariable = "MPOOL_DEVNET_MANAGER_KEY"
)

func NewDevnetView(d *devnet.Devnet) devnetView {
	exports := []Export{
		{"ETH_RPC_URL", d.RPC},
		{"MPOOL_POOL", d.Pool.Address.Hex()},
		{config.Variable("contracts.factory_v1"), d.Contracts.FactoryV1.Hex()},
	}
	exports = append(exports, Export{config.Variable("contracts.vault"), d.Contracts.Vault.Hex()})
	if d.Pool.Generation == ops.V2 {
		exports = append(exports, Export{config.Variable("contracts.factory_v2"), d.Contracts.FactoryV2.Hex()})
	}
	if d.Safe.Address == (common.Address{}) {
		exports = append(exports, Export{"ETH_FROM", d.Accounts.Owner.Hex()})
	} else {
		exports = append(exports, Export{"SAFE", d.Safe.Address.Hex()})
	}
	if key, known := devnet.KnownKey(d.Accounts.Owner); known {
		exports = append(exports, Export{DevnetKeyVariable, key})
	}
	if key, known := devnet.KnownKey(d.Accounts.AssetManager); known {
		exports = append(exports, Export{DevnetManagerVariable, key})
	}
	return devnetView{d, exports}
}

// envHead is the beginning of a file of exports.
const envHead = "# mpool devnet: "

// EnvKind is the kind of such files.
func EnvKind() files.Kind {
	return files.Kind{What: "file of mpool devnet --env", Is: func(words []byte) bool { return strings.HasPrefix(string(words), envHead) }}
}

// Env returns the exports as a file for a shell.
func (v devnetView) Env() []byte {
	words := envHead + "use it with: . FILE\n"
	for _, e := range v.Exports {
		words += "export " + e.Name + "=" + e.Value + "\n"
	}
	return []byte(words)
}

func (v devnetView) Text(p *text.Page) {
	p.Line("development chain %d at %s", v.ChainID, v.RPC)
	p.Line("")
	v.poolText(p)
	p.Line("")
	v.contractsText(p)
	p.Line("")
	v.tokensText(p)
	p.Line("")
	for _, e := range v.Exports {
		p.Line("export %s=%s", e.Name, e.Value)
	}
}

func (v devnetView) poolText(p *text.Page) {
	p.Line("%s (%s), v%d", v.Pool.Name, v.Pool.Symbol, v.Pool.Generation)
	p.Line("  pool           %s", v.Pool.Address)
	p.Line("  pool id        %s", v.Pool.ID)
	if v.Safe.Address != (common.Address{}) {
		v.safeText(p)
		return
	}
	p.Line("  owner          %s  holds all BPT", v.Accounts.Owner)
	p.Line("  asset manager  %s", v.Accounts.AssetManager)
	p.Line("  LP             %s  holds tokens, no BPT", v.Accounts.LP)
}

func (v devnetView) safeText(p *text.Page) {
	p.Line("  owner          %s  a Safe %s, and the asset manager", v.Safe.Address, v.Safe.Version)
	p.Line("  its owners     %s  holds half of the BPT, and the Safe the other half", v.Safe.Owners[0])
	for _, owner := range v.Safe.Owners[1:] {
		p.Line("                 %s", owner)
	}
	p.Line("  its threshold  %d", v.Safe.Threshold)
}

func (v devnetView) contractsText(p *text.Page) {
	c := v.Contracts
	p.Line("Balancer V2")
	p.Line("  vault          %s", c.Vault)
	p.Line("  authorizer     %s", c.Authorizer)
	p.Line("  protocol fees  %s", c.ProtocolFees)
	p.Line("  queries        %s", c.Queries)
	p.Line("  factory v1     %s", c.FactoryV1)
	if v.Pool.Generation == ops.V2 {
		p.Line("  factory v2     %s", c.FactoryV2)
	}
}

func (v devnetView) tokensText(p *text.Page) {
	p.Line("tokens (free to mint)")
	for _, token := range v.Tokens {
		p.Line("  %-6s %2d decimals  %s  %s", token.Symbol, token.Decimals, token.Address, tokenNote(token))
	}
}

func tokenNote(t devnet.Token) string {
	where := "not in the pool"
	if t.InPool {
		where = "in the pool"
	}
	if t.ResetFirst {
		return fmt.Sprintf("%s, needs allowance reset to 0 first", where)
	}
	return where
}
