// Package safeservice talks to a Safe transaction service, which stores what the owners of a Safe have
// proposed and signed. It trusts no answer: it computes the hashes from the fields and recovers the
// signers.
package safeservice

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"mpool/internal/redact"
)

// Client talks to one service.
type Client struct {
	base     string
	key      string
	endpoint redact.Endpoint
	http     *http.Client
}

const (
	timeout       = 30 * time.Second
	longestAnswer = 8 << 20
)

// New makes a client for the service at base, such as https://api.safe.global/tx-service/eth. The key
// can be empty. It refuses plain http except to this machine, because requests carry the key and
// signed data. It sends nothing yet.
func New(base, key string) (*Client, error) {
	u, err := url.Parse(base)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || u.RawQuery != "" || u.Fragment != "":
		return nil, errors.New("invalid --service: use https://…")
	case u.Scheme == "http" && !isLoopback(u.Hostname()):
		return nil, fmt.Errorf("the transaction service %s is on another machine: use https", u.Host)
	case !isKey(key):
		return nil, errors.New("invalid SAFE_TRANSACTION_SERVICE_API_KEY: it contains a line break, a space or an unprintable character")
	}
	c := &Client{base: strings.TrimRight(base, "/"), key: key}
	c.endpoint = redact.New(base, http.Header{"Authorization": {"Bearer " + key, key}})
	c.http = &http.Client{
		Transport: http.DefaultTransport.(*http.Transport).Clone(), Timeout: timeout,
		// A redirect would carry the key to another server.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return c, nil
}

// Remote reports whether the service is on another machine.
func (c *Client) Remote() bool {
	u, err := url.Parse(c.base)
	return err == nil && !isLoopback(u.Hostname())
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// isKey says that every byte is visible ASCII. It refuses characters that copying adds, such as a line
// break.
func isKey(key string) bool {
	return !strings.ContainsFunc(key, func(r rune) bool { return r <= ' ' || r > '~' })
}

// Close closes idle connections.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Format prints the service's address without secrets, for every verb.
func (c *Client) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, c.endpoint.Shown) }

// Error says that the service did not do what was requested. It holds no secret.
type Error struct {
	Service string // scheme://host[:port]
	Status  int    // HTTP status; 0 without a usable response
	Reason  string
	Advice  string
	// Unknown says that the service answered but its list is incomplete, so the queue is not known.
	Unknown bool
	cause   error
}

func (e *Error) Error() string {
	return fmt.Sprintf("the transaction service %s: %s", e.Service, e.Reason)
}

func (e *Error) Unwrap() error { return e.cause }

// Hint tells the user what to do.
func (e *Error) Hint() string { return e.Advice }

// Doubtful says whether the request may have taken effect despite the error.
func (e *Error) Doubtful() bool { return e.Status == 0 || e.Status >= 500 }

func (c *Client) get(ctx context.Context, path string, into any) error {
	return c.do(ctx, http.MethodGet, path, nil, into)
}

func (c *Client) post(ctx context.Context, path string, body any) error {
	text, err := json.Marshal(body)
	if err != nil {
		return err
	}
	return c.do(ctx, http.MethodPost, path, text, nil)
}

func (c *Client) do(ctx context.Context, method, path string, body []byte, into any) error {
	request, err := http.NewRequestWithContext(ctx, method, c.base+path, bytes.NewReader(body))
	if err != nil {
		return c.fails(0, "its URL is not valid", "check safe_transaction_service in the configuration")
	}
	request.Header.Set("Accept", "application/json")
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	if c.key != "" {
		request.Header.Set("Authorization", "Bearer "+c.key)
	}
	response, err := c.http.Do(request)
	if err != nil {
		return c.unreachable(ctx, method, err)
	}
	defer func() { _ = response.Body.Close() }() // the body was only read, so an error here does not matter
	text, err := io.ReadAll(io.LimitReader(response.Body, longestAnswer+1))
	switch {
	case err != nil:
		return c.unreachable(ctx, method, err)
	case response.StatusCode >= 300:
		return c.refused(method, response, text)
	case len(text) > longestAnswer:
		return c.fails(0, "its response is longer than 8 MB", "")
	case into != nil && json.Unmarshal(text, into) != nil:
		return c.fails(0, "unexpected response", "check safe_transaction_service in the configuration: it must end before /api/")
	}
	return nil
}

func (c *Client) fails(status int, reason, advice string) *Error {
	return &Error{Service: c.endpoint.Shown, Status: status, Reason: reason, Advice: advice}
}

// unreachable removes the URL, which the library's error repeats.
func (c *Client) unreachable(ctx context.Context, method string, err error) error {
	if errors.Is(ctx.Err(), context.Canceled) {
		return ctx.Err()
	}
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	e := c.fails(0, "cannot be reached: "+c.endpoint.Reason(err), tryAgain(method))
	e.cause = err
	return e
}

// refused is the error for a response with an error status. It quotes the service, cleaned and
// shortened.
func (c *Client) refused(method string, response *http.Response, text []byte) error {
	if response.StatusCode < 400 {
		return c.fails(response.StatusCode, fmt.Sprintf("it redirects (HTTP %d); mpool does not follow redirects, because they could send the API key elsewhere", response.StatusCode),
			"set safe_transaction_service to the address that it redirects to")
	}
	says := ""
	if t := strings.TrimSpace(string(text)); t != "" && !strings.HasPrefix(t, "<") {
		says = ": " + c.endpoint.Clean(t)
	}
	reason := fmt.Sprintf("HTTP %d %s%s", response.StatusCode, http.StatusText(response.StatusCode), says)
	advice := "see the service's message"
	switch response.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden:
		advice = "set SAFE_TRANSACTION_SERVICE_API_KEY"
	case http.StatusNotFound:
		advice = "check safe_transaction_service in the configuration: the service does not know this Safe or chain"
	case http.StatusUnprocessableEntity, http.StatusBadRequest:
		advice = "check that the signer is an owner and that the nonce is not used"
	case http.StatusTooManyRequests:
		advice = "wait" + retryAfter(response) + " and try again"
	}
	if response.StatusCode >= 500 {
		advice = tryAgain(method)
	}
	return c.fails(response.StatusCode, reason, advice)
}

// tryAgain is the advice without a response. Only a POST can have changed anything.
func tryAgain(method string) string {
	if method == http.MethodPost {
		return "run it again; mpool first checks whether the request arrived"
	}
	return "check --service and the network, and try again"
}

// retryAfter is for people: it repeats only a short number of seconds.
func retryAfter(response *http.Response) string {
	after := response.Header.Get("Retry-After")
	if after == "" || len(after) > 5 || strings.Trim(after, "0123456789") != "" {
		return ""
	}
	return " " + after + " seconds"
}
