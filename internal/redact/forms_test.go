package redact

import (
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// TestFormsOfAKey: a key in another encoding is hidden too, and so is the end of a key.
func TestFormsOfAKey(t *testing.T) {
	const key = "k3y/with+odd=signs&more"
	e := New("https://example.com/api", http.Header{"Authorization": {"Bearer " + key, key}})
	escaped := url.QueryEscape(key)
	for _, form := range []string{key, escaped, escaped[len(escaped)-12:], url.PathEscape(key), base64.StdEncoding.EncodeToString([]byte(key)),
		base64.RawURLEncoding.EncodeToString([]byte(key)), hex.EncodeToString([]byte(key)), strings.ToUpper(hex.EncodeToString([]byte(key)))} {
		if got := e.Clean("no such key: " + form + "."); strings.Contains(got, form) || strings.Contains(got, form[len(form)-6:]) {
			t.Errorf("%s shows as %q", form, got)
		}
	}
}
