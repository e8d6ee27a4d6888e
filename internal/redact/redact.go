// Package redact keeps the secrets of network addresses out of all output and records: it shows only
// scheme, host and port.
package redact

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"unicode"
)

// Endpoint is the address of a node or a signer: the part to show, and the secrets to hide. API keys
// can be in the path, the query, the user part and headers.
type Endpoint struct {
	Shown   string   // scheme://host[:port]
	secrets []string // longest first
	tokens  []string // secrets of headers, of which parts are hidden too
	opaque  bool     // it is not an address, so nothing of it may be shown
}

const (
	longestMessage = 300 // of a server's message; some answer with an HTML page
	shortestSecret = 6   // a path such as /v1 is not a secret
	shortestValue  = 4   // of a value in the query
)

// New parses an address. The headers that belong to it may hold secrets too.
func New(raw string, headers http.Header) Endpoint {
	e := newEndpoint(raw)
	for _, values := range headers {
		for _, v := range values {
			e.addHeader(v)
		}
	}
	e.addSpellings()
	sort.Slice(e.secrets, func(i, j int) bool { return len(e.secrets[i]) > len(e.secrets[j]) })
	return e
}

func newEndpoint(raw string) Endpoint {
	if isSocket(raw) {
		return Endpoint{Shown: raw}
	}
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" || !slices.Contains([]string{"http", "https", "ws", "wss"}, u.Scheme) {
		e := Endpoint{Shown: "at the given address", opaque: true}
		e.addFrom(1, raw)
		return e
	}
	e := Endpoint{Shown: u.Scheme + "://" + u.Host}
	e.add(raw, u.RequestURI(), u.EscapedPath(), u.Path, u.RawQuery, u.Fragment)
	e.add(strings.Split(u.EscapedPath(), "/")...)
	e.add(strings.Split(u.Path, "/")...)
	e.addQuery(u)
	e.addUser(u.User)
	return e
}

// isSocket reports whether it is the path of a node's socket, which is not secret.
func isSocket(raw string) bool {
	return !strings.Contains(raw, "://") && (filepath.IsAbs(raw) || filepath.Ext(raw) == ".ipc")
}

// Format writes the part that may be shown, for every verb.
func (e Endpoint) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, e.Shown) }

// add adds texts that are long enough for a secret.
func (e *Endpoint) add(texts ...string) { e.addFrom(shortestSecret, texts...) }

func (e *Endpoint) addFrom(shortest int, texts ...string) {
	for _, t := range texts {
		if len(t) >= shortest {
			e.secrets = append(e.secrets, t)
		}
	}
}

// addQuery hides values of a query, encoded and decoded, and names without a value.
func (e *Endpoint) addQuery(u *url.URL) {
	for _, pair := range strings.FieldsFunc(u.RawQuery, func(r rune) bool { return r == '&' || r == ';' }) {
		name, value, _ := strings.Cut(pair, "=")
		if value == "" {
			value = name
		}
		e.addFrom(shortestValue, value)
		if plain, err := url.QueryUnescape(value); err == nil {
			e.addFrom(shortestValue, plain)
		}
	}
}

// addUser hides a password of any length, and its form in the Authorization header.
func (e *Endpoint) addUser(user *url.Userinfo) {
	if user == nil {
		return
	}
	password, _ := user.Password()
	_, escaped, _ := strings.Cut(user.String(), ":")
	e.add(user.String(), user.Username())
	e.addFrom(1, password, escaped)
	pair := []byte(user.Username() + ":" + password)
	for _, form := range []*base64.Encoding{base64.StdEncoding, base64.RawStdEncoding, base64.URLEncoding, base64.RawURLEncoding} {
		e.addFrom(1, form.EncodeToString(pair))
	}
}

// addHeader hides a value of any length, and the token after its scheme.
func (e *Endpoint) addHeader(value string) {
	value = strings.TrimSpace(value)
	e.addFrom(1, value)
	scheme, token, found := strings.Cut(value, " ")
	if found && (strings.EqualFold(scheme, "Bearer") || strings.EqualFold(scheme, "Basic")) {
		e.addToken(strings.TrimSpace(token))
		return
	}
	e.addToken(value)
	e.add(strings.Fields(value)...)
}

// addToken hides a header's key in its own form and in other encodings: URL-escaped, base64 and
// hexadecimal.
func (e *Endpoint) addToken(token string) {
	e.addFrom(1, token)
	e.tokens = append(e.tokens, token)
	if len(token) < shortestSecret {
		return
	}
	forms := []string{url.QueryEscape(token), url.PathEscape(token), hex.EncodeToString([]byte(token))}
	for _, form := range []*base64.Encoding{base64.StdEncoding, base64.RawStdEncoding, base64.URLEncoding, base64.RawURLEncoding} {
		forms = append(forms, form.EncodeToString([]byte(token)))
	}
	for _, form := range forms {
		if form != token {
			e.add(form)
			e.tokens = append(e.tokens, form)
		}
	}
}

// Clean makes text from elsewhere safe for an error: no secret, one line, no control characters,
// limited length. All text of servers in errors goes through it.
func (e Endpoint) Clean(text string) string {
	if e.opaque {
		return "its URL is not valid: use http://, https://, ws:// or wss://"
	}
	text = e.hide(text)
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || !unicode.IsPrint(r)
	}), " ")
	if runes := []rune(text); len(runes) > longestMessage {
		text = string(runes[:longestMessage]) + "…"
	}
	return strings.ToValidUTF8(text, "�")
}
