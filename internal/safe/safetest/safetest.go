// Package safetest has the one Safe of the tests: its owners, their keys and signatures, and a
// transaction service with fixed answers. Only tests import it.
package safetest

import (
	"bytes"
	"crypto/ecdsa"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/ethereum/go-ethereum/accounts"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/safe"
)

// Who is an address that repeats one byte.
func Who(b byte) common.Address { return common.BytesToAddress(bytes.Repeat([]byte{b}, 20)) }

// Safe, Pool and Contract are the addresses of the Safe, of its pool, and of an owner that is a
// contract.
func Safe() common.Address     { return Who(0x5a) }
func Pool() common.Address     { return Who(0xb0) }
func Contract() common.Address { return Who(0xc0) }

// Key is the key of the n-th owner.
func Key(n byte) *ecdsa.PrivateKey {
	k, err := crypto.ToECDSA(bytes.Repeat([]byte{n}, 32))
	if err != nil {
		panic(err)
	}
	return k
}

// Owner is the address of the n-th owner.
func Owner(n byte) common.Address { return crypto.PubkeyToAddress(Key(n).PublicKey) }

// Signed is the n-th owner's signature of a hash, as wallets return it.
func Signed(n byte, hash common.Hash) []byte {
	s, err := crypto.Sign(hash[:], Key(n))
	if err != nil {
		panic(err)
	}
	s[64] += 27
	return s
}

// SignedAsMessage is Signed by a wallet that signs messages only.
func SignedAsMessage(n byte, hash common.Hash) []byte {
	s := Signed(n, common.BytesToHash(accounts.TextHash(hash[:])))
	s[64] += 4
	return s
}

// Version is the version of the Safe.
func Version() safe.Version { return safe.Version{Major: 1, Minor: 4, Patch: 1} }

// NewSafe has three owners, a threshold of two, and the nonce 7.
func NewSafe() *chain.Safe {
	return &chain.Safe{Address: Safe(), Version: "1.4.1", Threshold: 2, Owners: []common.Address{Owner(1), Owner(2), Contract()}, Nonce: 7,
		SlotsRead: true, ModulesRead: true, DomainRead: true, Domain: safe.Domain(Version(), 1, Safe())}
}

// Service is the URL of a transaction service that answers every request with the same status and
// body.
func Service(t *testing.T, status int, answer any) string {
	t.Helper()
	text, err := json.Marshal(answer)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = w.Write(text)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// CodeOf is the exit and the code of a failure, the text of another error, or "" for nil.
func CodeOf(err error) string {
	var f *failure.Failure
	switch {
	case err == nil:
		return ""
	case errors.As(err, &f):
		return ExitName(f.Exit) + " " + f.Code
	}
	return err.Error()
}

// ExitName is the name of an exit code in the source.
func ExitName(exit int) string {
	names := map[int]string{failure.Plain: "Plain", failure.Misuse: "Misuse", failure.Refused: "Refused", failure.Simulation: "Simulation"}
	return names[exit]
}
