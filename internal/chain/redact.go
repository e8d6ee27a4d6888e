package chain

import (
	"net/http"
	"net/url"
	"slices"
	"sort"
	"strings"
	"unicode"
)

// endpoint is a node's address in two forms: what may be shown, and what must
// never be. API keys travel in the path, the query, the user part and headers.
type endpoint struct {
	shown   string   // scheme://host[:port]
	secrets []string // longest first
	opaque  bool     // no node's address at all, of which nothing may be shown
}

const (
	longestMessage = 300 // of a node's own words; some answer with an HTML page
	shortestSecret = 6   // a path such as /v1 hides nothing
)

func newEndpoint(raw string, headers http.Header) endpoint {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" || !slices.Contains([]string{"http", "https", "ws", "wss"}, u.Scheme) {
		return endpoint{shown: "at the given address", secrets: []string{raw}, opaque: true}
	}
	e := endpoint{shown: u.Scheme + "://" + u.Host}
	e.add(raw, u.RequestURI(), u.EscapedPath(), u.Path, u.RawQuery, u.Fragment)
	e.add(strings.Split(u.EscapedPath(), "/")...)
	e.add(strings.Split(u.Path, "/")...)
	for _, values := range u.Query() {
		e.add(values...)
	}
	if u.User != nil {
		password, _ := u.User.Password()
		e.add(u.User.String(), u.User.Username(), password)
	}
	for _, values := range headers {
		for _, v := range values {
			e.add(v)
			e.add(strings.Fields(v)...) // "Bearer …"
		}
	}
	sort.Slice(e.secrets, func(i, j int) bool { return len(e.secrets[i]) > len(e.secrets[j]) })
	return e
}

func (e *endpoint) add(texts ...string) {
	for _, t := range texts {
		if len(t) >= shortestSecret && t != "Bearer" {
			e.secrets = append(e.secrets, t)
		}
	}
}

// clean makes a text from elsewhere fit for an error: no secret, one line, no
// control characters, not too long. Every text that enters an error of this
// package goes through it.
func (e endpoint) clean(text string) string {
	if e.opaque {
		return "that is no address of the form http://…, https://…, ws://… or wss://…, or nothing answers there"
	}
	for _, s := range e.secrets {
		text = strings.ReplaceAll(text, s, "***")
	}
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || !unicode.IsPrint(r)
	}), " ")
	if runes := []rune(text); len(runes) > longestMessage {
		text = string(runes[:longestMessage]) + "…"
	}
	return text
}
