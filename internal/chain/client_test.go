package chain

import (
	"reflect"
	"testing"

	"mpool/internal/chain/wire"
)

// TestFewMethods holds the parts of a client apart: a part that embeds another one gets all of its
// methods. What few need is a named part.
func TestFewMethods(t *testing.T) {
	const most = 45
	for _, of := range []reflect.Type{
		reflect.TypeFor[*Client](), reflect.TypeFor[*Transactions](), reflect.TypeFor[*Foundry](), reflect.TypeFor[*simulator](), reflect.TypeFor[*lensReader](), reflect.TypeFor[*wire.Conn](),
	} {
		if n := of.NumMethod(); n > most {
			t.Errorf("%s has %d methods, and at most %d", of, n, most)
		}
	}
}
