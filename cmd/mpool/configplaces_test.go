package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"

	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/flagvalue"
	"mpool/internal/safe/queue"
	"mpool/internal/safe/signing"
	"mpool/internal/units"
)

// placesOf reads settings with the flags of a command that sends.
func placesOf(t *testing.T, env map[string]string, args ...string) (config.Settings, error) {
	t.Helper()
	flags := pflag.NewFlagSet("mpool", pflag.ContinueOnError)
	addSettingFlags(flags, "check_rpc_urls", "publish_url", config.KeyTolerance)
	if err := flags.Parse(args); err != nil {
		t.Fatal(err)
	}
	a := newApp(world{out: io.Discard, err: io.Discard, env: func(name string) (string, bool) { v, ok := env[name]; return v, ok }})
	err := a.settings.Load(config.Source{Flags: flags, Ended: nil, Reads: a.inputs.Reads})
	return *a.settings, err
}

// An invalid address is refused before any request, from every source, and is not shown.
func TestPlacesAreAddresses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "config.yaml")
	for _, c := range []struct {
		key, value string
		good       bool
	}{
		{"publish_url", "s3cretfoo", false}, {"publish_url", "ws://relay.example", false}, {"publish_url", "https://", false}, {"publish_url", "http://[s3cret", false},
		{"publish_url", "/s3cret/geth.ipc", false}, {"publish_url", "relay.example/s3cret", false}, {"publish_url", "Public", false},
		{"publish_url", "public", true}, {"publish_url", "https://relay.example/v2/s3cret", true}, {"publish_url", "HTTP://127.0.0.1:1", true},
		{"check_rpc_urls", "s3cretfoo", false}, {"check_rpc_urls", "ftp://s3cret.example", false}, {"check_rpc_urls", "http://node.example,s3cretfoo", false}, {"check_rpc_urls", "http://:8545", false},
		{"check_rpc_urls", "wss://node.example", true}, {"check_rpc_urls", "/data/geth.ipc", true}, {"check_rpc_urls", "http://a.example,http://b.example", true},
	} {
		flag := map[string]string{"publish_url": "--publish-url", "check_rpc_urls": "--check-rpc-url"}[c.key]
		text := c.key + ": \"" + c.value + "\"\n"
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		ways := map[string]func() (config.Settings, error){
			"MPOOL_" + strings.ToUpper(c.key): func() (config.Settings, error) {
				return placesOf(t, map[string]string{"MPOOL_" + strings.ToUpper(c.key): c.value})
			},
			path: func() (config.Settings, error) { return placesOf(t, map[string]string{"MPOOL_CONFIG": path}) },
		}
		if !strings.Contains(c.value, ",") { // a flag is repeated instead of split at commas
			ways[flag] = func() (config.Settings, error) { return placesOf(t, nil, flag, c.value) }
		}
		for source, read := range ways {
			_, err := read()
			var f *failure.Failure
			switch {
			case c.good && err != nil:
				t.Errorf("%s %s: %v", source, c.value, err)
			case !c.good && (!errors.As(err, &f) || f.Exit != failure.Misuse || !strings.Contains(err.Error(), source) || strings.Contains(err.Error()+f.Hint, "s3cret")):
				t.Errorf("%s %s: %v", source, c.value, err)
			}
		}
	}
	if _, err := placesOf(t, nil, "--publish-url", ""); err == nil {
		t.Error("an empty --publish-url would have everything published")
	}
}

// The hint about a tolerance of 0 names a value that mpool accepts.
func TestToleranceOfNothing(t *testing.T) {
	for _, value := range []string{"0", "0%", "0.00%"} {
		_, err := placesOf(t, nil, "--tolerance", value)
		var f *failure.Failure
		if !errors.As(err, &f) || f.Exit != failure.Misuse || !strings.Contains(f.Hint, "above 0%, for example 0.5%") || strings.Contains(err.Error(), "whichever") {
			t.Errorf("%s: %v, hint %v", value, err, f)
		}
	}
	if s, err := placesOf(t, nil, "--tolerance", "0.5%"); err != nil || s.Tolerance != units.FixedFrom(5_000_000_000_000_000) {
		t.Errorf("0.5%%: %v, %v", s.Tolerance, err)
	}
}

// The file about an internal error hides the secrets in these addresses too.
func TestPlacesAreSecrets(t *testing.T) {
	a := panicApp(t, &bytes.Buffer{})
	a.settings.PublishURL, a.settings.CheckRPCURLs = "https://relay.example/v2/r3layKey", []string{"https://node.example/ch3ckKey"}
	a.keeper.Env = func(name string) (string, bool) {
		return map[string]string{"MPOOL_PUBLISH_URL": "https://relay.example/v2/v4rRelay", "MPOOL_CHECK_RPC_URLS": "https://a.example/v4rOne,https://b.example/v4rTwo"}[name], true
	}
	got := a.keeper.HideSecrets("r3layKey ch3ckKey v4rRelay v4rOne v4rTwo public")
	if got != "*** *** *** *** *** public" {
		t.Error(got)
	}
}

// A repeated unit is refused: it would add up to an unintended duration.
func TestWaitFlag(t *testing.T) {
	for text, want := range map[string]time.Duration{"1m30s": 90 * time.Second, "1.5h0.5m": 90*time.Minute + 30*time.Second, "1s1s": -1, "1m1s1m": -1, "1.5s1.5s": -1, "90": -1, "soon": -1} {
		var wait time.Duration
		if err := (*flagvalue.Wait)(&wait).Set(text); (err != nil) != (want < 0) || err == nil && wait != want {
			t.Errorf("%s: %s, %v", text, wait, err)
		}
	}
}

// A value that is not a number is refused in plain words.
func TestNumberFlags(t *testing.T) {
	for flag, set := range map[string]func(string) error{"--after": new(queue.Name).Set, "--nonce": new(signing.Nonce).Set} {
		for _, text := range []string{"foo", "-1", "99999999999999999999"} {
			if err := set(text); err == nil || strings.Contains(err.Error(), "strconv") || strings.Contains(err.Error(), "parsing") {
				t.Errorf("%s %s: %v", flag, text, err)
			}
		}
	}
}
