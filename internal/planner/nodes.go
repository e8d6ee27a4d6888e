package planner

import (
	"context"
	"net/http"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/oracle"
)

// Nodes connects to nodes.
type Nodes struct{ Settings *config.Settings }

// DialPool connects to the node for the pool that the first argument or the configuration names.
func (n *Nodes) DialPool(ctx context.Context, args []string) (*chain.Client, config.Pool, error) {
	pool, err := n.Choose(args)
	if err != nil {
		return nil, pool, err
	}
	client, err := n.Dial(ctx, pool.Chain)
	return client, pool, err
}

// Choose returns the pool of DialPool and records it as named by the user.
func (n *Nodes) Choose(args []string) (config.Pool, error) {
	pool, err := n.Settings.ChoosePool(args)
	if err == nil {
		n.Settings.Named = append(n.Settings.Named, pool.Address)
	}
	return pool, err
}

// Dial connects to the node, which must be on the given chain; 0 allows any chain.
func (n *Nodes) Dial(ctx context.Context, on network.ID) (*chain.Client, error) {
	node := n.Settings.NodeFor(on)
	headers, err := parseHeaders(node.Headers)
	if err != nil {
		return nil, err
	}
	client, err := chain.Dial(ctx, node.URL, chain.Options{
		Source:    node.Source,
		Timeout:   n.Settings.RPCTimeout,
		Headers:   headers,
		ChainID:   uint64(on),
		Factories: factoriesOf(n.Settings.Contracts),
		Vaults:    ownVaults(n.Settings.Contracts),
	})
	if err != nil {
		return nil, err
	}
	client.Lens.Beside(oracle.Calls(n.Settings, on))
	return client, nil
}

// parseHeaders parses headers. Its errors never show a value, which may be a key.
func parseHeaders(lines []string) (http.Header, error) {
	headers := http.Header{}
	for i, line := range lines {
		name, value, found := strings.Cut(line, ":")
		if !found || strings.TrimSpace(name) == "" {
			return nil, config.BadConfig(`rpc_headers: entry %d is not "Name: value"`, i+1)
		}
		headers.Add(strings.TrimSpace(name), strings.TrimSpace(value))
	}
	return headers, nil
}

func ownVaults(c config.Contracts) []common.Address {
	if c.Vault == (common.Address{}) {
		return nil
	}
	return []common.Address{c.Vault}
}

func factoriesOf(c config.Contracts) []chain.Factory {
	var list []chain.Factory
	if c.FactoryV1 != (common.Address{}) {
		list = append(list, chain.Factory{Address: c.FactoryV1, Generation: ops.V1})
	}
	if c.FactoryV2 != (common.Address{}) {
		list = append(list, chain.Factory{Address: c.FactoryV2, Generation: ops.V2})
	}
	return list
}

// DialOther connects to another node than the main one. It does not send the main node's headers,
// which may hold a key.
func (n *Nodes) DialOther(ctx context.Context, url string) (*chain.Client, error) {
	return chain.Dial(ctx, url, chain.Options{Timeout: n.Settings.RPCTimeout})
}

// WantedChain refuses a plan for a chain other than --chain.
func (n *Nodes) WantedChain(plan *ops.Plan) error {
	on := network.ID(plan.Predicted.ChainID)
	if want := n.Settings.Chain; want != 0 && want != on {
		return failure.New(failure.Misuse, "chain", "the plan is for %s, but --chain is %s", on, want).
			WithHint("use --chain %s if that is the right chain", on)
	}
	return nil
}

// DialPlan reads a plan and connects to the node, which must be on the plan's chain.
func (n *Nodes) DialPlan(ctx context.Context, path string) (*ops.Plan, *chain.Client, error) {
	plan, err := ReadPlan(ctx, path)
	if err != nil {
		return nil, nil, err
	}
	client, err := n.DialFor(ctx, plan)
	return plan, client, err
}

func (n *Nodes) DialFor(ctx context.Context, plan *ops.Plan) (*chain.Client, error) {
	if err := n.WantedChain(plan); err != nil {
		return nil, err
	}
	return n.Dial(ctx, network.ID(plan.Predicted.ChainID))
}
