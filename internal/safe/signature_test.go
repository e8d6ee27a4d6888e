package safe

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/accounts"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"
)

// TestTypedDataHashesTheSame checks that the typed data for wallets has the same hashes as NewHashes.
func TestTypedDataHashesTheSame(t *testing.T) {
	d := dice{rand.New(rand.NewPCG(3, 4))}
	for i := range 300 {
		v := Version{1, []int{0, 2, 3, 4, 5}[i%5], 0}
		tx, safe, chainID := d.transaction(t, v), d.address(), []uint64{1, 100, 1<<63 + 5}[i%3]
		document, err := TypedData(v, chainID, safe, tx)
		if err != nil {
			t.Fatal(err)
		}
		var typed apitypes.TypedData
		if err := json.Unmarshal(document, &typed); err != nil {
			t.Fatal(err)
		}
		hash, _, err := apitypes.TypedDataAndHash(typed)
		if err != nil {
			t.Fatal(err)
		}
		if want := NewHashes(v, chainID, safe, tx).SafeTx; common.BytesToHash(hash) != want {
			t.Errorf("%s: the document's hash is %x, want %s", v, hash, want)
		}
	}
}

func TestRecover(t *testing.T) {
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	owner, hash := crypto.PubkeyToAddress(key.PublicKey), common.HexToHash("0x1234")
	sign := func(what []byte, v byte) []byte {
		s, err := crypto.Sign(what, key)
		if err != nil {
			t.Fatal(err)
		}
		s[64] += v
		return s
	}
	message := accounts.TextHash(hash[:])
	tests := []struct {
		name      string
		signature []byte
		way       Way
		problem   string
	}{
		{"a key's", sign(hash[:], 27), BySignature, ""},
		{"of the message", sign(message, 31), ByMessage, ""},
		{"of the message, as wallets give it", sign(message, 27), ByMessage, ""},
		{"counted from 0", sign(hash[:], 0), "", "the last byte"},
		{"a contract's", append(make([]byte, 64), 0), "", "the last byte"},
		{"an approval", append(make([]byte, 64), 1), "", "the last byte"},
		{"nothing", make([]byte, 0), "", "has 65 bytes, but this has 0"},
		{"zeros", append(make([]byte, 64), 27), "", "not a valid signature"},
		{"too long", append(sign(hash[:], 27), 0), "", "has 65 bytes, but this has 66"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := RecoverOwner(hash, test.signature, []common.Address{owner})
			if test.problem != "" {
				if err == nil || !strings.Contains(err.Error(), test.problem) {
					t.Fatalf("%+v, %v, want %s", got, err, test.problem)
				}
				return
			}
			if err != nil || got.Owner != owner || got.Way != test.way {
				t.Errorf("%+v, %v", got, err)
			}
		})
	}
	other, err := RecoverOwner(common.HexToHash("0x99"), sign(hash[:], 27), []common.Address{owner})
	if err != nil || other.Owner == owner {
		t.Errorf("a signature of another hash counts: %+v, %v", other, err)
	}
}

func address(n byte) common.Address { return common.BytesToAddress([]byte{n}) }

func TestGather(t *testing.T) {
	owners := []common.Address{address(9), address(2), address(5)}
	c := Gather(owners, 2, []Signature{
		{Owner: address(9), Way: ByApproval}, {Owner: address(7), Way: BySignature}, {Owner: address(9), Way: BySignature}, {Owner: address(9), Way: BySignature},
	})
	if c.Enough() || len(c.Signed) != 1 || c.Signed[0].Way != BySignature || !slices.Equal(c.Missing, owners[1:]) {
		t.Errorf("%+v", c)
	}
	c = Gather(owners, 2, []Signature{{Owner: address(9), Way: BySignature}, {Owner: address(2), Way: ByApproval}, {Owner: address(5), Way: ByContract}})
	needed := c.Needed()
	if !c.Enough() || len(needed) != 2 || needed[0].Owner != address(5) || needed[1].Owner != address(9) {
		t.Errorf("%+v", needed)
	}
	if Gather(owners, 0, nil).Enough() {
		t.Error("a Safe without a threshold is content with nothing")
	}
}

// TestPack checks that a contract's bytes follow all fixed parts, and that the fixed part points to
// them.
func TestPack(t *testing.T) {
	packed := Pack([]Signature{
		{Owner: address(1), Way: ByContract, Bytes: []byte{1, 2, 3}},
		{Owner: address(2), Way: ByApproval},
		{Owner: address(3), Way: ByContract, Bytes: bytes.Repeat([]byte{7}, 40)},
		{Owner: address(4), Way: BySignature, Bytes: bytes.Repeat([]byte{8}, 65)},
	})
	at := func(i int) (r, s byte, v byte) {
		part := packed[65*i : 65*(i+1)]
		return part[31], part[63], part[64]
	}
	if r, _, v := at(1); r != 2 || v != 1 {
		t.Errorf("approval: %d %d", r, v)
	}
	for i, want := range map[int][]byte{0: {1, 2, 3}, 2: bytes.Repeat([]byte{7}, 40)} {
		part := packed[65*i : 65*(i+1)]
		offset := int(part[62])<<8 | int(part[63])
		n := int(packed[offset+31])
		if part[64] != 0 || offset < 4*65 || !bytes.Equal(packed[offset+32:offset+32+n], want) {
			t.Errorf("contract %d points to %d", i, offset)
		}
	}
}

// TestReadContract checks that ReadContract reads what Pack writes for one contract, and nothing else.
func TestReadContract(t *testing.T) {
	for n := range 70 {
		want := Signature{Owner: address(7), Way: ByContract, Bytes: bytes.Repeat([]byte{byte(n)}, n)}
		packed := Pack([]Signature{want})
		for _, padding := range []int{0, (32 - n%32) % 32} { // services pad it to whole words
			got, err := ReadContract(append(bytes.Clone(packed), make([]byte, padding)...))
			if err != nil || got.Owner != want.Owner || got.Way != want.Way || !bytes.Equal(got.Bytes, want.Bytes) {
				t.Errorf("%d bytes: %+v, %v", n, got, err)
			}
		}
		if _, err := ReadContract(packed[:len(packed)-1]); err == nil {
			t.Errorf("%d bytes: cut off, and read", n)
		}
	}
	packed := Pack([]Signature{{Owner: address(7), Way: ByContract, Bytes: []byte{1, 2, 3}}})
	for name, at := range map[string]int{"an address that is none": 3, "a huge offset": 33, "an offset behind the end": 62, "the fixed part's own": 63, "a huge length": 70, "a length beyond the end": 95, "another v": 64} {
		bad := bytes.Clone(packed)
		bad[at] = 255
		if name == "the fixed part's own" {
			bad[at] = 64
		}
		if s, err := ReadContract(bad); err == nil {
			t.Errorf("%s: %+v", name, s)
		}
	}
	if _, err := ReadContract(nil); err == nil {
		t.Error("nothing is read")
	}
}

// TestSignatureFile checks that a file reads as it was written, and that a change of any byte is
// refused.
func TestSignatureFile(t *testing.T) {
	key, err := crypto.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	d := dice{rand.New(rand.NewPCG(5, 6))}
	for range 20 {
		v := Version{1, 4, 1}
		tx := d.transaction(t, v)
		hash := NewHashes(v, 5, address(3), tx).SafeTx
		raw, err := crypto.Sign(hash[:], key)
		if err != nil {
			t.Fatal(err)
		}
		raw[64] += 27
		file, err := NewSignatureFile(v, 5, address(3), tx, Signature{Owner: crypto.PubkeyToAddress(key.PublicKey), Way: BySignature, Bytes: raw})
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(file)
		if err != nil {
			t.Fatal(err)
		}
		read, err := ReadSignature(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if differs := read.Differs(5, address(3), tx); differs != "" {
			t.Errorf("differs in %s", differs)
		}
		other := tx
		other.Nonce++
		if read.Differs(5, address(3), other) != "nonce" || read.Differs(6, address(3), tx) != "chain" || read.Differs(5, address(4), tx) != "Safe" {
			t.Error("another transaction is taken for this")
		}
		for range 200 {
			changed := bytes.Clone(text)
			at := d.IntN(len(changed))
			changed[at] ^= 1 << d.IntN(8)
			if same, err := ReadSignature(bytes.NewReader(changed)); err == nil && !sameFile(read, same) {
				t.Fatalf("byte %d changed: %q", at, changed[max(0, at-30):min(len(changed), at+30)])
			}
		}
	}
	for _, text := range []string{"", "{}", `{"kind":"mpool-safe-signature","schema_version":1}`, `{"kind":"mpool-safe-signature","schema_version":2}`, `[]`, `{"unknown":1}`} {
		if _, err := ReadSignature(strings.NewReader(text)); err == nil {
			t.Errorf("%q is read", text)
		}
	}
}

// sameFile compares the meaning of two files and ignores the case of hexadecimal digits and of field
// names.
func sameFile(a, b *SignatureFile) bool {
	x, err := json.Marshal(a)
	if err != nil {
		return false
	}
	y, err := json.Marshal(b)
	return err == nil && bytes.Equal(x, y)
}
