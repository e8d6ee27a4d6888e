package signing

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/chain"
	"mpool/internal/ops"
	"mpool/internal/safe"
	"mpool/internal/safe/queue"
	"mpool/internal/safe/safetest"
	"mpool/internal/safeservice"
)

// TestJobOf checks that a queued transaction is taken unchanged, with its valid signatures.
func TestJobOf(t *testing.T) {
	tx := safe.Transaction{To: safetest.Who(1), Data: []byte{1, 2, 3, 4}, Nonce: 7}
	hashes := safe.NewHashes(safetest.Version(), 1, safetest.Safe(), tx)
	packed, err := safe.PackMultiSend([]safe.Call{{To: safetest.Who(1)}, {To: safetest.Who(2)}})
	must(t, err)
	both := safe.Transaction{To: safetest.Who(0x9d), Data: packed, Operation: safe.OperationDelegateCall, Nonce: 7}
	nothing := both
	nothing.Data = common.FromHex("0x8d80ff0a" + strings.Repeat("0", 62) + "20" + strings.Repeat("0", 64))
	multi := common.HexToHash("0xecd5bd14a08c5d2122379900b2f272bdf107a7e92423c10dd5fe3254386c9939") // MultiSendCallOnly 1.4.1
	for _, test := range []struct {
		name      string
		tx        safe.Transaction
		code      common.Hash
		calls     int
		multiSend common.Address
		refuse    string
	}{
		{"one call", tx, common.Hash{}, 1, common.Address{}, ""},
		{"two in one", both, multi, 2, safetest.Who(0x9d), ""},
		{"no call at all", nothing, multi, 0, common.Address{}, "Refused nothing"},
		{"unknown code", both, common.Hash{1}, 0, common.Address{}, "Refused safe.unknown"},
	} {
		client := &chain.Client{}
		q := &queue.Queue{Client: coded{hash: test.code}, Before: &ops.Snapshot{ChainID: 1, Block: theBlock()}, Safe: safetest.NewSafe(), Version: safetest.Version()}
		w := safeservice.Queued{Transaction: test.tx, Claimed: hashes.SafeTx, Confirmed: []safeservice.Confirmation{{Owner: safetest.Owner(1), Signature: safetest.Signed(1, hashes.SafeTx)}, {Owner: safetest.Owner(9)}}}
		j, err := jobOf(t.Context(), client, q, w, safetest.Pool())
		if safetest.CodeOf(err) != test.refuse {
			t.Errorf("%s: %v", test.name, err)
		}
		if err != nil {
			continue
		}
		again, its, err := j.Transaction(99) // the given nonce is ignored
		must(t, err)
		if again.Nonce != 7 || its != safe.NewHashes(safetest.Version(), 1, safetest.Safe(), test.tx) || len(j.Calls) != test.calls || j.multiSend != test.multiSend || j.Client != client || j.pool != safetest.Pool() {
			t.Errorf("%s: %+v", test.name, j)
		}
		if one := test.calls == 1; one && (len(j.signed) != 1 || j.signed[0].Owner != safetest.Owner(1)) {
			t.Errorf("%s: signed is %+v", test.name, j.signed)
		}
	}
}

// TestLines tests the next commands for a file and for a queued transaction.
func TestLines(t *testing.T) {
	j := aRequest()
	var nonce Nonce
	must(t, nonce.Set("9"))
	mine := "signature-" + safetest.Owner(1).Hex()[:10] + ".json"
	if got := j.signLine(safetest.Owner(1), Nonce{}); got != "mpool safe sign batch.json --account NAME --out "+mine {
		t.Error(got)
	}
	if got := j.signLine(safetest.Owner(1), nonce); got != "mpool safe sign batch.json --nonce 9 --account NAME --out "+mine {
		t.Error(got)
	}
	tx, hashes := at(t, j, 7)
	j.queued, j.pool = &tx, safetest.Pool()
	if got := j.signLine(safetest.Owner(1), Nonce{}); got != "mpool safe sign "+safetest.Pool().Hex()+" --from-queue "+hashes.SafeTx.Hex()+" --account NAME --out "+mine {
		t.Error(got)
	}
	file := &safe.SignatureFile{Safe: safetest.Safe(), Hashes: hashes, Owner: safetest.Owner(1)}
	if got := NewSafeSignedView(j, file, "mine.json").Next; !strings.HasPrefix(got, "mpool safe propose --from-queue "+hashes.SafeTx.Hex()) {
		t.Error(got)
	}
	j.queued = nil
	if got := NewSafeSignedView(j, file, "mine.json").Next; got != "mpool safe exec batch.json mine.json OTHERS… --broadcast --account NAME" {
		t.Error(got)
	}
	if j.Elsewhere = true; NewSafeSignedView(j, file, "mine.json").Next != "" {
		t.Error("what mpool does not execute is executed")
	}
}

// TestProposeEach checks that it stops at the first signature that the service refuses, and first
// notes what others may have.
func TestProposeEach(t *testing.T) {
	j := aRequest()
	tx, hashes := at(t, j, 7)
	k, _ := aDesk()
	out := 0
	k.IsOut = func(string) { out++ }
	waiting := entry(tx, hashes.SafeTx)
	waiting["confirmations"] = []map[string]any{{"owner": safetest.Owner(1), "signature": "0x" + common.Bytes2Hex(safetest.Signed(1, hashes.SafeTx))}}
	mine := safe.Signature{Owner: safetest.Owner(1), Way: safe.BySignature, Bytes: safetest.Signed(1, hashes.SafeTx)}
	for _, test := range []struct {
		name   string
		status int
		answer any
		want   string
		sent   int
	}{
		{"a service that fails", 500, nil, "Plain service", 0},
		{"no list", 200, map[string]any{}, "Refused safe.queue.unknown", 0},
	} {
		serving(t, k, test.status, test.answer)
		service, err := k.Service()
		must(t, err)
		v := &queue.Proposed{Hashes: hashes}
		err = k.ProposeEach(t.Context(), service, j, tx, []safe.Signature{mine, mine}, v)
		if safetest.CodeOf(err) != test.want || len(v.Signatures) != test.sent {
			t.Errorf("%s: %v, %+v", test.name, err, v.Signatures)
		}
	}
	if out != 2 {
		t.Errorf("it was said %d times that it is out", out)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	serving(t, k, 200, listOf(waiting))
	service, err := k.Service()
	must(t, err)
	if err := k.ProposeEach(ctx, service, j, tx, []safe.Signature{mine}, &queue.Proposed{Hashes: hashes}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	list, err := OwnersSignatures(t.Context(), j, tx, hashes, []string{aFile(t, j, 7, 1), aFile(t, j, 7, 2)})
	if err != nil || !slices.EqualFunc(list, []byte{1, 2}, func(s safe.Signature, n byte) bool { return s.Owner == safetest.Owner(n) }) {
		t.Error(list, err)
	}
}

// TestNewProposed checks which command comes after proposing.
func TestNewProposed(t *testing.T) {
	k, _ := aDesk()
	serving(t, k, 200, listOf())
	service, err := k.Service()
	must(t, err)
	one, two := safe.Signature{Owner: safetest.Owner(1), Way: safe.BySignature}, safe.Signature{Owner: safetest.Owner(2), Way: safe.BySignature}
	pool := safetest.Who(9)
	for _, test := range []struct {
		name      string
		pool      common.Address
		there     []safe.Signature
		nonce     uint64
		elsewhere bool
		want      string
	}{
		{"a signature is missing", pool, nil, 7, false, "safe queue " + pool.Hex()},
		{"all signatures are there", pool, []safe.Signature{one}, 7, false, "safe exec --from-queue 7 " + pool.Hex()},
		{"the same signature again", pool, []safe.Signature{two}, 7, false, "safe queue " + pool.Hex()},
		{"others come first", pool, []safe.Signature{one}, 8, false, "safe queue " + pool.Hex()},
		{"mpool cannot execute it", pool, []safe.Signature{one}, 7, true, "safe queue " + pool.Hex()},
		{"of a batch", common.Address{}, []safe.Signature{one}, 7, false, ""},
	} {
		j := aRequest()
		j.pool, j.signed, j.given, j.Elsewhere, j.Proposal = test.pool, test.there, []safe.Signature{two}, test.elsewhere, nil
		j.next = func(command string, words ...string) string {
			return strings.Join(append([]string{command}, words...), " ")
		}
		if v := j.NewProposed(service, safe.Transaction{Nonce: test.nonce}, safe.Hashes{}); v.Next != test.want || v.Service == "" {
			t.Errorf("%s: %+v", test.name, v)
		}
	}
}
