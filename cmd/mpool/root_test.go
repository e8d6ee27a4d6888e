package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"mpool/internal/answer"
	"mpool/internal/failure"
	"mpool/internal/text"
)

func TestUsageErrors(t *testing.T) {
	tests := []struct {
		args []string
		want string
	}{
		{[]string{"frobnicate"}, "mpool: error: unknown command \"frobnicate\"\nmpool: hint: mpool --help\n"},
		{[]string{"weight-update", "--to", "WETH=45%"}, "mpool: error: unknown command \"weight-update\"\nmpool: hint: did you mean: mpool weights-update\n"},
		{[]string{"--no-input", "staus", "--brief"}, "mpool: error: unknown command \"staus\"\nmpool: hint: did you mean: mpool status\n"},
		{[]string{"safe", "exprt", "--out", "x"}, "mpool: error: unknown command \"exprt\"\nmpool: hint: did you mean: mpool safe export\n"},
		{[]string{"--frobnicate"}, "mpool: error: unknown flag: --frobnicate\nmpool: hint: mpool --help\n"},
		{[]string{"--color=red"}, "mpool: error: invalid argument \"red\" for \"--color\" flag: must be one of auto, always, never\nmpool: hint: mpool --help\n"},
		{[]string{"swap", "--gas-limit=x"}, "mpool: error: --gas-limit: \"x\" is not a valid number\nmpool: hint: mpool swap --help\n"},
		{[]string{"backtest", "--tvl=x"}, "mpool: error: --tvl: \"x\" is not a valid number\nmpool: hint: mpool backtest --help\n"},
		{[]string{"help", "foo"}, "mpool: error: unknown command \"foo\"\nmpool: hint: mpool --help\n"},
		{[]string{"help", "glosary"}, "mpool: error: unknown command \"glosary\"\nmpool: hint: did you mean: mpool help glossary\n"},
		{[]string{"help", "statis"}, "mpool: error: unknown command \"statis\"\nmpool: hint: did you mean: mpool status\n"},
		{[]string{"help", "safe", "sgn"}, "mpool: error: unknown command \"sgn\"\nmpool: hint: did you mean: mpool safe sign\n"},
		{[]string{"config", "--help"}, "mpool: error: unknown command \"config\"\nmpool: hint: mpool --help\n"},
		{[]string{"safe", "sgn", "--help"}, "mpool: error: unknown command \"sgn\"\nmpool: hint: did you mean: mpool safe sign\n"},
		{[]string{"--json=x"}, "mpool: error: --json: \"x\" is not true or false\nmpool: hint: mpool --help\n"},
	}
	for _, test := range tests {
		got := try(t, nil, test.args...)
		if got != (outcome{failure.Misuse, "", test.want}) {
			t.Errorf("%q: %+v", test.args, got)
		}
	}
}

// A private key in the wrong place is not repeated.
func TestMisplacedKey(t *testing.T) {
	key := strings.Repeat("c0ffee1", 9) + "1"
	for _, args := range [][]string{
		{key}, {"0x" + key}, {"status", key}, {"status", "0x" + key},
		{"weights-update", "--to", "A=1%", "--broadcast", "--private-key", key},
		{"weights-update", "--to", "A=1%", "--broadcast", "--private-key", "0x" + key},
		{"status", "--from", key}, {"status", "--chain", key},
	} {
		got := try(t, nil, args...)
		if got.code != failure.Misuse || strings.Contains(got.err+got.out, "c0ffee1") {
			t.Errorf("%.20q: %+v", args, got)
		}
		if got := try(t, nil, append(args, "--json")...); strings.Contains(got.err+got.out, "c0ffee1") {
			t.Errorf("%.20q: %+v", args, got)
		}
	}
}

func TestUsageErrorAsJSON(t *testing.T) {
	got := try(t, nil, "--frobnicate", "--json")
	var e answer.Envelope
	if err := json.Unmarshal([]byte(got.out), &e); err != nil || got.code != failure.Misuse || got.err != "" {
		t.Fatalf("%+v, %v", got, err)
	}
	if e.Success || e.SchemaVersion != answer.SchemaVersion || len(e.Errors) != 1 || e.Errors[0].Message != "unknown flag: --frobnicate" {
		t.Errorf("%+v", e)
	}
	if !strings.Contains(got.out, `"warnings": []`) || !strings.Contains(got.out, `"details": {}`) {
		t.Errorf("scripts would meet null: %s", got.out)
	}
}

func TestHelp(t *testing.T) {
	for _, args := range [][]string{{}, {"--help"}, {"help", "exit-codes"}, {"help", "help"}, {"help", "safe", "sign"}, {"safe", "--help"}, {"devnet", "--help"}, {"--version"}} {
		if got := try(t, nil, args...); got.code != failure.Done || got.out == "" || got.err != "" {
			t.Errorf("%q: %+v", args, got)
		}
	}
}

// The exit code is decided in one place.
func TestClassify(t *testing.T) {
	live := context.Background()
	stopped, stop := context.WithCancel(live)
	stop()
	plain := errors.New("disk on fire")
	tests := []struct {
		name    string
		ctx     context.Context
		reached bool
		err     error
		want    int
	}{
		{"the command line was not understood", live, false, plain, failure.Misuse},
		{"an error without a code", live, true, plain, failure.Plain},
		{"Ctrl-C", stopped, true, context.Canceled, failure.Interrupted},
		{"Ctrl-C after sending", stopped, true, failure.New(failure.Unconfirmed, "x", "x"), failure.Unconfirmed},
		{"Ctrl-C at the password", stopped, true, failure.New(failure.Refused, "x", "x").Because(context.Canceled), failure.Interrupted},
		{"refused while Ctrl-C came", stopped, true, failure.New(failure.Refused, "x", "x"), failure.Refused},
		{"a code beneath another error", live, true, errors.Join(plain, failure.New(failure.Refused, "x", "x")), failure.Refused},
	}
	for _, test := range tests {
		w := &answer.Writer{Reached: test.reached}
		if got := w.Classify(test.ctx, test.err).Exit; got != test.want {
			t.Errorf("%s: exit %d, want %d", test.name, got, test.want)
		}
	}
}

type greeting struct {
	Hello string `json:"hello"`
}

func (g greeting) Text(p *text.Page) { p.Line("hello %s", g.Hello) }

// A refused plan is shown before the error; with --json one document holds both.
func TestReportWithView(t *testing.T) {
	f := failure.New(failure.Refused, "policy.x", "no").WithHint("ask again").WithResult(greeting{"world"})
	var out, err bytes.Buffer
	a := newApp(testWorld(nil, nil, &out, &err))
	a.result.Report(f)
	if out.String() != "hello world\n" || err.String() != "mpool: error: no\nmpool: hint: ask again\n" {
		t.Errorf("text: %q %q", out.String(), err.String())
	}
	out.Reset()
	err.Reset()
	a.ui.Options.JSON = true
	a.result.Report(f)
	if !strings.Contains(out.String(), `"hello": "world"`) || !strings.Contains(out.String(), `"policy.x"`) || err.Len() > 0 {
		t.Errorf("JSON: %s %s", out.String(), err.String())
	}
}

// devnet prints its result first and may fail later: stdout still has only one document.
func TestReportAfterAnswer(t *testing.T) {
	var out, err bytes.Buffer
	a := newApp(testWorld(nil, nil, &out, &err))
	a.ui.Options.JSON = true
	if e := a.show(greeting{"world"}); e != nil {
		t.Fatal(e)
	}
	before := out.Len()
	a.result.Report(failure.New(failure.Plain, "x", "too late"))
	if out.Len() != before || err.String() != "mpool: error: too late\n" {
		t.Errorf("%q %q", out.String(), err.String())
	}
}
