// Package faultproxy stands between mpool and a node, does to their talk what
// networks, gateways and nodes do to it, and keeps count of what was sent. It is
// for tests only: nothing that is built into the program imports it.
package faultproxy

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
)

// Proxy is a JSON-RPC server that passes everything on to a node, except what its rules
// change.
type Proxy struct {
	node   string
	server *httptest.Server
	client *http.Client
	stop   chan struct{} // closed by Close: ends what stalls

	mu    sync.Mutex
	rules []*rule
	calls map[string]int
	sends []Send
	lags  func() uint64
	hook  func(method string)

	hooks sync.Mutex // one at a time
}

// Rule injects a fault into calls of a method.
type Rule struct {
	Method string // empty: every method
	Skip   int    // so many calls pass before
	Times  int    // so many are hit; 0: all
	Fault  Fault
}

type rule struct {
	Rule
	seen int
}

// Start begins to pass on what it is asked to the node at this address.
func Start(node string) *Proxy {
	p := &Proxy{
		node: node, calls: map[string]int{}, stop: make(chan struct{}),
		client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 4}},
	}
	p.server = httptest.NewServer(http.HandlerFunc(p.serve))
	return p
}

// URL is where it listens. Any path and query may be added: they are where
// providers put their keys.
func (p *Proxy) URL() string { return p.server.URL }

// Close ends it, and what it holds up.
func (p *Proxy) Close() {
	close(p.stop)
	p.server.CloseClientConnections()
	p.server.Close()
	p.client.CloseIdleConnections()
}

// Inject adds rules. The first that matches a call counts.
func (p *Proxy) Inject(rules ...Rule) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, r := range rules {
		p.rules = append(p.rules, &rule{Rule: r})
	}
}

// Clear takes all rules and lags away; what was counted stays.
func (p *Proxy) Clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.rules, p.lags, p.hook = nil, nil, nil
}

// Lag has every HTTP request answered by a node that is so many blocks behind,
// as one of several behind one address may be. next is asked under a lock, in
// the order of the requests.
func (p *Proxy) Lag(next func() uint64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lags = next
}

// Before has something called before each call is passed on, for one call at a
// time.
func (p *Proxy) Before(hook func(method string)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.hook = hook
}

// Calls counts what was asked, by method.
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
		return // the client has gone
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

// count notes the calls, and finds each one's fault.
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

// fault is the fault of the first rule that matches; later rules do not count the call.
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

// answers are the node's answers, each changed by its fault.
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

// forward asks the node.
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

// ask passes one call on and gives the node's whole answer.
func (p *Proxy) ask(c call) json.RawMessage {
	body, err := json.Marshal(c)
	if err != nil {
		return failed(c, -32603, err.Error())
	}
	answer, err := p.client.Post(p.node, "application/json", bytes.NewReader(body))
	if err != nil {
		return failed(c, -32603, "the node is gone")
	}
	defer func() { _ = answer.Body.Close() }() // it is only read
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return failed(c, -32603, "the node is gone")
	}
	return text
}

// text is the HTTP body of these answers.
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
	_, _ = x.w.Write(x.text(answers)) // the client may have gone
}

// failed is a JSON-RPC error.
func failed(c call, code int, message string) json.RawMessage {
	text, err := json.Marshal(map[string]any{
		"jsonrpc": "2.0", "id": c.ID, "error": map[string]any{"code": code, "message": message},
	})
	if err != nil {
		return nil
	}
	return text
}

// result is a JSON-RPC answer.
func result(id json.RawMessage, value any) json.RawMessage {
	text, err := json.Marshal(map[string]any{"jsonrpc": "2.0", "id": id, "result": value})
	if err != nil {
		return nil
	}
	return text
}
