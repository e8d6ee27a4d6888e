package main

import (
	"context"
	"net/http"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/network"
	"mpool/internal/ops"
)

// dialPool connects to the node, for the pool that a command's first argument
// or the configuration names.
func (n *nodes) dialPool(ctx context.Context, args []string) (*chain.Client, config.Pool, error) {
	pool, err := n.settings.ChoosePool(args)
	if err != nil {
		return nil, pool, err
	}
	n.settings.Named = append(n.settings.Named, pool.Address)
	client, err := n.dial(ctx, pool.Chain)
	return client, pool, err
}

// dial connects to the node, which has to be on the chain; 0: on any.
func (n *nodes) dial(ctx context.Context, on network.ID) (*chain.Client, error) {
	headers, err := parseHeaders(n.settings.RPCHeaders)
	if err != nil {
		return nil, err
	}
	return chain.Dial(ctx, n.settings.RPCURL, chain.Options{
		Timeout:   n.settings.RPCTimeout,
		Headers:   headers,
		ChainID:   uint64(on),
		Factories: factoriesOf(n.settings.Contracts),
		Vaults:    ownVaults(n.settings.Contracts),
	})
}

// parseHeaders never shows a header's value, which may be a key.
func parseHeaders(lines []string) (http.Header, error) {
	headers := http.Header{}
	for i, line := range lines {
		name, value, found := strings.Cut(line, ":")
		if !found || strings.TrimSpace(name) == "" {
			return nil, config.BadConfig(`rpc_headers: number %d is not "Name: value"`, i+1)
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
