package signer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/ethereum/go-ethereum/accounts"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
)

// Typed is EIP-712 data to sign: its two hashes, and the document for signers that show it and compute
// the hashes themselves.
type Typed struct {
	Domain   common.Hash
	Message  common.Hash
	Document json.RawMessage
}

// preimage is the data whose hash is signed.
func (t Typed) preimage() []byte {
	return append(append([]byte{0x19, 0x01}, t.Domain[:]...), t.Message[:]...)
}

// typedSigner is a Signer that can also sign structured data. It returns r, s and v.
type typedSigner interface {
	signTyped(ctx context.Context, t Typed) ([]byte, error)
}

// SignTyped has s sign structured data, and verifies that the signature is of this data by the account
// of s. It returns r, s and v, where v is 27 or 28.
func SignTyped(ctx context.Context, s Signer, t Typed) ([]byte, error) {
	able, ok := s.(typedSigner)
	if !ok {
		return nil, errors.New("this signer can only sign transactions")
	}
	signature, err := able.signTyped(ctx, t)
	if err != nil {
		return nil, err
	}
	if len(signature) != crypto.SignatureLength {
		return nil, fmt.Errorf("the signer returned %d bytes, but a signature has %d", len(signature), crypto.SignatureLength)
	}
	if signature[64] >= 27 { // some signers number v from 0, some from 27
		signature[64] -= 27
	}
	key, err := crypto.SigToPub(crypto.Keccak256(t.preimage()), signature)
	if err != nil {
		return nil, errors.New("the signer did not return a valid signature")
	}
	if by := crypto.PubkeyToAddress(*key); by != s.Address() {
		return nil, fmt.Errorf("%s signed instead of %s, or something else was signed", by, s.Address())
	}
	signature[64] += 27
	return signature, nil
}

func (k *Key) signTyped(_ context.Context, t Typed) ([]byte, error) {
	return crypto.Sign(crypto.Keccak256(t.preimage()), k.private.key)
}

// signTyped sends the preimage to the device, which shows the two hashes.
func (l *Ledger) signTyped(ctx context.Context, t Typed) ([]byte, error) {
	l.tell(fmt.Sprintf("check the Ledger, and approve only if it shows the domain hash %s and the message hash %s", t.Domain, t.Message))
	var signature []byte
	err := l.attended(ctx, func() (err error) {
		signature, err = l.wallet.SignData(l.account, accounts.MimetypeTypedData, t.preimage())
		return err
	})
	if err != nil {
		return nil, l.explain(err)
	}
	return signature, nil
}

// signTyped sends the document. Both programs compute its hashes themselves; clef also shows it.
func (e *External) signTyped(ctx context.Context, t Typed) ([]byte, error) {
	method, document := "eth_signTypedData", any(string(t.Document))
	if e.api == Clef {
		method, document = "account_signTypedData", t.Document
		e.tell("approve the data in clef")
	}
	var signature hexutil.Bytes
	err := e.remote.call(ctx, approval, method, []any{e.account.Hex(), document}, &signature)
	return signature, err
}
