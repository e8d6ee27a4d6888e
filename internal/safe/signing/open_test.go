package signing

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain/wire"
	"mpool/internal/failure"
	"mpool/internal/keyring"
	"mpool/internal/ops"
	"mpool/internal/ops/wallet"
	"mpool/internal/planner"
	"mpool/internal/safe"
	"mpool/internal/safe/queue"
	"mpool/internal/safe/review"
	"mpool/internal/safe/safetest"
	"mpool/internal/safeservice"
	"mpool/internal/text"
)

// onChain has a desk ask a node that knows its chain and its newest block, has no contracts, and
// says no to all else.
func onChain(t *testing.T, k *Desk) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var body json.RawMessage
		_ = json.NewDecoder(r.Body).Decode(&body)
		var many []json.RawMessage
		if json.Unmarshal(body, &many) != nil {
			_, _ = w.Write(answerTo(body))
			return
		}
		var all [][]byte
		for _, one := range many {
			all = append(all, answerTo(one))
		}
		fmt.Fprintf(w, "[%s]", bytes.Join(all, []byte(",")))
	}))
	t.Cleanup(server.Close)
	k.Settings.RPCURL = server.URL
	k.Nodes = &planner.Nodes{Settings: k.Settings}
	k.Plans = planner.New(k.Settings, k.UI, nil)
	k.Clerk = &queue.Clerk{UI: k.UI, Plans: k.Plans, Service: k.Service}
	k.Reviews = &review.Reviewer{Plans: k.Plans, Feeds: k.Plans.Feeds, Proofs: k.Plans.Reads, Settings: k.Settings}
}

func answerTo(question []byte) []byte {
	var q struct {
		ID     json.RawMessage
		Method string
	}
	_ = json.Unmarshal(question, &q)
	header := map[string]any{"number": "0x64", "hash": common.HexToHash("0xb10c"), "parentHash": common.HexToHash("0xb10b"), "timestamp": "0x6553f100", "gasLimit": "0x1c9c380", "gasUsed": "0x0",
		"baseFeePerGas": "0x1", "miner": common.Address{}, "transactions": []string{}}
	answers := map[string]any{"eth_chainId": "0x1", "eth_getBlockByNumber": header, "eth_getBlockByHash": header, "eth_getCode": "0x", "eth_call": "0x"}
	a := map[string]any{"jsonrpc": "2.0", "id": q.ID}
	if known, is := answers[q.Method]; is {
		a["result"] = known
	} else {
		a["error"] = map[string]any{"code": -32601, "message": "the method does not exist"}
	}
	words, _ := json.Marshal(a)
	return words
}

// aBatch is a file with one or more calls, for a chain and a Safe.
func aBatch(t *testing.T, chainID string, of common.Address, calls int) string {
	t.Helper()
	list := []map[string]any{}
	for range calls {
		list = append(list, map[string]any{"to": safetest.Who(1), "value": "0", "data": "0x01020304", "contractMethod": nil, "contractInputsValues": nil})
	}
	meta := map[string]any{"name": "x"}
	if of != (common.Address{}) {
		meta["createdFromSafeAddress"] = of.Hex()
	}
	words, err := json.Marshal(map[string]any{"version": "1.0", "chainId": chainID, "createdAt": 1, "meta": meta, "transactions": list})
	must(t, err)
	return written(t, string(words))
}

// TestOpenRefuses checks the reason for each file that cannot be opened, with as few requests to the
// node as possible.
func TestOpenRefuses(t *testing.T) {
	k, _ := aDesk()
	onChain(t, k)
	for _, test := range []struct {
		name, path string
		of         common.Address
		want       string
	}{
		{"standard input", "-", common.Address{}, "Misuse usage"},
		{"no file", "none.json", common.Address{}, "Misuse usage"},
		{"no batch", written(t, "[1]"), common.Address{}, "Misuse usage"},
		{"no plan", written(t, `{"mpool": "plan"}`), common.Address{}, "Misuse usage"},
		{"another chain", aBatch(t, "5", safetest.Safe(), 1), common.Address{}, "Misuse chain"},
		{"another Safe", aBatch(t, "1", safetest.Safe(), 1), safetest.Who(9), "Misuse usage"},
		{"no Safe named", aBatch(t, "1", common.Address{}, 1), common.Address{}, "Misuse usage"},
		{"no Safe there", aBatch(t, "1", common.Address{}, 1), safetest.Safe(), "Refused safe.none"},
	} {
		_, err := k.Open(t.Context(), nil, test.path, &Options{Safe: test.of})
		if got := safetest.CodeOf(err); err == nil || got != test.want && !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %s (%v), want %s", test.name, got, err, test.want)
		}
	}
	if _, err := k.Open(t.Context(), nil, aBatch(t, "1", safetest.Safe(), 1), &Options{Checksum: true}); safetest.CodeOf(err) == "" {
		t.Error("a batch without a checksum is opened where one is wanted")
	}
	ctx, end := context.WithCancel(t.Context())
	end()
	if _, err := k.Open(ctx, nil, "none.json", &Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
}

// TestOpenQueued checks that a queued transaction has its own nonce, and needs a pool and a service.
func TestOpenQueued(t *testing.T) {
	k, _ := aDesk()
	onChain(t, k)
	given := queue.Name{Given: true}
	_, err := k.OpenToSign(t.Context(), nil, nil, &Options{}, given, Nonce{Given: true})
	wantCode(t, "a nonce is given", err, "Misuse usage")
	_, err = k.OpenToSign(t.Context(), nil, []string{"none.json"}, &Options{}, queue.Name{}, Nonce{})
	wantCode(t, "a file", err, "Misuse usage")
	k.Service = func() (*safeservice.Client, error) { return nil, failure.Usage("missing transaction service") }
	_, err = k.OpenToSign(t.Context(), nil, nil, &Options{}, given, Nonce{})
	wantCode(t, "no service", err, "Misuse usage")
	serving(t, k, http.StatusOK, listOf())
	_, err = k.OpenQueueJob(t.Context(), nil, given, common.Address{})
	wantCode(t, "no pool", err, "Misuse usage")
	_, err = k.OpenQueueJob(t.Context(), []string{safetest.Pool().Hex()}, given, common.Address{})
	var silent *wire.NodeError
	if err == nil || !errors.As(err, &silent) && !strings.Contains(err.Error(), "node") {
		t.Errorf("a pool that cannot be read: %v", err)
	}
	_, err = k.Hash(t.Context(), nil, []string{"none.json"}, Nonce{}, queue.Name{}, &Options{})
	wantCode(t, "hash of no file", err, "Misuse usage")
}

func wantCode(t *testing.T, name string, err error, want string) {
	t.Helper()
	if got := safetest.CodeOf(err); got != want {
		t.Errorf("%s: %s, want %s", name, got, want)
	}
}

// TestSignedText checks the text after signing, with the next command.
func TestSignedText(t *testing.T) {
	j := aRequest()
	tx, hashes := at(t, j, 7)
	file, err := safe.NewSignatureFile(j.version, j.ChainID, j.Safe.Address, tx, safe.Signature{Owner: safetest.Owner(1), Way: safe.BySignature, Bytes: safetest.Signed(1, hashes.SafeTx)})
	must(t, err)
	for name, one := range map[string]struct {
		change func(*Request)
		says   string
	}{
		"of a file": {func(*Request) {}, "anyone can execute it"}, "of what waits": {func(j *Request) { j.queued = &tx }, "to add the signature to the queued transaction"},
		"not by mpool": {func(j *Request) { j.Elsewhere = true }, "execute it with the Safe web app"},
	} {
		j := aRequest()
		one.change(j)
		var p text.Page
		NewSafeSignedView(j, file, "alice.json").Text(&p)
		if got := p.String(); !strings.Contains(got, one.says) || !strings.Contains(got, hashes.SafeTx.Hex()) {
			t.Errorf("%s:\n%s", name, got)
		}
	}
	path := written(t, "")
	must(t, os.Remove(path))
	must(t, WriteSignature(path, file))
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
}

// TestSignOptions checks that signing needs a signer and a file.
func TestSignOptions(t *testing.T) {
	k, _ := aDesk()
	opener := &keyring.Opener{Settings: k.Settings, UI: k.UI, In: strings.NewReader(""), Env: func(string) (string, bool) { return "", false }}
	wantCode(t, "no signer", (&SignOptions{Out: "x"}).Check(opener), "Misuse usage")
	f := &SignOptions{}
	f.Signer.Ledger = true
	if err := f.Check(opener); err == nil || !strings.Contains(err.Error(), "--out") {
		t.Errorf("no file: %v", err)
	}
	f.Out = "x"
	must(t, f.Check(opener))
}

// TestWarnOf checks that warnings of the transaction and of its calls are shown when the rest is not.
func TestWarnOf(t *testing.T) {
	k, said := aDesk()
	warns := ops.Finding{Severity: ops.Warn, Code: "safe.gas", Summary: "its gas fields differ", Detail: "a failed call counts"}
	k.warnOf(&HashView{Findings: []ops.Finding{warns, {Severity: ops.Note, Code: "x", Summary: "a note"}}, Calls: []review.Call{{Findings: []ops.Finding{{Severity: ops.Warn, Code: "token.none", Summary: "no token"}}}}})
	for _, word := range []string{"its gas fields differ; a failed call counts", "no token"} {
		if !strings.Contains(said.String(), word) {
			t.Errorf("%q is not in %s", word, said)
		}
	}
	if strings.Contains(said.String(), "a note") {
		t.Error(said)
	}
}

// TestExplainInner checks that only GS013 is explained.
func TestExplainInner(t *testing.T) {
	k, _ := aDesk()
	plain := errors.New("it rains")
	if got := k.ExplainInner(t.Context(), nil, nil, wallet.ExecSafe{}, plain); !errors.Is(got, plain) {
		t.Error(got)
	}
}
