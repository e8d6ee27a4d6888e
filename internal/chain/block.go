package chain

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/holiman/uint256"

	"mpool/internal/chain/wire"
	"mpool/internal/units"
)

// BlockRef is a reference to a block, as --block takes it. The zero value is the latest block.
type BlockRef struct {
	tag    string // "" means latest
	number *uint64
	hash   common.Hash
}

// Latest is the node's latest block.
func Latest() BlockRef { return BlockRef{} }

// Finalized is the latest block that cannot be reverted.
func Finalized() BlockRef { return BlockRef{tag: "finalized"} }

// Pending is the node's next block. Not every node knows its hash or its time.
func Pending() BlockRef { return BlockRef{tag: "pending"} }

// AtNumber is the block with this number.
func AtNumber(n uint64) BlockRef { return BlockRef{number: &n} }

// AtHash is the block with this hash. Only this reference always means the same block.
func AtHash(h common.Hash) BlockRef { return BlockRef{hash: h} }

// ParseBlockRef parses --block: a number, a hash, latest or finalized.
func ParseBlockRef(text string) (BlockRef, error) {
	switch {
	case text == "latest":
		return Latest(), nil
	case text == "finalized":
		return Finalized(), nil
	case len(text) == 66 && strings.HasPrefix(text, "0x"):
		b, err := hexutil.Decode(text)
		if err != nil {
			return BlockRef{}, blockRefError(text)
		}
		return AtHash(common.BytesToHash(b)), nil
	}
	n, err := parseNumber(text)
	if err != nil {
		return BlockRef{}, blockRefError(text)
	}
	return AtNumber(n), nil
}

func parseNumber(text string) (uint64, error) {
	if digits, ok := strings.CutPrefix(text, "0x"); ok {
		return strconv.ParseUint(digits, 16, 64)
	}
	return strconv.ParseUint(text, 10, 64)
}

func blockRefError(text string) error {
	return fmt.Errorf("%q is not a valid block: use a number, a block hash, latest or finalized", text)
}

// String returns the form that ParseBlockRef reads.
func (r BlockRef) String() string {
	switch {
	case r.number != nil:
		return strconv.FormatUint(*r.number, 10)
	case r.hash != (common.Hash{}):
		return r.hash.Hex()
	case r.tag != "":
		return r.tag
	}
	return "latest"
}

// Number returns the block's number if the reference is a number.
func (r BlockRef) Number() (number uint64, ok bool) {
	if r.number == nil {
		return 0, false
	}
	return *r.number, true
}

// param is the reference in the form of eth_call. A hash is put into an object (EIP-1898).
func (r BlockRef) param() any {
	switch {
	case r.number != nil:
		return hexutil.Uint64(*r.number)
	case r.hash != (common.Hash{}):
		return map[string]any{"blockHash": r.hash}
	}
	return r.String()
}

// headerRequest requests the block's header without its transactions.
func (r BlockRef) headerRequest(into **Header) wire.Request {
	if r.hash != (common.Hash{}) {
		return wire.Request{Method: "eth_getBlockByHash", Params: []any{r.hash, false}, Into: into}
	}
	return wire.Request{Method: "eth_getBlockByNumber", Params: []any{r.param(), false}, Into: into}
}

// Header is the part of a block's header that mpool uses. mpool takes the hash from the node and
// does not compute it, because chains hash different fields.
type Header struct {
	Number     uint64
	Hash       common.Hash
	ParentHash common.Hash
	Time       units.Time
	GasLimit   uint64
	BaseFee    *uint256.Int // nil on chains without EIP-1559
}

// UnmarshalJSON reads the answer of eth_getBlockByNumber.
func (h *Header) UnmarshalJSON(text []byte) error {
	var answer struct {
		Number     *hexutil.Uint64 `json:"number"`
		Hash       *common.Hash    `json:"hash"`
		ParentHash common.Hash     `json:"parentHash"`
		Timestamp  *hexutil.Uint64 `json:"timestamp"`
		GasLimit   hexutil.Uint64  `json:"gasLimit"`
		BaseFee    *hexutil.Big    `json:"baseFeePerGas"`
	}
	if err := wire.DecodeJSON(text, &answer); err != nil {
		return err
	}
	if answer.Number == nil || answer.Hash == nil || answer.Timestamp == nil {
		return errors.New("the block has no number, hash or time")
	}
	*h = Header{Number: uint64(*answer.Number), Hash: *answer.Hash, ParentHash: answer.ParentHash,
		Time: units.Time(*answer.Timestamp), GasLimit: uint64(answer.GasLimit)}
	if answer.BaseFee != nil {
		h.BaseFee = uint256.MustFromBig(answer.BaseFee.ToInt())
	}
	return nil
}

// Header reads a block's header.
func (b blocks) Header(ctx context.Context, at BlockRef) (*Header, error) {
	var h *Header
	err := b.wire.Retrying(ctx, func() error {
		err := b.wire.Once(ctx, at.headerRequest(&h))
		if err == nil && h == nil {
			err = &BlockError{Block: at}
		}
		return err
	})
	if err == nil && !at.mayBe(h) {
		err = &BlockError{Block: at, Other: h}
	}
	return h, err
}

// mayBe says whether a header can belong to the block that the reference names. Any header can be
// the latest.
func (r BlockRef) mayBe(h *Header) bool {
	return (r.number == nil || *r.number == h.Number) && (r.hash == common.Hash{} || r.hash == h.Hash)
}
