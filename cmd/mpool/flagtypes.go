package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"mpool/internal/ops"
)

// choice is a flag that takes one of a few words.
type choice struct {
	value string
	of    []string
}

func (c *choice) String() string { return c.value }

func (c *choice) Type() string { return strings.Join(c.of, "|") }

func (c *choice) Set(word string) error {
	if !slices.Contains(c.of, word) {
		return fmt.Errorf("must be one of %s", strings.Join(c.of, ", "))
	}
	c.value = word
	return nil
}

// weiFlag is a price of gas with its unit, such as 20gwei.
type weiFlag struct {
	set   bool
	value ops.Wei
}

func (w *weiFlag) String() string {
	if !w.set {
		return ""
	}
	return w.value.Gwei() + "gwei"
}

func (w *weiFlag) Type() string { return "price" }

func (w *weiFlag) Set(text string) error {
	value, err := parseGasPrice(text)
	w.set, w.value = err == nil, value
	return err
}

// addressFlag is an address, where one is given.
type addressFlag struct{ value common.Address }

func (f *addressFlag) String() string {
	if f.value == (common.Address{}) {
		return ""
	}
	return f.value.Hex()
}

func (f *addressFlag) Type() string { return "address" }

// Set takes an address with the right checksum, or with none.
func (f *addressFlag) Set(text string) (err error) {
	f.value, err = parseAddress(text)
	return err
}
