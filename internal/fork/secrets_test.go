package fork_test

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"mpool/internal/chain"
	"mpool/internal/fork"
)

// Other programs cannot see the node's key or headers, and only reads reach the node.
func TestSecretsAndReads(t *testing.T) {
	d, _ := upstream(t)
	known := children(t)
	p := faulty(t, d.RPC)
	secret := "k3y-of-the-provider"
	t.Setenv("ETH_RPC_URL", p.url+"/v2/"+secret)
	node, err := chain.Dial(t.Context(), p.url+"/v2/"+secret, chain.Options{Headers: http.Header{"Authorization": {"Bearer " + secret}}})
	if err != nil {
		t.Fatal(err)
	}
	defer node.Close()
	f := start(t, fork.Options{Node: node})
	wantOK(t, run(t, f, fork.Request{Pool: d.Pool.Address, Operation: weights(t, node, d.Pool.Address, 60, day, 10, 20, 30, 40)}), 1, 5)
	if !p.sawHeader(secret) {
		t.Error("the node was not sent the header")
	}
	text, _ := json.Marshal(f.Result())
	if strings.Contains(string(text), secret) {
		t.Error("the result holds the key")
	}
	for _, pid := range children(t) {
		if slices.Contains(known, pid) {
			continue
		}
		line, _ := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/cmdline")
		environ, _ := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/environ")
		if strings.Contains(string(line)+string(environ), secret) {
			t.Error("anvil was told the key")
		}
		onlyReads(t, between(string(line), "--fork-url\x00", "\x00"))
	}
}

func between(text, from, to string) string {
	_, rest, _ := strings.Cut(text, from)
	part, _, _ := strings.Cut(rest, to)
	return part
}

func onlyReads(t *testing.T, proxy string) {
	t.Helper()
	for _, method := range []string{"eth_sendRawTransaction", "eth_sendTransaction", "eth_sign", "personal_unlockAccount", "anvil_setBalance", "evm_mine", "debug_setHead", "admin_addPeer"} {
		body := `{"jsonrpc":"2.0","id":1,"method":"` + method + `","params":[]}`
		if answer := post(t, proxy, body, ""); !strings.Contains(answer, "the forked node only answers read requests, not") {
			t.Errorf("%s: %s", method, answer)
		}
		if answer := post(t, proxy, "["+body+"]", ""); !strings.Contains(answer, "the forked node only answers read requests, not") {
			t.Errorf("a batch of %s: %s", method, answer)
		}
	}
	read := `{"jsonrpc":"2.0","id":1,"method":"eth_chainId"}`
	if answer := post(t, proxy, read, ""); !strings.Contains(answer, "0x7a69") {
		t.Error(answer)
	}
	if answer := post(t, proxy, read, "https://example.org"); !strings.Contains(answer, "for the fork only") {
		t.Error(answer)
	}
	if answer := post(t, proxy, "{", ""); !strings.Contains(answer, "not a JSON-RPC request") {
		t.Error(answer)
	}
}

func post(t *testing.T, url, body, origin string) string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	if origin != "" {
		request.Header.Set("Origin", origin)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	text, _ := io.ReadAll(answer.Body)
	http.DefaultClient.CloseIdleConnections()
	return string(text)
}

func text(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
