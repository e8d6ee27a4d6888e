// Package planfile reads plans from files: strictly, and only those whose parts say the same. It knows
// every operation that a plan can have.
package planfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"mpool/internal/ops"
	"mpool/internal/units"
)

// Read reads a plan file strictly: an unknown field, a second document or another schema is an
// error.
func Read(from io.Reader) (*ops.Plan, error) {
	text, err := io.ReadAll(from)
	if err != nil {
		return nil, err
	}
	file := ops.PlanFile{}
	if err := decodeStrictly(bytes.NewReader(text), &file); err != nil {
		return nil, fmt.Errorf("this is not a plan file of mpool: %w", plainly(err))
	}
	if file.Kind != ops.PlanKind || file.Schema != ops.PlanSchema {
		return nil, fmt.Errorf("this version of mpool cannot read this plan file: kind %q, schema version %d instead of %s, %d", units.Clip(file.Kind), file.Schema, ops.PlanKind, ops.PlanSchema)
	}
	if file.Predicted == nil || file.Predicted.ChainID == 0 {
		return nil, errors.New("the plan has no predicted state, or none for a chain")
	}
	operation, err := decodeOperation(file.Name, file.Operation)
	if err != nil {
		return nil, err
	}
	plan := file.Plan(operation)
	if digest, err := plan.Digest(); err != nil || digest != file.Digest {
		return nil, errors.New("the plan file was changed by hand: write a new plan")
	}
	if err := says(plan, &file, text); err != nil {
		return nil, fmt.Errorf("the plan file differs from what mpool writes: %w", err)
	}
	return plan, nil
}

func decodeStrictly(from io.Reader, into any) error {
	decoder := json.NewDecoder(from)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		return err
	}
	if _, err := decoder.Token(); err != io.EOF {
		return errors.New("there is more text after the end of the document")
	}
	return nil
}

// plainly says without the words of Go's decoder why a file cannot be decoded.
func plainly(err error) error {
	var syntax *json.SyntaxError
	var value *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("it is not JSON")
	case errors.As(err, &value):
		return fmt.Errorf("%q has a value of the wrong type", units.Clip(value.Field))
	}
	if field, unknown := strings.CutPrefix(err.Error(), "json: unknown field "); unknown { // the decoder has no type for it
		return fmt.Errorf("it has an unknown field %s", units.Clip(field))
	}
	return err
}

// Text is a plan in the form of plan files. It fails for one that could not be read back, and so not be
// resumed.
func Text(plan *ops.Plan) ([]byte, error) {
	text, err := json.Marshal(plan)
	if err != nil {
		return nil, err
	}
	if _, err := Read(bytes.NewReader(text)); err != nil {
		return nil, fmt.Errorf("cannot read back a plan of %q: %w", plan.Operation.Name(), err)
	}
	return text, nil
}
