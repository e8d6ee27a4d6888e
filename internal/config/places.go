package config

import (
	"net/url"

	"mpool/internal/network"
)

// checkPlaces refuses invalid addresses of relays, check nodes and services before anything is read or
// signed. It shows no address, because it may hold a key.
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

// isWebAddress reports whether an address is an HTTP or HTTPS URL with a host.
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
