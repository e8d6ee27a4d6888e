package config

import (
	"net/url"
	"strings"
)

// Hidden returns a flag's value in a form that may be shown: of the address of a node or signer only
// the host and port.
func Hidden(flag, value string) string {
	switch flag {
	case "rpc-headers":
		return "NAME:VALUE"
	case "publish-url":
		if value != Public {
			return "PUBLISH_URL"
		}
	case "rpc-url", "check-rpc-url":
		if !isPlainAddress(value) {
			return strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
		}
	case "explorer":
		if u, err := url.Parse(value); err != nil || u.User != nil || u.RawQuery != "" {
			return "EXPLORER_URL"
		}
	case "service":
		if u, err := url.Parse(value); err != nil || u.User != nil || u.RawQuery != "" {
			return "SERVICE_URL"
		}
	case "signer", "manager-signer":
		if !isPlainAddress(value) {
			return "SIGNER_URL"
		}
	}
	return value
}

func isPlainAddress(value string) bool {
	u, err := url.Parse(value)
	return err == nil && u.User == nil && strings.Trim(u.Path, "/") == "" && u.RawQuery == "" && u.Fragment == ""
}
