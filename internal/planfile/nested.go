package planfile

import (
	"bytes"
	"encoding/json"
	"errors"

	"mpool/internal/ops"
	"mpool/internal/ops/trade"
	"mpool/internal/ops/wallet"
	"mpool/internal/renamed"
)

// NameWithin is the name of the operation inside a Safe's operation, read from a plan file. It
// reads nothing else, and is empty if there is none.
func NameWithin(planFile []byte) string {
	var file struct {
		Parameters struct {
			Of struct {
				Name string `json:"operation"`
			} `json:"of"`
		} `json:"parameters"`
	}
	if json.Unmarshal(planFile, &file) != nil {
		return ""
	}
	return file.Parameters.Of.Name
}

// nested is an operation inside another one.
type nested struct {
	Name       string          `json:"operation"`
	Parameters json.RawMessage `json:"parameters"`
}

// read is as strict as for a plan's own operation.
func (n nested) read() (ops.Nested, error) {
	if n.Name == (wallet.ExecSafe{}).Name() {
		return ops.Nested{}, errors.New("a Safe's transaction within another one")
	}
	op, err := decodeOperation(n.Name, n.Parameters)
	return ops.Nested{Operation: op}, err
}

// ofSafe is a Safe's transaction, with the operation that it is part of.
func ofSafe() kind {
	return kind{[]string{wallet.ExecSafe{}.Name()}, func(_ string, parameters []byte) (ops.Operation, error) {
		var file struct {
			wallet.ExecSafe
			Of nested `json:"of"` // hides that of ExecSafe
		}
		if err := decodeStrictly(bytes.NewReader(parameters), &file); err != nil {
			return nil, err
		}
		of, err := file.Of.read()
		file.ExecSafe.Of = of
		return file.ExecSafe, err
	}}
}

// series are several operations, one after the other.
func series() kind {
	return kind{[]string{ops.Series{}.Name()}, func(_ string, parameters []byte) (ops.Operation, error) {
		var file struct {
			Parts []nested `json:"parts"`
		}
		if err := decodeStrictly(bytes.NewReader(parameters), &file); err != nil {
			return nil, err
		}
		var op ops.Series
		if file.Parts != nil {
			op.Parts = []ops.Nested{} // a plan with nothing to do has none, and its digest tells that from null
		}
		for _, part := range file.Parts {
			of, err := part.read()
			if err != nil {
				return nil, err
			}
			op.Parts = append(op.Parts, of)
		}
		return op, nil
	}}
}

// firstJoin is a first join, by its current name or that of older plan files.
func firstJoin() kind {
	name := trade.InitPool{}.Name()
	return kind{[]string{name, renamed.Before(renamed.Operation, name)}, func(name string, parameters []byte) (ops.Operation, error) {
		read, err := decodeAs[trade.InitPool](parameters)
		if err != nil {
			return nil, err
		}
		op, _ := read.(trade.InitPool) // decodeAs returns no other type
		return op.Called(name), nil
	}}
}
