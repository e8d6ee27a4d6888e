package main

import (
	"context"
	"errors"
	"regexp"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/spf13/cobra"

	"mpool/internal/chain"
	"mpool/internal/decode"
	"mpool/internal/explain"
	"mpool/internal/failure"
	"mpool/internal/text"
)

func newExplain(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "explain WHAT [POOL]",
		Short: "Say in words what a code, revert data, calldata or a transaction means",
		Long: withExitCodes(`explain takes what Balancer's contracts and the tools around them leave behind, and
says what it means and what to do about it:

  BAL#302, 302, MIN_WEIGHT   one of Balancer's codes, or a message that holds one
  0x08c379a0…, 0x            what a call reverted with
  0x819c70f3…                calldata of a Managed Pool, its factories, the Vault, BalancerQueries or a token,
                             and of a Safe's execTransaction or multiSend with what they make it do
  0x and 64 digits           the hash of a transaction: what it did, its events, and why it reverted

Only a transaction needs a node. With POOL, calldata is shown with the symbols and
decimals of its tokens, which needs one too. What is not known is not guessed.`, failure.Done, failure.Plain, failure.Misuse, failure.Interrupted),
		Example: `  mpool explain BAL#302
  mpool explain 0x2a9a032300000000000000000000000000000000000000000000000000470de4df820000
  mpool explain 0x… --rpc-url http://127.0.0.1:8545 --json`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			v, err := a.explain(cmd.Context(), strings.TrimSpace(args[0]), args[1:])
			if err != nil {
				return err
			}
			return a.show(v)
		},
	}
}

// explain tells what it was given by its form and its length.
func (a *app) explain(ctx context.Context, text string, pool []string) (text.View, error) {
	digits, isHex := strings.CutPrefix(text, "0x")
	switch {
	case !isHex && len(pool) > 0:
		return nil, failure.Usage("a code means the same for every pool").WithHint("leave the pool out")
	case !isHex:
		return explainWords(text)
	case len(digits) == 2*common.HashLength:
		return a.explainHash(ctx, text, pool)
	case len(digits) == 2*common.AddressLength:
		return nil, failure.Usage("an address is nothing to explain").WithHint("mpool status %s shows a pool", text)
	}
	data, err := hexutil.Decode(text)
	if err != nil && text != "0x" {
		return nil, failure.Usage("what follows 0x is not hexadecimal, or has an odd number of digits").Because(err).
			WithHint("copy it once more, as a whole")
	}
	return a.explainBytes(ctx, data, pool)
}

// explainWords explains a code, its name, or a message that holds a code.
func explainWords(words string) (text.View, error) {
	if found := regexp.MustCompile(`^(?:(?i)bal#?)?(\d{1,3})$`).FindStringSubmatch(words); found != nil {
		return explainCode(found[1])
	}
	if revert, found := chain.BalancerNamed(words); found {
		return &explain.View{Kind: "code", Revert: explain.NewRevert(revert)}, nil
	}
	if found := regexp.MustCompile(`BAL#(\d{3})\b`).FindStringSubmatch(words); found != nil {
		return explainCode(found[1])
	}
	if len(words) > 66 {
		words = text.Clean(words, 60) + "…"
	}
	f := failure.Usage("%s is no code of Balancer's and no name of one", text.Quote(words))
	if len(words) > 7 && strings.Trim(words, "0123456789abcdefABCDEF…") == "" {
		return nil, f.WithHint("what is hexadecimal begins with 0x here")
	}
	return nil, f.WithHint("codes look like BAL#302, names like MIN_WEIGHT; revert data, calldata and hashes begin with 0x")
}

func explainCode(digits string) (text.View, error) {
	number, err := strconv.Atoi(digits)
	if err != nil {
		return nil, err
	}
	revert, found := chain.BalancerCode(number)
	if !found {
		return nil, failure.Usage("Balancer V2 has no code BAL#%03d", number).WithHint("is it of another protocol, or mistyped?")
	}
	return &explain.View{Kind: "code", Revert: explain.NewRevert(revert)}, nil
}

// explainBytes explains revert data or calldata: their selectors tell them apart.
func (a *app) explainBytes(ctx context.Context, data []byte, pool []string) (text.View, error) {
	if len(data) == 0 {
		return &explain.View{Kind: "revert", Revert: explain.NewRevert(chain.DecodeRevert(nil, ""))}, nil
	}
	d, err := decode.NewWithSafe()
	if err != nil {
		return nil, err
	}
	revert, err := explain.ReadRevert(d, data)
	if err == nil {
		return &explain.View{Kind: "revert", Revert: revert}, nil
	}
	var unknown *decode.UnknownError
	if !errors.As(err, &unknown) {
		return nil, notRead(err, data)
	}
	call, err := d.Call(data)
	if err == nil && call.Trailing > 0 {
		err = failure.Usage("it is a call of %s with %s too many at the end", call.Function, text.Plural(call.Trailing, "byte")).
			WithHint("contracts ignore them; leave them out to see the call")
	}
	if err != nil {
		return nil, notRead(err, data)
	}
	book, err := a.bookOf(ctx, pool)
	if err != nil {
		return nil, err
	}
	call.Explain(book, common.Address{}) // calldata alone does not say which contract it is for
	return &explain.View{Kind: "call", Call: call, Makes: explain.Made(d, book, data, explain.Deepest)}, nil
}

// notRead is the error for bytes that are not understood.
func notRead(err error, data []byte) error {
	var f *failure.Failure
	var unknown *decode.UnknownError
	switch {
	case errors.As(err, &f):
		return f
	case len(data) < 4:
		return failure.Usage("%s has no selector, which takes 4 bytes", hexutil.Encode(data)).Because(err).WithHint("copy it once more, as a whole")
	case errors.As(err, &unknown):
		return failure.Usage("%s", err).Because(err).
			WithHint("the contract that it is for, or that reverted with it, has it in its own source")
	}
	return failure.Usage("%s", err).Because(err).WithHint("copy it once more, as a whole, and without what may be added to it")
}

// bookOf names the tokens of the pool that the user named, and of none without.
func (a *app) bookOf(ctx context.Context, pool []string) (decode.Book, error) {
	if len(pool) == 0 {
		return decode.NewBook(nil), nil
	}
	s, err := a.looks.Read(ctx, pool, chain.Latest())
	if err != nil {
		return decode.Book{}, err
	}
	return decode.NewBook(s), nil
}
