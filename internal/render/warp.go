package render

import (
	"mpool/internal/ops"
	"mpool/internal/text"
)

// Warp is the answer of `mpool devnet warp`.
type Warp struct {
	Block ops.Block `json:"block"`
	Clock string    `json:"time"` // the block's, RFC 3339
}

// Text says where the chain is now.
func (v Warp) Text(p *text.Page) {
	p.Line("block %d, at %s", v.Block.Number, text.Number(v.Clock))
}
