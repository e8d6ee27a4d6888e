package ops

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"mpool/internal/units"
)

// ReadPlan reads a plan file strictly: an unknown field, a second document or another schema is an
// error.
func ReadPlan(from io.Reader) (*Plan, error) {
	text, err := io.ReadAll(from)
	if err != nil {
		return nil, err
	}
	file := planFile{}
	if err := decodeStrictly(bytes.NewReader(text), &file); err != nil {
		return nil, fmt.Errorf("this is not a plan file of mpool: %w", err)
	}
	if file.Kind != PlanKind || file.Schema != planSchema {
		return nil, fmt.Errorf("this version of mpool cannot read this plan file: kind %q, schema version %d instead of %s, %d", units.Clip(file.Kind), file.Schema, PlanKind, planSchema)
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
	if err := plan.says(&file, text); err != nil {
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

// Text is a plan in the form of plan files. It fails for one that could not be read back, and so not be
// resumed.
func Text(plan *Plan) ([]byte, error) {
	text, err := json.Marshal(plan)
	if err != nil {
		return nil, err
	}
	if _, err := ReadPlan(bytes.NewReader(text)); err != nil {
		return nil, fmt.Errorf("cannot read back a plan of %q: %w", plan.Operation.Name(), err)
	}
	return text, nil
}
