package render

import (
	"mpool/internal/ops"
	"mpool/internal/text"
)

// Warp is the result of `mpool devnet warp`.
type Warp struct {
	Block ops.Block `json:"block"`
	Clock string    `json:"time"` // the block's time in RFC 3339
}

// Text shows the chain's block and time.
func (v Warp) Text(p *text.Page) {
	p.Line("block %d, at %s", v.Block.Number, text.Number(v.Clock))
}
