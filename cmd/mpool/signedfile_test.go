package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/holiman/uint256"

	"mpool/internal/execution"
	"mpool/internal/offline"
	"mpool/internal/ops"
	"mpool/internal/planner"
)

// twoSided is a plan with three calls: the owner's, the asset manager's, and the owner's again. Only
// its calls matter here.
func twoSided(t *testing.T) (*ops.Plan, map[common.Address]string) {
	t.Helper()
	keys := map[common.Address]string{}
	var accounts []common.Address
	for _, digit := range []string{"1", "2"} {
		key, err := crypto.HexToECDSA(strings.Repeat(digit, 64))
		if err != nil {
			t.Fatal(err)
		}
		accounts = append(accounts, crypto.PubkeyToAddress(key.PublicKey))
		keys[accounts[len(accounts)-1]] = strings.Repeat(digit, 64)
	}
	before := treasury(t)
	before.Pool.Owner = accounts[0]
	plan, _ := planNow(t, before, updateTo(t, before, rebalance, ops.Schedule{Duration: "7d"}))
	for i, from := range []common.Address{accounts[0], accounts[1], accounts[0]} {
		call := plan.Calls[0]
		call.From, call.Value = from, *uint256.NewInt(uint64(i))
		plan.Calls = append(plan.Calls, call)
	}
	plan.Calls = plan.Calls[1:]
	return plan, keys
}

func offered(t *testing.T) planner.Offer {
	t.Helper()
	var o planner.Offer
	o.GasLimit = 300_000
	if err := o.GasPrice.Set("20gwei"); err != nil {
		t.Fatal(err)
	}
	if err := o.Tip.Set("1gwei"); err != nil {
		t.Fatal(err)
	}
	return o
}

// signFor signs the calls of the accounts that have a nonce in nonces.
func signFor(t *testing.T, plan *ops.Plan, keys map[common.Address]string, nonces map[common.Address]uint64, offer planner.Offer) []offline.SignedTx {
	t.Helper()
	var list []offline.SignedTx
	made := offline.Signings(plan, nonces, &offer)
	for i, call := range plan.Calls {
		if made[i] == nil {
			continue
		}
		key, _ := crypto.HexToECDSA(keys[call.From])
		tx, err := types.SignTx(made[i], types.LatestSignerForChainID(new(big.Int).SetUint64(plan.Predicted.ChainID)), key)
		if err != nil {
			t.Fatal(err)
		}
		signed, err := offline.NewSignedTx(i, call.From, tx)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, signed)
	}
	return list
}

func writeSigned(t *testing.T, plan *ops.Plan, list []offline.SignedTx) string {
	t.Helper()
	file, err := offline.NewSignedFile(plan, list)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "signed.json")
	if err := file.Write(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// Each account's nonces are consecutive, and reading returns what was written.
func TestSignedFile(t *testing.T) {
	plan, keys := twoSided(t)
	owner, manager := plan.Calls[0].From, plan.Calls[1].From
	legacy := offered(t)
	legacy.Legacy, legacy.Tip = true, planner.Price{}
	for _, offer := range []planner.Offer{offered(t), legacy} {
		path := writeSigned(t, plan, signFor(t, plan, keys, map[common.Address]uint64{owner: 7, manager: 40}, offer))
		file, again, err := offline.MergeSigned(t.Context(), []string{path})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, tx := range file.Transactions {
			got = append(got, fmt.Sprintf("%d:%d", tx.Call, tx.Nonce))
		}
		if strings.Join(got, " ") != "0:7 1:40 2:8" || len(again.Calls) != 3 {
			t.Error(got)
		}
		var flags execution.Options
		if err := offline.TakeSigned(&flags, file, 0); err != nil || flags.Offer != offer {
			t.Errorf("%v, offers %+v, want %+v", err, flags.Offer, offer)
		}
		if err := flags.Ready.Covers(again, false); err != nil || flags.Ready.Sends != 3 {
			t.Error(err, flags.Ready.Sends)
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Error(info.Mode(), err)
		}
	}
}

// Transactions that two people signed on their own machines are sent together.
func TestSignedFilesOfTwo(t *testing.T) {
	plan, keys := twoSided(t)
	owner, manager := plan.Calls[0].From, plan.Calls[1].From
	one := writeSigned(t, plan, signFor(t, plan, keys, map[common.Address]uint64{owner: 7}, offered(t)))
	other := writeSigned(t, plan, signFor(t, plan, keys, map[common.Address]uint64{manager: 0}, offered(t)))
	file, _, err := offline.MergeSigned(t.Context(), []string{other, one})
	if err != nil || len(file.Transactions) != 3 || file.Find(2).Nonce != 8 {
		t.Fatal(file, err)
	}
	dearer := offered(t)
	dearer.GasLimit++
	third := writeSigned(t, plan, signFor(t, plan, keys, map[common.Address]uint64{manager: 0}, dearer))
	plan.At++
	if plan.Predicted, err = plan.Predicted.At(plan.At); err != nil {
		t.Fatal(err)
	}
	another := writeSigned(t, plan, signFor(t, plan, keys, map[common.Address]uint64{manager: 0}, offered(t)))
	for _, test := range []struct {
		paths []string
		want  string
	}{
		{[]string{one, one}, "both contain call 1"},
		{[]string{one, another}, "belong to different plans"},
		{[]string{one, third}, "the signed transactions have different gas settings"},
		{[]string{one, "/nowhere"}, "cannot read the signed transactions"},
	} {
		file, _, err := offline.MergeSigned(t.Context(), test.paths)
		if err == nil {
			err = offline.TakeSigned(new(execution.Options), file, 0)
		}
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%v, want %q", err, test.want)
		}
	}
}

// A file is refused if someone who knows the format changed it, including its digest.
func TestSignedFileRefuses(t *testing.T) {
	plan, keys := twoSided(t)
	owner, manager := plan.Calls[0].From, plan.Calls[1].From
	nonces := map[common.Address]uint64{owner: 7, manager: 40}
	other := signFor(t, plan, map[common.Address]string{owner: keys[manager], manager: keys[owner]}, nonces, offered(t))
	later := signFor(t, plan, keys, map[common.Address]uint64{owner: 8, manager: 40}, offered(t))
	tests := []struct {
		name   string
		meddle func(*offline.File)
		want   string
	}{
		{"none", func(f *offline.File) { f.Transactions = nil }, "its transactions belong to another plan, or there are none"},
		{"another plan's digest", func(f *offline.File) { f.PlanDigest[0]++ }, "its transactions belong to another plan, or there are none"},
		{"a call twice", func(f *offline.File) { f.Transactions[1].Call = 0 }, "does not exist, is duplicated or is out of order"},
		{"a call too many", func(f *offline.File) { f.Transactions[2].Call = 3 }, "call 4 does not exist"},
		{"a call before the first", func(f *offline.File) { f.Transactions[0].Call = -1 }, "call 0 does not exist"},
		{"another account", func(f *offline.File) { f.Transactions[0] = other[0] }, "signed instead of"},
		{"another call", func(f *offline.File) {
			f.Transactions[2].Raw, f.Transactions[2].Hash = f.Transactions[0].Raw, f.Transactions[0].Hash
		}, "the signed transaction does not match the plan's call"},
		{"another hash", func(f *offline.File) { f.Transactions[0].Hash[0]++ }, "the signed transaction does not match the plan's call"},
		{"another nonce beside it", func(f *offline.File) { f.Transactions[0].Nonce++ }, "the signed transaction does not match the plan's call"},
		{"a gap in the nonces", func(f *offline.File) { f.Transactions[2] = later[2] }, "call 3 has nonce 9, expected 8"},
		{"one of the owner's missing", func(f *offline.File) { f.Transactions = f.Transactions[:2] }, "call 3 of " + owner.Hex() + " is not signed"},
		{"no transaction", func(f *offline.File) { f.Transactions[0].Raw = []byte{2, 1} }, "are not a valid transaction"},
		{"another schema", func(f *offline.File) { f.Schema++ }, "unsupported file: schema version"},
	}
	for _, test := range tests {
		file, err := offline.NewSignedFile(plan, signFor(t, plan, keys, nonces, offered(t)))
		if err != nil {
			t.Fatal(err)
		}
		test.meddle(file)
		if file.Digest, err = file.Sum(); err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(file)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := offline.ParseSigned(text); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", test.name, err, test.want)
		}
	}
}

// A change of any byte in a file is detected.
func TestSignedFileFlipped(t *testing.T) {
	plan, keys := twoSided(t)
	path := writeSigned(t, plan, signFor(t, plan, keys, map[common.Address]uint64{plan.Calls[0].From: 7}, offered(t)))
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before := string(text)
	for i := 0; i < len(before); i += 7 {
		if strings.ContainsRune(" \n", rune(before[i])) {
			continue
		}
		text[i] ^= 1
		if file, _, err := offline.ParseSigned(text); err == nil && !sameSigned(file, before) {
			t.Errorf("byte %d: %q is read", i, text[max(0, i-20):i+20])
		}
		text[i] ^= 1
	}
	if _, _, err := offline.ParseSigned([]byte(before + "{}")); err == nil {
		t.Error("a second document is read")
	}
}

// sameSigned accepts differences that JSON allows, such as upper and lower case in addresses.
func sameSigned(file *offline.File, text string) bool {
	want, _, err := offline.ParseSigned([]byte(text))
	return err == nil && want.Digest == file.Digest
}

func FuzzParseSigned(f *testing.F) {
	f.Add([]byte(`{"schema_version":1,"kind":"mpool-signed","plan":{},"transactions":[]}`))
	f.Fuzz(func(_ *testing.T, text []byte) {
		_, _, _ = offline.ParseSigned(text) // it must not panic
	})
}

// A signature for another nonce is not used.
func TestPresigned(t *testing.T) {
	plan, keys := twoSided(t)
	owner := plan.Calls[0].From
	file := &offline.File{Transactions: signFor(t, plan, keys, map[common.Address]uint64{owner: 7}, offered(t))}
	var flags execution.Options
	if err := offline.TakeSigned(&flags, file, 0); err != nil {
		t.Fatal(err)
	}
	on := new(big.Int).SetUint64(plan.Predicted.ChainID)
	for nonce, want := range map[uint64]bool{6: false, 7: true, 8: true, 9: false} {
		tx := types.NewTx(&types.DynamicFeeTx{Nonce: nonce})
		_, err := flags.Ready.Key(owner).SignTx(context.Background(), tx, on)
		if (err == nil) != want {
			t.Errorf("nonce %d: %v", nonce, err)
		}
	}
}
