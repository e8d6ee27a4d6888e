package request

import "mpool/internal/batch"

// All are the operations that can be asked for, nothing being said of them yet, in the
// order of their names.
func All() []*Request {
	return []*Request{
		newRequest("fee-set", "Change the swap fee at once", newFeeSet()).judged(),
		newRequest("swaps disable", "Disable swaps", &swapsOff{}),
		newRequest("swaps enable", "Enable swaps, behind a swap fee that falls", &swapsOn{}).judged(),
	}
}

func newRequest(name, short string, of asked) *Request {
	return &Request{Name: name, Short: short, Fields: of.fields(), of: of}
}

// judged is a request whose plans policies judge.
func (r *Request) judged() *Request {
	r.Fields = append(r.Fields, overrideFields(&r.Override)...)
	return r
}

// Shapes are the operations as batch files and their schema have them.
func Shapes() []batch.Shape {
	var shapes []batch.Shape
	for _, r := range All() {
		shapes = append(shapes, r.Shape())
	}
	return shapes
}

// Shape is the operation as batch files have it.
func (r *Request) Shape() batch.Shape {
	s := batch.Shape{Name: r.Name, Short: r.Short}
	for _, f := range r.Fields {
		// the first of several words would be taken for the pool
		s.NeedsPool = s.NeedsPool || f.Place == batch.Words && f.Kind == batch.List
		s.Fields = append(s.Fields, f.Field)
	}
	return s
}
