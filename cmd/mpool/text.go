package main

import (
	"mpool/internal/text"
)

func (a *app) newPage() *text.Page { return &text.Page{Colour: a.colour(a.out)} }
