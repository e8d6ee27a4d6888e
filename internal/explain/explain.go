package explain

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/failure"
	"mpool/internal/findings"
	"mpool/internal/glossary"
	"mpool/internal/nearest"
	"mpool/internal/revert"
	"mpool/internal/text"
)

// Explain finds out from its form and length what the text is, and explains it.
func (r *Reader) Explain(ctx context.Context, text string, pool []string) (text.View, error) {
	digits, isHex := strings.CutPrefix(text, "0x")
	_, isCode := revert.Named(text)                                                                         // such as PAUSED
	if term, found := glossary.Find(strings.Join(append([]string{text}, pool...), " ")); found && !isCode { // a term of several words needs no quotation marks: AUM fee
		return &View{Kind: "term", Term: &term}, nil
	}
	switch {
	case !isHex && len(pool) > 0:
		return nil, failure.Usage("a code means the same for every pool").WithHint("omit the pool")
	case !isHex:
		return explainWords(text)
	case len(digits) == 2*common.HashLength:
		return r.explainHash(ctx, text, pool)
	case len(digits) == 2*common.AddressLength:
		return nil, r.refuseAddress(ctx, text)
	}
	data, err := hexutil.Decode(text)
	if err != nil && text != "0x" {
		return nil, failure.Usage("invalid hex: there are other characters after 0x, or an odd number of digits").Because(err).
			WithHint("copy the complete hex string and nothing else")
	}
	return r.explainBytes(ctx, data, pool)
}

// explainWords explains a code, its name, or a message with a code in it.
func explainWords(words string) (text.View, error) {
	if found := regexp.MustCompile(`^(?:(?i)bal#?)?(\d{1,3})$`).FindStringSubmatch(words); found != nil {
		return explainCode(found[1])
	}
	if revert, found := revert.Named(words); found {
		return &View{Kind: "code", Revert: NewRevert(revert)}, nil
	}
	if revert, found := revert.SafeCode(words); found {
		return &View{Kind: "code", Revert: NewRevert(revert)}, nil
	}
	if row, found := findings.Find(words); found {
		return &View{Kind: "finding", Finding: newFinding(row)}, nil
	}
	if found := regexp.MustCompile(`BAL#(\d{3})\b`).FindStringSubmatch(words); found != nil {
		return explainCode(found[1])
	}
	if len(words) > 66 {
		words = text.Clean(words, 60) + "…"
	}
	f := failure.Usage("unknown word or code %s", text.Quote(words))
	if meant := meant(words); meant != "" {
		return nil, f.WithHint("did you mean %s? mpool explain %s", meant, meant)
	}
	if len(words) > 7 && strings.Trim(words, "0123456789abcdefABCDEF…") == "" {
		return nil, f.WithHint("hex needs the prefix 0x")
	}
	return nil, f.WithHint("use a word such as TVL, a code such as BAL#302 or breaker.trips, a name such as MIN_WEIGHT, or revert data, calldata or a hash with 0x")
}

// meant is the known word or code that was probably meant.
func meant(words string) string {
	words = strings.ToLower(words)
	codes := Codes()
	if begun := append(glossary.Begun(words), slices.DeleteFunc(slices.Clone(codes), func(code string) bool { return !partOf(code, words) })...); len(begun) > 0 {
		return begun[0]
	}
	return nearest.Word(words, append(glossary.Names(), codes...))
}

// partOf reports whether a word is a part of a code: skewed of prices.skewed.
func partOf(code, word string) bool { return slices.Contains(strings.Split(code, "."), word) }

// Codes lists the codes of findings.
func Codes() (codes []string) {
	for _, row := range findings.All() {
		codes = append(codes, row.Code)
	}
	return codes
}

func explainCode(digits string) (text.View, error) {
	number, err := strconv.Atoi(digits)
	if err != nil {
		return nil, err
	}
	revert, found := revert.Code(number)
	if !found {
		return nil, failure.Usage("unknown Balancer error BAL#%03d", number).WithHint("check the number, and that the error is from Balancer V2")
	}
	return &View{Kind: "code", Revert: NewRevert(revert)}, nil
}

// explainBytes explains revert data or calldata, which differ by their selectors.
func (r *Reader) explainBytes(ctx context.Context, data []byte, pool []string) (text.View, error) {
	if len(data) == 0 {
		return &View{Kind: "revert", Revert: NewRevert(revert.Decode(nil, ""))}, nil
	}
	d, err := decode.NewWithSafe()
	if err != nil {
		return nil, err
	}
	revert, err := ReadRevert(d, data)
	if err == nil {
		return &View{Kind: "revert", Revert: revert}, nil
	}
	var unknown *decode.UnknownError
	if !errors.As(err, &unknown) {
		return nil, notRead(err, data)
	}
	call, err := d.Call(data)
	if err == nil && call.Trailing > 0 {
		err = failure.Usage("it is a call of %s with %s too many at the end", call.Function, text.Plural(call.Trailing, "byte")).
			WithHint("contracts ignore the extra bytes; omit them to see the call")
	}
	if err != nil {
		return nil, notRead(err, data)
	}
	book, err := r.bookOf(ctx, pool)
	if err != nil {
		return nil, err
	}
	call.Explain(book, common.Address{}) // calldata does not contain the address of its contract
	return &View{Kind: "call", Call: call, Makes: Made(d, book, data, Deepest)}, nil
}

// notRead is the error about bytes that cannot be decoded.
func notRead(err error, data []byte) error {
	var f *failure.Failure
	var unknown *decode.UnknownError
	switch {
	case errors.As(err, &f):
		return f
	case len(data) < 4:
		return failure.Usage("%s is too short: a selector has 4 bytes", hexutil.Encode(data)).Because(err).WithHint("copy the complete hex string and nothing else")
	case errors.As(err, &unknown):
		return failure.Usage("%s", err).Because(err).
			WithHint("look in the source of the contract that it is for, or that reverted with it")
	}
	return failure.Usage("%s", err).Because(err).WithHint("copy the complete hex string and nothing else")
}

// bookOf returns the names of the named pool's tokens; none if no pool is named.
func (r *Reader) bookOf(ctx context.Context, pool []string) (decode.Book, error) {
	if len(pool) == 0 {
		return decode.NewBook(nil), nil
	}
	s, err := r.Looks.Read(ctx, pool, chain.Latest())
	if err != nil {
		return decode.Book{}, err
	}
	return decode.NewBook(s), nil
}
