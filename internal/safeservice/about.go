package safeservice

import "context"

// About asks the service for its version: whether it answers, and takes the key.
func (c *Client) About(ctx context.Context) (version string, err error) {
	var says struct {
		Version string `json:"version"`
	}
	err = c.get(ctx, "/api/v1/about/", &says)
	return says.Version, err
}
