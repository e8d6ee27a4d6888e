package safe

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"mpool/internal/ops"
)

// TestSignatureFileSaysOneThing checks that fields of a signature file that repeat each other must
// agree, even if the digest was computed again.
func TestSignatureFileSaysOneThing(t *testing.T) {
	key, err := crypto.HexToECDSA(strings.Repeat("1", 64))
	if err != nil {
		t.Fatal(err)
	}
	v, tx := Version{1, 4, 1}, Transaction{To: address(7), Value: *uint256.NewInt(5), Data: []byte{1, 2, 3, 4}, Nonce: 9}
	hash := NewHashes(v, 5, address(3), tx).SafeTx
	raw, err := crypto.Sign(hash[:], key)
	if err != nil {
		t.Fatal(err)
	}
	raw[64] += 27
	for name, test := range map[string]struct {
		edit func(*SignatureFile)
		says string
	}{
		"as it was":                            {func(*SignatureFile) {}, ""},
		"the chain, and the hashes":            {func(f *SignatureFile) { f.ChainID++ }, "its hashes do not match its transaction"},
		"the Safe, and the hashes":             {func(f *SignatureFile) { f.Safe[0]++ }, "its hashes do not match its transaction"},
		"the version's domain, and the hashes": {func(f *SignatureFile) { f.Version = "1.1.1" }, "its hashes do not match its transaction"},
		"the receiver, and the hashes":         {func(f *SignatureFile) { f.Transaction.To[0]++ }, "its hashes do not match its transaction"},
		"the value, and the hashes":            {func(f *SignatureFile) { f.Transaction.Value = uint256.NewInt(6) }, "its hashes do not match its transaction"},
		"the data, and the hashes":             {func(f *SignatureFile) { f.Transaction.Data = []byte{1} }, "its hashes do not match its transaction"},
		"the operation, and the hashes":        {func(f *SignatureFile) { f.Transaction.Operation = 1 }, "its hashes do not match its transaction"},
		"the gas, and the hashes":              {func(f *SignatureFile) { f.Transaction.SafeTxGas = uint256.NewInt(1) }, "its hashes do not match its transaction"},
		"the base gas, and the hashes":         {func(f *SignatureFile) { f.Transaction.BaseGas = uint256.NewInt(1) }, "its hashes do not match its transaction"},
		"the gas price, and the hashes":        {func(f *SignatureFile) { f.Transaction.GasPrice = uint256.NewInt(1) }, "its hashes do not match its transaction"},
		"the gas token, and the hashes":        {func(f *SignatureFile) { f.Transaction.GasToken[0]++ }, "its hashes do not match its transaction"},
		"the refund, and the hashes":           {func(f *SignatureFile) { f.Transaction.RefundReceiver[0]++ }, "its hashes do not match its transaction"},
		"the nonce, and the hashes":            {func(f *SignatureFile) { f.Transaction.Nonce++ }, "its hashes do not match its transaction"},
		"the domain's hash, and the others":    {func(f *SignatureFile) { f.Hashes.Domain[0]++ }, "its hashes do not match its transaction"},
		"the message's hash, and the others":   {func(f *SignatureFile) { f.Hashes.Message[0]++ }, "its hashes do not match its transaction"},
		"the signed hash, and the others":      {func(f *SignatureFile) { f.Hashes.SafeTx[0]++ }, "its hashes do not match its transaction"},
		"the owner, and the signature":         {func(f *SignatureFile) { f.Owner[0]++ }, " signed"},
		"the way, and the signature":           {func(f *SignatureFile) { f.Way = ByMessage }, " signed"},
		"the signature, and the owner":         {func(f *SignatureFile) { f.Signature = append([]byte{}, f.Signature...); f.Signature[5]++ }, "sign"},
	} {
		file, err := NewSignatureFile(v, 5, address(3), tx, Signature{Owner: crypto.PubkeyToAddress(key.PublicKey), Way: BySignature, Bytes: raw})
		if err != nil {
			t.Fatal(err)
		}
		test.edit(file)
		if file.Digest, err = file.digest(); err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(file)
		if err != nil {
			t.Fatal(err)
		}
		_, err = ReadSignature(strings.NewReader(string(text)))
		if test.says == "" && err != nil || test.says != "" && (err == nil || !strings.Contains(err.Error(), test.says)) {
			t.Errorf("%s: %v, want %q", name, err, test.says)
		}
	}
}

// TestBatchSaysOneThing checks that fields of a batch that repeat each other must agree. A wrong
// checksum is an error if a checksum is required, and otherwise a warning.
func TestBatchSaysOneThing(t *testing.T) {
	const whole = `{"version":"1.0","chainId":"1","meta":{"checksum":"CHECKSUM"},"transactions":[{"to":"0x0000000000000000000000000000000000000007","value":"0",` +
		`"data":"0xa9059cbb0000000000000000000000000000000000000000000000000000000000000008000000000000000000000000000000000000000000000000000000000000000a",` +
		`"contractMethod":{"name":"transfer","payable":false,"inputs":[{"name":"to","type":"address"},{"name":"amount","type":"uint256"}]},` +
		`"contractInputsValues":{"to":"0x0000000000000000000000000000000000000008","amount":"10"}}]}`
	file, err := readDocument(strings.NewReader(whole))
	if err != nil {
		t.Fatal(err)
	}
	right := strings.Replace(whole, "CHECKSUM", checksum(file).Hex(), 1)
	for name, test := range map[string]struct {
		from, to string
		code     string // of the finding; empty: no finding
		severity ops.Severity
	}{
		"as it was":                           {"", "", "", ""},
		"the method's name, and the data":     {`"name":"transfer"`, `"name":"approve"`, "batch.differs", ops.Refuse},
		"an input's type, and the data":       {`"type":"uint256"`, `"type":"uint128"`, "batch.differs", ops.Refuse},
		"an input's value, and the data":      {`"amount":"10"`, `"amount":"11"`, "batch.differs", ops.Refuse},
		"the data, and the method":            {`00000000a"`, `00000000b"`, "batch.differs", ops.Refuse},
		"the data's function, and the method": {`0xa9059cbb`, `0x095ea7b3`, "batch.differs", ops.Refuse},
		"no data's bytes, and the method":     {`"data":"0xa9059cbb0000000000000000000000000000000000000000000000000000000000000008000000000000000000000000000000000000000000000000000000000000000a"`, `"data":"0x"`, "batch.differs", ops.Refuse},
		"that it takes no coin, and a value":  {`"value":"0"`, `"value":"1"`, "batch.payable", ops.Warn},
		"the checksum, and all the rest":      {`"chainId":"1"`, `"chainId":"10"`, "batch.checksum", ops.Refuse},
	} {
		batch, err := ReadBatch(strings.NewReader(strings.Replace(right, test.from, test.to, 1)))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		batch.RequireChecksum()
		if test.code == "" && len(batch.Findings) != 0 || test.code != "" && !finds(batch, test.code, test.severity) {
			t.Errorf("%s: %+v, want %s %s", name, batch.Findings, test.severity, test.code)
		}
	}
	for _, key := range []string{`"version":"1.0"`, `"chainId":"1"`, `"value":"0"`, `"payable":false`, `"amount":"10"`} {
		name, _, _ := strings.Cut(key, ":")
		if _, err := ReadBatch(strings.NewReader(strings.Replace(right, key, key+","+name+`:"2"`, 1))); err == nil {
			t.Errorf("%s twice is read", name)
		}
	}
}

func finds(b *Batch, code string, severity ops.Severity) bool {
	for _, finding := range b.Findings {
		if finding.Code == code && finding.Severity == severity {
			return true
		}
	}
	return false
}

// TestContractSignatureSaysOneThing checks that a contract's signature in the services' format must be
// consistent.
func TestContractSignatureSaysOneThing(t *testing.T) {
	words := append(common.LeftPadBytes(address(5).Bytes(), 32), common.LeftPadBytes([]byte{65}, 32)...)
	words = append(append(words, 0), common.LeftPadBytes([]byte{2}, 32)...)
	for name, test := range map[string]struct {
		edit func([]byte) []byte
		fine bool
	}{
		"as it was":                    {func(b []byte) []byte { return append(b, 7, 8) }, true},
		"more bytes than it says":      {func(b []byte) []byte { return append(b, 7) }, false},
		"an offset into its own words": {func(b []byte) []byte { b[63] = 64; return append(b, 7, 8) }, false},
		"an offset beyond its end":     {func(b []byte) []byte { b[62] = 1; return append(b, 7, 8) }, false},
		"a key's last byte":            {func(b []byte) []byte { b[64] = 27; return append(b, 7, 8) }, false},
		"an owner with too many bytes": {func(b []byte) []byte { b[0] = 1; return append(b, 7, 8) }, false},
	} {
		s, err := ReadContract(test.edit(append([]byte{}, words...)))
		if (err == nil) != test.fine || test.fine && (s.Owner != address(5) || string(s.Bytes) != "\x07\x08") {
			t.Errorf("%s: %+v, %v", name, s, err)
		}
	}
}
