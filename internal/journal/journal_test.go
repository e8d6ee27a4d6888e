package journal

import (
	"bytes"
	"math/big"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
)

func clock() time.Time { return time.Unix(1_700_000_000, 0) }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func create(t *testing.T) *Journal {
	t.Helper()
	j, err := Create(filepath.Join(t.TempDir(), "state", "journal"), clock, Begin{Plan: common.Hash{7}, ChainID: 1, Calls: 3, Document: []byte(`{"plan":1}`)})
	must(t, err)
	t.Cleanup(func() { _ = j.Close() })
	return j
}

// transaction is signed, and the intent is the one it follows from.
func transaction(t *testing.T, nonce uint64) (*types.Transaction, Intent) {
	t.Helper()
	key, err := crypto.HexToECDSA(strings.Repeat("1", 64))
	must(t, err)
	to := common.Address{9}
	tx, err := types.SignNewTx(key, types.LatestSignerForChainID(big.NewInt(1)), &types.DynamicFeeTx{
		ChainID: big.NewInt(1), Nonce: nonce, To: &to, Value: big.NewInt(5), Data: []byte{1, 2, 3},
		Gas: 21000, GasFeeCap: big.NewInt(2), GasTipCap: big.NewInt(1),
	})
	must(t, err)
	intent := Intent{
		Plan: common.Hash{7}, Step: int(nonce), ChainID: 1, From: crypto.PubkeyToAddress(key.PublicKey), Nonce: nonce, To: to,
		DataHash: crypto.Keccak256Hash(tx.Data()), Value: (*hexutil.Big)(tx.Value()),
	}
	return tx, intent
}

// signed has the intent's nonce, with other contents and another fee.
func signed(t *testing.T, intent Intent, data []byte, to common.Address, fee int64) *types.Transaction {
	t.Helper()
	key, err := crypto.HexToECDSA(strings.Repeat("1", 64))
	must(t, err)
	value := intent.Value.ToInt()
	if to == intent.From {
		value = common.Big0
	}
	tx, err := types.SignNewTx(key, types.LatestSignerForChainID(big.NewInt(1)), &types.DynamicFeeTx{
		ChainID: big.NewInt(1), Nonce: intent.Nonce, To: &to, Value: value, Data: data,
		Gas: 21000, GasFeeCap: big.NewInt(fee), GasTipCap: big.NewInt(1),
	})
	must(t, err)
	return tx
}

// run writes the records of a call that goes well, up to a state.
func run(t *testing.T, j *Journal, nonce uint64, upTo State) {
	t.Helper()
	tx, intent := transaction(t, nonce)
	mined := Mined{Hash: tx.Hash(), BlockNumber: 3, BlockHash: common.Hash{4}, Success: true, GasUsed: 21000}
	steps := []struct {
		state State
		write func() error
	}{
		{Intended, func() error { return j.Intend(intent) }},
		{SignedOff, func() error { _, err := j.Seal(tx); return err }},
		{Sent, func() error { return j.Broadcast(tx.Hash()) }},
		{Included, func() error { return j.Mined(mined) }},
		{Done, func() error { return j.Verified(nil) }},
	}
	for _, step := range steps {
		must(t, step.write())
		if step.state == upTo {
			return
		}
	}
}

// What is read back is what was written, after each record.
func TestRoundTrip(t *testing.T) {
	for _, state := range []State{Intended, SignedOff, Sent, Included, Done} {
		j := create(t)
		run(t, j, 0, Done)
		run(t, j, 1, state)
		got, err := Read(j.Path())
		must(t, err)
		if !reflect.DeepEqual(got, j.Status()) || len(got.Calls) != 2 || got.Calls[1].State != state {
			t.Errorf("%s: read %+v, wrote %+v", state, got, j.Status())
		}
	}
}

// An intent keeps the limits that were overridden, and without any it is written
// as it was before there were such.
func TestOverrides(t *testing.T) {
	for _, overrides := range [][]Override{nil, {{"max_cost", `<a "reason">`}, {"min_duration", "the same"}}} {
		j := create(t)
		_, intent := transaction(t, 0)
		intent.Overrides = overrides
		must(t, j.Intend(intent))
		got, err := Read(j.Path())
		must(t, err)
		if !reflect.DeepEqual(got.Calls[0].Intent.Overrides, overrides) {
			t.Errorf("read %+v, wrote %+v", got.Calls[0].Intent.Overrides, overrides)
		}
		text, err := os.ReadFile(j.Path())
		must(t, err)
		if there := bytes.Contains(text, []byte("overrides")); there != (overrides != nil) {
			t.Errorf("overrides are named: %v in %s", there, text)
		}
	}
}

func TestModes(t *testing.T) {
	j := create(t)
	for path, want := range map[string]os.FileMode{j.Path(): 0o600, filepath.Dir(j.Path()): 0o700} {
		info, err := os.Stat(path)
		must(t, err)
		if info.Mode().Perm() != want {
			t.Errorf("%s has mode %o", path, info.Mode().Perm())
		}
	}
}

// The bytes to send are given out only after the disk holds them.
func TestSealedBytesAreOnTheDisk(t *testing.T) {
	j := create(t)
	tx, intent := transaction(t, 0)
	must(t, j.Intend(intent))
	sealed, err := j.Seal(tx)
	must(t, err)
	status, err := Read(j.Path())
	must(t, err)
	if !bytes.Equal(status.Calls[0].Attempts[0].Raw, sealed.Raw()) || sealed.Hash() != tx.Hash() {
		t.Error("the bytes differ")
	}
}

// Nothing can be recorded in an order that cannot have happened.
func TestOrder(t *testing.T) {
	tx, intent := transaction(t, 0)
	other, _ := transaction(t, 1)
	tests := []struct {
		name string
		at   State // "" for an empty journal
		do   func(j *Journal) error
	}{
		{"sign before intent", "", func(j *Journal) error { _, err := j.Seal(tx); return err }},
		{"error before intent", "", func(j *Journal) error { return j.Failed("x") }},
		{"sign something else", Intended, func(j *Journal) error { _, err := j.Seal(other); return err }},
		{"sign the mined", Included, func(j *Journal) error { _, err := j.Seal(tx); return err }},
		{"cancel the unsigned", Intended, func(j *Journal) error { _, err := j.SealCancel(tx); return err }},
		{"cancel by what does something", Sent, func(j *Journal) error { _, err := j.SealCancel(tx); return err }},
		{"not sent, and signed here", Intended, func(j *Journal) error { return j.NotSent("x") }},
		{"replaced before it was signed", Intended, func(j *Journal) error { return j.Replaced("x") }},
		{"the same step again", Done, func(j *Journal) error { return j.Intend(intent) }},
		{"send something else", SignedOff, func(j *Journal) error { return j.Broadcast(other.Hash()) }},
		{"mine something else", Sent, func(j *Journal) error { return j.Mined(Mined{Hash: other.Hash()}) }},
		{"mine the unsent", Intended, func(j *Journal) error { return j.Mined(Mined{}) }},
		{"verify the unmined", Sent, func(j *Journal) error { return j.Verified(nil) }},
		{"send the verified", Done, func(j *Journal) error { return j.Broadcast(tx.Hash()) }},
		{"next before the end", Included, func(j *Journal) error { return j.Intend(intent) }},
		{"intent without a value", "", func(j *Journal) error { return j.Intend(Intent{}) }},
	}
	for _, test := range tests {
		j := create(t)
		if test.at != "" {
			run(t, j, 0, test.at)
		}
		before, err := os.ReadFile(j.Path())
		must(t, err)
		if test.do(j) == nil {
			t.Errorf("%s: accepted", test.name)
		}
		if after, _ := os.ReadFile(j.Path()); !bytes.Equal(before, after) {
			t.Errorf("%s: written", test.name)
		}
	}
}

func TestOutcomes(t *testing.T) {
	tx, intent := transaction(t, 0)
	j := create(t)
	intent.Delegated = true
	must(t, j.Intend(intent)) // the node signs: no bytes here
	must(t, j.Broadcast(tx.Hash()))
	must(t, j.Failed("timeout"))
	must(t, j.Mined(Mined{Hash: tx.Hash()}))
	if call := j.Status().Calls[0]; call.State != Reverted || call.Errors[0] != "timeout" {
		t.Errorf("%+v", call)
	}
	j = create(t)
	run(t, j, 0, Included)
	must(t, j.Verified([]string{"weight of A"}))
	if call := j.Status().Calls[0]; call.State != Differs || call.Verified.OK {
		t.Errorf("%+v", call)
	}
}

// A last record that is cut off anywhere counts as not written.
func TestTornLastLine(t *testing.T) {
	j := create(t)
	run(t, j, 0, SignedOff)
	want := j.Status()
	whole, err := os.ReadFile(j.Path())
	must(t, err)
	must(t, j.Broadcast(want.Calls[0].Attempts[0].Hash))
	longer, err := os.ReadFile(j.Path())
	must(t, err)
	for cut := len(whole); cut < len(longer); cut++ {
		must(t, os.WriteFile(j.Path(), longer[:cut], 0o600))
		got, err := Read(j.Path())
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Fatalf("cut at %d: %v %+v", cut, err, got)
		}
	}
}

// Whatever else is damaged, the file is refused rather than half believed.
func TestDamage(t *testing.T) {
	j := create(t)
	run(t, j, 0, Sent)
	text, err := os.ReadFile(j.Path())
	must(t, err)
	lines := bytes.SplitAfter(text, []byte{'\n'})
	join := func(parts ...[]byte) string { return string(bytes.Join(parts, nil)) }
	tests := []struct{ name, text, want string }{
		{"first line lost", join(lines[1:]...), "line 1: its checksum is another"},
		{"line twice", join(lines[0], lines[1], lines[1]), "line 3: its checksum is another"},
		{"lines swapped", join(lines[0], lines[2], lines[1]), "line 2: its checksum is another"},
		{"torn line in the middle", join(lines[0], lines[1][:40], lines[2]), "line 2: "},
		{"empty line", join(lines[0], []byte("\n")), "line 2: "},
		{"newer", strings.Replace(string(text), `"schema":2`, `"schema":3`, 1), "line 1: schema 3"},
		{"two values in a line", join(lines[0][:len(lines[0])-1], lines[1]), "line 1: "},
		{"space", strings.Replace(string(text), `"schema":2`, `"schema": 2`, 1), "line 1: it is not as mpool writes it"},
	}
	for _, test := range tests {
		if test.text == string(text) {
			t.Fatalf("%s: nothing was damaged in %s", test.name, text)
		}
		must(t, os.WriteFile(j.Path(), []byte(test.text), 0o600))
		if _, err := Read(j.Path()); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", test.name, err, test.want)
		}
	}
}

// One byte that is another makes the file unreadable, wherever it is.
func TestEveryByteCounts(t *testing.T) {
	j := create(t)
	run(t, j, 0, Done)
	text, err := os.ReadFile(j.Path())
	must(t, err)
	for at := range text {
		for _, flip := range []byte{1, 0x20, 0x80, text[at] ^ '\n'} {
			if flip == 0 {
				continue // it is a line's end already
			}
			other := bytes.Clone(text)
			other[at] ^= flip
			must(t, os.WriteFile(j.Path(), other, 0o600))
			if got, err := Read(j.Path()); err == nil {
				t.Fatalf("byte %d, %q for %q: read as %+v", at, other[at], text[at], got)
			}
		}
	}
	t.Logf("%d bytes", len(text))
}

// A record that was cut off is gone on with as if the last line had never been
// begun.
func TestOpenAfterTear(t *testing.T) {
	j := create(t)
	run(t, j, 0, Done)
	run(t, j, 1, SignedOff)
	before := j.Status()
	whole, err := os.ReadFile(j.Path())
	must(t, err)
	must(t, os.WriteFile(j.Path(), append(whole, `{"schema":2,"su`...), 0o600))
	again, err := Open(j.Path(), clock)
	must(t, err)
	defer func() { _ = again.Close() }()
	if !reflect.DeepEqual(again.Status(), before) {
		t.Errorf("%+v, want %+v", again.Status(), before)
	}
	must(t, again.Broadcast(before.Calls[1].Attempts[0].Hash))
	got, err := Read(j.Path())
	must(t, err)
	if !reflect.DeepEqual(got, again.Status()) || got.Calls[1].State != Sent {
		t.Errorf("%+v", got)
	}
}

// A replacement has the same nonce; either may be mined.
func TestAttempts(t *testing.T) {
	tx, intent := transaction(t, 0)
	dearer := signed(t, intent, tx.Data(), intent.To, 3)
	cancel := signed(t, intent, nil, intent.From, 4)
	for _, test := range []struct {
		mined *types.Transaction
		want  State
	}{{tx, Included}, {dearer, Included}, {cancel, Cancelled}} {
		j := create(t)
		run(t, j, 0, Sent)
		_, err := j.Seal(dearer)
		must(t, err)
		must(t, j.Broadcast(dearer.Hash()))
		_, err = j.SealCancel(cancel)
		must(t, err)
		must(t, j.Mined(Mined{Hash: test.mined.Hash(), Success: true}))
		got, err := Read(j.Path())
		must(t, err)
		if got.Calls[0].State != test.want || len(got.Calls[0].Attempts) != 3 {
			t.Errorf("%+v, want %s", got.Calls[0], test.want)
		}
	}
}

// What is left of an operation, and whether there is anything to resume.
func TestLeft(t *testing.T) {
	for _, test := range []struct {
		first, second State
		left          int
		unfinished    bool
	}{
		{"", "", 3, false}, {Intended, "", 3, false}, {SignedOff, "", 2, true}, {Included, "", 2, true}, {Done, "", 2, true},
		{Done, Intended, 2, true}, {Done, Sent, 1, true}, {Done, Done, 1, true},
	} {
		j := create(t)
		if test.first != "" {
			run(t, j, 0, test.first)
		}
		if test.second != "" {
			run(t, j, 1, test.second)
		}
		s := j.Status()
		if s.Left() != test.left || s.Unfinished() != test.unfinished {
			t.Errorf("%q, %q: left %d, unfinished %v", test.first, test.second, s.Left(), s.Unfinished())
		}
	}
}

// What is left of a closed operation is nothing, unless a transaction is out.
func TestClosed(t *testing.T) {
	j := create(t)
	run(t, j, 0, Done)
	must(t, j.CloseOperation("done elsewhere"))
	got, err := Read(j.Path())
	must(t, err)
	if got.Left() != 0 || got.Unfinished() || got.Closed.Why != "done elsewhere" {
		t.Errorf("%+v", got)
	}
	if _, intent := transaction(t, 1); j.Intend(intent) == nil {
		t.Error("gone on with")
	}
	j = create(t)
	run(t, j, 0, Sent)
	if j.CloseOperation("x") == nil {
		t.Error("closed with a transaction out")
	}
}

func TestLock(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state")
	first, err := Take(dir, Holder{PID: 7, Command: "mpool send", Since: clock()})
	must(t, err)
	_, err = Take(dir, Holder{PID: 8})
	if err == nil || !strings.Contains(err.Error(), "process 7, mpool send, since 2023-11-14T22:13:20Z") {
		t.Fatal(err)
	}
	must(t, first.Release())
	second, err := Take(dir, Holder{PID: 8})
	must(t, err)
	must(t, second.Release())
}

// After a write that failed nothing may be appended: the line before may be torn.
func TestBrokenStaysBroken(t *testing.T) {
	j := create(t)
	tx, intent := transaction(t, 0)
	must(t, j.Intend(intent))
	readOnly, err := os.Open(j.Path())
	must(t, err)
	writable := j.file
	j.file = readOnly
	if _, err := j.Seal(tx); err == nil {
		t.Fatal("written to a read-only file")
	}
	j.file = writable
	if err := j.Broadcast(tx.Hash()); err == nil || !strings.Contains(err.Error(), "broken") {
		t.Error(err)
	}
}
