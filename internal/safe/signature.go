package safe

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/accounts"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"
)

// Way is how an owner agrees to a transaction. If an owner agrees in several ways, the first in the
// order below is used: the earlier ways depend on less state.
type Way string

// The ways of checkNSignatures.
const (
	BySignature Way = "signature" // a signature of the hash by the owner's key
	ByMessage   Way = "eth_sign"  // a signature of the hash as a message, as some wallets make it
	ByContract  Way = "contract"  // the owner is a contract that accepts the bytes (EIP-1271)
	ByApproval  Way = "approval"  // the owner called approveHash, or executes the transaction
)

// Signature is an owner's consent to one transaction.
type Signature struct {
	Owner common.Address
	Way   Way
	// Bytes are r, s and v for a key, or the bytes that a contract accepts; empty for an approval.
	Bytes []byte
}

// signatureLength is the length in bytes of r, s and v, and of the fixed part of any owner's
// signature.
const signatureLength = 65

// Recover returns the signature with the address of the key that signed the hash. It takes the 65
// bytes that wallets return: v is 27 or 28, or 31 or 32 where the hash was signed as a message.
func Recover(hash common.Hash, signature []byte) (Signature, error) {
	if len(signature) != signatureLength {
		return Signature{}, fmt.Errorf("an EOA signature has 65 bytes, but this has %d", len(signature))
	}
	signed, way, v := hash[:], BySignature, signature[64]
	switch v {
	case 27, 28:
		v -= 27
	case 31, 32: // checkNSignatures subtracts 4
		signed, way, v = accounts.TextHash(hash[:]), ByMessage, v-31
	default:
		return Signature{}, fmt.Errorf("the last byte of an EOA signature must be 27 or 28 (31 or 32 for eth_sign), not %d", v)
	}
	key, err := crypto.SigToPub(signed, append(bytes.Clone(signature[:64]), v))
	if err != nil {
		return Signature{}, errors.New("these bytes are not a valid signature")
	}
	return Signature{Owner: crypto.PubkeyToAddress(*key), Way: way, Bytes: bytes.Clone(signature)}, nil
}

// ReadContract reads a contract's signature as services store it, in the format of checkNSignatures:
// the owner, an offset and a zero byte, and at the offset the length and the bytes. It does not check
// whether the contract accepts the bytes.
func ReadContract(signature []byte) (Signature, error) {
	bad := errors.New("it is not a contract signature")
	if len(signature) < signatureLength+32 || signature[64] != 0 || !allZero(signature[:12]) {
		return Signature{}, bad
	}
	var at, n uint256.Int
	at.SetBytes32(signature[32:64])
	if at.LtUint64(signatureLength) || at.GtUint64(uint64(len(signature)-32)) {
		return Signature{}, bad
	}
	rest := signature[at.Uint64():]
	n.SetBytes32(rest[:32])
	rest = rest[32:]
	if n.GtUint64(uint64(len(rest))) {
		return Signature{}, bad
	}
	return Signature{Owner: common.BytesToAddress(signature[12:32]), Way: ByContract, Bytes: bytes.Clone(rest[:n.Uint64()])}, nil
}

func allZero(b []byte) bool { return len(bytes.Trim(b, "\x00")) == 0 }

// RecoverOwner is Recover for a signature that should be from one of these owners. Some wallets write
// v as 27 or 28 even for a hash signed as a message; RecoverOwner recognises such a signature by its
// owner.
func RecoverOwner(hash common.Hash, signature []byte, owners []common.Address) (Signature, error) {
	s, err := Recover(hash, signature)
	if err != nil || s.Way != BySignature || slices.Contains(owners, s.Owner) {
		return s, err
	}
	asMessage := bytes.Clone(signature)
	asMessage[64] += 4
	if m, err := Recover(hash, asMessage); err == nil && slices.Contains(owners, m.Owner) {
		return m, nil
	}
	return s, nil
}

// Consent is the state of the owners' agreement to a transaction.
type Consent struct {
	Threshold uint64
	// Signed has one signature per owner, in the order of the owners' addresses.
	Signed []Signature
	// Missing are the owners who have not agreed, in the order of the Safe's list of owners.
	Missing []common.Address
}

// Gather keeps one signature per owner. It drops signatures of other accounts and further signatures
// of an owner. It does not verify them.
func Gather(owners []common.Address, threshold uint64, signatures []Signature) Consent {
	c := Consent{Threshold: threshold}
	for _, owner := range owners {
		of := slices.DeleteFunc(slices.Clone(signatures), func(s Signature) bool { return s.Owner != owner })
		if len(of) == 0 {
			c.Missing = append(c.Missing, owner)
			continue
		}
		c.Signed = append(c.Signed, slices.MinFunc(of, func(a, b Signature) int { return cmp.Compare(a.Way.rank(), b.Way.rank()) }))
	}
	c.sort()
	return c
}

func (w Way) rank() int {
	return slices.Index([]Way{BySignature, ByMessage, ByContract, ByApproval}, w)
}

func (c *Consent) sort() {
	slices.SortFunc(c.Signed, func(a, b Signature) int { return a.Owner.Cmp(b.Owner) })
}

// Enough says whether the threshold is reached.
func (c Consent) Enough() bool { return c.Threshold > 0 && uint64(len(c.Signed)) >= c.Threshold }

// Needed returns as many signatures as the threshold requires. It prefers the ways that depend on the
// least state and returns them in the order of the owners' addresses.
func (c Consent) Needed() []Signature {
	chosen := Consent{Signed: slices.Clone(c.Signed)}
	slices.SortStableFunc(chosen.Signed, func(a, b Signature) int { return cmp.Compare(a.Way.rank(), b.Way.rank()) })
	chosen.Signed = chosen.Signed[:min(uint64(len(chosen.Signed)), c.Threshold)]
	chosen.sort()
	return chosen.Signed
}

// Pack writes signatures in the format of checkNSignatures: 65 bytes each, in the given order, which
// must be that of the owners' addresses. The bytes for contracts follow.
func Pack(signatures []Signature) []byte {
	var fixed, dynamic []byte
	for _, s := range signatures {
		switch s.Way {
		case ByContract:
			fixed = append(fixed, word(s.Owner)...)
			fixed = append(fixed, length(len(signatures)*signatureLength+len(dynamic))...)
			fixed = append(fixed, 0)
			dynamic = append(dynamic, length(len(s.Bytes))...)
			dynamic = append(dynamic, s.Bytes...)
		case ByApproval:
			fixed = append(fixed, word(s.Owner)...)
			fixed = append(fixed, make([]byte, 32)...)
			fixed = append(fixed, 1)
		default:
			fixed = append(fixed, s.Bytes...)
		}
	}
	return append(fixed, dynamic...)
}

func length(n int) []byte { return number(uint256.NewInt(uint64(n))) }
