// Package jq filters a JSON document with a jq expression, as a flag's value.
package jq

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"strconv"
	"time"

	"github.com/itchyny/gojq"
)

// Filter is an expression; the zero value has none. It is the value of a flag.
type Filter struct {
	words string
	code  *gojq.Code
}

// Given reports whether there is an expression.
func (f *Filter) Given() bool { return f.code != nil }

func (f *Filter) String() string { return f.words }

// Type is the value's name in --help.
func (f *Filter) Type() string { return "expression" }

// Set accepts an expression that compiles. Files, variables and the environment are not available to
// it.
func (f *Filter) Set(words string) error {
	query, err := gojq.Parse(words)
	var parse *gojq.ParseError
	if errors.As(err, &parse) {
		return fmt.Errorf("not a valid jq expression: error at character %d", parse.Offset)
	}
	if err != nil {
		return errors.New("not a valid jq expression")
	}
	code, err := gojq.Compile(query)
	if err != nil {
		return fmt.Errorf("not a valid jq expression: %w", err)
	}
	f.words, f.code = words, code
	return nil
}

// Write runs the expression over a document and writes its results, a line each: text as it
// is, and everything else as JSON. If it fails, nothing is written. An endless expression
// fails soon after the user ends the program.
func (f *Filter) Write(ended <-chan struct{}, to io.Writer, document []byte) error {
	input, err := decode(document)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go cancelAfter(ctx, ended, cancel)
	var out bytes.Buffer
	results := f.code.RunWithContext(ctx, input)
	for ctx.Err() == nil {
		result, more := results.Next()
		if !more {
			break
		}
		if err, failed := result.(error); failed {
			var halt *gojq.HaltError
			if errors.As(err, &halt) && halt.Value() == nil {
				break
			}
			return err
		}
		if err := writeOne(&out, result); err != nil {
			return err
		}
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	_, err = to.Write(out.Bytes())
	return err
}

// patience is how long an expression may continue to run after the user ends the program: an
// interrupted command still has an outcome to show.
const patience = time.Second

func cancelAfter(ctx context.Context, ended <-chan struct{}, cancel func()) {
	select {
	case <-ended:
		time.AfterFunc(patience, cancel)
	case <-ctx.Done():
	}
}

func writeOne(out *bytes.Buffer, result any) error {
	if text, is := result.(string); is {
		out.WriteString(text + "\n")
		return nil
	}
	text, err := gojq.Marshal(result)
	if err != nil {
		return err
	}
	out.Write(append(text, '\n'))
	return nil
}

// decode parses a document and keeps integers of any length exact.
func decode(document []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(document))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	return numbers(v), nil
}

func numbers(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name, one := range v {
			v[name] = numbers(one)
		}
	case []any:
		for i, one := range v {
			v[i] = numbers(one)
		}
	case json.Number:
		return number(v.String())
	}
	return v
}

func number(words string) any {
	if n, err := strconv.Atoi(words); err == nil {
		return n
	}
	if n, whole := new(big.Int).SetString(words, 10); whole {
		return n
	}
	x, err := strconv.ParseFloat(words, 64)
	if err != nil {
		return words // larger than any float64
	}
	return x
}
