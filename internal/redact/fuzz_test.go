package redact

import (
	"net/http"
	"strings"
	"testing"
	"unicode/utf8"
)

// oddBytes are bytes that once made a regular expression panic, and similar ones.
func oddBytes() []string {
	return []string{"\xff", "key\xffkey", "\xc3\x28secret", "\xed\xa0\x80surrogate", "\xf8\x88\x80\x80\x80", "K\u212aelvin", "İİİİİİİ", "\x00\x01\x02\x03\x04\x05\x06", "a\\Eb\\Qc(?i", "\xe2\x80", "s3cr3t\xfe"}
}

// TestAnyBytes: an address, a password or a header with any bytes is hidden without a panic.
func TestAnyBytes(t *testing.T) {
	for _, odd := range oddBytes() {
		key := "prefix" + odd + "suffix"
		for name, e := range map[string]Endpoint{
			"path":     New("https://example.com/v2/"+key, nil),
			"query":    New("https://example.com/v2?key="+key, nil),
			"password": New("https://user:"+key+"@example.com", nil),
			"header":   New("https://example.com", http.Header{"X-Key": {key}}),
			"bearer":   New("https://example.com", http.Header{"Authorization": {"Bearer " + key}}),
		} {
			for _, said := range []string{key, strings.ToValidUTF8(key, "�"), string([]rune(key))} {
				if got := e.Clean("refused: " + said); strings.Contains(got, said) || strings.Contains(got, "prefix") && strings.Contains(got, "suffix") {
					t.Errorf("%s %q: %q is shown as %q", name, key, said, got)
				}
			}
		}
	}
}

// FuzzClean: no input makes Clean panic, its result is UTF-8, and a secret of usual length is hidden.
func FuzzClean(f *testing.F) {
	for _, odd := range oddBytes() {
		f.Add("https://u:"+odd+"@example.com/"+odd, "X-Key", odd, "answer: "+odd)
	}
	f.Fuzz(func(t *testing.T, address, name, value, text string) {
		headers := http.Header{name: {value}}
		e := New(address, headers)
		got := e.Clean(text + value)
		if !utf8.ValidString(got) {
			t.Errorf("%q is no UTF-8", got)
		}
		secret := strings.TrimSpace(value)
		if len(secret) >= shortestSecret && !strings.Contains(covered, secret) && strings.Contains(e.hide(text+value), secret) {
			t.Errorf("%q shows in %q", secret, got)
		}
	})
}

// FuzzEverything: the same for Everything with any text.
func FuzzEverything(f *testing.F) {
	for _, odd := range oddBytes() {
		f.Add("https://u:"+odd+"@example.com/"+odd, odd, "panic: "+odd+" https://u:"+odd+"@example.com/"+odd)
	}
	f.Fuzz(func(t *testing.T, address, secret, text string) {
		got := Everything(text+" "+secret, []Endpoint{New(address, nil)}, []string{secret})
		if !utf8.ValidString(got) {
			t.Errorf("%q is no UTF-8", got)
		}
		if len(secret) >= shortestSecret && !strings.Contains(covered, secret) && utf8.ValidString(secret) && strings.Contains(got, secret) {
			t.Errorf("%q shows in %q", secret, got)
		}
	})
}

// TestEverything: everything that looks like a secret is hidden, also if it was not given as one.
func TestEverything(t *testing.T) {
	const key = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"
	for text, want := range map[string]string{
		"key 0x" + key + "!":                         "key 0x***!",
		"KEY " + strings.ToUpper(key):                "KEY ***",
		"at https://a:b@node.example:1/v3/abc?":      "at https://***@node.example:1***",
		"\"wss://node.example/k\" and more":          "\"wss://node.example***\" and more",
		"0x5Afe000000000000000000000000000000005afe": "0x5Afe000000000000000000000000000000005afe",
		"two\nlines p4ss":                            "two\nlines ***",
		"https://a:b/c@node.example/":                "https://***",
	} {
		if got := Everything(text, nil, []string{"p4ss"}); got != want {
			t.Errorf("%q becomes %q, not %q", text, got, want)
		}
	}
}
