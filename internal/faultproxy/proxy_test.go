package faultproxy_test

import (
	"context"
	"encoding/json"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"
	"go.uber.org/goleak"

	"mpool/internal/faultproxy"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// echoing is a node whose newest block is 9. It answers other methods with their name, and counts
// the calls that reach it.
func echoing(t *testing.T) (url string, asked *atomic.Int64) {
	t.Helper()
	asked = new(atomic.Int64)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var call struct {
			ID     json.RawMessage `json:"id"`
			Method string          `json:"method"`
			Params json.RawMessage `json:"params"`
		}
		body, _ := io.ReadAll(r.Body)
		_ = json.Unmarshal(body, &call)
		asked.Add(1)
		answer := any(call.Method + string(call.Params))
		if call.Method == "eth_blockNumber" {
			answer = "0x9"
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"jsonrpc": "2.0", "id": call.ID, "result": answer})
	}))
	t.Cleanup(server.Close)
	return server.URL, asked
}

func started(t *testing.T) (*faultproxy.Proxy, *rpc.Client, *atomic.Int64) {
	t.Helper()
	url, asked := echoing(t)
	p := faultproxy.Start(url)
	client, err := rpc.DialContext(t.Context(), p.URL()+"/key")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		client.Close()
		p.Close()
		http.DefaultTransport.(*http.Transport).CloseIdleConnections()
	})
	return p, client, asked
}

// ask makes one call.
func ask(t *testing.T, client *rpc.Client, method string, params ...any) (string, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
	defer cancel()
	var answer string
	err := client.CallContext(ctx, &answer, method, params...)
	return answer, err
}

// Each fault makes the call fail, passes on the right number of calls, and ends with its rule.
func TestFaults(t *testing.T) {
	cases := []struct {
		fault   faultproxy.Fault
		says    string // in the error's text
		reaches int64  // number of calls that reach the node
	}{
		{faultproxy.LoseAnswer(), "504", 1},
		{faultproxy.Hangup(), "EOF|reset", 1},
		{faultproxy.Reset(), "EOF|reset", 0},
		{faultproxy.Status(503, "no"), "503", 0},
		{faultproxy.HTML(), "invalid character", 0},
		{faultproxy.Truncate(), "unexpected EOF|EOF", 1},
		{faultproxy.Stall(time.Minute), "deadline", 0},
		{faultproxy.Huge(1), "", 0},
		{faultproxy.EmptyBatch(), "cannot unmarshal", 0},
		{faultproxy.Error(-32005, "slow down"), "slow down", 0},
		{faultproxy.Tattle(), "/key", 0},
	}
	for _, tc := range cases {
		t.Run(tc.fault.Name, func(t *testing.T) {
			p, client, asked := started(t)
			p.Inject(faultproxy.Rule{Method: "a", Skip: 1, Times: 1, Fault: tc.fault})
			for i := range 3 {
				before := asked.Load()
				answer, err := ask(t, client, "a")
				switch {
				case i != 1 && (err != nil || answer != "a"):
					t.Errorf("call %d: %q, %v", i, answer, err)
				case i == 1 && !fails(err, tc.says):
					t.Errorf("fails by %v, want %s", err, tc.says)
				case i == 1 && asked.Load()-before != tc.reaches:
					t.Errorf("reaches the node %d times, want %d", asked.Load()-before, tc.reaches)
				}
			}
			if answer, err := ask(t, client, "b"); err != nil || answer != "b" || p.Calls()["a"] != 3 {
				t.Errorf("another method: %q, %v, %v", answer, err, p.Calls())
			}
		})
	}
}

func fails(err error, says string) bool {
	for _, part := range strings.Split(says, "|") {
		if says == "" || err != nil && strings.Contains(err.Error(), part) {
			return true
		}
	}
	return false
}

// A lagging node answers from an older block and knows no newer ones.
func TestLag(t *testing.T) {
	p, client, _ := started(t)
	p.Lag(func() uint64 { return 3 })
	for _, tc := range []struct{ method, place, want string }{
		{"eth_getBalance", "latest", "0x6"}, {"eth_getBalance", "pending", "0x6"}, {"eth_getBalance", "0x5", "0x5"},
	} {
		answer, err := ask(t, client, tc.method, common.Address{}, tc.place)
		if err != nil || !strings.Contains(answer, `"`+tc.want+`"`) {
			t.Errorf("%s of %s: %s, %v", tc.method, tc.place, answer, err)
		}
	}
	if _, err := ask(t, client, "eth_getBalance", common.Address{}, "0x8"); !fails(err, "header not found") {
		t.Error(err)
	}
	if answer, err := ask(t, client, "eth_blockNumber"); err != nil || answer != "0x6" {
		t.Errorf("%s, %v", answer, err)
	}
}

// Sends are counted by transaction. Two transactions with one nonce are rivals.
func TestSends(t *testing.T) {
	p, client, _ := started(t)
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	for _, value := range []int64{1, 1, 2} {
		tx, err := types.SignNewTx(key, types.LatestSignerForChainID(big.NewInt(1)), &types.DynamicFeeTx{ChainID: big.NewInt(1), To: &common.Address{1}, Value: big.NewInt(value)})
		if err != nil {
			t.Fatal(err)
		}
		raw, err := tx.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		_, _ = ask(t, client, "eth_sendRawTransaction", hexutil.Bytes(raw))
	}
	sends := p.Sends()
	if len(sends) != 2 || sends[0].Times != 2 || sends[0].From != crypto.PubkeyToAddress(key.PublicKey) || len(p.Rivals()) != 1 {
		t.Errorf("%+v, %+v", sends, p.Rivals())
	}
}
