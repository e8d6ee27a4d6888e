package redact

import (
	"encoding/base64"
	"net/http"
	"strings"
	"testing"
)

func TestSecretsOfAnyLength(t *testing.T) {
	headers := http.Header{"X-Key": {"k9"}, "Authorization": {"Bearer t7"}, "X-Other": {"Basic b5"}}
	e := New("https://u:p4%2F@node.example/v1?key=q%2Fw3&other=abcd&z=xyz&lonekey", headers)
	pair := base64.StdEncoding.EncodeToString([]byte("u:p4/"))
	secrets := []string{"k9", "t7", "b5", "p4/", "p4%2F", "q%2Fw3", "q/w3", "abcd", "lonekey", pair, strings.TrimRight(pair, "=")}
	for _, secret := range secrets {
		if got := e.Clean("<" + secret + "> is wrong"); got != "<***> is wrong" {
			t.Errorf("%s is shown in %s", secret, got)
		}
	}
	if got := e.Clean("v1 is xyz"); got != "v1 is xyz" {
		t.Errorf("hidden: %s", got)
	}
	if got := New("https://u:*@node.example", nil).Clean("a * b"); got != "a *** b" {
		t.Errorf("a star: %s", got)
	}
}
