package request

import (
	"context"
	"strings"

	"mpool/internal/batch"
	"mpool/internal/config"
	"mpool/internal/failure"
	"mpool/internal/text"
)

// These types parse the arguments after a command's name: the pool, then the rest.

// poolAlone is an operation without further arguments.
type poolAlone struct{}

func (poolAlone) fields() []Field { return nil }

// words puts the configured pool first, so that the next command names it. A missing pool is reported
// with the other mistakes.
func (poolAlone) words(args []string, s *config.Settings) ([]string, error) {
	if len(args) == 0 && s.Pool != "" {
		return []string{s.Pool}, nil
	}
	return args, nil
}

func (poolAlone) check(context.Context, Source) error { return nil }

// oneWord is an operation with one argument after the pool.
type oneWord struct{ word typed }

func (o *oneWord) words(args []string, s *config.Settings) ([]string, error) {
	full, err := s.PoolFirst(args, 1)
	if err != nil {
		if len(args) == 1 && !strings.HasPrefix(args[0], "0x") { // the argument is not the pool
			_ = o.word.Set(args[0]) // accepts any text
		}
		return nil, err
	}
	return full, o.word.Set(full[1])
}

// field returns the argument as a field; the usage shows its name in capitals.
func (o *oneWord) field(name, usage string) Field { return word(name, &o.word, usage) }

// word returns a field that is an argument after the pool.
func word(name string, value *typed, usage string) Field {
	return Field{Field: batch.Field{Name: name, Kind: batch.Text, Place: batch.Words, Usage: usage}, Label: strings.ToUpper(name), Value: value}
}

// token returns the argument as a field that names a token.
func (o *oneWord) token() Field { return o.field("token", "the token, by symbol or address") }

// someTokens is an operation on some or all tokens of the pool.
type someTokens struct {
	names several // each may hold several, with commas between them
	all   onOff
}

func (o *someTokens) field() Field {
	return Field{Field: batch.Field{Name: "tokens", Kind: batch.List, Place: batch.Joined, Usage: "tokens, by symbol or address"}, Label: "TOKEN[,TOKEN…]", Value: &o.names}
}

func (o *someTokens) words(args []string, s *config.Settings) ([]string, error) {
	behind := 1
	if o.all.on {
		behind = 0
	}
	if len(args) > behind+1 {
		return nil, failure.Usage("--all means all tokens: omit the token names")
	}
	if len(args) < behind {
		return nil, failure.Usage("missing tokens: name them, for example USDC,WETH, or use --all")
	}
	args, err := s.PoolFirst(args, behind)
	if err != nil || o.all.on {
		return args, err
	}
	return args, o.names.Set(args[1])
}

func (o *someTokens) check(context.Context, Source) error { return nil }

// someAmounts is an operation on tokens with an amount each: USDC=1000.
type someAmounts struct{ items several }

func (o *someAmounts) fields() []Field {
	return []Field{{Field: batch.Field{Name: "amounts", Kind: batch.Pairs, Place: batch.Words, Usage: `tokens, with an amount each: USDC: "1000"`}, Label: "TOKEN=AMOUNT…", Value: &o.items}}
}

// words puts the configured pool before the amounts if POOL was omitted. An amount contains an equals
// sign, which no pool's name or address does.
func (o *someAmounts) words(args []string, s *config.Settings) ([]string, error) {
	behind := len(args)
	if len(args) > 0 && !strings.Contains(args[0], "=") {
		behind--
	}
	if behind == 0 {
		return nil, failure.Usage("missing tokens and amounts, for example USDC=1000 WETH=0.5")
	}
	for _, item := range args[len(args)-behind:] {
		if !strings.Contains(item, "=") {
			return nil, failure.Usage("invalid token and amount %s: use TOKEN=AMOUNT, for example USDC=1000", text.Quote(item))
		}
	}
	items := args[len(args)-behind:]
	args, err := s.PoolFirst(args, behind)
	return args, failure.Together(err, o.items.Replace(items))
}

func (o *someAmounts) check(context.Context, Source) error { return amountForms(o.items.words) }

// anyAmounts is someAmounts where no amount is needed.
type anyAmounts struct{ someAmounts }

func (o *anyAmounts) field() Field {
	f := o.someAmounts.fields()[0]
	f.Optional, f.Label = true, "["+f.Label+"]"
	return f
}

func (o *anyAmounts) named() bool { return len(o.items.words) > 0 }

func (o *anyAmounts) words(args []string, s *config.Settings) ([]string, error) {
	if len(args) == 0 || len(args) == 1 && !strings.Contains(args[0], "=") {
		return s.PoolFirst(args, 0)
	}
	return o.someAmounts.words(args, s)
}
