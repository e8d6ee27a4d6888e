package wire

import (
	"errors"
	"io"
	"net/http"
)

// longestAnswer is the largest size of an HTTP answer that mpool reads, in bytes.
const longestAnswer = 64 << 20

var errLong = errors.New("its response is longer than 64 MB")

// httpClient returns a client that follows no redirects, because they would carry signed
// transactions and secret headers to another server. It limits the size of answers.
func httpClient(transport http.RoundTripper) *http.Client {
	return &http.Client{
		Transport:     limitedTransport{transport},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

type limitedTransport struct{ inner http.RoundTripper }

// RoundTrip limits the size of the body after decompression.
func (t limitedTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := t.inner.RoundTrip(r)
	if err == nil {
		hear(r.Context(), response)
		response.Body = &limitedBody{ReadCloser: response.Body, left: longestAnswer}
	}
	return response, err
}

type limitedBody struct {
	io.ReadCloser
	left int64
}

func (b *limitedBody) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errLong
	}
	n, err := b.ReadCloser.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}
