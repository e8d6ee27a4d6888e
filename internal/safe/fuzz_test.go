package safe

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// signedSample is a signature file, signed by a key of the test.
func signedSample(f *testing.F) []byte {
	key, err := crypto.ToECDSA(common.LeftPadBytes([]byte{7}, 32))
	if err != nil {
		f.Fatal(err)
	}
	v, err := ParseVersion("1.3.0")
	if err != nil {
		f.Fatal(err)
	}
	tx := Transaction{To: common.HexToAddress(somePool), Nonce: 5, Data: []byte{1, 2, 3, 4}}
	hash := NewHashes(v, 1, common.HexToAddress(someSafe), tx).SafeTx
	raw, err := crypto.Sign(hash[:], key)
	if err != nil {
		f.Fatal(err)
	}
	raw[64] += 27
	s, err := Recover(hash, raw)
	if err != nil {
		f.Fatal(err)
	}
	file, err := NewSignatureFile(v, 1, common.HexToAddress(someSafe), tx, s)
	if err != nil {
		f.Fatal(err)
	}
	text, err := json.Marshal(file)
	if err != nil {
		f.Fatal(err)
	}
	return text
}

// FuzzReadSignature checks that ReadSignature reads or refuses a file and never panics, and that a
// file which it reads is written back unchanged.
func FuzzReadSignature(f *testing.F) {
	f.Add(signedSample(f))
	f.Add([]byte(`{"schema_version":1,"kind":"mpool-safe-signature","transaction":{"value":"0x0"}}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		file, err := ReadSignature(bytes.NewReader(text))
		if err != nil {
			return
		}
		again, err := json.Marshal(file)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := ReadSignature(bytes.NewReader(again)); err != nil {
			t.Errorf("written again, it is refused: %v", err)
		}
	})
}

// FuzzUnpackMultiSend checks that calldata is refused, or unpacks to calls that pack to the same
// bytes.
func FuzzUnpackMultiSend(f *testing.F) {
	data, err := PackMultiSend([]Call{{To: common.HexToAddress(somePool), Data: []byte{1, 2, 3}}, {}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add(append(multiSendSelector(), make([]byte, 64)...))
	f.Fuzz(func(t *testing.T, data []byte) {
		calls, err := UnpackMultiSend(data)
		if err != nil {
			return
		}
		for _, c := range calls {
			if c.Operation != OperationCall {
				return // a delegate call is unpacked but never packed
			}
		}
		if again, err := PackMultiSend(calls); err != nil || !bytes.Equal(again, data) {
			t.Errorf("%x becomes %x, %v", data, again, err)
		}
	})
}

// FuzzRecover runs Recover on signatures of any bytes.
func FuzzRecover(f *testing.F) {
	f.Add(make([]byte, 65), []byte{1})
	f.Fuzz(func(_ *testing.T, signature, hash []byte) {
		_, _ = Recover(crypto.Keccak256Hash(hash), signature)
	})
}
