package chain_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
)

// proxied is a node behind a proxy that counts requests.
type proxied struct {
	url string
	// noBatches, if set, answers every batch.
	noBatches func(http.ResponseWriter)
	longest   int // the longest accepted batch; 0: any
	// result, if set and not empty, answers instead of the node.
	result func(method string, params json.RawMessage) string

	mu      sync.Mutex
	http    int      // HTTP requests
	methods []string // JSON-RPC requests
}

type wireRequest struct {
	ID     json.RawMessage `json:"id"`
	Method string          `json:"method"`
	Params json.RawMessage `json:"params"`
}

// proxy starts a proxy before a node. It answers with the JSON-RPC error that fault returns, or
// passes the request on if that is empty.
func proxy(t *testing.T, node string, fault func(method string, params json.RawMessage) string) *proxied {
	t.Helper()
	p := &proxied{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		p.serve(t, w, node, body, fault)
	}))
	t.Cleanup(server.Close)
	p.url = server.URL
	return p
}

func (p *proxied) serve(t *testing.T, w http.ResponseWriter, node string, body []byte, fault func(string, json.RawMessage) string) {
	w.Header().Set("Content-Type", "application/json")
	p.mu.Lock()
	p.http++
	p.mu.Unlock()
	var many []json.RawMessage
	if json.Unmarshal(body, &many) != nil {
		_, _ = w.Write(p.one(t, node, body, fault))
		return
	}
	if p.noBatches != nil {
		p.noBatches(w)
		return
	}
	if p.longest > 0 && len(many) > p.longest {
		http.Error(w, "the batch is too long", http.StatusRequestEntityTooLarge)
		return
	}
	var answers []json.RawMessage
	for _, one := range many {
		answers = append(answers, p.one(t, node, one, fault))
	}
	if err := json.NewEncoder(w).Encode(answers); err != nil {
		t.Error(err)
	}
}

func (p *proxied) one(t *testing.T, node string, body []byte, fault func(string, json.RawMessage) string) []byte {
	var request wireRequest
	if err := json.Unmarshal(body, &request); err != nil {
		t.Error(err)
	}
	p.mu.Lock()
	p.methods = append(p.methods, request.Method)
	p.mu.Unlock()
	if fault != nil {
		if answer := fault(request.Method, request.Params); answer != "" {
			return []byte(`{"jsonrpc":"2.0","id":` + string(request.ID) + `,"error":` + answer + `}`)
		}
	}
	if p.result != nil {
		if answer := p.result(request.Method, request.Params); answer != "" {
			return []byte(`{"jsonrpc":"2.0","id":` + string(request.ID) + `,"result":` + answer + `}`)
		}
	}
	answer, err := http.Post(node, "application/json", bytes.NewReader(body))
	if err != nil {
		t.Error(err)
		return nil
	}
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Error(err)
	}
	return text
}

func (p *proxied) reset() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.http, p.methods = 0, nil
}
