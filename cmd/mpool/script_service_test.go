package main

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/ethereum/go-ethereum/common"
	"github.com/holiman/uint256"
	"github.com/rogpeppe/go-internal/testscript"

	"mpool/internal/safe"
)

// serviceKey is the key that the stand-in requires. No output may contain it.
const serviceKey = "s3rv1cek3ysAreNotForEyes"

// standIn keeps proposals like a Safe transaction service, and can fail in several ways.
type standIn struct {
	sync.Mutex
	fault string
	kept  []map[string]any
	posts int               // number of accepted posts
	page  int               // largest number of transactions on a page
	odd   []json.RawMessage // entries of the list that are not transactions
}

// service starts a stand-in of a Safe transaction service, or changes the running one: service, service
// fault NAME, service posts N, service forge FIELD VALUE, service confirm OWNER SIGNATURE [TIMES],
// service again, service page N, service entry JSON, service drop.
func (s *services) run(ts *testscript.TestScript, neg bool, args []string) {
	in := s.of(ts)
	in.Lock()
	defer in.Unlock()
	switch {
	case neg:
		ts.Fatalf("usage: service [fault NAME | posts N | forge FIELD VALUE | keep FILE | drop]")
	case len(args) == 0:
	case len(args) == 2 && args[0] == "fault":
		in.fault = args[1]
	case len(args) == 2 && args[0] == "posts":
		if want, _ := strconv.Atoi(args[1]); want != in.posts {
			ts.Fatalf("%d posts were taken, want %s", in.posts, args[1])
		}
	case len(args) == 2 && args[0] == "page":
		in.page, _ = strconv.Atoi(args[1])
	case len(args) == 2 && args[0] == "entry":
		in.odd = append(in.odd, json.RawMessage(args[1]))
	case len(args) == 2 && args[0] == "many": // repeats the last transaction with the next nonces
		in.many(ts, args[1])
	case len(args) == 1 && args[0] == "drop": // removes the last transaction
		in.kept = in.kept[:len(in.kept)-1]
	case len(args) == 2 && args[0] == "keep":
		in.keep(ts, ts.ReadFile(args[1]))
	case len(args) == 3 && args[0] == "forge":
		in.kept[len(in.kept)-1][args[1]] = args[2]
	case (len(args) == 3 || len(args) == 4) && args[0] == "confirm":
		in.confirm(ts, args[1:])
	case len(args) == 1 && args[0] == "again": // a second transaction with the same nonce
		twin := maps.Clone(in.kept[len(in.kept)-1])
		in.kept = append(in.kept, twin)
	default:
		ts.Fatalf("usage: service [fault NAME | posts N | forge FIELD VALUE | confirm OWNER SIGNATURE | again]")
	}
}

// confirm adds confirmations to the last transaction: the owner, the signature or a file with it, and
// how often.
func (s *standIn) confirm(ts *testscript.TestScript, args []string) {
	last, signature, times := s.kept[len(s.kept)-1], args[1], 1
	if !strings.HasPrefix(signature, "0x") {
		signature = ts.ReadFile(signature)
	}
	if len(args) == 3 {
		var err error
		times, err = strconv.Atoi(args[2])
		ts.Check(err)
	}
	list := last["confirmations"].([]any)
	for range times {
		list = append(list, map[string]any{"owner": args[0], "signature": signature})
	}
	last["confirmations"] = list
}

// many queues the last transaction again so many times, each with the next nonce and no confirmations.
func (s *standIn) many(ts *testscript.TestScript, times string) {
	n, err := strconv.Atoi(times)
	ts.Check(err)
	for range n {
		next := maps.Clone(s.kept[len(s.kept)-1])
		nonce, err := strconv.Atoi(next["nonce"].(string))
		ts.Check(err)
		next["nonce"] = strconv.Itoa(nonce + 1)
		text, err := json.Marshal(next)
		ts.Check(err)
		s.keep(ts, string(text))
	}
}

// keep queues a transaction that a Safe 1.4.1 on the development chain would execute.
func (s *standIn) keep(ts *testscript.TestScript, text string) {
	var tx map[string]any
	ts.Check(json.Unmarshal([]byte(text), &tx))
	number := func(field string) (n uint256.Int) {
		digits := fmt.Sprint(tx[field]) // a string or a small number
		ts.Check(n.SetFromDecimal(digits))
		return n
	}
	word := func(field string) string {
		text, _ := tx[field].(string)
		return text
	}
	nonce, kind := number("nonce"), number("operation")
	what := safe.Transaction{To: common.HexToAddress(word("to")), Value: number("value"), Data: common.FromHex(word("data")), Operation: safe.Operation(kind.Uint64()),
		SafeTxGas: number("safeTxGas"), BaseGas: number("baseGas"), GasPrice: number("gasPrice"),
		GasToken: common.HexToAddress(word("gasToken")), RefundReceiver: common.HexToAddress(word("refundReceiver")), Nonce: nonce.Uint64()}
	v, err := safe.ParseVersion("1.4.1")
	ts.Check(err)
	tx["safeTxHash"] = safe.NewHashes(v, 31337, common.HexToAddress(word("safe")), what).SafeTx.Hex()
	tx["isExecuted"], tx["confirmations"] = false, []any{}
	s.kept = append(s.kept, tx)
}

// services holds one stand-in for each script.
type services struct {
	mu  sync.Mutex
	all map[*testscript.TestScript]*standIn
}

func (s *services) of(ts *testscript.TestScript) *standIn {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.all == nil {
		s.all = map[*testscript.TestScript]*standIn{}
	}
	if s.all[ts] == nil {
		in := &standIn{fault: "none", page: 1}
		server := httptest.NewServer(in)
		ts.Defer(server.Close)
		ts.Setenv("MPOOL_SAFE_TRANSACTION_SERVICE", server.URL+"/tx-service/anvil")
		ts.Setenv("SAFE_TRANSACTION_SERVICE_API_KEY", serviceKey)
		s.all[ts] = in
	}
	return s.all[ts]
}

// ServeHTTP fails first if a fault is set.
func (s *standIn) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.Lock()
	defer s.Unlock()
	body, _ := io.ReadAll(r.Body)
	post := r.Method == http.MethodPost
	switch {
	case r.Header.Get("Authorization") != "Bearer "+serviceKey:
		http.Error(w, `{"detail":"no key, or not `+r.Header.Get("Authorization")+`"}`, http.StatusUnauthorized)
	case s.fault == "429":
		w.Header().Set("Retry-After", "17")
		http.Error(w, `{"detail":"slow down"}`, http.StatusTooManyRequests)
	case s.fault == "redirect":
		http.Redirect(w, r, "http://127.0.0.1:1/", http.StatusFound)
	case s.fault == "html":
		fmt.Fprint(w, "<html>maintenance</html>")
	case s.fault == "422" && post:
		http.Error(w, `{"nonFieldErrors":["Sender is not an owner"]}`, http.StatusUnprocessableEntity)
	case s.fault == "stale" && post:
		http.Error(w, `{"nonFieldErrors":["Tx with nonce=0 for safe already executed"]}`, http.StatusUnprocessableEntity)
	case s.fault == "500" && post:
		http.Error(w, "oops", http.StatusInternalServerError)
	case s.fault == "drop" && post: // accepts it, but the answer is lost
		s.take(r.URL.Path, body)
		http.Error(w, "upstream timed out", http.StatusGatewayTimeout)
	case s.fault == "forget" && post: // reports success, but does not keep it
		w.WriteHeader(http.StatusCreated)
	case post:
		s.take(r.URL.Path, body)
		w.WriteHeader(http.StatusCreated)
		fmt.Fprint(w, "{}")
	default:
		s.list(w, r)
	}
}

// take keeps a transaction or adds a confirmation.
func (s *standIn) take(path string, body []byte) {
	s.posts++
	var sent map[string]any
	_ = json.Unmarshal(body, &sent)
	if hash, of := strings.CutSuffix(path, "/confirmations/"); of {
		hash = hash[strings.LastIndex(hash, "/")+1:]
		for _, tx := range s.kept {
			if tx["safeTxHash"] == hash {
				tx["confirmations"] = append(tx["confirmations"].([]any), map[string]any{"owner": whoSigned(common.HexToHash(hash), sent["signature"]), "signature": sent["signature"]})
			}
		}
		return
	}
	sent["safeTxHash"] = sent["contractTransactionHash"]
	if s.fault == "hash" {
		sent["safeTxHash"] = "0x" + strings.Repeat("12", 32)
	}
	sent["nonce"] = fmt.Sprintf("%.0f", sent["nonce"]) // version 2 of the API has strings
	sent["isExecuted"] = false
	sent["confirmations"] = []any{map[string]any{"owner": sent["sender"], "signature": sent["signature"]}}
	s.kept = append(s.kept, sent)
}

// whoSigned returns the account that the service takes for the signer.
func whoSigned(hash common.Hash, signature any) string {
	text, _ := signature.(string)
	if s, err := safe.Recover(hash, common.FromHex(text)); err == nil {
		return s.Owner.Hex()
	}
	s, _ := safe.ReadContract(common.FromHex(text))
	return s.Owner.Hex()
}

// list returns a page of the queue. Like the service, it decides the page's size itself.
func (s *standIn) list(w http.ResponseWriter, r *http.Request) {
	from, _ := strconv.Atoi(r.URL.Query().Get("nonce__gte"))
	offset, _ := strconv.Atoi(r.URL.Query().Get("offset"))
	var found []map[string]any
	for _, tx := range s.kept {
		if nonce, _ := strconv.Atoi(tx["nonce"].(string)); nonce >= from && strings.Contains(r.URL.Path, fmt.Sprint(tx["safe"])) {
			found = append(found, tx)
		}
	}
	number := func(tx map[string]any) int { n, _ := strconv.Atoi(tx["nonce"].(string)); return n }
	slices.SortStableFunc(found, func(a, b map[string]any) int { return number(a) - number(b) })
	all := []any{}
	for _, tx := range found {
		all = append(all, tx)
	}
	for _, entry := range s.odd {
		all = append(all, entry)
	}
	page := map[string]any{"count": len(all), "next": nil}
	end := min(offset+s.page, len(all))
	if page["results"] = all[min(offset, end):end]; end < len(all) {
		page["next"] = "http://127.0.0.1:1/elsewhere"
	}
	switch s.fault {
	case "short": // counts transactions that it does not list
		page["count"] = len(all) + 1
	case "empty":
		page["results"], page["next"] = []any{}, "http://127.0.0.1:1/elsewhere"
	}
	_ = json.NewEncoder(w).Encode(page)
}
