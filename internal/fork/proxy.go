package fork

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"mpool/internal/chain/wire"
	"mpool/internal/mistake"
)

// proxy is a server on loopback that anvil uses as the node to fork. So the node's address and
// headers, which may hold keys, are on no command line.
type proxy struct {
	url    string
	server *http.Server
	node   *upstream
	stop   context.CancelFunc
	wrong  atomic.Pointer[mistake.Mistake] // the first panic while answering
}

// longestRequest is the limit of a request's body in bytes, far above anvil's requests.
const longestRequest = 4 << 20

func startProxy(node *upstream) (*proxy, error) {
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("no free port on 127.0.0.1: %w", err)
	}
	ctx, stop := context.WithCancel(context.Background())
	p := &proxy{url: "http://" + listener.Addr().String(), node: node, stop: stop}
	p.server = &http.Server{
		Handler: p, ReadHeaderTimeout: 10 * time.Second,
		BaseContext: func(net.Listener) context.Context { return ctx },
		ErrorLog:    log.New(io.Discard, "", 0), // it would print the text of a panic
	}
	go func() {
		defer mistake.Contain(nil)
		_ = p.server.Serve(listener) // returns after close
	}()
	return p, nil
}

func (p *proxy) close() {
	p.stop()
	_ = p.server.Close() // anvil, the only client, has ended
}

// rpcCall is a JSON-RPC request.
type rpcCall struct {
	ID     json.RawMessage `json:"id"`
	Method string          `json:"method"`
	Params []any           `json:"params"`
}

type wireAnswer struct {
	Version string          `json:"jsonrpc"`
	ID      json.RawMessage `json:"id"`
	Result  json.RawMessage `json:"result,omitempty"`
	Error   *wireError      `json:"error,omitempty"`
}

type wireError struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}

// ServeHTTP answers anvil only. It refuses browsers, and requests that use another name of this
// machine.
func (p *proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if "http://"+r.Host != p.url || r.Header.Get("Origin") != "" || r.Method != http.MethodPost {
		http.Error(w, "for the fork only", http.StatusForbidden)
		return
	}
	defer mistake.Contain(func(m *mistake.Mistake) {
		p.wrong.CompareAndSwap(nil, m)
		http.Error(w, "internal error (a bug in mpool)", http.StatusInternalServerError)
	})
	body, err := io.ReadAll(io.LimitReader(r.Body, longestRequest))
	if err != nil {
		return // anvil is gone
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(p.answers(r.Context(), body))
}

func (p *proxy) answers(ctx context.Context, body []byte) any {
	if !bytes.HasPrefix(bytes.TrimSpace(body), []byte("[")) {
		return p.answer(ctx, body)
	}
	var many []json.RawMessage
	if json.Unmarshal(body, &many) != nil {
		return p.answer(ctx, body)
	}
	answers := []wireAnswer{}
	for _, one := range many {
		answers = append(answers, p.answer(ctx, one))
	}
	return answers
}

func (p *proxy) answer(ctx context.Context, body []byte) wireAnswer {
	mistake.Point("fork")
	var request rpcCall
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	if err := decoder.Decode(&request); err != nil {
		return failed(json.RawMessage("null"), -32700, "not a JSON-RPC request")
	}
	if !mayPass(request.Method) {
		return failed(request.ID, -32601, "the forked node only answers read requests, not "+request.Method)
	}
	result, err := p.node.ask(ctx, wire.Question{Method: request.Method, Params: request.Params})
	var answer *wire.NodeError
	switch {
	case errors.As(err, &answer):
		return failed(request.ID, answer.Code, answer.Message)
	case err != nil:
		return failed(request.ID, -32603, err.Error())
	}
	return wireAnswer{Version: "2.0", ID: request.ID, Result: result}
}

func failed(id json.RawMessage, code int, message string) wireAnswer {
	if len(id) == 0 {
		id = json.RawMessage("null")
	}
	return wireAnswer{Version: "2.0", ID: id, Error: &wireError{code, message}}
}
