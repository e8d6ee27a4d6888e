package main

import (
	"mpool/internal/text"
)

func (c *console) newPage() *text.Page { return &text.Page{Colour: c.colour(c.out)} }
