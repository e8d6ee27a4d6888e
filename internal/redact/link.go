package redact

import "net/url"

// WithoutUser returns a link without a user's name and password.
func WithoutUser(link string) string {
	u, err := url.Parse(link)
	if err != nil || u.User == nil {
		return link
	}
	u.User = nil
	return u.String()
}
