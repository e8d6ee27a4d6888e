package main

import (
	"fmt"
	"slices"
	"strings"

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
