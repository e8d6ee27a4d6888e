package execution

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/failure"
	"mpool/internal/planview"
	"mpool/internal/signer"
)

// The question contains the number of calls, the senders, the chain and the cost. After a no,
// nothing is sent.
func TestQuestion(t *testing.T) {
	t.Parallel()
	w := adding(t, shutPool())
	w.ui.answer = failure.New(failure.Refused, "declined", "declined: nothing was sent")
	flags := options()
	flags.Yes = false
	_, err := w.sendWith(flags)
	wantFailure(t, err, failure.Refused, "declined")
	want := "send 3 transactions from " + owner().address.Hex() + " and " + manager().address.Hex() + " on anvil, for a gas fee of at most 0.00585 ETH?"
	if len(w.ui.asked) != 1 || !strings.HasSuffix(w.ui.asked[0], "\n"+want) || !says(w.ui.asked[0], "[mint.none]") || w.previews != 1 {
		t.Errorf("it asks %q, shows %d", w.ui.asked, w.previews)
	}
	if len(w.records()) > 0 || len(w.node.given) > 0 {
		t.Error("something was begun")
	}
	w.ui.answer = nil
	_, err = w.sendWith(flags)
	must(t, err)
	w.onChain(3)
	if !slices.Contains(w.ui.notes, "call 2 of 3: approve(address,uint256)") {
		t.Errorf("%q", w.ui.notes)
	}
}

// Keys are opened before the question, and a missing key stops the run.
func TestKeysAreMissing(t *testing.T) {
	t.Parallel()
	w := adding(t, shutPool())
	delete(w.keys.signers, manager().address)
	_, err := w.send()
	wantFailure(t, err, failure.Refused, "signer.missing", "call 2 of 3 must come from the asset manager "+manager().address.Hex(), "--partial")
	if len(w.ui.asked) > 0 {
		t.Error("it asked first")
	}
	flags := options()
	flags.Manager.Partial = true
	s, err := w.sendWith(flags)
	must(t, err)
	v := s.Outcome.(*Outcome)
	if v.Remaining != 2 || v.Done != 1 || v.Calls != 3 || v.Next != "2 calls are left, next from "+manager().address.Hex()+": mpool resume "+w.only().ID+" --account NAME" && !says(v.Next, "the asset manager") {
		t.Errorf("%+v", v)
	}
	contains(t, shown(v), "NOT FINISHED: 1 of 3 calls done", v.Next)
	w.keys.signers[manager().address] = manager()
	w.goOn()
	w.onChain(3)
	w.done()
	other := adding(t, shutPool())
	other.keys.err = errors.New("the device is locked")
	if _, err := other.send(); err == nil || err.Error() != "the device is locked" {
		t.Error(err)
	}
}

// If several others must continue, the command says so.
func TestResumeLineOfTwo(t *testing.T) {
	t.Parallel()
	w := adding(t, somePool())
	p := w.propose()
	s := w.sender(p, options())
	must(t, s.begin())
	defer s.Close()
	s.shown = p
	if got := resumeLine(s, 0); got != "mpool resume "+s.Record.ID()+" --account NAME --partial" {
		t.Error(got)
	}
	p.View.Safes = []planview.Safe{{Address: owner().address}}
	if got := resumeLine(s, 0); got != "mpool safe hash PLAN" {
		t.Error(got)
	}
	p.Rest = "mpool safe hash plan.json"
	if got := resumeLine(s, 0); got != "mpool safe hash plan.json" {
		t.Error(got)
	}
}

// Invalid flags are refused before anything is read.
func TestOptions(t *testing.T) {
	t.Parallel()
	w := newWorld(t, somePool(), swapsOff())
	tests := []struct {
		name string
		set  func(f *Options)
		code string
		says string
	}{
		{"as they are", func(*Options) {}, "", ""},
		{"a reason for nothing", func(f *Options) { f.Override.Reason = "because" }, "usage", "--reason"},
		{"no time", func(f *Options) { f.Timeout = 0 }, "usage", "must be positive"},
		{"no signer", func(f *Options) { f.Signer = signer.Options{} }, "usage", ""},
		{"two signers", func(f *Options) { f.Signer.Ledger = true }, "usage", "more than one signer"},
		{"two of the manager's", func(f *Options) { f.Manager.Signer = signer.Options{Account: "a", Ledger: true} }, "usage", "asset manager's key: "},
		{"one of the manager's", func(f *Options) { f.Manager.Signer = signer.Options{Account: "a"} }, "", ""},
	}
	for _, test := range tests {
		flags := options()
		test.set(flags)
		err := flags.Check(w.run())
		if test.code == "" {
			must(t, err)
			continue
		}
		wantFailure(t, err, failure.Misuse, test.code, test.says)
	}
	flags := options()
	flags.Manager = Manager{Signer: signer.Options{Account: "m"}, Partial: true}
	if k := flags.KeyOptions(); k.Signer.Account != "owner" || k.Manager.Account != "m" || !k.Partial || k.Ready != nil {
		t.Errorf("%+v", k)
	}
	if terms := flags.Terms(); terms.Offer != &flags.Offer || terms.Override != &flags.Override {
		t.Error("the terms are others")
	}
}

func TestSilentSigners(t *testing.T) {
	t.Parallel()
	tests := []struct {
		o             signer.Options
		silent, named bool
	}{
		{signer.Options{}, false, false},
		{signer.Options{PrivateKey: "@file"}, true, true},
		{signer.Options{URL: "http://127.0.0.1"}, true, true},
		{signer.Options{Ledger: true}, true, true},
		{signer.Options{Account: "a"}, false, true},
		{signer.Options{Account: "a", PasswordFile: "p"}, true, true},
		{signer.Options{Keystore: "k", PasswordFile: "p"}, true, true},
		{signer.Options{PasswordFile: "p"}, false, false},
	}
	for _, test := range tests {
		f := &Options{Signer: test.o}
		if f.Silent() != test.silent || f.NamesSigner() != test.named || f.None(&fakeKeys{}) == test.named {
			t.Errorf("%+v: silent %v, named %v", test.o, f.Silent(), f.NamesSigner())
		}
	}
}

// Out distinguishes the first transaction of a run from later ones.
func TestOut(t *testing.T) {
	t.Parallel()
	e := &Engine{}
	e.IsOut("a", common.Hash{1})
	if !e.Sealed || e.Gone != (Out{ID: "a", Hash: common.Hash{1}}) {
		t.Errorf("%+v", e.Gone)
	}
	e.Gone.What = "a signature"
	e.IsOut("a", common.Hash{2})
	if e.Gone != (Out{ID: "a", Hash: common.Hash{2}, Before: true, What: "a signature"}) {
		t.Errorf("%+v", e.Gone)
	}
	if e.NotOut(); e.Sealed || !e.Gone.Before {
		t.Errorf("%+v", e)
	}
	e.IsOut("a", common.Hash{3})
	if !e.Gone.Before {
		t.Error("what was out before is forgotten")
	}
}

// TestYesSends: --yes without --broadcast is a mistake, as nothing would be sent.
func TestYesSends(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		yes, broadcast bool
		by, hint       string
	}{
		{},
		{broadcast: true},
		{yes: true, broadcast: true},
		{yes: true, hint: "add --broadcast to send, or omit --yes for a preview"},
		{yes: true, by: "mpool pool apply", hint: "send with mpool pool apply --yes, or omit --yes"},
	} {
		err := (&Options{Yes: test.yes}).YesSends(test.broadcast, test.by)
		var f *failure.Failure
		if errors.As(err, &f) != (test.hint != "") || f != nil && f.Hint != test.hint {
			t.Errorf("%+v: %v", test, err)
		}
	}
}
