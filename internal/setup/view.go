package setup

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/config"
	"mpool/internal/discover"
	"mpool/internal/failure"
	"mpool/internal/named"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/text"
	"mpool/internal/units"
)

// View is the result of mpool init.
type View struct {
	File    string         `json:"file"`
	Written bool           `json:"written"`
	Content string         `json:"content"` // content of the file; empty if there is none
	ChainID uint64         `json:"chain_id"`
	Node    string         `json:"node"`         // without the parts that may be a key
	Key     bool           `json:"node_has_key"` // it may contain a key, so the file does not have it
	Owner   common.Address `json:"owner"`
	From    uint64         `json:"from_block"`
	At      ops.Block      `json:"block"`
	Pools   []Pool         `json:"pools"`
	print   bool
	// contracts are those of the environment.
	contracts config.Contracts
	config    string // the file of --config
}

// Pool is a pool of the owner.
type Pool struct {
	Address  common.Address   `json:"address"`
	Name     named.Pool       `json:"name"`   // hostile text
	Symbol   named.Symbol     `json:"symbol"` // hostile text
	Version  ops.Generation   `json:"version"`
	Tokens   []named.Symbol   `json:"tokens"`
	Managers []common.Address `json:"asset_managers"` // each once; the zero address for a token without one
	Created  ops.Block        `json:"created"`
	Unread   string           `json:"unreadable,omitempty"` // why it could not be read
	Unproven string           `json:"unproven,omitempty"`
	As       string           `json:"confirmed_as,omitempty"` // its name in the file
}

func newView(found *discover.Found, path string, o Options) *View {
	v := &View{File: path, ChainID: found.ChainID, Owner: found.Owner, From: found.From, At: found.At, Pools: []Pool{}, print: o.Print, config: o.Config}
	for _, p := range found.Pools {
		v.Pools = append(v.Pools, poolOf(p))
	}
	return v
}

func poolOf(found discover.Pool) Pool {
	pool := Pool{Address: found.Address, Created: found.Created, Tokens: []named.Symbol{}, Managers: []common.Address{}, Unread: found.Unread}
	if found.State == nil {
		return pool
	}
	s := found.State
	pool.Name, pool.Symbol, pool.Version, pool.Unproven = s.Pool.Name, s.Pool.Symbol, s.Pool.Generation, s.Pool.Unproven
	for _, token := range s.Tokens {
		pool.Tokens = append(pool.Tokens, token.Symbol)
		if !slices.Contains(pool.Managers, token.AssetManager) {
			pool.Managers = append(pool.Managers, token.AssetManager)
		}
	}
	return pool
}

// Confirmed returns the number of pools in the file.
func (v *View) Confirmed() (n int) {
	for _, pool := range v.Pools {
		if pool.As != "" {
			n++
		}
	}
	return n
}

// confirm sets the names of the named pools. It refuses pools that are not the owner's, and pools that
// cannot be read.
func (v *View) confirm(named []chosen) error {
	for _, one := range named {
		i := slices.IndexFunc(v.Pools, func(p Pool) bool { return p.Address == one.address })
		if i < 0 {
			return failure.New(failure.Refused, "pool.not_owned", "%s is not a pool of %s that a known factory created: nothing was written", one.address, v.Owner).
				WithResult(v).WithHint("check the address, --owner and the chain (%s)", network.ID(v.ChainID))
		}
		if v.Pools[i].Unread != "" {
			return failure.New(failure.Refused, "pool.no_pool", "%s cannot be read: %s", one.address, text.Clean(v.Pools[i].Unread, text.LineWidth)).WithHint("omit it")
		}
		v.Pools[i].As = one.name
	}
	return nil
}

// Text shows the content if that is all that was asked, otherwise what was found and written.
func (v *View) Text(p *text.Page) {
	if v.print && v.Content != "" {
		p.WriteString(v.Content)
		return
	}
	state := "nothing was written"
	if v.Written {
		state = fmt.Sprintf("configuration written: %s, with %s", v.File, text.Plural(v.Confirmed(), "pool"))
	}
	p.Line("%s", p.Bold(state))
	p.Line("%s of %s on %s, created since block %d", text.Plural(len(v.Pools), "Managed Pool"), v.Owner, network.ID(v.ChainID), v.From)
	for i := range v.Pools {
		v.Pools[i].describe(p, v.At.Time)
	}
	if v.Written {
		p.Line("\nnext: %s", v.next())
	}
}

// next says what to do with the file.
func (v *View) next() string {
	if v.config == "" {
		return "mpool doctor"
	}
	return "mpool doctor --config " + text.ShellWord(v.config)
}

// describe shows a pool to the user who confirms it.
func (o *Pool) describe(p *text.Page, now units.Time) {
	name := o.Name.String()
	if name == "" {
		name = "(no name)"
	}
	p.Heading(name)
	p.Fact("pool", "%s", o.Address)
	if o.Unread != "" {
		p.Fact("warning", "%s", p.Yellow("it cannot be read: "+text.Clean(o.Unread, text.LineWidth)))
		return
	}
	p.Fact("symbol", "%s, a Managed Pool v%d", o.Symbol, o.Version)
	p.Fact("created", "%s, %s ago, in block %d", text.Time(o.Created.Time), text.Duration(now-min(o.Created.Time, now)), o.Created.Number)
	p.Fact("tokens", "%s", strings.Join(cleaned(o.Tokens), ", "))
	p.Fact("managers", "%s", managers(o.Managers))
	if o.Unproven != "" {
		p.Fact("warning", "%s", p.Yellow("not proven: "+text.Clean(o.Unproven, text.LineWidth)))
	}
	if o.As != "" {
		p.Fact("confirmed", "%s", p.Green("as "+o.As))
	}
}

func cleaned(symbols []named.Symbol) []string {
	var list []string
	for _, symbol := range symbols {
		list = append(list, text.Symbol(symbol))
	}
	return list
}

// managers lists the accounts that can withdraw tokens.
func managers(list []common.Address) string {
	var words []string
	for _, manager := range list {
		if manager == (common.Address{}) {
			words = append(words, "none for some tokens")
			continue
		}
		words = append(words, manager.Hex())
	}
	if len(words) == 0 {
		return "none"
	}
	return strings.Join(words, ", ")
}
