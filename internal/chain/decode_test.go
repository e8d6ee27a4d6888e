package chain

import (
	"bytes"
	"strings"
	"testing"

	"mpool/internal/chain/lens"
	"mpool/internal/revert"
)

// samplePage is an answer of the lens contract with all parts.
func samplePage(tokens int, breaker bool) []byte {
	b := []byte{lensVersion}
	b = append(b, make([]byte, 8+8+32+4+4+32+20)...)
	b = append(b, 0, byte(tokens+1), noFactory)
	b = append(b, make([]byte, 20+4+1+8+4*8+2*8+3*8+32+2*14+32+20+20)...)
	b = append(b, 4, 'n', 'a', 'm', 'e', 1, 's')
	for range min(tokens, lens.PageSize) {
		b = append(b, make([]byte, 20)...)
		gone := byte(noBreakerSet)
		if breaker {
			gone = 0
		}
		b = append(b, gone, 18, 3, 'S', 'Y', 'M')
		b = append(b, make([]byte, 14+14+20+1+3*8)...)
		if breaker {
			b = append(b, make([]byte, 32+3*8+2*32)...)
		}
	}
	return b
}

func TestDecodePageIsStrict(t *testing.T) {
	for _, answer := range [][]byte{samplePage(0, false), samplePage(2, false), samplePage(50, true)} {
		if _, err := decodePage(answer, 0); err != nil {
			t.Fatal(err)
		}
		for n := range len(answer) {
			if _, err := decodePage(answer[:n], 0); err == nil {
				t.Fatalf("%d of %d bytes are taken for an answer", n, len(answer))
			}
		}
		if _, err := decodePage(append(bytes.Clone(answer), 0), 0); err == nil {
			t.Error("a byte too many is taken")
		}
		answer[0]++
		if _, err := decodePage(answer, 0); err == nil {
			t.Error("another version is taken")
		}
	}
}

func TestDecodePageRefusesDecimals(t *testing.T) {
	page := samplePage(2, false)
	at := bytes.LastIndex(page, []byte{18, 3, 'S', 'Y', 'M'})
	for _, n := range []byte{19, 255} {
		page[at] = n
		if _, err := decodePage(page, 0); err == nil || !strings.Contains(err.Error(), "decimals") {
			t.Errorf("%d decimals: %v", n, err)
		}
	}
}

func FuzzDecodePage(f *testing.F) {
	f.Add(samplePage(2, true), 0)
	f.Add(samplePage(50, false), lens.PageSize)
	f.Add([]byte{}, 0)
	f.Fuzz(func(_ *testing.T, answer []byte, first int) {
		p, err := decodePage(answer, first)
		if err != nil || first != 0 {
			return
		}
		// a decoded page must be combined or refused without a panic
		r := &reading{header: &Header{}, pages: []*page{p}}
		_, _ = r.snapshot(balancer{factories: knownFactories()})
	})
}

func FuzzDecodeRevert(f *testing.F) {
	f.Add([]byte{0x08, 0xc3, 0x79, 0xa0}, "execution reverted")
	f.Add([]byte{0x4e, 0x48, 0x7b, 0x71}, "BAL#302")
	f.Fuzz(func(t *testing.T, data []byte, message string) {
		if r := revert.Decode(data, message); r.Error() == "" || r.Remedy() == "" {
			t.Errorf("%x is explained by nothing", data)
		}
	})
}
