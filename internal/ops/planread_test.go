package ops

import "io"

// ReadPlan is planfile.Read. This package cannot import that one: TestMain sets it.
var ReadPlan func(io.Reader) (*Plan, error)
