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

// serviceKey is what the stand-in wants; no output may hold it.
const serviceKey = "s3rv1cek3ysAreNotForEyes"

// standIn keeps proposals as a Safe transaction service does, and fails as one.
type standIn struct {
	sync.Mutex
	fault string
	kept  []map[string]any
	posts int // that it took
}

// service starts a stand-in of a Safe transaction service, or has the one there
// fail: service, service fault NAME, service posts N, service forge FIELD VALUE,
// service confirm OWNER SIGNATURE, service again.
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
	case len(args) == 1 && args[0] == "drop": // what came last
		in.kept = in.kept[:len(in.kept)-1]
	case len(args) == 2 && args[0] == "keep":
		in.keep(ts, ts.ReadFile(args[1]))
	case len(args) == 3 && args[0] == "forge":
		in.kept[len(in.kept)-1][args[1]] = args[2]
	case len(args) == 3 && args[0] == "confirm": // by whom, and with what; a file of it too
		last, signature := in.kept[len(in.kept)-1], args[2]
		if !strings.HasPrefix(signature, "0x") {
			signature = ts.ReadFile(signature)
		}
		last["confirmations"] = append(last["confirmations"].([]any), map[string]any{"owner": args[1], "signature": signature})
	case len(args) == 1 && args[0] == "again": // two of one nonce
		twin := maps.Clone(in.kept[len(in.kept)-1])
		in.kept = append(in.kept, twin)
	default:
		ts.Fatalf("usage: service [fault NAME | posts N | forge FIELD VALUE | confirm OWNER SIGNATURE | again]")
	}
}

// keep has what a Safe of 1.4.1 on the development chain would execute wait.
func (s *standIn) keep(ts *testscript.TestScript, text string) {
	var tx map[string]any
	ts.Check(json.Unmarshal([]byte(text), &tx))
	number := func(field string) (n uint256.Int) {
		digits, _ := tx[field].(string)
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

// services are one stand-in a script.
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
		in := &standIn{fault: "none"}
		server := httptest.NewServer(in)
		ts.Defer(server.Close)
		ts.Setenv("MPOOL_SAFE_TRANSACTION_SERVICE", server.URL+"/tx-service/anvil")
		ts.Setenv("SAFE_TRANSACTION_SERVICE_API_KEY", serviceKey)
		s.all[ts] = in
	}
	return s.all[ts]
}

// ServeHTTP fails first, where it is told to.
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
	case s.fault == "drop" && post: // takes it, and the answer is lost
		s.take(r.URL.Path, body)
		http.Error(w, "upstream timed out", http.StatusGatewayTimeout)
	case s.fault == "forget" && post: // says that it took it
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
				tx["confirmations"] = append(tx["confirmations"].([]any), map[string]any{"owner": bobsAddress, "signature": sent["signature"]})
			}
		}
		return
	}
	sent["safeTxHash"] = sent["contractTransactionHash"]
	if s.fault == "hash" {
		sent["safeTxHash"] = "0x" + strings.Repeat("12", 32)
	}
	sent["nonce"] = fmt.Sprintf("%.0f", sent["nonce"]) // as the second version of the API has it
	sent["isExecuted"] = false
	sent["confirmations"] = []any{map[string]any{"owner": sent["sender"], "signature": sent["signature"]}}
	s.kept = append(s.kept, sent)
}

// bobsAddress is whose signature is confirmed in the scripts.
const bobsAddress = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"

// list answers one transaction a page, so that there are pages.
func (s *standIn) list(w http.ResponseWriter, r *http.Request) {
	from, _ := strconv.Atoi(r.URL.Query().Get("nonce__gte"))
	offset, _ := strconv.Atoi(r.URL.Query().Get("offset"))
	var found []map[string]any
	for _, tx := range s.kept {
		if nonce, _ := strconv.Atoi(tx["nonce"].(string)); nonce >= from && strings.Contains(r.URL.Path, fmt.Sprint(tx["safe"])) {
			found = append(found, tx)
		}
	}
	slices.SortStableFunc(found, func(a, b map[string]any) int { return strings.Compare(a["nonce"].(string), b["nonce"].(string)) })
	page := map[string]any{"count": len(found), "next": nil, "results": []any{}}
	if offset/50 < len(found) {
		page["results"] = []any{found[offset/50]}
		page["next"] = "http://127.0.0.1:1/elsewhere"
	}
	_ = json.NewEncoder(w).Encode(page)
}
