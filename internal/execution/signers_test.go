package execution

import (
	"errors"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/failure"
	"mpool/internal/journal"
)

// --unlocked: the node signs, so mpool finds the transaction only by its nonce.
func TestNodeSigns(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		answers []answer
		traces  []answer
		exit    int
		code    string
		says    []string
		state   journal.State
	}{
		{"taken", nil, nil, 0, "", nil, journal.Done},
		{"refused, and nothing is there", []answer{{err: refusal("no")}}, nil, failure.Plain, "node", []string{"the node rejected the transaction (nonce 0 of", "nothing was signed or sent"}, journal.NotSent},
		{"refused, and it is there", []answer{{err: refusal("no"), after: true}}, nil, failure.Unconfirmed, "unknown", []string{"look up nonce 0 of", "with --tx-hash HASH or --not-sent"}, journal.Intended},
		{"refused, and nobody says what is there", []answer{{err: refusal("no")}}, []answer{{err: errors.New("gone")}}, failure.Unconfirmed, "unknown", nil, journal.Intended},
		{"refused, and the second look fails", []answer{{err: refusal("no")}}, []answer{{}, {err: errors.New("gone")}}, failure.Unconfirmed, "unknown", nil, journal.Intended},
		{"the answer is lost", []answer{{err: doubt(), after: true}}, nil, failure.Unconfirmed, "unknown", []string{"the transaction may or may not have been sent"}, journal.Intended},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, somePool(), swapsOff())
			w.keys.unlocked, w.node.unlocked, w.keys.signers = true, w.keys.signers, nil
			w.node.say("SendUnsigned", test.answers...)
			w.node.say("Trace", test.traces...)
			_, err := w.send()
			if test.code == "" {
				must(t, err)
			} else {
				f := wantFailure(t, err, test.exit, test.code, test.says...)
				if f.Details["id"] != w.only().ID {
					t.Errorf("%+v", f.Details)
				}
			}
			call := w.only().Status.Calls[0]
			if call.State != test.state || !call.Intent.Delegated || len(call.Attempts) > 0 || w.node.asked["SendRaw"] > 0 {
				t.Errorf("%+v", call)
			}
			if out := test.code != "node"; w.engine.Sealed != out || out && w.engine.Gone.ID == "" {
				t.Errorf("it says that %v is out: %v", w.engine.Gone, w.engine.Sealed)
			}
		})
	}
}

// F22: what a signer returns is compared with the request.
func TestSigners(t *testing.T) {
	t.Parallel()
	alter := func(change func(*types.DynamicFeeTx)) func(*types.Transaction) *types.Transaction {
		return func(tx *types.Transaction) *types.Transaction {
			next := &types.DynamicFeeTx{ChainID: tx.ChainId(), Nonce: tx.Nonce(), GasTipCap: tx.GasTipCap(), GasFeeCap: tx.GasFeeCap(), Gas: tx.Gas(), To: tx.To(), Value: tx.Value(), Data: tx.Data()}
			change(next)
			return types.NewTx(next)
		}
	}
	tests := map[string]func(w *world){
		"denied": func(w *world) { w.keys.signers[owner().address].err = errors.New("denied") },
		"recipient": func(w *world) {
			w.keys.signers[owner().address].alters = alter(func(tx *types.DynamicFeeTx) { tx.To = &common.Address{1} })
		},
		"nonce": func(w *world) {
			w.keys.signers[owner().address].alters = alter(func(tx *types.DynamicFeeTx) { tx.Nonce++ })
		},
		"signed instead of " + owner().address.Hex(): func(w *world) { w.keys.signers[owner().address].key = manager().key },
	}
	for says, change := range tests {
		t.Run(says, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, somePool(), swapsOff())
			change(w)
			_, err := w.send()
			wantFailure(t, err, failure.Refused, "signer", says)
			if w.states() != "intended" || len(w.node.given) > 0 || w.engine.Sealed {
				t.Error("something is out")
			}
			w.keys.signers[owner().address] = owner()
			_, err = w.send() // nothing blocks the next command
			must(t, err)
			w.onChain(1)
		})
	}
}

// The signed transaction has the confirmed fees, gas limit, nonce and chain, and type 0 with
// --legacy.
func TestWhatIsSigned(t *testing.T) {
	t.Parallel()
	for _, legacy := range []bool{false, true} {
		w := newWorld(t, somePool(), swapsOff())
		w.takeNonce()
		flags := options()
		flags.Offer.Legacy = legacy
		p := w.propose()
		must(t, w.sender(p, flags).Start(t.Context(), p))
		tx := w.keys.signers[owner().address].signed[0]
		wantType := uint8(types.DynamicFeeTxType)
		if legacy {
			wantType = types.LegacyTxType
		}
		if tx.Type() != wantType || tx.Nonce() != 1 || tx.Gas() != 65_000 || tx.GasFeeCap().Int64() != 30e9 || !legacy && tx.GasTipCap().Int64() != 2e9 || tx.Value().Sign() != 0 ||
			*tx.To() != p.Plan.Calls[0].To || !slices.Equal(tx.Data(), p.Plan.Calls[0].Data) {
			t.Errorf("legacy %v: %+v", legacy, tx)
		}
	}
}
