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

// Way is how an owner agrees to a transaction. The first that an owner has is
// used: they are in this order, which is that of how little they rest on.
type Way string

// The ways of checkNSignatures.
const (
	BySignature Way = "signature" // of the hash, by the owner's key
	ByMessage   Way = "eth_sign"  // of the hash as a message, which some wallets do instead
	ByContract  Way = "contract"  // the owner is a contract that accepts the bytes (EIP-1271)
	ByApproval  Way = "approval"  // the owner called approveHash, or is the one who executes
)

// Signature is an owner's consent to one transaction.
type Signature struct {
	Owner common.Address
	Way   Way
	// Bytes are r, s and v of a key, or what the contract accepts; none of an
	// approval.
	Bytes []byte
}

// signatureLength is that of r, s and v, and of each owner's fixed part.
const signatureLength = 65

// Recover finds out which key made a signature of the hash. It takes the 65 bytes
// that wallets give: v is 27 or 28, and 31 or 32 where the hash was signed as a
// message.
func Recover(hash common.Hash, signature []byte) (Signature, error) {
	if len(signature) != signatureLength {
		return Signature{}, fmt.Errorf("an EOA signature has 65 bytes, but this has %d", len(signature))
	}
	signed, way, v := hash[:], BySignature, signature[64]
	switch v {
	case 27, 28:
		v -= 27
	case 31, 32: // checkNSignatures takes 4 off
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

// ReadContract reads a contract's signature as services keep it, which is as
// checkNSignatures reads one: the owner, an offset and a zero, and at the offset
// the length and the bytes. Whether the contract accepts them is for it to say.
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

// RecoverOwner is Recover for a signature that one of these owners should have
// made. Wallets that sign the hash as a message say 27 or 28 too, and then the
// owner is only found by looking for it.
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

// Consent is what the owners' signatures add up to.
type Consent struct {
	Threshold uint64
	// Signed are owners' signatures, one an owner, in the order of their addresses.
	Signed []Signature
	// Missing are the owners who have not agreed, in the contract's order.
	Missing []common.Address
}

// Gather counts signatures that hold. Those of others than owners are left out,
// as is a second one of the same owner.
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

// Needed are as many signatures as the threshold wants, those that rest on least
// first, in the order of their owners' addresses.
func (c Consent) Needed() []Signature {
	chosen := Consent{Signed: slices.Clone(c.Signed)}
	slices.SortStableFunc(chosen.Signed, func(a, b Signature) int { return cmp.Compare(a.Way.rank(), b.Way.rank()) })
	chosen.Signed = chosen.Signed[:min(uint64(len(chosen.Signed)), c.Threshold)]
	chosen.sort()
	return chosen.Signed
}

// Pack writes signatures as checkNSignatures reads them: 65 bytes each, in the
// order of the owners' addresses, and behind them what contracts want to see.
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
