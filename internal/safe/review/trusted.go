package review

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/text"
)

// mostPools is how many named pools are read that a batch does not mention.
const mostPools = 20

// namedPools are the pools that the user names, on the node's chain.
func (c *Checker) namedPools() ([]common.Address, error) {
	list := slices.Clone(c.By.Settings.Named)
	for _, words := range c.Flags.Pools {
		choice, err := c.By.Settings.ResolvePool(words)
		if err != nil {
			return nil, err
		}
		if choice.Chain != 0 && uint64(choice.Chain) != c.View.NodeChain {
			return nil, failure.Usage("--pool %s is on %s, and the node is on %s", text.Quote(words), choice.Chain, network.ID(c.View.NodeChain))
		}
		list = append(list, choice.Address)
	}
	if choice, err := c.By.Settings.ChoosePool(nil); err == nil && (choice.Chain == 0 || uint64(choice.Chain) == c.View.NodeChain) {
		list = append(list, choice.Address)
	}
	for _, pool := range c.By.Settings.Pools {
		if pool.Chain == 0 || uint64(pool.Chain) == c.View.NodeChain {
			list = append(list, pool.Address)
		}
	}
	slices.SortFunc(list, common.Address.Cmp)
	return slices.Compact(list), nil
}

// trust sorts the pools that a batch mentions, and reads those that are named and that
// it does not mention: for their names, tokens and Vault.
func (c *Checker) trust(ctx context.Context, mentioned []*ops.Snapshot) error {
	named, err := c.namedPools()
	if err != nil {
		return err
	}
	for _, pool := range mentioned {
		if slices.Contains(named, pool.Pool.Address) {
			c.trusted = append(c.trusted, pool)
		} else {
			c.strange = append(c.strange, pool)
		}
	}
	said := len(c.View.Findings)
	for _, address := range named[:min(len(named), mostPools)] {
		if c.isTrusted(address) {
			continue
		}
		pool, err := c.readPool(ctx, address)
		if err != nil {
			return err
		}
		if pool != nil {
			c.trusted = append(c.trusted, pool)
		}
	}
	c.View.Findings = c.View.Findings[:said] // the batch is not for them
	c.writeBook()
	c.tellStrange()
	return nil
}

func (c *Checker) isTrusted(pool common.Address) bool {
	return slices.ContainsFunc(c.trusted, func(s *ops.Snapshot) bool { return s.Pool.Address == pool })
}

// writeBook gives names to what belongs to trusted pools alone. Of others only the
// tokens are known, by what they call themselves.
func (c *Checker) writeBook() {
	for _, pool := range c.trusted {
		c.Book = bookWith(c.Book, pool)
	}
	for _, pool := range c.strange {
		for _, token := range pool.Tokens {
			if _, known := c.Book.Tokens[token.Address]; !known {
				c.Book.Tokens[token.Address] = decode.Token{Symbol: token.Symbol, Decimals: token.Decimals}
			}
		}
	}
}

// tellStrange lists the pools of a batch that nobody has named, with those who can
// take what is in them.
func (c *Checker) tellStrange() {
	for _, pool := range c.strange {
		what := fmt.Sprintf("the pool %s, %q, is not one that you have named", pool.Pool.Address, text.Clean(pool.Pool.Name, text.NameWidth))
		if like := c.namesake(pool); like != (common.Address{}) {
			what = fmt.Sprintf("the pool %s is not your pool %s, though it has its name, %q", pool.Pool.Address, like, text.Clean(pool.Pool.Name, text.NameWidth))
		}
		f := ops.Finding{Severity: ops.Warn, Code: "pool.unnamed", Summary: what,
			Detail: managersOf(pool), Hint: "where it is yours: --pool " + pool.Pool.Address.Hex() + ", or give it a name in the configuration"}
		if c.Safe != (common.Address{}) && pool.Pool.Owner == c.Safe {
			f.Summary += "; that this Safe owns it proves nothing: anybody can make a pool that it owns"
		}
		c.View.Findings = append(c.View.Findings, f)
	}
}

// managersOf says who can take a pool's tokens.
func managersOf(pool *ops.Snapshot) string {
	var managers []string
	of := map[common.Address][]string{}
	for _, token := range pool.Tokens {
		of[token.AssetManager] = append(of[token.AssetManager], text.Clean(token.Symbol, text.SymbolWidth))
	}
	for manager, tokens := range of {
		if manager != (common.Address{}) {
			managers = append(managers, fmt.Sprintf("%s takes %s out of it", manager, strings.Join(tokens, ", ")))
		}
	}
	if len(managers) == 0 {
		return "it has no asset manager"
	}
	slices.Sort(managers)
	return "its asset managers: " + strings.Join(managers, "; ")
}

// namesake is the trusted pool whose name or symbol another one bears.
func (c *Checker) namesake(pool *ops.Snapshot) common.Address {
	for _, mine := range c.trusted {
		if mine.Pool.Name == pool.Pool.Name || mine.Pool.Symbol == pool.Pool.Symbol {
			return mine.Pool.Address
		}
	}
	return common.Address{}
}

// vaultsOf are the Vaults of trusted pools, and Balancer's on a chain that has it.
func vaultsOf(pools []*ops.Snapshot, on uint64) []common.Address {
	var list []common.Address
	if _, known := chain.DeploymentOn(on); known {
		list = append(list, common.HexToAddress(chain.VaultAddress))
	}
	for _, pool := range pools {
		if !slices.Contains(list, pool.Pool.Vault) {
			list = append(list, pool.Pool.Vault)
		}
	}
	return list
}

// poolIn is the pool that an id of a call is of.
func poolIn(args []decode.Value) common.Address {
	return common.BytesToAddress(common.HexToHash(value(args, "poolId")).Bytes()[:20])
}

// poolsOfCall are the pools that a call of the Vault puts something into, or trades
// with.
func poolsOfCall(call *decode.Call) []common.Address {
	if call == nil {
		return nil
	}
	var list []common.Address
	switch name, _, _ := strings.Cut(call.Function, "("); name {
	case "joinPool", "exitPool":
		list = append(list, poolIn(call.Args))
	case "swap":
		list = append(list, poolIn(part(call.Args, "singleSwap")))
	case "batchSwap":
		for _, step := range part(call.Args, "swaps") {
			list = append(list, poolIn(step.Items))
		}
	case "managePoolBalance":
		for _, item := range call.Args[0].Items {
			if value(item.Items, "kind") == "1" {
				list = append(list, poolIn(item.Items))
			}
		}
	}
	slices.SortFunc(list, common.Address.Cmp)
	return slices.Compact(list)
}

// strangePools refuses what goes into pools, or is traded with them, that nobody has
// named: they are recipients as anybody is.
func (k knownAddresses) strangePools(c Call) []ops.Finding {
	var found []ops.Finding
	for _, pool := range poolsOfCall(c.Call) {
		if slices.ContainsFunc(k.pools, func(id common.Hash) bool { return common.BytesToAddress(id[:20]) == pool }) {
			continue
		}
		name, _, _ := strings.Cut(c.Call.Function, "(")
		what := "it trades with"
		switch name {
		case "managePoolBalance":
			what = "it deposits " + k.deposits(c.Call, pool) + " into"
		case "joinPool":
			what = "it joins"
		}
		f := ops.Finding{Severity: ops.Refuse, Code: "pool.other", Summary: fmt.Sprintf("%s the pool %s, %s", what, pool, k.stranger(pool)), Detail: k.managers(pool),
			Hint: fmt.Sprintf("where that is meant: --recipient %s; where the pool is yours: --pool %s", pool, pool)}
		if slices.Contains(k.recipients, pool) {
			f.Severity, f.Hint = ops.Warn, ""
		}
		found = append(found, f)
	}
	return found
}

// deposits says how much of which tokens goes into a pool.
func (k knownAddresses) deposits(call *decode.Call, pool common.Address) string {
	var list []string
	for _, item := range call.Args[0].Items {
		if value(item.Items, "kind") == "1" && poolIn(item.Items) == pool {
			list = append(list, amountOf(k.book, common.HexToAddress(value(item.Items, "token")), value(item.Items, "amount")))
		}
	}
	return strings.Join(list, " and ")
}

// stranger says what is known of a pool that nobody has named.
func (k knownAddresses) stranger(pool common.Address) string {
	like := k.namesakes[pool]
	switch s := k.strange[pool]; {
	case s == nil:
		return "which nobody has named"
	case like != (common.Address{}):
		return fmt.Sprintf("which is not your pool %s, though it has its name", like)
	default:
		return fmt.Sprintf("%q, which nobody has named", text.Clean(s.Pool.Name, text.NameWidth))
	}
}

func (k knownAddresses) managers(pool common.Address) string {
	if s := k.strange[pool]; s != nil {
		return managersOf(s)
	}
	return ""
}

// manager refuses that somebody whom nobody has named manages a token of a pool: he
// takes out whatever is put in.
func (k knownAddresses) manager(c Call) *ops.Finding {
	if c.Call == nil || !strings.HasPrefix(c.Call.Function, "addToken(") || len(c.Call.Args) < 2 {
		return nil
	}
	who := common.HexToAddress(c.Call.Args[1].Value)
	if who == (common.Address{}) || k.own(who) || slices.Contains(k.senders, who) {
		return nil
	}
	f := ops.Finding{Severity: ops.Warn, Code: "token.manager",
		Summary: fmt.Sprintf("%s would manage the pool's %s for ever, and could take out all of it at any time", who, k.tokenName(common.HexToAddress(c.Call.Args[0].Value)))}
	if !slices.Contains(k.recipients, who) {
		f.Severity, f.Hint = ops.Refuse, "where that is meant: --recipient "+who.Hex()
	}
	return &f
}

func (k knownAddresses) tokenName(token common.Address) string {
	if known, is := k.book.Tokens[token]; is {
		return text.Clean(known.Symbol, text.SymbolWidth) + " (" + token.Hex() + ")"
	}
	return "token " + token.Hex()
}
