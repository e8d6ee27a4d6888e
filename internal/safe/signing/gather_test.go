package signing

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain"
	"mpool/internal/failure"
	"mpool/internal/safe"
	"mpool/internal/safe/safetest"
)

// TestGather counts the owners who have agreed, in each possible way.
func TestGather(t *testing.T) {
	j := aRequest()
	_, hashes := at(t, j, 7)
	one, two := hexutil.Encode(safetest.Signed(1, hashes.SafeTx)), hexutil.Encode(safetest.SignedAsMessage(2, hashes.SafeTx))
	of := safetest.Contract().Hex() + "=0x1234"
	for _, test := range []struct {
		name     string
		words    []string
		there    []safe.Signature
		approved []common.Address
		executor common.Address
		code     string
		says     string
	}{
		{name: "nobody", code: "Refused safe.threshold", says: "0 of 2 required signatures (none given); missing 2 of: " + safetest.Owner(1).Hex()},
		{name: "one", words: []string{one}, code: "Refused safe.threshold", says: "1 of 2 required signatures (signed by " + safetest.Owner(1).Hex() + "); missing 1 of: "},
		{name: "one, twice", words: []string{one, one}, code: "Refused safe.threshold", says: "or one of them executes it"},
		{name: "two", words: []string{one, two}},
		{name: "one from a file", words: []string{aFile(t, j, 7, 1), two}},
		{name: "raw, in a file", words: []string{written(t, one+"\n"), two}},
		{name: "of a contract, in a file", words: []string{written(t, of), two}},
		{name: "of a contract", words: []string{of, one}},
		{name: "one has approved", words: []string{one}, approved: []common.Address{safetest.Owner(2)}},
		{name: "an owner executes", words: []string{one}, executor: safetest.Owner(2)},
		{name: "the signer executes", words: []string{one}, executor: safetest.Owner(1), code: "Refused safe.threshold"},
		{name: "a stranger executes", words: []string{one}, executor: safetest.Who(0xee), code: "Refused safe.threshold"},
		{name: "one from the service", words: []string{one}, there: []safe.Signature{{Owner: safetest.Owner(2), Way: safe.BySignature, Bytes: safetest.Signed(2, hashes.SafeTx)}}},
	} {
		j, node := aRequest(), aNode()
		j.signed, node.approved, node.accepts = test.there, test.approved, true
		tx, hashes := at(t, j, 7)
		consent, err := gather(t.Context(), node, j, tx, hashes, test.words, test.executor)
		if safetest.CodeOf(err) != test.code || err != nil && !strings.Contains(err.Error(), test.says) || err == nil && len(consent.Needed()) != 2 {
			t.Errorf("%s: %+v, %v", test.name, consent, err)
		}
	}
}

// TestNotEnough checks that the error names the missing owners and, for a file, the command to sign
// it.
func TestNotEnough(t *testing.T) {
	j := aRequest()
	c := safe.Gather(j.Safe.Owners, 2, nil)
	var f *failure.Failure
	if err := notEnough(c, j); !errors.As(err, &f) || f.Hint != j.signLine(c.Missing[0], Nonce{}) || f.Details["threshold"] != uint64(2) || len(f.Details["missing"].([]common.Address)) != 3 {
		t.Errorf("%+v", f)
	}
	j.queued = &safe.Transaction{Nonce: 7}
	if err := notEnough(c, j); !errors.As(err, &f) || !strings.HasPrefix(f.Hint, "the other owners can sign it in the queue, or one of them can execute it") {
		t.Errorf("%+v", f)
	}
}

// TestWrongSignatures checks that each kind of wrong signature is reported and not counted.
func TestWrongSignatures(t *testing.T) {
	j := aRequest()
	tx, hashes := at(t, j, 7)
	elsewhere, of, fewer, old := aRequest(), aRequest(), aRequest(), aRequest()
	elsewhere.ChainID, of.Safe.Address, old.version.Minor = 5, safetest.Who(9), 1
	fewer.Calls = []safe.Call{{To: safetest.Who(2), Data: []byte{1, 2, 3, 4}}}
	older := fileOf(t, old, tx, safe.Signature{Owner: safetest.Owner(1), Way: safe.BySignature, Bytes: safetest.Signed(1, safe.NewHashes(old.version, 1, safetest.Safe(), tx).SafeTx)})
	ofContract := fileOf(t, j, tx, safe.Signature{Owner: safetest.Contract(), Way: safe.ByContract, Bytes: []byte{1}})
	for _, test := range []struct {
		name, word string
		code, says string
	}{
		{"a stranger's", hexutil.Encode(safetest.Signed(9, hashes.SafeTx)), "Refused safe.owner", "is signed by " + safetest.Owner(9).Hex() + ", which is not an owner of the Safe"},
		{"a stranger's file", aFile(t, j, 7, 9), "Refused safe.owner", "not an owner of the Safe"},
		{"of another hash", hexutil.Encode(safetest.Signed(1, common.Hash{1})), "Refused safe.owner", "not an owner of the Safe"},
		{"no hexadecimal digits", "0xzz", "Misuse usage", "is not a signature: use 0x and hexadecimal digits"},
		{"too short", "0x1234", "Misuse usage", "65 bytes, but this has 2"},
		{"a last byte of its own", "0x" + strings.Repeat("11", 65), "Misuse usage", "the last byte of an EOA signature must be 27 or 28 (31 or 32 for eth_sign), not"},
		{"no file", "/none/signature.json", "Misuse usage", "cannot read the signature in "},
		{"an empty file", written(t, ""), "Misuse usage", "is neither an mpool signature file nor a wallet's signature (0x…)"},
		{"another file", written(t, "{}"), "Misuse usage", "unsupported signature file: schema version"},
		{"a wrong one in a file", written(t, "0x1234"), "Misuse usage", "65 bytes"},
		{"for a used nonce", aFile(t, j, 6, 1), "Refused safe.nonce", "is for nonce 6 of the Safe, which is already used; the next nonce is 7"},
		{"for a later nonce", aFile(t, j, 9, 1), "Refused safe.nonce", "but the next nonce is 7 (2 transactions are before it)"},
		{"of another chain", aFile(t, elsewhere, 7, 1), "Refused safe.signature", "its chain differs"},
		{"of another Safe", aFile(t, of, 7, 1), "Refused safe.signature", "its Safe differs"},
		{"of another call", aFile(t, fewer, 7, 1), "Refused safe.signature", "its recipient differs"},
		{"of another version", older, "Refused safe.signature", "is for Safe version 1.1.1, but this Safe has version 1.4.1"},
		{"that its contract does not take", safetest.Contract().Hex() + "=0x1234", "Refused safe.contract", "rejects its signature (EIP-1271)"},
		{"the same, in a file", ofContract, "Refused safe.contract", "rejects its signature (EIP-1271)"},
		{"a contract's that is none", safetest.Owner(1).Hex() + "=0x1234", "Misuse usage", "=0x… is the form for a contract owner, but"},
		{"a contract's that owns nothing", safetest.Who(9).Hex() + "=0x1234", "Refused safe.owner", "not an owner of the Safe"},
		{"a contract's of no digits", safetest.Contract().Hex() + "=0xzz", "Misuse usage", "is not hexadecimal"},
		{"a contract's of a wrong checksum", strings.Replace(safetest.Owner(1).Hex(), "a", "A", 1) + "=0x12", "Misuse usage", "checksum"},
	} {
		_, err := ownersSignature(t.Context(), aNode(), j, tx, hashes, test.word)
		if safetest.CodeOf(err) != test.code || err != nil && !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v", test.name, err)
		}
		if _, err := gather(t.Context(), aNode(), j, tx, hashes, []string{test.word}, safetest.Owner(2)); safetest.CodeOf(err) != test.code {
			t.Errorf("%s: gathered: %v", test.name, err)
		}
	}
}

// TestGatherUnread checks that a missing answer of the node is an error, and not a consent.
func TestGatherUnread(t *testing.T) {
	j, broken := aRequest(), errors.New("the line is cut")
	tx, hashes := at(t, j, 7)
	for method, words := range map[string][]string{"Approvals": nil, "Contracts": {safetest.Contract().Hex() + "=0x12"}, "Accepts": {safetest.Contract().Hex() + "=0x12"}} {
		node := aNode()
		node.err[method] = broken
		if _, err := gather(t.Context(), node, j, tx, hashes, words, safetest.Owner(2)); !errors.Is(err, broken) {
			t.Errorf("%s: %v", method, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := signature(ctx, aNode(), j, tx, hashes, aFile(t, j, 7, 1)); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// TestServiceKeeps checks that a contract's signature is sent to a service together with the
// contract's address.
func TestServiceKeeps(t *testing.T) {
	key, of := safe.Signature{Owner: safetest.Owner(1), Way: safe.BySignature, Bytes: []byte{1}}, safe.Signature{Owner: safetest.Contract(), Way: safe.ByContract, Bytes: []byte{1}}
	if got := asServiceKeeps(key); !slices.Equal(got, []byte{1}) {
		t.Error(got)
	}
	if got, err := safe.ReadContract(asServiceKeeps(of)); err != nil || got.Owner != safetest.Contract() || !slices.Equal(got.Bytes, []byte{1}) {
		t.Error(got, err)
	}
}

// TestShortWord checks that a signature is shortened.
func TestShortWord(t *testing.T) {
	long := "0x" + strings.Repeat("ab", 65)
	if got := shortWord(long); strings.Contains(got, long) || !strings.Contains(got, long[:56]+"…") {
		t.Error(got)
	}
	if got := shortWord("file.json"); !strings.Contains(got, "file.json") {
		t.Error(got)
	}
}

// TestOwnFile checks that another owner's signature is not overwritten.
func TestOwnFile(t *testing.T) {
	j := aRequest()
	for _, test := range []struct{ name, path, code, says string }{
		{"none is there", "/none/signature.json", "", ""},
		{"one's own", aFile(t, j, 7, 1), "", ""},
		{"one's own of another nonce", aFile(t, j, 5, 1), "", ""},
		{"an empty one", written(t, ""), "", ""},
		{"another's", aFile(t, j, 7, 2), "Refused file", "the signature of " + safetest.Owner(2).Hex() + " for nonce 7"},
		{"what cannot be read", written(t, "x"), "Refused file", "an unreadable signature file"},
	} {
		err := ownFile(test.path, safetest.Owner(1))
		if safetest.CodeOf(err) != test.code || err != nil && !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}

// TestUsedUp checks that the error for a signature with a used nonce names the transaction that
// executed it.
func TestUsedUp(t *testing.T) {
	by := common.Hash{0xee}
	for _, test := range []struct {
		name  string
		nonce uint64
		race  chain.SafeRace
		err   error
		says  string
		done  bool
	}{
		{"executed", 6, chain.SafeRace{By: by}, nil, "; the signed transaction was executed in " + by.Hex(), true},
		{"another was executed", 6, chain.SafeRace{}, nil, "of the Safe, which is already used; the next nonce is", false},
		{"its call failed", 6, chain.SafeRace{By: by, Failed: true}, nil, "of the Safe, which is already used; the next nonce is", false},
		{"nobody knows", 6, chain.SafeRace{By: by}, errors.New("no logs"), "of the Safe, which is already used; the next nonce is", false},
		{"still to come", 8, chain.SafeRace{By: by}, nil, "but the next nonce is 7", false},
	} {
		j, node := aRequest(), aNode()
		node.race, node.err["SafeRaceOf"] = test.race, test.err
		tx, hashes := at(t, j, 7)
		_, err := signature(t.Context(), node, j, tx, hashes, aFile(t, j, test.nonce, 1))
		var f *failure.Failure
		if !errors.As(err, &f) || f.Code != "safe.nonce" || !strings.Contains(f.Message, test.says) || (f.Details["executed_in"] != nil) != test.done {
			t.Errorf("%s: %v", test.name, err)
		}
		if test.nonce == 6 && node.since != theBlock().Number-recentBlocks {
			t.Errorf("%s: looked since %d", test.name, node.since)
		}
	}
	j := aRequest()
	for _, word := range []string{"0x12", aFile(t, j, 7, 1), aFile(t, j, 8, 1), written(t, "{}")} {
		if err := UsedUp(t.Context(), j, []string{word}); err != nil {
			t.Errorf("%s: %v", word, err)
		}
	}
	if SignatureIn("/none") != nil || SignatureIn(written(t, "{}")) != nil || SignatureIn(aFile(t, j, 7, 1)).Owner != safetest.Owner(1) {
		t.Error("another file")
	}
}
