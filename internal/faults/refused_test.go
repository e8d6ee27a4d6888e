package faults_test

import (
	"fmt"
	"strings"
	"testing"

	"mpool/internal/faultproxy"
)

// refusals are final refusals in the words of geth and bor, erigon, nethermind, besu and reth, and
// in invented words.
func refusals() []faultproxy.Fault {
	return []faultproxy.Fault{
		faultproxy.Error(-32000, "transaction gas price below minimum: gas tip cap 1500000000, minimum needed 25000000000"),
		faultproxy.Error(-32000, "tx fee (2.70 ether) exceeds the configured cap (1.00 ether)"),
		faultproxy.Error(-32000, "transaction gas limit too high (cap: 16777216, tx: 20000000)"),
		faultproxy.Error(-32000, "the moon is in the wrong house"),
		faultproxy.Error(-32000, "only replay-protected (EIP-155) transactions allowed over RPC"),
		faultproxy.Error(-32000, "RLP: element is larger than containing list"),
		faultproxy.Error(-32010, "FeeTooLow, MaxFeePerGas too low. MaxFeePerGas: 1, BaseFee: 2"),
		faultproxy.Error(-32009, "Gas price below configured minimum gas price"),
		faultproxy.Error(-32003, "tx fee cap exceeded"),
		faultproxy.Error(7, ""),
	}
}

// F29: in any words, a refusal that leaves nothing behind exits with 1 and shows the node's words.
// Each of the proposed commands works.
func TestRefusedInAnyWords(t *testing.T) {
	op := weightsUpdate()
	ways := []string{"close", "resume", "bump", "cancel"}
	for i, fault := range refusals()[:some(4, len(refusals()))] {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.planned(op)
			w.proxy.Inject(faultproxy.Rule{Method: sendRaw, Fault: fault})
			e := w.run(nil, op.send()...)
			w.wants(e, 1)
			if n := len(w.transactions()) + w.waiting(); n != 0 || !strings.Contains(e.err, "the node rejected") || !strings.Contains(e.err, "mpool tx close") {
				t.Fatalf("%d are out: %s", n, e.err)
			}
			w.wants(w.run(nil, op.resume()...), 1)
			w.proxy.Clear()
			w.getsOut(op, ways[i%len(ways)])
		})
	}
}

// getsOut uses one of these commands on a refused operation. The operation is sent once in the end.
func (w *world) getsOut(op operation, way string) {
	w.Helper()
	name := w.journals()[0]
	id := strings.TrimSuffix(name[strings.LastIndex(name, "/")+1:], ".jsonl")
	switch way {
	case "resume":
		w.wants(w.run(nil, op.resume()...), 0)
	case "bump":
		w.wants(w.run(nil, append([]string{"tx", "bump", id, "--yes"}, op.keys...)...), 0)
	case "cancel":
		w.wants(w.run(nil, append([]string{"tx", "cancel", id, "--yes"}, op.keys...)...), 0)
		if n := len(w.transactions()); n != 1 {
			w.Errorf("%d transactions are mined, want the one that cancels", n)
		}
		return
	case "close":
		w.wants(w.run(nil, "tx", "close", id), 0)
		w.wants(w.run(nil, op.send()...), 0)
	}
	if n := len(w.transactions()); n != 1 {
		w.Errorf("%s: %d transactions are mined", way, n)
	}
}

// If any node has the transaction, it counts as pending, whatever the answer.
func TestRefusedAndThere(t *testing.T) {
	op := weightsUpdate()
	w := newWorld(t)
	w.planned(op)
	w.proxy.Inject(faultproxy.Rule{Method: sendRaw, Fault: faultproxy.Deny(-32000, "the moon is in the wrong house")})
	w.wants(w.run(nil, op.send()...), 0)
	w.sentOnce()
}

// A transaction that was sent to a private relay counts as pending until its nonce is used,
// whatever the answer. The relay's URL is in no file and no output.
func TestPrivatePlaceIsNeverRefused(t *testing.T) {
	op := weightsUpdate()
	w := newWorld(t)
	relay := faultproxy.Start(w.chain.RPC)
	t.Cleanup(relay.Close)
	w.planned(op)
	relay.Inject(faultproxy.Rule{Method: sendRaw, Fault: faultproxy.Error(-32000, "rejected")})
	url := []string{"--publish-url", relay.URL() + "/v2/" + secret}
	e := w.run(nil, append(op.send("--timeout", "1s"), url...)...)
	w.wants(e, 5)
	name := w.journals()[0]
	id := strings.TrimSuffix(name[strings.LastIndex(name, "/")+1:], ".jsonl")
	w.wants(w.run(nil, "tx", "close", id), 3)
	for _, args := range [][]string{{"tx", "list"}, {"tx", "show", id}} {
		if e := w.run(nil, args...); !strings.Contains(e.out, "mpool resume "+id+" --publish-url URL (the private relay that it was sent to), or --publish-url") {
			t.Errorf("%q: %s", args, e.out)
		}
	}
	e = w.run(nil, op.resume()...)
	if w.wants(e, 3); !strings.Contains(e.err, "repeat --publish-url URL, or use --publish-url") {
		t.Error(e.err)
	}
	if n := len(w.proxy.Sends()); n != 0 {
		t.Fatalf("%d transactions went to the node", n)
	}
	relay.Clear()
	w.wants(w.run(nil, op.resume(url...)...), 0)
	if n := len(w.proxy.Sends()); n != 0 || len(w.transactions()) != 1 {
		t.Errorf("%d transactions went to the node, %d are mined", n, len(w.transactions()))
	}
}

// If the private relay is unreachable or on another chain, nothing is signed.
func TestPrivatePlaceIsThere(t *testing.T) {
	op := weightsUpdate()
	w := newWorld(t)
	relay := faultproxy.Start(w.chain.RPC)
	t.Cleanup(relay.Close)
	w.planned(op)
	e := w.run(nil, append(op.send(), "--publish-url", "http://127.0.0.1:1/"+secret)...)
	if w.wants(e, 1); !strings.Contains(e.err, "nothing was signed: --publish-url cannot be reached:") || strings.Contains(e.err, secret) {
		t.Error(e.err)
	}
	relay.Inject(faultproxy.Rule{Method: "eth_chainId", Fault: faultproxy.ChainID(5)})
	e = w.run(nil, append(op.send(), "--publish-url", relay.URL())...)
	if w.wants(e, 2); !strings.Contains(e.err, "--publish-url is on goerli") {
		t.Error(e.err)
	}
	if e := w.run(nil, "tx", "list", "--all"); !strings.Contains(e.out, "no pending transactions") {
		t.Error(e.out)
	}
	relay.Clear()
	relay.Inject(faultproxy.Rule{Method: "eth_chainId", Fault: faultproxy.Error(-32601, "no such method here")})
	w.wants(w.run(nil, append(op.send(), "--publish-url", relay.URL())...), 0)
}
