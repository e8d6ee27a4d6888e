package signer

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

// checkURL requires https for a signer on another machine, unless PlainHTTP allows http. Otherwise the
// network could read the transaction and the password.
func (o Options) checkURL() error {
	if o.URL == "" {
		return nil
	}
	u, err := url.Parse(o.URL)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		return errors.New("invalid --signer: use https://… or http://127.0.0.1:…")
	case u.Scheme == "http" && !isLoopback(u.Hostname()) && !o.PlainHTTP:
		return fmt.Errorf("--signer is on another machine (%s) without https; use https, or allow it with --signer-plain-http", u.Hostname())
	case o.API != "" && o.API != Clef && o.API != Web3Signer:
		return fmt.Errorf("--signer-api must be %s or %s", Clef, Web3Signer)
	}
	return nil
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// RemoteError says that an external signer did not do what was requested. It holds no secret of the
// signer's address.
type RemoteError struct {
	Signer string // scheme://host[:port]
	Reason string
	Advice string
	code   int
}

func (e *RemoteError) Error() string { return fmt.Sprintf("the signer %s: %s", e.Signer, e.Reason) }

// Hint tells the user what to do.
func (e *RemoteError) Hint() string { return e.Advice }

// methodNotFound is JSON-RPC's code for an unknown method.
const methodNotFound = -32601

func isUnknownMethod(err error) bool {
	var answer *RemoteError
	return errors.As(err, &answer) && answer.code == methodNotFound
}

// longestAnswer is more, in bytes, than any valid signed transaction.
const longestAnswer = 1 << 20

// remote is the HTTP endpoint of an external signer.
type remote struct {
	url      secret
	endpoint redact.Endpoint
	http     *http.Client
}

// newRemote makes a client that follows no redirects, which would carry the password elsewhere.
func newRemote(address string) *remote {
	return &remote{
		url: secret{[]byte(address)}, endpoint: redact.New(address, nil),
		http: &http.Client{
			Transport:     http.DefaultTransport.(*http.Transport).Clone(),
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
}

// Format prints the address without secrets, for every verb.
func (r *remote) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, r.endpoint.Shown) }

func (r *remote) fails(reason, advice string) *RemoteError {
	return &RemoteError{Signer: r.endpoint.Shown, Reason: reason, Advice: advice}
}

// call sends one JSON-RPC request and never repeats it: a signer may ask a person each time.
func (r *remote) call(ctx context.Context, within time.Duration, method string, params []any, into any) error {
	timed, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	defer r.http.CloseIdleConnections()
	status, body, err := r.post(timed, method, params)
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return ctx.Err()
	case timed.Err() != nil:
		return r.fails(fmt.Sprintf("no response within %g seconds", within.Seconds()), "approve the transaction on the signer in time, then try again")
	case err != nil:
		return r.unreachable(err)
	case status >= 300 && status < 400:
		return r.fails(fmt.Sprintf("it redirects (HTTP %d); mpool does not follow redirects", status), "set --signer to the address that it redirects to")
	case len(body) > longestAnswer:
		return r.fails("its response is longer than 1 MB", "check --signer")
	}
	return r.read(status, body, into)
}

func (r *remote) post(ctx context.Context, method string, params []any) (status int, body []byte, err error) {
	if params == nil {
		params = []any{}
	}
	text, err := json.Marshal(map[string]any{"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
	if err != nil {
		return 0, nil, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, string(r.url.bytes), bytes.NewReader(text))
	if err != nil {
		return 0, nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := r.http.Do(request)
	if err != nil {
		return 0, nil, err
	}
	defer func() { _ = response.Body.Close() }() // the body was only read, so an error here does not matter
	body, err = io.ReadAll(io.LimitReader(response.Body, longestAnswer+1))
	return response.StatusCode, body, err
}

// unreachable is the error below HTTP, without the URL that the library's error repeats.
func (r *remote) unreachable(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err
	}
	return r.fails("cannot be reached: "+r.endpoint.Reason(err), "check --signer, and that the signer is running")
}

func (r *remote) read(status int, body []byte, into any) error {
	var answer struct {
		Result json.RawMessage `json:"result"`
		Error  *struct {
			Code    int    `json:"code"`
			Message string `json:"message"`
		} `json:"error"`
	}
	err := json.Unmarshal(body, &answer)
	switch {
	case err == nil && answer.Error != nil:
		return r.refused(answer.Error.Code, answer.Error.Message)
	case status != http.StatusOK:
		return r.fails(fmt.Sprintf("it returned HTTP %d %s", status, http.StatusText(status)), "check --signer and the signer's log")
	case err != nil, len(answer.Result) == 0, string(answer.Result) == "null":
		return r.fails("its response is not JSON-RPC", "check --signer")
	case json.Unmarshal(answer.Result, into) != nil:
		return r.fails("unexpected response", "check --signer and --signer-api")
	}
	return nil
}

// refused is the signer's own error, cleaned.
func (r *remote) refused(code int, message string) error {
	e := r.fails("it returned an error: "+r.endpoint.Clean(message), "see the signer's log")
	e.code = code
	low := strings.ToLower(message)
	switch {
	case code == methodNotFound:
		e.Advice = "set --signer-api to clef or web3signer"
	case strings.Contains(low, "denied"), strings.Contains(low, "rejected"):
		e.Reason, e.Advice = "the transaction was rejected by the signer: "+r.endpoint.Clean(message), "sign again, and approve it if you mean it"
	}
	return e
}
