package config

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/network"
	"mpool/internal/redact"
	"mpool/internal/text"
)

// ChainSettings are the settings of one chain.
type ChainSettings struct {
	RPCURL     string   `mapstructure:"rpc_url"`
	RPCHeaders []string `mapstructure:"rpc_headers"`
	Explorer   string   `mapstructure:"explorer"`
}

// Label is a name for an address.
type Label struct {
	Name    string         `mapstructure:"name"`
	Address common.Address `mapstructure:"address"`
}

// Node is the address of a node and where the address was set.
type Node struct {
	URL     string
	Headers []string // may hold keys; sent only to this node
	Source  string   // a flag, a variable, or file and line; empty: not set
}

// isOfChain reports whether a key is a setting of one chain: chains.mainnet.rpc_url.
func isOfChain(key string) bool {
	parts := strings.Split(key, ".")
	return len(parts) == 3 && parts[0] == "chains" && slices.Contains([]string{"rpc_url", "rpc_headers", "explorer"}, parts[2])
}

// NodeFor returns the node for a chain; 0: any chain. A flag or variable comes before the chain's own
// node in the file, and that before rpc_url in the file.
func (s *Settings) NodeFor(on network.ID) Node {
	name, own := s.chainSettings(on)
	if own.RPCURL == "" || s.Given("rpc_url") && !s.inFile("rpc_url") {
		return Node{s.RPCURL, s.RPCHeaders, s.Sources["rpc_url"]}
	}
	headers := own.RPCHeaders
	if s.Demanded("rpc_headers") {
		headers = s.RPCHeaders
	}
	return Node{own.RPCURL, headers, s.Sources["chains."+name+".rpc_url"]}
}

// AllNodes lists the nodes of all settings.
func (s *Settings) AllNodes() []Node {
	list := []Node{{s.RPCURL, s.RPCHeaders, s.Sources["rpc_url"]}}
	for _, name := range slices.Sorted(maps.Keys(s.Chains)) {
		list = append(list, Node{s.Chains[name].RPCURL, s.Chains[name].RPCHeaders, s.Sources["chains."+name+".rpc_url"]})
	}
	return list
}

// ExplorerFor returns the address of a chain's explorer; empty if none is known, or links are turned
// off.
func (s *Settings) ExplorerFor(on network.ID) string {
	_, own := s.chainSettings(on)
	url := on.Explorer()
	switch {
	case s.Explorer != "" && (own.Explorer == "" || !s.inFile("explorer")):
		url = s.Explorer
	case own.Explorer != "":
		url = own.Explorer
	}
	if url == noExplorer {
		return ""
	}
	return strings.TrimRight(redact.WithoutUser(url), "/")
}

// noExplorer is the value that turns links off.
const noExplorer = "none"

// inFile reports whether the key's value comes from the file.
func (s *Settings) inFile(key string) bool {
	return s.file != "" && strings.HasPrefix(s.Sources[key], s.file+":")
}

func (s *Settings) chainSettings(on network.ID) (string, ChainSettings) {
	for name, own := range s.Chains {
		if id, err := network.Parse(name); err == nil && id == on && on != 0 {
			return name, own
		}
	}
	return "", ChainSettings{}
}

// LabelsByAddress returns the labels of addresses, and the names of the configured pools.
func (s *Settings) LabelsByAddress() map[common.Address]string {
	labels := map[common.Address]string{}
	for _, pool := range s.Pools {
		labels[pool.Address] = pool.Name
	}
	for _, label := range s.Labels {
		labels[label.Address] = text.Clean(label.Name, text.NameWidth)
	}
	return labels
}

func (s *Settings) checkLabels() error {
	seen := map[common.Address]bool{}
	for _, label := range s.Labels {
		switch {
		case strings.TrimSpace(text.Clean(label.Name, text.NameWidth)) == "" || strings.Contains(label.Name, "0x"):
			return BadConfig("labels: %s is not a name for an address", text.Quote(label.Name))
		case label.Address == common.Address{}:
			return BadConfig("labels: %s has no address", text.Quote(label.Name))
		case seen[label.Address]:
			return BadConfig("labels: %s is a duplicate", label.Address)
		}
		seen[label.Address] = true
	}
	return nil
}

// checkChains reports unknown chains and invalid addresses. It shows no address of a node, because it
// may hold a key.
func (s *Settings) checkChains() error {
	var wrong []error
	seen := map[network.ID]string{}
	for _, name := range slices.Sorted(maps.Keys(s.Chains)) {
		id, err := network.Parse(name)
		if err != nil {
			wrong = append(wrong, BadConfig("chains: %s", err).Because(err))
		}
		if other, twice := seen[id]; twice && err == nil {
			wrong = append(wrong, BadConfig("chains: %s and %s are one chain", other, name))
		}
		seen[id] = name
		own := s.Chains[name]
		if own.RPCURL != "" && !isNodeAddress(own.RPCURL) {
			wrong = append(wrong, BadConfig("chains.%s.rpc_url is not the address of a node", name).WithHint("give it as http://…, https://…, ws://…, wss://… or the path of the node's socket"))
		}
		if len(own.RPCHeaders) > 0 && own.RPCURL == "" {
			wrong = append(wrong, BadConfig("chains.%s.rpc_headers are for the node of chains.%s.rpc_url, which is not set", name, name))
		}
		wrong = append(wrong, checkExplorer("chains."+name+".explorer", own.Explorer))
	}
	return errors.Join(append(wrong, checkExplorer("explorer", s.Explorer))...)
}

func checkExplorer(key, url string) error {
	if url == "" || url == noExplorer || isWebAddress(url) {
		return nil
	}
	return BadConfig("%s: %s is not an address of the form https://…, and not none", key, text.Quote(redact.Everything(url, nil, nil)))
}
