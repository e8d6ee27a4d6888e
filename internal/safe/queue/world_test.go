package queue

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/accounts"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/console"
	"mpool/internal/failure"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/planner"
	"mpool/internal/safe"
	"mpool/internal/safe/review"
	"mpool/internal/safeservice"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// who is an address of one byte, again and again.
func who(b byte) common.Address { return common.BytesToAddress(bytes.Repeat([]byte{b}, 20)) }

func theSafe() common.Address  { return who(0x5a) }
func thePool() common.Address  { return who(0xb0) }
func contract() common.Address { return who(0xc0) } // an owner that is one

// key is the n-th owner's.
func key(n byte) *ecdsa.PrivateKey {
	k, err := crypto.ToECDSA(bytes.Repeat([]byte{n}, 32))
	if err != nil {
		panic(err)
	}
	return k
}

func owner(n byte) common.Address { return crypto.PubkeyToAddress(key(n).PublicKey) }

// signed is the n-th owner's signature of a hash, as wallets give it.
func signed(n byte, hash common.Hash) []byte {
	s, err := crypto.Sign(hash[:], key(n))
	if err != nil {
		panic(err)
	}
	s[64] += 27
	return s
}

func signedAsMessage(n byte, hash common.Hash) []byte {
	s := signed(n, common.BytesToHash(accounts.TextHash(hash[:])))
	s[64] += 4
	return s
}

func theVersion() safe.Version { return safe.Version{Major: 1, Minor: 4, Patch: 1} }

// aSafe has three owners, of whom two have to sign, and the nonce 7.
func aSafe() *chain.Safe {
	return &chain.Safe{Address: theSafe(), Version: "1.4.1", Threshold: 2, Owners: []common.Address{owner(1), owner(2), contract()}, Nonce: 7,
		SlotsRead: true, ModulesRead: true, DomainRead: true, Domain: safe.Domain(theVersion(), 1, theSafe())}
}

func theBlock() ops.Block {
	return ops.Block{Number: 100, Hash: common.HexToHash("0xb10c"), Time: 1_700_000_000}
}

// aPool is of half WETH and half USDC, and the Safe's.
func aPool() *ops.Snapshot {
	half, fee := ops.FixedFrom(5e17), ops.FixedFrom(3e15)
	token := func(b byte, symbol string) ops.Token {
		return ops.Token{Address: who(b), Symbol: symbol, Decimals: 18, Cash: ops.Amount{Raw: *uint256.NewInt(1e18), Decimals: 18},
			Managed: ops.Amount{Decimals: 18}, AssetManager: theSafe(), StartWeight: half, EndWeight: half, Weight: half}
	}
	all := ops.Amount{Raw: *uint256.NewInt(1e18), Decimals: 18}
	return &ops.Snapshot{ChainID: 1, Block: theBlock(), Pool: ops.Pool{Address: thePool(), ID: common.Hash{0xb0}, Name: "Managed", Symbol: "MP", Vault: common.HexToAddress(chain.VaultAddress),
		Owner: theSafe(), OwnerKind: ops.OwnerSafe, Generation: ops.V2, FeesCollector: who(0xfc), SwapEnabled: true, JoinExitEnabled: true},
		Weights: ops.Ramp{Start: 1_600_000_000, End: 1_600_000_000}, Tokens: []ops.Token{token(0x11, "WETH"), token(0x22, "USDC")}, Supply: ops.Supply{Virtual: all, Actual: all},
		Fees: ops.Fees{SwapFee: fee, StartSwapFee: fee, EndSwapFee: fee, SwapFeeRamp: ops.Ramp{Start: 1_600_000_000, End: 1_600_000_000}, LastCollection: theBlock().Time, AumFeeDue: ops.Amount{Decimals: 18}}}
}

// strict plans by no policies, and takes every pool.
type strict struct{}

func (strict) Policies(network.ID, *planner.Override) ops.Policies             { return ops.Policies{} }
func (strict) Proven(*ops.Snapshot) error                                      { return nil }
func (strict) AskGas(context.Context, planner.GasTeller, *ops.Snapshot)        {}
func (strict) AskFeeds(context.Context, any, *ops.Snapshot) error              { return nil }
func (strict) JudgeFeeds(*ops.Snapshot, *ops.Plan, ops.Policies) []ops.Finding { return nil }
func (strict) TradeCost() ops.TradeCost                                        { return ops.TradeCost{Gas: 1} }
func aReviewer() *review.Reviewer {
	return &review.Reviewer{Plans: strict{}, Settings: &config.Settings{Pools: []config.NamedPool{{Name: "mine", Address: thePool()}}}}
}

// aQueue is of these, as they are.
func aQueue(waiting ...safeservice.Queued) *Queue {
	return &Queue{Client: aNode(), Before: aPool(), Safe: aSafe(), Version: theVersion(), waiting: waiting, Flags: &review.Options{}, service: "the service"}
}

func (q *Queue) node() *scripted { return q.Client.(*scripted) }

// waits is what the service shows of a transaction with a nonce, to an address of one
// byte; it says the hash that it has.
func waits(nonce uint64, to byte, changes ...func(*safeservice.Queued)) safeservice.Queued {
	w := safeservice.Queued{Transaction: safe.Transaction{To: who(to), Nonce: nonce}}
	for _, change := range changes {
		change(&w)
	}
	if w.Claimed == (common.Hash{}) {
		w.Claimed = hashOf(w)
	}
	return w
}

func hashOf(w safeservice.Queued) common.Hash {
	return safe.NewHashes(theVersion(), 1, theSafe(), w.Transaction).SafeTx
}

func claims(hash common.Hash) func(*safeservice.Queued) {
	return func(w *safeservice.Queued) { w.Claimed = hash }
}

func isBroken(w *safeservice.Queued) { w.Broken = "its value is not a number" }

func hasNoNonce(w *safeservice.Queued) {
	w.Broken, w.NoNonce, w.Transaction.Nonce = "its nonce is not a number", true, 0
}

func carries(data ...byte) func(*safeservice.Queued) {
	return func(w *safeservice.Queued) { w.Transaction.Data = data }
}

// by has owners sign it, in this order.
func by(owners ...byte) func(*safeservice.Queued) {
	return func(w *safeservice.Queued) {
		for _, n := range owners {
			w.Confirmed = append(w.Confirmed, safeservice.Confirmation{Owner: owner(n), Signature: signed(n, hashOf(*w))})
		}
	}
}

// said is what a clerk has said.
type said struct{ bytes.Buffer }

func aClerk() (*Clerk, *said) {
	words := &said{}
	ui := console.New(strings.NewReader(""), words, words, func(string) (string, bool) { return "", false })
	return &Clerk{UI: ui, Reviews: aReviewer()}, words
}

// serving is a transaction service that lists these, as JSON objects.
func serving(t *testing.T, entries ...map[string]any) *safeservice.Client {
	t.Helper()
	return answering(t, http.StatusOK, map[string]any{"count": len(entries), "results": append([]map[string]any{}, entries...), "next": nil})
}

// answering is a transaction service that gives each question one answer.
func answering(t *testing.T, status int, answer any) *safeservice.Client {
	t.Helper()
	text, err := json.Marshal(answer)
	must(t, err)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = w.Write(text)
	}))
	t.Cleanup(server.Close)
	client, err := safeservice.New(server.URL, "")
	must(t, err)
	t.Cleanup(client.Close)
	return client
}

// entry is how a service writes what waits.
func entry(w safeservice.Queued) map[string]any {
	var confirmed []map[string]any
	for _, c := range w.Confirmed {
		confirmed = append(confirmed, map[string]any{"owner": c.Owner, "signature": hexutil.Bytes(c.Signature)})
	}
	return map[string]any{"safe": theSafe(), "to": w.Transaction.To, "value": w.Transaction.Value.Dec(), "data": hexutil.Encode(w.Transaction.Data), "operation": w.Transaction.Operation,
		"safeTxGas": 0, "baseGas": 0, "gasPrice": "0", "nonce": w.Transaction.Nonce, "safeTxHash": w.Claimed, "isExecuted": false, "confirmations": confirmed}
}

// codeOf is the exit and the code of a failure, and its words if it is another error; ""
// of none.
func codeOf(err error) string {
	var f *failure.Failure
	switch {
	case err == nil:
		return ""
	case errors.As(err, &f):
		return failureName(f.Exit) + " " + f.Code
	}
	return err.Error()
}

func failureName(exit int) string {
	names := map[int]string{failure.Plain: "Plain", failure.Misuse: "Misuse", failure.Refused: "Refused", failure.Simulation: "Simulation"}
	return names[exit]
}

// shown are the nonces and the recipients' first bytes, in order.
func shown(list []safeservice.Queued) string {
	var words []string
	for _, w := range list {
		word := hexutil.EncodeUint64(w.Transaction.Nonce)[2:] + ":" + w.Transaction.To.Hex()[2:4]
		if w.NoNonce {
			word = "?"
		}
		words = append(words, strings.ToLower(word))
	}
	return strings.Join(words, " ")
}

func sorted(words ...string) []string { slices.Sort(words); return words }
