package config

import (
	"net/url"

	"mpool/internal/network"
)

// checkPlaces finds addresses of other places than the node that are none, before
// anything is read, let alone signed. It shows no address: it may hold a key.
func (l *loader) checkPlaces(s *Settings) error {
	if s.Given("publish_url") && s.PublishURL != Public && !isWebAddress(s.PublishURL) {
		return BadConfig("invalid %s: use http://…, https://… or %q", s.Sources["publish_url"], Public).
			WithHint("use the URL of a relay or builder, or %s to publish publicly; if unset, the node publishes", Public)
	}
	for i, address := range s.CheckRPCURLs {
		if !isNodeAddress(address) {
			return BadConfig("%s: entry %d is not a valid node address", s.Sources["check_rpc_urls"], i+1).
				WithHint("use http://…, https://…, ws://…, wss://… or the path of the node's IPC socket, for example /data/geth.ipc")
		}
	}
	return nil
}

// isWebAddress says whether it is one of a host that is talked to by HTTP.
func isWebAddress(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != ""
}

func isNodeAddress(address string) bool {
	if network.IsSocket(address) {
		return true
	}
	u, err := url.Parse(address)
	return err == nil && (isWebAddress(address) || u.Scheme == "ws" || u.Scheme == "wss") && u.Hostname() != ""
}
