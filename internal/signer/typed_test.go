package signer

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/accounts"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
)

func typed() Typed {
	return Typed{Domain: common.HexToHash("0x1"), Message: common.HexToHash("0x2"), Document: json.RawMessage(`{"primaryType":"SafeTx"}`)}
}

// holds checks that a signature of typed() is by the given account.
func holds(t *testing.T, signature []byte, by common.Address) {
	t.Helper()
	if len(signature) != 65 || signature[64] < 27 {
		t.Fatalf("no signature: %x", signature)
	}
	signature[64] -= 27
	key, err := crypto.SigToPub(crypto.Keccak256(typed().preimage()), signature)
	if err != nil || crypto.PubkeyToAddress(*key) != by {
		t.Errorf("signed by another, or something else: %v", err)
	}
}

// SignData answers as go-ethereum's driver does: v counts from 27 or from 0.
func (w *fakeWallet) SignData(_ accounts.Account, mimeType string, data []byte) ([]byte, error) {
	if mimeType != accounts.MimetypeTypedData || len(data) != 66 {
		return nil, accounts.ErrNotSupported
	}
	if err := w.answers(w.signed, w.signErr); err != nil {
		return nil, err
	}
	signature, err := crypto.Sign(crypto.Keccak256(data), w.key.private.key)
	if err == nil {
		signature[64] += 27
	}
	return signature, err
}

func TestTypedByKeyAndLedger(t *testing.T) {
	key := testKey(t, canary)
	signature, err := SignTyped(context.Background(), key, typed())
	if err != nil {
		t.Fatal(err)
	}
	holds(t, signature, key.Address())
	for _, w := range []*fakeWallet{{}, {signed: 0x6985, signErr: accounts.ErrNotSupported}} {
		var told string
		l, err := openLedger(context.Background(), plugged(t, w), accounts.DefaultBaseDerivationPath, func(what string) { told = what })
		if err != nil {
			t.Fatal(err)
		}
		signature, err := SignTyped(context.Background(), l, typed())
		if !strings.Contains(told, typed().Domain.Hex()) || !strings.Contains(told, typed().Message.Hex()) {
			t.Errorf("the owner is not told what to compare: %s", told)
		}
		if w.signErr != nil {
			if err == nil || !strings.Contains(err.Error(), "the transaction was rejected on the Ledger") {
				t.Errorf("%v", err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		holds(t, signature, w.key.Address())
	}
}

// TestTypedByExternalSigner checks that external signers get the document, and that their signature is
// checked against the locally computed hashes.
func TestTypedByExternalSigner(t *testing.T) {
	for _, api := range []API{Clef, Web3Signer} {
		for _, what := range []string{"as asked", "other data", "nonsense", "too short"} {
			t.Run(fmt.Sprintf("%s/%s", api, what), func(t *testing.T) {
				remote := &remoteSigner{api: api}
				remote.answer = func(w http.ResponseWriter, _ *http.Request) bool { return remote.answerTyped(w, what) }
				s, err := Options{URL: remote.start(t), API: api}.Open(context.Background(), Surroundings{Account: testKey(t, canary).Address()})
				if err != nil {
					t.Fatal(err)
				}
				signature, err := SignTyped(context.Background(), s, typed())
				if what != "as asked" {
					if err == nil {
						t.Errorf("%s is taken", what)
					}
					return
				}
				if err != nil {
					t.Fatal(err)
				}
				holds(t, signature, s.Address())
				if last := remote.seen[len(remote.seen)-1]; !strings.HasSuffix(last, "_signTypedData") {
					t.Errorf("asked for %s", last)
				}
			})
		}
	}
}

func (s *remoteSigner) answerTyped(w io.Writer, what string) bool {
	if !strings.HasSuffix(s.seen[len(s.seen)-1], "_signTypedData") {
		return false
	}
	data := typed()
	if what == "other data" {
		data.Message[0]++
	}
	signature, err := crypto.Sign(crypto.Keccak256(data.preimage()), s.key.private.key)
	if err != nil {
		s.t.Error(err)
	}
	switch what {
	case "nonsense":
		signature = make([]byte, 65)
	case "too short":
		signature = signature[:64]
	}
	fmt.Fprintf(w, `{"jsonrpc":"2.0","id":1,"result":%q}`, hexutil.Encode(signature))
	return true
}
