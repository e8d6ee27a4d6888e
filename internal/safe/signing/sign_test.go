package signing

import (
	"context"
	"errors"
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"

	"mpool/internal/failure"
	"mpool/internal/keyring"
	"mpool/internal/ops"
	"mpool/internal/ops/wallet"
	"mpool/internal/revert"
	"mpool/internal/safe"
	"mpool/internal/safe/review"
	"mpool/internal/safe/safetest"
	"mpool/internal/signer"
)

// silent is a signer that cannot sign messages.
type silent struct{}

func (silent) Address() common.Address { return safetest.Owner(1) }
func (silent) SignTx(context.Context, *types.Transaction, *big.Int) (*types.Transaction, error) {
	return nil, errors.New("it does not")
}

// TestSignSafe checks that an owner's key makes a valid file, and that other keys do not.
func TestSignSafe(t *testing.T) {
	j := aRequest()
	tx, hashes := at(t, j, 7)
	k, _ := aDesk()
	k.Opener = &keyring.Opener{Settings: k.Settings, UI: k.UI, In: strings.NewReader(""), Env: func(string) (string, bool) { return "", false }}
	with := func(n byte) signer.Options {
		return signer.Options{PrivateKey: "@" + written(t, strings.Repeat(common.Bytes2Hex([]byte{n}), 32))}
	}
	for _, test := range []struct {
		name string
		of   SignOptions
		code string
	}{
		{"an owner", SignOptions{Signer: with(1)}, ""},
		{"the owner that is named", SignOptions{Signer: with(1), Owner: safetest.Owner(1)}, ""},
		{"another than is named", SignOptions{Signer: with(1), Owner: safetest.Owner(2)}, "Refused signer"},
		{"over another's file", SignOptions{Signer: with(1), Out: aFile(t, j, 7, 2)}, "Refused file"},
	} {
		file, err := k.SignSafe(t.Context(), j, tx, hashes, &test.of)
		if safetest.CodeOf(err) != test.code {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if err == nil && (file.Owner != safetest.Owner(1) || file.Differs(1, safetest.Safe(), tx) != "" || file.Hashes != hashes) {
			t.Errorf("%s: %+v", test.name, file)
		}
	}
}

// TestConsent checks that an executor who is an owner agrees by executing if it has not signed.
func TestConsent(t *testing.T) {
	_, hashes := at(t, aRequest(), 7)
	mine := safe.Signature{Owner: safetest.Owner(1), Way: safe.BySignature, Bytes: safetest.Signed(1, hashes.SafeTx)}
	approval := safe.Signature{Owner: safetest.Owner(2), Way: safe.ByApproval}
	for _, test := range []struct {
		name string
		of   []safe.Signature
		by   common.Address
		want string
	}{
		{"by approval", []safe.Signature{mine, approval}, safetest.Owner(2), "note safe.executor"},
		{"by a signature", []safe.Signature{mine, approval}, safetest.Owner(1), ""},
		{"a stranger", []safe.Signature{mine, approval}, safetest.Who(9), ""},
		{"no bytes", nil, common.Address{}, ""},
	} {
		op := wallet.ExecSafe{Executor: test.by, Signatures: safe.Pack(test.of)}
		for _, s := range test.of {
			op.Signers = append(op.Signers, s.Owner)
		}
		f, some := ExecutorAgrees(op)
		got := ""
		if some {
			got = codesOf([]ops.Finding{f})
		}
		if got != test.want {
			t.Errorf("%s: %q", test.name, got)
		}
	}
}

// TestExplainGuard checks that the guard is named if nothing else can be the reason of a revert.
func TestExplainGuard(t *testing.T) {
	revert := &revert.Reason{Sentence: "no"}
	plain := errors.New("the line is cut")
	for _, test := range []struct {
		name string
		of   *review.Execution
		err  error
		want string
		says string
	}{
		{"nobody has tried", nil, failure.New(failure.Simulation, "revert", "x").Because(revert), "Simulation revert", "x"},
		{"owners may", &review.Execution{Owners: true}, failure.New(failure.Simulation, "revert", "x").Because(revert), "Simulation safe.guard", "lets only owners execute this: no"},
		{"with consents it does not", &review.Execution{Unsure: true}, failure.New(failure.Simulation, "revert", "x").Because(revert), "Simulation safe.guard", "rejects these signatures: no"},
		{"all was well", &review.Execution{}, failure.New(failure.Simulation, "revert", "x").Because(revert), "Simulation revert", "x"},
		{"another failure", &review.Execution{Owners: true}, failure.New(failure.Simulation, "other", "x").Because(revert), "Simulation other", "x"},
		{"another error", &review.Execution{Owners: true}, plain, plain.Error(), ""},
	} {
		j := aRequest()
		j.execution = test.of
		err := j.ExplainGuard(test.err)
		if safetest.CodeOf(err) != test.want || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}
