package safe

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"mpool/internal/jsonkeys"
)

// SignatureKind identifies a signature file.
const SignatureKind = "mpool-safe-signature"

const signatureSchema = 1

// SignatureFile is one owner's signature of one transaction. It has all signed fields, so that its
// reader can compute the hash again. It holds no secret.
type SignatureFile struct {
	Schema      int             `json:"schema_version"`
	Kind        string          `json:"kind"`
	ChainID     uint64          `json:"chain_id"`
	Safe        common.Address  `json:"safe"`
	Version     string          `json:"safe_version"`
	Transaction transactionFile `json:"transaction"`
	Hashes      Hashes          `json:"hashes"`
	Owner       common.Address  `json:"owner"`
	Way         Way             `json:"way"`
	Signature   hexutil.Bytes   `json:"signature"`
	// Digest is the hash of all other fields. It detects edits by hand.
	Digest common.Hash `json:"digest"`
}

type transactionFile struct {
	To             common.Address `json:"to"`
	Value          *uint256.Int   `json:"value"`
	Data           hexutil.Bytes  `json:"data"`
	Operation      Operation      `json:"operation"`
	SafeTxGas      *uint256.Int   `json:"safe_tx_gas"`
	BaseGas        *uint256.Int   `json:"base_gas"`
	GasPrice       *uint256.Int   `json:"gas_price"`
	GasToken       common.Address `json:"gas_token"`
	RefundReceiver common.Address `json:"refund_receiver"`
	Nonce          uint64         `json:"nonce"`
}

func (f transactionFile) transaction() Transaction {
	return Transaction{To: f.To, Value: *f.Value, Data: f.Data, Operation: f.Operation, SafeTxGas: *f.SafeTxGas, BaseGas: *f.BaseGas,
		GasPrice: *f.GasPrice, GasToken: f.GasToken, RefundReceiver: f.RefundReceiver, Nonce: f.Nonce}
}

// NewSignatureFile is the file for a signature.
func NewSignatureFile(v Version, chainID uint64, safe common.Address, tx Transaction, s Signature) (*SignatureFile, error) {
	f := &SignatureFile{
		Schema: signatureSchema, Kind: SignatureKind, ChainID: chainID, Safe: safe, Version: v.String(),
		Transaction: transactionFile{tx.To, &tx.Value, tx.Data, tx.Operation, &tx.SafeTxGas, &tx.BaseGas, &tx.GasPrice, tx.GasToken, tx.RefundReceiver, tx.Nonce},
		Hashes:      NewHashes(v, chainID, safe, tx), Owner: s.Owner, Way: s.Way, Signature: s.Bytes,
	}
	var err error
	f.Digest, err = f.digest()
	return f, err
}

func (f *SignatureFile) digest() (common.Hash, error) {
	rest := *f
	rest.Digest = common.Hash{}
	text, err := json.Marshal(rest)
	return crypto.Keccak256Hash(text), err
}

// ReadSignature reads a signature file strictly. It checks that the signature matches the hash and
// that the hash matches the transaction. The caller has to check that the transaction is the intended
// one.
func ReadSignature(from io.Reader) (*SignatureFile, error) {
	var f SignatureFile
	text, err := io.ReadAll(from)
	if err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&f); err != nil {
		return nil, fmt.Errorf("this is not a signature file of mpool: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("there is extra text after the document")
	}
	if f.Kind != SignatureKind || f.Schema != signatureSchema {
		return nil, fmt.Errorf("unsupported signature file: schema version %d, but %s, %d is required", f.Schema, SignatureKind, signatureSchema)
	}
	t := f.Transaction
	if t.Value == nil || t.SafeTxGas == nil || t.BaseGas == nil || t.GasPrice == nil {
		return nil, errors.New("a number is missing from the transaction")
	}
	if digest, err := f.digest(); err != nil || digest != f.Digest {
		return nil, errors.New("the file was edited after mpool wrote it")
	}
	again, err := json.Marshal(f)
	if err == nil {
		err = jsonkeys.Same(text, again)
	}
	if err != nil {
		return nil, fmt.Errorf("the file does not read as mpool wrote it: %w", err)
	}
	return &f, f.check()
}

// check computes the hashes and the signer again and compares them.
func (f *SignatureFile) check() error {
	v, err := ParseVersion(f.Version)
	if err != nil {
		return err
	}
	if NewHashes(v, f.ChainID, f.Safe, f.Transaction.transaction()) != f.Hashes {
		return errors.New("its hashes do not match its transaction")
	}
	if f.Way == ByContract {
		return nil // only the contract can verify it
	}
	s, err := Recover(f.Hashes.SafeTx, f.Signature)
	switch {
	case err != nil:
		return err
	case s.Owner != f.Owner || s.Way != f.Way:
		return fmt.Errorf("it names the signer %s, but %s signed", f.Owner, s.Owner)
	}
	return nil
}

// Consent returns the signature in the file.
func (f *SignatureFile) Consent() Signature {
	return Signature{Owner: f.Owner, Way: f.Way, Bytes: bytes.Clone(f.Signature)}
}

// Differs names the first field, chain and Safe included, in which the file's transaction differs from
// tx; "" if none differs.
func (f *SignatureFile) Differs(chainID uint64, safe common.Address, tx Transaction) string {
	have := f.Transaction.transaction()
	for _, field := range []struct {
		name string
		same bool
	}{
		{"chain", f.ChainID == chainID},
		{"Safe", f.Safe == safe},
		{"nonce", have.Nonce == tx.Nonce},
		{"recipient", have.To == tx.To},
		{"value", have.Value == tx.Value},
		{"calldata", bytes.Equal(have.Data, tx.Data)},
		{"operation", have.Operation == tx.Operation},
		{"gas or refund", have.SafeTxGas == tx.SafeTxGas && have.BaseGas == tx.BaseGas && have.GasPrice == tx.GasPrice &&
			have.GasToken == tx.GasToken && have.RefundReceiver == tx.RefundReceiver},
	} {
		if !field.same {
			return field.name
		}
	}
	return ""
}

// Nonce is the Safe's nonce in the signed transaction.
func (f *SignatureFile) Nonce() uint64 { return f.Transaction.Nonce }
