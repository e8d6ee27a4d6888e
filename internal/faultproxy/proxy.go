// Package faultproxy is a proxy between mpool and a node. It injects the faults of networks,
// gateways and nodes, and counts the transactions that are sent. It is for tests only: nothing in
// the program imports it.
package faultproxy

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
)

// Proxy is a JSON-RPC server that passes every call on to a node, unless a rule applies.
type Proxy struct {
	node   string
	server *httptest.Server
	client *http.Client
	stop   chan struct{} // Close closes it to end stalled calls

	mu    sync.Mutex
	rules []*rule
	calls map[string]int
	sends []Send
	lags  func() uint64
	hook  func(method string)

	hooks sync.Mutex // held while the hook runs: one call at a time
}

// Rule injects a fault into the calls of a method.
type Rule struct {
	Method string // empty: every method
	Skip   int    // number of calls that pass first
	Times  int    // number of calls that fail; 0: all
	Fault  Fault
}

type rule struct {
	Rule
	seen int
}

// Start starts a proxy for the node at this URL.
func Start(node string) *Proxy {
	p := &Proxy{
		node: node, calls: map[string]int{}, stop: make(chan struct{}),
		client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 4}},
	}
	p.server = httptest.NewServer(http.HandlerFunc(p.serve))
	return p
}

// URL is the address of the proxy. Any path and query may be added, as providers put their keys
// there.
func (p *Proxy) URL() string { return p.server.URL }

// Close stops the proxy and ends stalled calls.
func (p *Proxy) Close() {
	close(p.stop)
	p.server.CloseClientConnections()
	p.server.Close()
	p.client.CloseIdleConnections()
}

// Inject adds rules. The first matching rule with calls left applies.
func (p *Proxy) Inject(rules ...Rule) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, r := range rules {
		p.rules = append(p.rules, &rule{Rule: r})
	}
}

// Clear removes all rules, the lag and the hook. The counts stay.
func (p *Proxy) Clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.rules, p.lags, p.hook = nil, nil, nil
}

// Lag makes each HTTP request see a node that is some blocks behind, as with several nodes behind
// one address. next returns the number of blocks; it is called under a lock, in the order of the
// requests.
func (p *Proxy) Lag(next func() uint64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lags = next
}

// Before calls hook before each call is passed on, one call at a time.
func (p *Proxy) Before(hook func(method string)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.hook = hook
}

// Calls returns the number of calls by method.
func (p *Proxy) Calls() map[string]int {
	p.mu.Lock()
	defer p.mu.Unlock()
	counts := make(map[string]int, len(p.calls))
	for method, n := range p.calls {
		counts[method] = n
	}
	return counts
}

// exchange is one HTTP request and the calls in it.
type exchange struct {
	*Proxy
	w     http.ResponseWriter
	r     *http.Request
	batch bool
	calls []call
	lag   uint64
}

// call is one JSON-RPC request.
type call struct {
	Version string          `json:"jsonrpc"`
	ID      json.RawMessage `json:"id"`
	Method  string          `json:"method"`
	Params  json.RawMessage `json:"params,omitempty"`
}

func (p *Proxy) serve(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // the client is gone
	}
	x := &exchange{Proxy: p, w: w, r: r}
	if err := x.read(body); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	faults := x.count()
	for _, f := range faults {
		if f.transport != nil {
			f.transport(x)
			return
		}
	}
	x.reply(x.answers(faults))
}

func (x *exchange) read(body []byte) error {
	if trimmed := bytes.TrimSpace(body); len(trimmed) > 0 && trimmed[0] == '[' {
		x.batch = true
		return json.Unmarshal(body, &x.calls)
	}
	x.calls = make([]call, 1)
	return json.Unmarshal(body, &x.calls[0])
}

// count counts the calls and chooses each one's fault.
func (x *exchange) count() []Fault {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.lags != nil {
		x.lag = x.lags()
	}
	faults := make([]Fault, len(x.calls))
	for i, c := range x.calls {
		x.Proxy.calls[c.Method]++
		x.noteSend(c)
		faults[i] = x.fault(c.Method)
	}
	return faults
}

// fault returns the fault of the first rule that applies. Later rules do not count the call.
func (p *Proxy) fault(method string) Fault {
	for _, r := range p.rules {
		if r.Method != "" && r.Method != method {
			continue
		}
		r.seen++
		if r.seen > r.Skip && (r.Times == 0 || r.seen <= r.Skip+r.Times) {
			return r.Fault
		}
	}
	return Fault{}
}

// answers returns the node's answers, each changed by its fault.
func (x *exchange) answers(faults []Fault) []json.RawMessage {
	var list []json.RawMessage
	for i, c := range x.calls {
		forward := func() json.RawMessage { return x.forward(c) }
		if faults[i].answer != nil {
			list = append(list, faults[i].answer(c, forward))
			continue
		}
		list = append(list, forward())
	}
	return list
}

// forward runs the hook and asks the node, or the lagging view of it.
func (x *exchange) forward(c call) json.RawMessage {
	x.mu.Lock()
	hook := x.hook
	x.mu.Unlock()
	if hook != nil {
		x.hooks.Lock()
		hook(c.Method)
		x.hooks.Unlock()
	}
	if x.lag > 0 {
		return x.behind(c)
	}
	return x.ask(c)
}

// ask passes one call on and returns the node's whole answer.
func (p *Proxy) ask(c call) json.RawMessage {
	body, err := json.Marshal(c)
	if err != nil {
		return failed(c, -32603, err.Error())
	}
	answer, err := p.client.Post(p.node, "application/json", bytes.NewReader(body))
	if err != nil {
		return failed(c, -32603, "the node is gone")
	}
	defer func() { _ = answer.Body.Close() }() // only read: closing cannot lose data
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return failed(c, -32603, "the node is gone")
	}
	return text
}

// text is the HTTP body with these answers.
func (x *exchange) text(answers []json.RawMessage) []byte {
	if !x.batch {
		return answers[0]
	}
	text, err := json.Marshal(answers)
	if err != nil {
		return []byte(err.Error())
	}
	return text
}

func (x *exchange) reply(answers []json.RawMessage) {
	x.w.Header().Set("Content-Type", "application/json")
	_, _ = x.w.Write(x.text(answers)) // the client may be gone
}

// failed returns a JSON-RPC error.
func failed(c call, code int, message string) json.RawMessage {
	text, err := json.Marshal(map[string]any{
		"jsonrpc": "2.0", "id": c.ID, "error": map[string]any{"code": code, "message": message},
	})
	if err != nil {
		return nil
	}
	return text
}

// result returns a JSON-RPC result.
func result(id json.RawMessage, value any) json.RawMessage {
	text, err := json.Marshal(map[string]any{"jsonrpc": "2.0", "id": id, "result": value})
	if err != nil {
		return nil
	}
	return text
}
