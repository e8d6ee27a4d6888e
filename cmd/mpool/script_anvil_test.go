package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/ethereum/go-ethereum/rpc"
	"github.com/rogpeppe/go-internal/testscript"

	"mpool/internal/anvil"
	"mpool/internal/devnet/gethtest"
	"mpool/internal/units"
)

// strangeAnvil is a program that scripts pass as --anvil. It starts the real anvil, forwards to it, and
// behaves oddly in one way:
//
//	strangeanvil version TEXT              it reports this version
//	strangeanvil meddle N METHOD PARAMS    it makes this call right before it mines its Nth block
//	strangeanvil without METHOD            it does not have the method
//	strangeanvil die N                     it exits instead of mining its Nth block
func strangeAnvil() {
	flags := slices.Index(os.Args, "--host")
	odd, own := os.Args[1:flags], os.Args[flags:] // --host HOST --port PORT and the rest
	program, err := anvil.Find("", "")
	failFor(err)
	node, err := anvil.Start(context.Background(), program, 0, own[4:]...)
	failFor(err)
	listener, err := net.Listen("tcp4", net.JoinHostPort(own[1], own[3]))
	failFor(err)
	fmt.Println("Listening on " + listener.Addr().String())
	target, err := url.Parse(node.URL)
	failFor(err)
	failFor(http.Serve(listener, &strange{odd: odd, node: node.URL, forward: httputil.NewSingleHostReverseProxy(target)}))
}

func failFor(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

type strange struct {
	sync.Mutex
	odd     []string
	node    string
	forward http.Handler
	mined   int
}

func (s *strange) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.Lock()
	defer s.Unlock()
	body, err := io.ReadAll(r.Body)
	failFor(err)
	var request struct {
		ID     json.RawMessage
		Method string
	}
	_ = json.Unmarshal(body, &request) // a batch has no method
	if request.Method == "evm_mine" {
		s.mined++
	}
	switch kind := s.odd[0]; {
	case kind == "version" && request.Method == "web3_clientVersion":
		w.Header().Set("Content-Type", "application/json")
		failFor(json.NewEncoder(w).Encode(map[string]any{"jsonrpc": "2.0", "id": request.ID, "result": s.odd[1]}))
		return
	case kind == "without" && request.Method == s.odd[1]:
		w.Header().Set("Content-Type", "application/json")
		failFor(json.NewEncoder(w).Encode(map[string]any{"jsonrpc": "2.0", "id": request.ID, "error": map[string]any{"code": -32601, "message": "Method not found"}}))
		return
	case kind == "die" && s.mined == s.number():
		os.Exit(3)
	case kind == "meddle" && request.Method == "evm_mine" && s.mined == s.number():
		call := fmt.Sprintf(`{"jsonrpc":"2.0","id":1,"method":%q,"params":%s}`, s.odd[2], s.odd[3])
		answer, err := http.Post(s.node, "application/json", strings.NewReader(call))
		failFor(err)
		failFor(answer.Body.Close())
	}
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	s.forward.ServeHTTP(w, r)
}

func (s *strange) number() int {
	n, err := strconv.Atoi(s.odd[1])
	failFor(err)
	return n
}

// startGeth replaces a development chain by a geth with the same contracts and state: geth.
func startGeth(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: geth")
	}
	startDevnet(ts, false, nil)
	anvil, err := rpc.Dial(ts.Getenv("ETH_RPC_URL"))
	ts.Check(err)
	defer anvil.Close()
	alloc, err := gethtest.State(context.Background(), anvil)
	ts.Check(err)
	geth, err := gethtest.Start(alloc, units.Time(time.Now().Unix()))
	ts.Check(err)
	ts.Defer(func() { ts.Check(geth.Close()) })
	_, err = geth.Mine(geth.Now() + 12)
	ts.Check(err)
	ts.Setenv("ETH_RPC_URL", geth.URL)
}

// waitsUntil waits until a line of a file that a program in the background writes matches a pattern: until
// FILE PATTERN. So a script waits no fixed time, which a busy machine may exceed.
func waitsUntil(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: until FILE PATTERN")
	}
	pattern, err := regexp.Compile("(?m)" + args[1])
	ts.Check(err)
	for end := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		words, err := os.ReadFile(ts.MkAbs(args[0]))
		switch late := time.Now().After(end); {
		case err == nil && pattern.Match(words):
			return
		case late:
			ts.Fatalf("no match of %s in %s after a minute: %v\n%s", args[1], args[0], err, words)
		}
	}
}

// leavesNothing fails if a process that the script started still runs, or a temporary file is left:
// leavesnothing.
func leavesNothing(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: leavesnothing")
	}
	files, err := os.ReadDir(ts.Getenv("TMPDIR"))
	ts.Check(err)
	for _, file := range files {
		ts.Fatalf("%s is left in %s", file.Name(), ts.Getenv("TMPDIR"))
	}
	for end := time.Now().Add(30 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		left := processesOf(ts.Getenv("HOME"))
		if len(left) == 0 {
			return
		}
		if time.Now().After(end) { // a process that was asked to end may take a moment
			ts.Fatalf("processes are left: %v", left)
		}
	}
}

// processesOf lists the processes with this HOME in their environment.
func processesOf(home string) []string {
	var list []string
	entries, _ := os.ReadDir("/proc") // only Linux has /proc
	for _, entry := range entries {
		environment, _ := os.ReadFile("/proc/" + entry.Name() + "/environ") // other users' processes are not readable
		if slices.Contains(strings.Split(string(environment), "\x00"), "HOME="+home) {
			command, _ := os.ReadFile("/proc/" + entry.Name() + "/cmdline")
			list = append(list, entry.Name()+" "+strings.ReplaceAll(string(command), "\x00", " "))
		}
	}
	return list
}

// fault replaces the node by one that fails after a method was called N times: fault KIND METHOD N
// [TIMES]. KIND is dead (no answer), 429, or pruned (no state of any block). After TIMES failures it
// works again.
func fault(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 || len(args) > 4 {
		ts.Fatalf("usage: fault dead|429|pruned METHOD N [TIMES]")
	}
	f := &faults{kind: args[0], left: -1}
	var err error
	f.wait, err = strconv.Atoi(args[2])
	ts.Check(err)
	if len(args) == 4 {
		f.left, err = strconv.Atoi(args[3])
		ts.Check(err)
	}
	before(ts, `jsonrpc`, func(w http.ResponseWriter, body []byte) bool {
		return f.due(strings.Count(string(body), `"`+args[1]+`"`)) && f.answer(w, body)
	})
}

type faults struct {
	sync.Mutex
	kind string
	wait int // calls of the method before the first fault
	left int // remaining faults; negative: no limit
}

func (f *faults) due(asked int) bool {
	f.Lock()
	defer f.Unlock()
	f.wait -= asked
	if f.wait > 0 || f.left == 0 {
		return false
	}
	f.left--
	return true
}

func (f *faults) answer(w http.ResponseWriter, body []byte) bool {
	switch f.kind {
	case "429":
		http.Error(w, "slow down", http.StatusTooManyRequests)
		return true
	case "dead":
		panic(http.ErrAbortHandler) // cuts the connection
	}
	var request struct{ ID json.RawMessage }
	state := strings.Contains(string(body), "eth_getStorageAt") || strings.Contains(string(body), "eth_getBalance") || strings.Contains(string(body), "eth_call") ||
		strings.Contains(string(body), "eth_getCode") || strings.Contains(string(body), "eth_createAccessList") || strings.Contains(string(body), "eth_getTransactionCount")
	if !state {
		return false
	}
	if json.Unmarshal(body, &request) != nil {
		request.ID = json.RawMessage("null") // a batch
	}
	fmt.Fprintf(w, `{"jsonrpc":"2.0","id":%s,"error":{"code":-32000,"message":"missing trie node 01ab"}}`, request.ID)
	return true
}
