package queue

import (
	"bytes"
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/holiman/uint256"

	"mpool/internal/chain"
	"mpool/internal/config"
	"mpool/internal/console"
	"mpool/internal/named"
	"mpool/internal/network"
	"mpool/internal/ops"
	"mpool/internal/ops/tokenset"
	"mpool/internal/planner"
	"mpool/internal/policy"
	"mpool/internal/safe"
	"mpool/internal/safe/review"
	"mpool/internal/safe/safetest"
	"mpool/internal/safeservice"
	"mpool/internal/units"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func theBlock() ops.Block {
	return ops.Block{Number: 100, Hash: common.HexToHash("0xb10c"), Time: 1_700_000_000}
}

// aPool is a pool of half WETH and half USDC that the Safe owns.
func aPool() *ops.Snapshot {
	half, fee := units.FixedFrom(5e17), units.FixedFrom(3e15)
	token := func(b byte, symbol string) ops.Token {
		return ops.Token{Address: safetest.Who(b), Symbol: named.Symbol(symbol), Decimals: 18, Cash: units.Amount{Raw: *uint256.NewInt(1e18), Decimals: 18},
			Managed: units.Amount{Decimals: 18}, AssetManager: safetest.Safe(), StartWeight: half, EndWeight: half, Weight: half}
	}
	all := units.Amount{Raw: *uint256.NewInt(1e18), Decimals: 18}
	return &ops.Snapshot{ChainID: 1, Block: theBlock(), Pool: ops.Pool{Address: safetest.Pool(), ID: common.Hash{0xb0}, Name: "Managed", Symbol: "MP", Vault: common.HexToAddress(chain.VaultAddress),
		Owner: safetest.Safe(), OwnerKind: ops.OwnerSafe, Generation: ops.V2, FeesCollector: safetest.Who(0xfc), SwapEnabled: true, JoinExitEnabled: true},
		Weights: ops.Ramp{Start: 1_600_000_000, End: 1_600_000_000}, Tokens: []ops.Token{token(0x11, "WETH"), token(0x22, "USDC")}, Supply: ops.Supply{Virtual: all, Actual: all},
		Fees: ops.Fees{SwapFee: fee, StartSwapFee: fee, EndSwapFee: fee, SwapFeeRamp: ops.Ramp{Start: 1_600_000_000, End: 1_600_000_000}, LastCollection: theBlock().Time, AumFeeDue: units.Amount{Decimals: 18}}}
}

// strict is a planner without policies that accepts every pool.
type strict struct{}

func (strict) Policies(network.ID, *planner.Override) policy.Policies        { return policy.Policies{} }
func (strict) Proven(*ops.Snapshot) error                                    { return nil }
func (strict) AskGas(context.Context, planner.GasTeller, *ops.Snapshot)      {}
func (strict) Ask(context.Context, any, *ops.Snapshot) error                 { return nil }
func (strict) Judge(*ops.Snapshot, *ops.Plan, policy.Policies) []ops.Finding { return nil }
func (strict) TradeCost() ops.TradeCost                                      { return ops.TradeCost{Gas: 1} }
func (strict) Feeds(uint64, common.Address) bool                             { return false }
func (strict) AddedPrice(context.Context, any, *ops.Snapshot, common.Address) (tokenset.TokenPrice, error) {
	return tokenset.TokenPrice{}, nil
}
func aReviewer() *review.Reviewer {
	return &review.Reviewer{Plans: strict{}, Feeds: strict{}, Proofs: strict{}, Settings: &config.Settings{Pools: []config.NamedPool{{Name: "mine", Address: safetest.Pool()}}}}
}

// aQueue is a queue of these entries.
func aQueue(waiting ...safeservice.Queued) *Queue {
	return &Queue{Client: aNode(), Before: aPool(), Safe: safetest.NewSafe(), Version: safetest.Version(), waiting: waiting, Flags: &review.Options{}, service: "the service"}
}

func (q *Queue) node() *scripted { return q.Client.(*scripted) }

// waits is an entry with a nonce, to an address that repeats one byte. Its claimed hash is right
// unless a change alters it.
func waits(nonce uint64, to byte, changes ...func(*safeservice.Queued)) safeservice.Queued {
	w := safeservice.Queued{Transaction: safe.Transaction{To: safetest.Who(to), Nonce: nonce}}
	for _, change := range changes {
		change(&w)
	}
	if w.Claimed == (common.Hash{}) {
		w.Claimed = hashOf(w)
	}
	return w
}

func hashOf(w safeservice.Queued) common.Hash {
	return safe.NewHashes(safetest.Version(), 1, safetest.Safe(), w.Transaction).SafeTx
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

// by adds confirmations of owners, in this order.
func by(owners ...byte) func(*safeservice.Queued) {
	return func(w *safeservice.Queued) {
		for _, n := range owners {
			w.Confirmed = append(w.Confirmed, safeservice.Confirmation{Owner: safetest.Owner(n), Signature: safetest.Signed(n, hashOf(*w))})
		}
	}
}

// said collects the clerk's output.
type said struct{ bytes.Buffer }

func aClerk() (*Clerk, *said) {
	words := &said{}
	ui := console.New(strings.NewReader(""), words, words, func(string) (string, bool) { return "", false })
	return &Clerk{UI: ui, Reviews: aReviewer()}, words
}

// serving is a transaction service that lists these JSON objects.
func serving(t *testing.T, entries ...map[string]any) *safeservice.Client {
	t.Helper()
	return answering(t, http.StatusOK, map[string]any{"count": len(entries), "results": append([]map[string]any{}, entries...), "next": nil})
}

// answering is a transaction service with one answer to every request.
func answering(t *testing.T, status int, answer any) *safeservice.Client {
	t.Helper()
	client, err := safeservice.New(safetest.Service(t, status, answer), "")
	must(t, err)
	t.Cleanup(client.Close)
	return client
}

// entry is the JSON of a queued transaction.
func entry(w safeservice.Queued) map[string]any {
	var confirmed []map[string]any
	for _, c := range w.Confirmed {
		confirmed = append(confirmed, map[string]any{"owner": c.Owner, "signature": hexutil.Bytes(c.Signature)})
	}
	return map[string]any{"safe": safetest.Safe(), "to": w.Transaction.To, "value": w.Transaction.Value.Dec(), "data": hexutil.Encode(w.Transaction.Data), "operation": w.Transaction.Operation,
		"safeTxGas": 0, "baseGas": 0, "gasPrice": "0", "nonce": w.Transaction.Nonce, "safeTxHash": w.Claimed, "isExecuted": false, "confirmations": confirmed}
}

// shown lists the nonces and the first bytes of the recipients, in order.
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
