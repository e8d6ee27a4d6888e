package chain

import (
	"errors"
	"io"
	"net/http"
)

// maxAnswer is more than any answer that is asked for here, the largest
// simulation included.
const maxAnswer = 64 << 20

// limitedTransport ends an answer that would fill the memory.
type limitedTransport struct{ *http.Transport }

// RoundTrip is http.RoundTripper's.
func (t limitedTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := t.Transport.RoundTrip(r)
	if err == nil {
		answer.Body = &limitedBody{ReadCloser: answer.Body, left: maxAnswer}
	}
	return answer, err
}

type limitedBody struct {
	io.ReadCloser
	left int
}

var errEndless = errors.New("its answer is larger than anything that was asked for")

func (b *limitedBody) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errEndless
	}
	n, err := b.ReadCloser.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}

// noRedirects keeps requests, which carry keys in headers and signed bytes, from
// following a node to another host.
func noRedirects(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
