package signing

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/console"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/planview"
	"mpool/internal/safe"
	"mpool/internal/safe/review"
	"mpool/internal/safe/safetest"
	"mpool/internal/safeservice"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func theBlock() ops.Block {
	return ops.Block{Number: 100_000, Hash: common.HexToHash("0xb10c"), Time: 1_700_000_000}
}

// aRequest is a request for one call from a batch file.
func aRequest() *Request {
	j := &Request{Path: "batch.json", version: safetest.Version(), next: func(command string, words ...string) string {
		return strings.Join(append([]string{"mpool", command}, words...), " ")
	}}
	j.ChainID, j.Safe, j.On, j.Calls = 1, safetest.NewSafe(), theBlock(), []safe.Call{{To: safetest.Who(1), Data: []byte{1, 2, 3, 4}}}
	return j
}

// at is the request's transaction for a nonce, and its hashes.
func at(t *testing.T, j *Request, nonce uint64) (safe.Transaction, safe.Hashes) {
	t.Helper()
	tx, hashes, err := j.Transaction(nonce)
	must(t, err)
	return tx, hashes
}

// scripted is a node with scripted answers about owners.
type scripted struct {
	safes     map[common.Address]*chain.Safe
	approved  []common.Address
	contracts []common.Address
	accepts   bool
	message   struct{ accepts, known bool }
	race      chain.SafeRace
	since     uint64 // the last value requested
	err       map[string]error
}

func aNode() *scripted {
	return &scripted{contracts: []common.Address{safetest.Contract()}, err: map[string]error{}}
}

func (n *scripted) Approvals(context.Context, chain.BlockRef, common.Address, common.Hash, []common.Address) ([]common.Address, error) {
	return n.approved, n.err["Approvals"]
}

func (n *scripted) Accepts(context.Context, chain.BlockRef, chain.ContractSignature) (bool, error) {
	return n.accepts, n.err["Accepts"]
}

func (n *scripted) Safes(context.Context, chain.BlockRef, []common.Address) (map[common.Address]*chain.Safe, error) {
	return n.safes, n.err["Safes"]
}

func (n *scripted) SafeRaceOf(_ context.Context, _ common.Address, _ uint64, _ common.Hash, since uint64) (chain.SafeRace, error) {
	n.since = since
	return n.race, n.err["SafeRaceOf"]
}

func (n *scripted) Contracts(_ context.Context, _ chain.BlockRef, asked []common.Address) ([]common.Address, error) {
	return slices.DeleteFunc(slices.Clone(asked), func(a common.Address) bool { return !slices.Contains(n.contracts, a) }), n.err["Contracts"]
}

func (n *scripted) AcceptsMessage(context.Context, chain.BlockRef, chain.ContractSignature, common.Hash) (bool, bool, error) {
	return n.message.accepts, n.message.known, n.err["AcceptsMessage"]
}

// aDesk is a desk without any configuration.
func aDesk() (*Desk, *bytes.Buffer) {
	words := &bytes.Buffer{}
	ui := console.New(strings.NewReader(""), words, words, func(string) (string, bool) { return "", false })
	return &Desk{UI: ui, Err: words, Settings: &config.Settings{}}, words
}

// serving gives the desk a service with one answer to every request.
func serving(t *testing.T, k *Desk, status int, answer any) {
	t.Helper()
	url := safetest.Service(t, status, answer)
	k.Settings.SafeService = url
	k.Service = func() (*safeservice.Client, error) { return safeservice.New(url, "") }
}

func listOf(entries ...map[string]any) map[string]any {
	return map[string]any{"count": len(entries), "results": append([]map[string]any{}, entries...)}
}

// entry is a queued transaction as services write it, with the hash that the service claims.
func entry(tx safe.Transaction, hash common.Hash) map[string]any {
	return map[string]any{"safe": safetest.Safe(), "to": tx.To, "value": "0", "data": "0x" + common.Bytes2Hex(tx.Data), "operation": 0, "nonce": tx.Nonce, "safeTxHash": hash, "isExecuted": false}
}

// aFile writes a signature file of a transaction into a folder of the test.
func aFile(t *testing.T, j *Request, nonce uint64, n byte) string {
	t.Helper()
	tx, hashes := at(t, j, nonce)
	return fileOf(t, j, tx, safe.Signature{Owner: safetest.Owner(n), Way: safe.BySignature, Bytes: safetest.Signed(n, hashes.SafeTx)})
}

func fileOf(t *testing.T, j *Request, tx safe.Transaction, s safe.Signature) string {
	t.Helper()
	file, err := safe.NewSignatureFile(j.version, j.ChainID, j.Safe.Address, tx, s)
	must(t, err)
	text, err := json.Marshal(file)
	must(t, err)
	return written(t, string(text))
}

// written is the path of a file with the given contents.
func written(t *testing.T, words string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "signature.json")
	must(t, os.WriteFile(path, []byte(words), 0o600))
	return path
}

// aProposal has one call from each of these senders. safes lists the senders that are Safes.
func aProposal(safes []common.Address, from ...common.Address) *planner.Proposal {
	p := &planner.Proposal{Before: &ops.Snapshot{ChainID: 1, Pool: ops.Pool{Address: safetest.Pool(), Owner: safetest.Safe(), Name: "Managed"}}, Plan: &ops.Plan{Operation: ops.SetSwapFee{}}, View: &planview.View{}}
	p.Plan.Predicted = p.Before
	for i, sender := range from {
		p.Plan.Calls = append(p.Plan.Calls, ops.Call{From: sender, To: safetest.Pool(), Method: "setSwapEnabled", Data: []byte{byte(i), 2, 3, 4}})
	}
	for _, s := range safes {
		p.View.Safes = append(p.View.Safes, planview.Safe{Address: s})
	}
	return p
}

func codesOf(list []ops.Finding) string {
	var words []string
	for _, f := range list {
		words = append(words, string(f.Severity)+" "+f.Code)
	}
	return strings.Join(words, ", ")
}

func aChecker() *review.Checker {
	return &review.Checker{View: &review.View{}}
}
