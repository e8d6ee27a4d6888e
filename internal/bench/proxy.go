package main

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"sync/atomic"
	"time"
)

// proxy stands between a program and a node and makes the node seem far away: each request and each
// new connection takes one delay.
type proxy struct {
	url         string
	delay       time.Duration
	listener    net.Listener
	requests    atomic.Int64
	connections atomic.Int64
}

func startProxy(node string, delay time.Duration) (*proxy, error) {
	target, err := url.Parse(node)
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	p := &proxy{url: "http://" + listener.Addr().String(), delay: delay, listener: listener}
	forward := httputil.NewSingleHostReverseProxy(target)
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.requests.Add(1)
		time.Sleep(delay)
		forward.ServeHTTP(w, r)
	})
	go func() { _ = http.Serve(farListener{listener, p}, handler) }()
	return p, nil
}

func (p *proxy) close() { _ = p.listener.Close() }

// farListener delays each new connection by a round trip, as the handshake with a far node does.
type farListener struct {
	net.Listener
	*proxy
}

func (l farListener) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	l.connections.Add(1)
	return &farConn{Conn: conn, delay: l.delay}, nil
}

func (l farListener) Close() error   { return l.Listener.Close() }
func (l farListener) Addr() net.Addr { return l.Listener.Addr() }

// farConn waits before it returns the first byte.
type farConn struct {
	net.Conn
	delay time.Duration
	ready bool
}

func (c *farConn) Read(b []byte) (int, error) {
	if !c.ready {
		c.ready = true
		time.Sleep(c.delay)
	}
	return c.Conn.Read(b)
}

// singleCalls measures n calls of one getter in sequence, as a program without the lens would read its
// 110 values.
func (p *proxy) singleCalls(pool string, n int) (time.Duration, error) {
	body := fmt.Sprintf(`{"jsonrpc":"2.0","id":1,"method":"eth_call","params":[{"to":%q,"data":"0x55c67628"},"latest"]}`, pool)
	start := time.Now()
	for range n {
		answer, err := http.Post(p.url, "application/json", bytes.NewBufferString(body))
		if err != nil {
			return 0, err
		}
		_, err = io.Copy(io.Discard, answer.Body)
		if err != nil {
			return 0, err
		}
		if err := answer.Body.Close(); err != nil {
			return 0, err
		}
	}
	return time.Since(start), nil
}
