package request

import (
	"context"

	"mpool/internal/ops"
)

// joinsExits asks for joins and exits to be possible, or not.
type joinsExits struct {
	poolAlone
	enabled bool
}

func (o *joinsExits) build(context.Context, *Target) (ops.Operation, error) {
	return ops.SetJoinsExits{Enabled: o.enabled}, nil
}
